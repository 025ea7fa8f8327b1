/**
 * Tables that a connector keeps of Intercom in a data warehouse, saved as CSV.
 *
 * Product: Intercom through Fivetran. Where a user gets it: the tables conversation_history, conversation_part_history,
 * conversation_contact_history, contact_history, admin and team of the schema, each saved as CSV. Columns as in the
 * connector's documentation and its models (github.com/fivetran/dbt_intercom). History tables hold every version of a row,
 * with the newest marked `_fivetran_active`; times have no zone and are UTC. Seen: the tables of the models' own tests.
 */
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { daySeconds, isRejection, reject } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import { fieldIdOrNone, intercom, personAlias } from '../products/intercom-author.ts'
import { openIntercom } from '../products/intercom-records.ts'
import { columnBehind, objectOf, tableOf } from '../products/intercom-warehouse-row.ts'
import type { WarehouseTable } from '../products/intercom-warehouse-row.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation } from '../record-defaults.ts'
import { makeTimeReader } from '../times/time-reader.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { surveyTimes } from '../times/time-survey.ts'

const meanings: Readonly<Record<WarehouseTable, Readonly<Record<string, string>>>> = {
  conversation: {
    id: 'conversation',
    created_at: 'opening time',
    updated_at: 'version of the row',
    source_type: 'channel',
    source_body: 'opening message',
    source_author_id: 'contact',
    source_delivered_as: 'who opened it',
    state: 'status',
    assignee_id: 'agent or team',
    admin_assignee_id: 'agent',
    team_assignee_id: 'team',
    conversation_rating_value: 'rating',
    conversation_rating_created_at: 'time of the rating',
    conversation_rating_remark: 'comment',
  },
  part: {
    id: 'message id',
    conversation_id: 'conversation',
    part_type: 'kind of entry',
    body: 'text',
    created_at: 'time',
    updated_at: 'version of the row',
    author_type: 'author',
    author_id: 'agent',
  },
  contact: {
    id: 'contact',
    name: 'name',
    email: 'address',
    phone: 'address',
    updated_at: 'version of the row',
    unsubscribed_from_emails: 'opt-out from e-mail',
    unsubscribed_from_sms: 'opt-out from SMS',
  },
  'conversation-contact': {
    contact_id: 'contact',
    conversation_id: 'conversation',
    conversation_updated_at: 'version of the row',
  },
  admin: { id: 'agent', name: 'name', email: 'address' },
  team: { id: 'team', name: 'name' },
}

const because: Readonly<Record<WarehouseTable, string>> = {
  conversation: 'The columns are those of Intercom’s conversations in a data warehouse.',
  part: 'The columns are those of Intercom’s conversation parts in a data warehouse.',
  contact: 'The columns are those of Intercom’s contacts in a data warehouse.',
  'conversation-contact': 'The columns join Intercom’s conversations to its contacts in a data warehouse.',
  admin: 'The columns are those of Intercom’s teammates in a data warehouse.',
  team: 'The columns are those of Intercom’s teams in a data warehouse.',
}

function plan(sample: ExportSample, { choices }: PlanSettings): FormatPlan {
  const { names } = sample
  const table = tableOf(names) ?? 'conversation'
  const zone = choices.zone ?? 'UTC'
  const isZoneless = surveyTimes(timeTexts(sample)).zoneless > 0
  return {
    sourceKey: intercom,
    sourceName: 'Intercom',
    zone: isZoneless ? zone : null,
    assumptions: [
      ...(isZoneless ? [`times without a zone read as ${zone}`] : []),
      ...(table === 'team' ? ['read as the list of teams; a list of tags looks the same and changes nothing'] : []),
    ],
    meanings: names.map((name) => meanings[table][name.trim().toLowerCase()] ?? null),
    isLog: false,
    defaultSplitGapSeconds: daySeconds,
    openMapper: () => {
      const times = makeTimeReader({ zone, dayOrder: null, format: null })
      const { map, lateAssumptions } = openIntercom(times, choices.channel ?? null, true)
      return {
        map: (cells) => {
          const object = objectOf(table, names, cells)
          const mapped = table === 'conversation-contact' ? mapParticipant(object, times) : map(object)
          const isRejected = isRejection(mapped) && mapped.column !== null
          return isRejected ? { ...mapped, column: columnBehind(mapped.column, names) } : mapped
        },
        lateAssumptions,
      }
    },
  }
}

/** The times that are read, as far as the sample shows. */
function timeTexts({ names, rows }: ExportSample): string[] {
  const columns = names.flatMap((name, column) =>
    /^(?!_).*(?:created|updated)_at$/i.test(name.trim()) ? [column] : [],
  )
  return rows.flatMap((row) => columns.map((column) => row[column] ?? ''))
}

function mapParticipant(row: JsonObject, times: TimeReader): MappedRow {
  const conversation = fieldIdOrNone(row, 'conversation_id')
  const contact = personAlias(fieldIdOrNone(row, 'contact_id'))
  if (conversation === null) return reject('conversation-missing', 'conversation_id', '')
  if (contact === null) return reject('contact-missing', 'contact_id', '')
  const read = openFieldTimes(times)
  const versionAt = read.optional(row, 'conversation_updated_at')
  return read.problem() ?? [{ ...plainConversation, conversation, part: 'contact', contact, versionAt }]
}

export const intercomWarehouse: ExportFormat = {
  id: 'intercom-warehouse',
  row: null,
  title: 'Intercom tables of a data warehouse (CSV)',
  files:
    'conversation_history, conversation_part_history, conversation_contact_history, contact_history, admin and team as CSV',
  howToGet: 'your data warehouse: save each of these tables of the Intercom connector (Fivetran) as CSV',
  measures: 'response and resolution times, volumes, agents, teams, CSAT, opt-outs, once the tables are all imported',
  detect: (sample) => {
    const table = sample.shape === 'table' ? tableOf(sample.names) : null
    return table === null ? null : { score: 92, because: because[table] }
  },
  plan,
}
