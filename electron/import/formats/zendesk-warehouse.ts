/**
 * Zendesk Support as tables of a warehouse, saved as CSV.
 *
 * Product: Zendesk Support, copied by Fivetran. Where a user gets it: a query of the tables `ticket`, `ticket_comment`,
 * `user`, `group`, `satisfaction_rating` and `ticket_field_history` of the connector's schema, one CSV each. Documented at
 * https://fivetran.com/docs/connectors/applications/zendesk#schemainformation; times without a zone are UTC. Seen: tables
 * of 2020 to 2024. The rows are the API's objects with other column names, and have the API's ids.
 *
 * Changes of the status in `ticket_field_history` are the only trace of solving and reopening. Chat tables are not read:
 * they name chats and not tickets, so that their messages would count as conversations a second time.
 */
import { daySeconds, isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { fieldFlag } from '../json/json-fields.ts'
import { optionalTime } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import { makeTimeReader } from '../times/time-reader.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { surveyTimes } from '../times/time-survey.ts'
import { openViaReader } from '../products/zendesk-channel.ts'
import { commentRecord } from '../products/zendesk-comment.ts'
import { groupRecords, userRecords } from '../products/zendesk-people.ts'
import { ratingRecords } from '../products/zendesk-rating.ts'
import { idOf, textOf, zendeskKey } from '../products/zendesk-row.ts'
import type { ZendeskReading } from '../products/zendesk-row.ts'
import { isOpenStatus, ticketRecords } from '../products/zendesk-ticket.ts'

interface WarehouseTable {
  readonly name: string
  /** Columns that must all be there. */
  readonly all: readonly string[]
  /** Of these, at least one, if any. */
  readonly any: readonly string[]
  readonly map: (row: JsonObject, reading: ZendeskReading) => MappedRow
  readonly meanings: Readonly<Record<string, string>>
}

const tables: readonly WarehouseTable[] = [
  {
    name: 'ticket_comment',
    all: ['id', 'ticket_id', 'user_id', 'body', 'created', 'public'],
    any: ['facebook_comment', 'tweet', 'voice_comment', '_fivetran_synced'],
    map: mapComment,
    meanings: {
      id: 'message id',
      ticket_id: 'conversation id',
      user_id: 'author',
      body: 'text',
      created: 'time',
      public: 'false for a note',
      voice_comment: 'true for a call',
    },
  },
  {
    name: 'ticket',
    all: ['id', 'requester_id', 'submitter_id', 'status', 'created_at', 'via_channel'],
    any: [],
    map: mapTicket,
    meanings: {
      id: 'conversation id',
      requester_id: 'customer',
      assignee_id: 'agent',
      group_id: 'team',
      status: 'status',
      created_at: 'opening time',
      updated_at: 'version of the row',
      via_channel: 'channel',
      via_source_from_address: 'address of the customer',
      recipient: 'our address',
    },
  },
  {
    name: 'satisfaction_rating',
    all: ['id', 'ticket_id', 'requester_id', 'assignee_id', 'score'],
    any: [],
    map: (row, { times }) => ratingRecords(row, times),
    meanings: { ticket_id: 'conversation id', score: 'answer', comment: 'comment', updated_at: 'time of the answer' },
  },
  {
    name: 'ticket_field_history',
    all: ['field_name', 'ticket_id', 'updated', 'value'],
    any: ['user_id', '_fivetran_synced'],
    map: mapHistory,
    meanings: { field_name: 'what changed', ticket_id: 'conversation id', updated: 'time', value: 'new status' },
  },
  {
    name: 'user',
    all: ['id', 'name', 'role'],
    any: ['ticket_restriction', 'restricted_agent', 'only_private_comments', 'two_factor_auth_enabled'],
    map: (row, { times }) => userRecords(row, times),
    meanings: { id: 'id of a person', name: 'name', role: 'side', email: 'address', phone: 'address' },
  },
  {
    name: 'group',
    all: ['id', 'name', 'url'],
    any: ['_fivetran_synced', '_fivetran_deleted'],
    map: (row, { times }) => groupRecords(row, times),
    meanings: { id: 'id of a team', name: 'name' },
  },
]

/** Warehouses write names in capitals, too. */
const fold = (name: string): string => name.trim().toLowerCase()

function findTable(sample: ExportSample): WarehouseTable | null {
  const names = sample.names.map(fold)
  const table = tables.find(
    ({ all, any }) =>
      all.every((name) => names.includes(name)) && (any.length === 0 || any.some((name) => names.includes(name))),
  )
  if (table?.name !== 'group') return table ?? null
  // Every connector has groups; only the address of this one says whose they are.
  const url = names.indexOf('url')
  return sample.rows.some((row) => /\/api\/v2\/groups\/\d+/.test(row[url] ?? '')) ? table : null
}

function mapTicket(row: JsonObject, reading: ZendeskReading): MappedRow {
  const isDeleted = fieldFlag(row, '_fivetran_deleted')
  return ticketRecords(
    {
      ...row,
      status: isDeleted ? 'deleted' : row['status'],
      via: {
        channel: row['via_channel'],
        source: {
          rel: row['via_source_rel'],
          from: { address: row['via_source_from_address'] },
          to: { address: row['via_source_to_address'] },
        },
      },
    },
    reading,
  )
}

function mapComment(row: JsonObject, reading: ZendeskReading): MappedRow {
  if (fieldFlag(row, '_fivetran_deleted')) return 'deleted comment'
  const type = fieldFlag(row, 'voice_comment') ? 'VoiceComment' : 'Comment'
  const record = commentRecord({ ...row, type, author_id: row['user_id'], created_at: row['created'] }, null, reading)
  if (!isRejection(record)) return [record]
  const column = record.column === 'author_id' ? 'user_id' : record.column === 'created_at' ? 'created' : record.column
  return { ...record, column }
}

/**
 * `solved` closes; every status of open work takes an earlier close back. `closed` only seals what was solved, days later,
 * and is no event. Rows stand in any order, and an opening that takes back nothing changes nothing.
 */
function mapHistory(row: JsonObject, { times }: ZendeskReading): MappedRow {
  if (textOf(row, 'field_name') !== 'status') return 'change of another field'
  const conversation = idOf(row, 'ticket_id')
  if (conversation === null) return reject('conversation-missing', 'ticket_id', textOf(row, 'ticket_id'))
  const sentAt = optionalTime(row, 'updated', times)
  if (isRejection(sentAt)) return sentAt
  if (sentAt === null) return reject('time-missing', 'updated', '')
  const status = textOf(row, 'value').toLowerCase()
  // Nothing becomes `new` again, and a deleted ticket says so itself.
  if (status !== 'solved' && (status === 'new' || !isOpenStatus(status))) {
    return ['new', 'closed', 'deleted'].includes(status) ? `change of status to ${status}` : 'change to another status'
  }
  const record: MessageRecord = {
    ...plainMessage,
    id: `status:${conversation}:${sentAt}`,
    conversation,
    sentAt,
    direction: 'out',
    authorKind: 'system',
    kind: 'event',
    event: status === 'solved' ? 'closed' : 'reopened',
  }
  return [record]
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  // Detection found it: the names are the same.
  const table = findTable(sample) ?? tables[0]!
  const names = sample.names.map(fold)
  const zone = settings.choices.zone ?? 'UTC'
  const timeColumns = ['created_at', 'created', 'updated', 'updated_at'].map((name) => names.indexOf(name))
  const isZoneless = surveyTimes(sample.rows.flatMap((row) => timeColumns.map((at) => row[at] ?? ''))).zoneless > 0
  return {
    sourceKey: zendeskKey,
    sourceName: 'Zendesk',
    zone: isZoneless ? zone : null,
    assumptions: [
      `read as the table ${table.name} of a Zendesk warehouse`,
      ...(isZoneless ? [`times without a zone read as ${zone}`] : []),
    ],
    meanings: names.map((name) => (Object.hasOwn(table.meanings, name) ? (table.meanings[name] ?? null) : null)),
    isLog: false,
    defaultSplitGapSeconds: daySeconds,
    openMapper: () => {
      const times: TimeReader = makeTimeReader({ zone, dayOrder: null, format: null })
      const via = openViaReader()
      const reading = { times, via, fallbackChannel: settings.choices.channel ?? null }
      return {
        map: (cells) => table.map(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])), reading),
        lateAssumptions: via.messageAssumptions,
      }
    },
  }
}

export const zendeskWarehouse: ExportFormat = {
  id: 'zendesk-warehouse',
  row: null,
  title: 'Zendesk warehouse tables (CSV)',
  files: 'ticket, ticket_comment, user, group, satisfaction_rating, ticket_field_history',
  howToGet: 'a query of each of these tables of the Zendesk schema that Fivetran fills, saved as CSV',
  measures: 'response times, volumes, agents, teams, CSAT; resolution from ticket_field_history',
  detect: (sample) => {
    const table = sample.shape === 'table' ? findTable(sample) : null
    return table === null
      ? null
      : { score: 94, because: `The columns are those of a Zendesk warehouse’s table ${table.name}.` }
  },
  plan,
}
