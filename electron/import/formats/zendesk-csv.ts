/**
 * Zendesk's ticket export as CSV: one ticket per row, no messages, no descriptions, no deleted tickets.
 *
 * Product: Zendesk Support. Where a user gets it: Admin Center > Account > Tools > Reports > Export > CSV (Zendesk enables
 * it on request). Columns and their meanings: https://support.zendesk.com/hc/en-us/articles/4408886165402, which also says
 * that times are in the account's time zone; the file does not name it. Custom fields follow with a type suffix
 * (`Priority [list]`) and may be called like a system column, so a column counts under its full name only. People copy sets
 * of columns of their own out of it. Seen: headers of 2019 to 2025.
 */
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FieldColumns, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord, ImportRecord, PersonRecord } from '../record.ts'
import { openColumnTimes, planTable } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { openViaReader } from '../products/zendesk-channel.ts'
import { ratingRecord } from '../products/zendesk-rating.ts'
import { idOfText, personAlias, zendeskKey } from '../products/zendesk-row.ts'
import { isOpenStatus, leftOutOf, reportedNames, reportedSeconds } from '../products/zendesk-ticket.ts'

const columnNames: Readonly<Record<string, string>> = {
  conversation: 'id',
  requesterId: 'requester id',
  requesterEmail: 'requester email',
  requester: 'requester',
  agent: 'assignee',
  team: 'group',
  tags: 'tags',
  status: 'status',
  channel: 'via',
  openedAt: 'created at',
  updatedAt: 'updated at',
  closedAt: 'solved at',
  resolutionHours: 'resolution time',
  csat: 'satisfaction score',
  reopens: 'reopens',
  replies: 'replies',
  ...Object.fromEntries(
    reportedNames.flatMap((name) => {
      const title = (name === 'reply_time' ? 'first_reply_time' : name).replaceAll('_', ' ')
      return [
        [`${name}.calendar`, `${title} in minutes`],
        [`${name}.business`, `${title} in minutes within business hours`],
      ]
    }),
  ),
}

// Of these, no other help desk has a column of that name.
const marks = ['summation column', 'requester external id', 'requester domain', 'group stations', 'assignee stations']

function fold(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

function findColumns(names: readonly string[]): FieldColumns<string> {
  const folded = names.map(fold)
  return Object.fromEntries(
    Object.entries(columnNames).flatMap(([field, name]) => {
      const column = folded.indexOf(name)
      return column === -1 ? [] : [[field, [column]]]
    }),
  )
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const table = planTable(
    sample,
    settings,
    'conversation',
    findColumns(sample.names),
    ['openedAt', 'closedAt', 'updatedAt'],
    false,
  )
  return table.finish({
    product: { key: zendeskKey, name: 'Zendesk' },
    isLog: false,
    assumptions: ['Zendesk writes times in the time zone of the account, which the file does not name'],
    openMap: () => openMap(table),
  })
}

function openMap(table: TablePlan): OpenedTable {
  const { fields, chosenChannel } = table
  const via = openViaReader()
  const times = table.openTimes()
  const readTime = openColumnTimes(fields, times)
  const number = (cells: readonly string[], field: string): number | null => {
    const text = fields.value(cells, field)
    const value = Number(text)
    return text === '' || !Number.isFinite(value) || value < 0 ? null : value
  }
  const count = (cells: readonly string[], field: string): number | null => {
    const value = number(cells, field)
    return Number.isInteger(value) ? value : null
  }
  const reportedOf = (cells: readonly string[]): Record<string, number> | null => {
    const reported: Record<string, number> = {}
    for (const name of reportedNames.flatMap((one) => [`${one}.calendar`, `${one}.business`])) {
      const seconds = reportedSeconds(number(cells, name), 60)
      if (seconds !== null) reported[name] = seconds
    }
    const seconds = reportedSeconds(number(cells, 'resolutionHours'), 3600)
    if (seconds !== null) reported['resolution_time'] = seconds
    return Object.keys(reported).length === 0 ? null : reported
  }
  const map = (cells: readonly string[]): MappedRow => {
    const idText = fields.value(cells, 'conversation')
    const conversation = idOfText(idText)
    if (conversation === null) return reject('conversation-missing', fields.nameOf('conversation'), idText)
    const openedAt = readTime(cells, 'openedAt')
    if (isRejection(openedAt)) return openedAt
    if (openedAt === null && fields.has('openedAt')) return reject('time-missing', fields.nameOf('openedAt'), '')
    const solvedAt = readTime(cells, 'closedAt')
    if (isRejection(solvedAt)) return solvedAt
    const status = fields.value(cells, 'status').toLowerCase()
    const person = requesterOf(cells)
    const updatedAt = times.read(fields.value(cells, 'updatedAt'))
    const record: ConversationRecord = {
      ...plainConversation,
      conversation,
      part: 'csv',
      channel: chosenChannel ?? via.channelOf(fields.value(cells, 'channel'), ''),
      contact: person?.alias ?? fields.optional(cells, 'requesterEmail') ?? fields.optional(cells, 'requester'),
      openedAt,
      closedAt: isOpenStatus(status) ? null : solvedAt,
      status: status || null,
      reopens: count(cells, 'reopens'),
      replies: count(cells, 'replies'),
      agent: fields.optional(cells, 'agent'),
      team: fields.optional(cells, 'team'),
      leftOut: leftOutOf(status, fields.value(cells, 'tags')),
      reported: reportedOf(cells),
      versionAt: updatedAt < 0 ? null : updatedAt,
    }
    const records: ImportRecord[] = person === null ? [record] : [record, person]
    const score = fields.value(cells, 'csat')
    if (score === '') return records
    const { contact, agent, team, channel } = record
    const of = { ticket: conversation, contact, agent, team, channel }
    // The file does not say when the answer came: not before the ticket was solved.
    const rating = ratingRecord(score, fields.nameOf('csat') ?? '', of, solvedAt ?? openedAt, null)
    if (isRejection(rating)) return rating
    return rating === null ? records : [...records, rating]
  }
  /** The row names the requester: by id, so that other exports join, with the address that belongs to it. */
  const requesterOf = (cells: readonly string[]): PersonRecord | null => {
    const alias = personAlias(idOfText(fields.value(cells, 'requesterId')))
    if (alias === null) return null
    const name = fields.optional(cells, 'requester')
    const address = fields.optional(cells, 'requesterEmail')
    // Agents are requesters too, and the users export knows better: no role, no version.
    return { type: 'person', alias, role: null, name, address, versionAt: null }
  }
  return { map, times, lateAssumptions: via.assumptions }
}

export const zendeskCsv: ExportFormat = {
  id: 'zendesk-csv',
  row: null,
  title: 'Zendesk ticket export (CSV)',
  files: 'export_….csv: one ticket per row with its times and metrics',
  howToGet: 'Zendesk Admin Center > Account > Tools > Reports > Export > CSV',
  measures: 'resolution, reopens, volumes, agents, teams, CSAT; response times only as Zendesk computed them',
  detect: (sample) => {
    if (sample.shape !== 'table') return null
    const names = new Set(sample.names.map(fold))
    if (!names.has('id') || !names.has('created at')) return null
    const isMarked =
      marks.some((name) => names.has(name)) ||
      [...names].some((name) => name.endsWith(' time in minutes within business hours'))
    return isMarked ? { score: 95, because: 'The columns are those of Zendesk’s ticket export.' } : null
  },
  plan,
}
