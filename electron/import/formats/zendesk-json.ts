/**
 * Zendesk Support as JSON.
 *
 * Product: Zendesk Support. Where a user gets it: Admin Center > Account > Tools > Reports > Export > JSON (Zendesk enables
 * it on request; https://support.zendesk.com/hc/en-us/articles/4408886165402), which is one JSON per line, each ticket with
 * its comments, tickets and users in files of their own; or the API's pages (`{"tickets":[…]}`, also with side-loaded
 * users, groups, metric sets); or a connector's lines (`{"stream":"tickets","data":{…}}`). Documented at
 * https://developer.zendesk.com/api-reference/ticketing. Seen: API v2, records of 2021 to 2024.
 */
import { isRejection } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { objectsAt } from '../file/json-head.ts'
import { planJson } from '../json/json-plan.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { findRecordPaths } from '../json/record-paths.ts'
import type { ImportRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { openViaReader } from '../products/zendesk-channel.ts'
import { commentRecord } from '../products/zendesk-comment.ts'
import { hasZendeskMarks, listNames, listsOf, unwrap } from '../products/zendesk-object.ts'
import { groupRecords, userRecords } from '../products/zendesk-people.ts'
import { ratingRecords } from '../products/zendesk-rating.ts'
import { zendeskKey } from '../products/zendesk-row.ts'
import type { ZendeskReading } from '../products/zendesk-row.ts'
import { metricsRecord, ticketRecords } from '../products/zendesk-ticket.ts'

function pathsOf(sample: ExportSample): readonly string[] {
  return findRecordPaths(sample, listNames, (object) => listsOf(object).length === 0)
}

/** `tickets` of `tickets.*`; null where the objects stand in no list. */
function listOfPath(path: string): string | null {
  const steps = path.split('.').filter((step) => step !== '*' && step !== '')
  return steps.at(-1) ?? null
}

function hasMarks(sample: ExportSample): boolean {
  const { json } = sample
  if (json === null) return false
  return pathsOf(sample).some((path) =>
    objectsAt(json, path).some((object) => {
      const lists = listsOf(object)
      if (lists.length === 0) return hasZendeskMarks(unwrap(object, listOfPath(path)))
      const page = { isLines: false, roots: [object] }
      return lists.some((name) => objectsAt(page, `${name}.*`).some((inner) => hasZendeskMarks(unwrap(inner, name))))
    }),
  )
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  return planJson(sample, {
    product: zendeskKey,
    sourceName: 'Zendesk',
    paths: pathsOf(sample),
    assumptions: [
      'a ticket’s description repeats its first comment and is no message of its own',
      'a ticket is closed when it was solved, which its metrics say; the later status “closed” has no time of its own',
    ],
    meanings: {
      id: 'id',
      stream: 'kind of record',
      data: 'record',
      ticket: 'ticket with its comments',
      ticket_id: 'conversation id',
      via: 'channel, and the customer’s address',
      created_at: 'time',
      updated_at: 'version of the row',
      status: 'status',
      requester_id: 'customer',
      assignee_id: 'agent',
      group_id: 'team',
      author_id: 'author',
      public: 'false for a note',
      body: 'text',
      comments: 'messages',
      role: 'side of an author',
      name: 'name',
      email: 'address',
      solved_at: 'closing time',
      reopens: 'reopenings',
      replies: 'replies',
      score: 'CSAT answer',
      satisfaction_rating: 'CSAT answer',
    },
    open: (times) => openMap(times, settings),
  })
}

function openMap(
  times: TimeReader,
  settings: PlanSettings,
): { map: (record: JsonObject, path: string) => MappedRow; lateAssumptions: () => readonly string[] } {
  const via = openViaReader()
  const reading: ZendeskReading = { times, via, fallbackChannel: settings.choices.channel ?? null }
  return {
    map: (record, path) => {
      const lists = listsOf(record)
      return lists.length === 0 ? mapOne(record, listOfPath(path), reading) : mapPage(record, lists, reading)
    },
    lateAssumptions: via.messageAssumptions,
  }
}

/** A whole page in one line. */
function mapPage(page: JsonObject, lists: readonly string[], reading: ZendeskReading): MappedRow {
  const head = { isLines: false, roots: [page] }
  const records: ImportRecord[] = []
  let ignored = 'empty page'
  for (const name of lists) {
    for (const object of objectsAt(head, `${name}.*`)) {
      const mapped = mapOne(object, name, reading)
      if (isRejection(mapped)) return { ...mapped, column: mapped.column === null ? name : `${name}.${mapped.column}` }
      if (typeof mapped === 'string') ignored = mapped
      else records.push(...mapped)
    }
  }
  return records.length === 0 ? ignored : records
}

function mapOne(record: JsonObject, list: string | null, reading: ZendeskReading): MappedRow {
  const { object, kind } = unwrap(record, list)
  switch (kind) {
    case 'ticket':
      return ticketRecords(object, reading)
    case 'comment':
      return alone(commentRecord(object, null, reading))
    case 'metrics':
      return alone(metricsRecord(object, null, reading))
    case 'rating':
      return ratingRecords(object, reading.times)
    case 'user':
      return userRecords(object, reading.times)
    case 'group':
      return groupRecords(object, reading.times)
    default:
      return kind.other
  }
}

function alone(mapped: ReturnType<typeof commentRecord> | ReturnType<typeof metricsRecord>): MappedRow {
  return isRejection(mapped) ? mapped : [mapped]
}

export const zendeskJson: ExportFormat = {
  id: 'zendesk-json',
  row: null,
  title: 'Zendesk export (JSON)',
  files: 'export_….json, API pages and connector lines: tickets, comments, users, groups, metrics, ratings',
  howToGet: 'Zendesk Admin Center > Account > Tools > Reports > Export > JSON, for tickets and for users',
  measures: 'response times, resolution, agents, teams, volumes, CSAT; the users file says who is an agent',
  detect: (sample) =>
    (sample.shape === 'document' || sample.shape === 'lines') && hasMarks(sample)
      ? { score: 95, because: 'The records are those of Zendesk Support.' }
      : null,
  plan,
}
