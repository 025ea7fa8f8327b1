/**
 * Any table with one conversation, ticket or chat per row: CSV, TSV, semicolon or pipe separated, or JSON lines.
 *
 * Products: help desks whose export has no messages and no format of its own here, and spreadsheets. Where a user gets it:
 * the product's ticket or conversation export. Header spellings: table-fields.ts; a mapping.json names the columns of any
 * other table.
 */
import { AppError } from '../../../shared/errors.ts'
import { conversationOf } from '../table/conversation-url.ts'
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FieldColumns, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord, ImportRecord } from '../record.ts'
import type { Scale } from '../table/score-words.ts'
import { findScale, readScore } from '../table/survey-score.ts'
import { columnTexts, findFieldColumns, isUsed, mappedColumns, mostly } from '../table/table-columns.ts'
import { conversationFields } from '../table/table-fields.ts'
import { channelOfRow, impliedChannelOf, openColumnTimes, planTable } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { isTimeText } from '../times/time-text.ts'
import { readBoolean, readChannelWord } from '../table/value-words.ts'

const timeFields = ['openedAt', 'firstReplyAt', 'closedAt'] as const
const isCount = (text: string): boolean => /^\d{1,9}(?:\.0+)?$/.test(text)

const times = (texts: readonly string[]): boolean => mostly(texts, isTimeText)
const counts = (texts: readonly string[]): boolean => mostly(texts, isCount)

function findColumns(sample: ExportSample): FieldColumns<string> {
  return findFieldColumns(
    sample,
    conversationFields,
    {
      conversation: isUsed,
      openedAt: times,
      firstReplyAt: times,
      closedAt: times,
      updatedAt: times,
      reopens: counts,
      replies: counts,
      channel: (texts) => mostly(texts, (text) => readChannelWord(text) !== null),
    },
    [...timeFields, 'conversation', 'updatedAt', 'reopens', 'replies'],
    ['contact'],
    ['openedAt'],
  )
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const mapped = mappedColumns(sample, settings.choices.mapping, 'conversation')
  const found = mapped ?? findColumns(sample)
  const csat = found['csat']?.[0]
  const scale = csat === undefined ? null : findScale(csat, sample.names[csat] ?? '', 'csat', settings)
  if (mapped !== null && scale instanceof AppError) throw scale
  // A rating that cannot be read is no reason to refuse the conversations; it is left out, and said so.
  const columns = scale instanceof AppError ? { ...found, csat: undefined } : found
  if (columns['conversation'] === undefined) {
    throw new AppError(
      'format-unknown',
      `${sample.fileName} has no conversation id, which a table of conversations needs.`,
    )
  }
  const table = planTable(sample, settings, 'conversation', columns, [...timeFields, 'updatedAt'], true)
  return table.finish({
    isLog: false,
    assumptions: scale instanceof AppError ? [`ratings left out: ${scale.message}`] : (scale?.assumptions ?? []),
    openMap: () => openMap(table, scale instanceof AppError ? null : (scale?.scale ?? null)),
  })
}

function openMap(table: TablePlan, scale: Scale | null): OpenedTable {
  const { fields } = table
  const impliedChannel = impliedChannelOf(table)
  const times = table.openTimes()
  const readTime = openColumnTimes(fields, times)
  const count = (cells: readonly string[], field: string): number | null => {
    const text = fields.value(cells, field)
    return isCount(text) ? Number(text) : null
  }
  // A column called `closed` with yes and no.
  const isClosedFlag = foldHeader(fields.nameOf('status') ?? '') === 'closed'
  const readStatus = (text: string | null): string | null => {
    const isClosed = isClosedFlag && text !== null ? readBoolean(text) : null
    return isClosed === null ? text : isClosed ? 'closed' : 'open'
  }
  const map = (cells: readonly string[]): MappedRow => {
    const conversation = conversationOf(fields.optional(cells, 'conversation'))
    if (conversation === null) return reject('conversation-missing', fields.nameOf('conversation'), '')
    const openedAt = readTime(cells, 'openedAt')
    if (isRejection(openedAt)) return openedAt
    const firstReplyAt = readTime(cells, 'firstReplyAt')
    if (isRejection(firstReplyAt)) return firstReplyAt
    const closedAt = readTime(cells, 'closedAt')
    if (isRejection(closedAt)) return closedAt
    if (openedAt === null && fields.has('openedAt')) return reject('time-missing', fields.nameOf('openedAt'), '')
    const channel = channelOfRow(fields, cells, impliedChannel)
    if (isRejection(channel)) return channel
    const updatedAt = times.read(fields.value(cells, 'updatedAt'))
    const record: ConversationRecord = {
      ...plainConversation,
      conversation,
      channel,
      contact: fields.optional(cells, 'contact'),
      inbox: fields.optional(cells, 'inbox'),
      openedAt,
      firstReplyAt,
      closedAt,
      status: readStatus(fields.optional(cells, 'status')),
      reopens: count(cells, 'reopens'),
      replies: count(cells, 'replies'),
      agent: fields.optional(cells, 'agent'),
      team: fields.optional(cells, 'team'),
      versionAt: updatedAt < 0 ? null : updatedAt,
    }
    const records: ImportRecord[] = [record]
    const scoreText = fields.value(cells, 'csat')
    // An empty cell does not say that the survey was offered; the word "offered" does.
    if (scoreText === '') return records
    const read = readScore(scoreText, 'csat', scale, fields.nameOf('csat'))
    if (read === null) return records
    if (isRejection(read)) return read
    records.push({
      type: 'survey',
      id: null,
      kind: 'csat',
      score: read.score,
      scaleMin: read.scale.min,
      scaleMax: read.scale.max,
      answeredAt: closedAt ?? openedAt,
      channel,
      contact: record.contact,
      conversation,
      agent: record.agent,
      team: record.team,
      comment: null,
    })
    return records
  }
  return { map, times }
}

export const conversationTable: ExportFormat = {
  id: 'conversation-table',
  row: 'conversation',
  title: 'Table of conversations or tickets (CSV, TSV, JSON lines)',
  files: 'one conversation per row: id, opened, first reply, closed, agent, team, channel, customer',
  howToGet: 'the ticket or conversation export of most help desks, or a spreadsheet saved as CSV',
  measures:
    'first response and resolution from its times, volumes, agents, teams, CSAT; no response times of single messages',
  detect: (sample) => {
    const columns = findColumns(sample)
    if (columns['conversation'] === undefined || columns['openedAt'] === undefined) return null
    const marks = ['closedAt', 'firstReplyAt', 'status', 'csat', 'replies', 'reopens'].filter(
      (field) => columns[field] !== undefined,
    )
    const idName = foldHeader(sample.names[columns['conversation'][0] ?? -1] ?? '')
    // An `id` and a creation time are in every table: only closing, replies and their times make it one of conversations.
    const isPlainId = ['id', 'number', 'nummer', 'sourceid'].includes(idName)
    if (isPlainId && !marks.some((mark) => ['closedAt', 'firstReplyAt', 'replies'].includes(mark))) return null
    const hasAgent = columns['agent'] !== undefined
    const hasContact = columns['contact'] !== undefined
    if (marks.length === 0 && !(hasAgent && hasContact)) return null
    if (marks.length === 1 && marks[0] === 'status' && !hasAgent && !hasContact) return null
    // Several rows per id: a table of events or of messages.
    const ids = columnTexts(sample, columns['conversation'][0] ?? -1)
    if (new Set(ids).size < ids.length * 0.9) return null
    return {
      score: Math.min(50 + marks.length * 6, 80),
      because: 'It has a conversation id, its opening time and what became of it per row.',
    }
  },
  plan,
}
