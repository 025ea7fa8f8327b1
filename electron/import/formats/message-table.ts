/**
 * Any table of messages: CSV, TSV, semicolon or pipe separated, or JSON lines of flat objects.
 *
 * Products: texting tools, help desks and spreadsheets without a format of their own here. Where a user gets it: the
 * product's message or conversation export. Header spellings start from those that Heymarket's import meets from other
 * texting vendors (help.heymarket.com, article 27561287183373); a mapping.json names the columns of any other table.
 */
import { AppError } from '../../../shared/errors.ts'
import type { AuthorKind, Direction } from '../../../shared/model.ts'
import { conversationOf } from '../table/conversation-url.ts'
import { isRejection, reject } from '../export-format.ts'
import type {
  ExportFormat,
  ExportSample,
  FieldColumns,
  FormatPlan,
  MappedRow,
  PlanSettings,
  Rejection,
} from '../export-format.ts'
import { plainText } from '../table/html-text.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import { columnTexts, findFieldColumns, isUsed, mappedColumns, mostly } from '../table/table-columns.ts'
import { messageFields } from '../table/table-fields.ts'
import { impliedChannelOf, openColumnTimes, planTable } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { rejectTime } from '../times/time-problem.ts'
import { isMissing, isTimeText, readTimeParts, timeMissing } from '../times/time-text.ts'
import {
  isFailedStatus,
  isUnsentStatus,
  readAuthorWord,
  readBoolean,
  readChannelWord,
  readDirectionWord,
} from '../table/value-words.ts'

const isTimeOfDay = (text: string): boolean => /^\d{1,2}[:.]\d{2}/.test(text)

export function findMessageColumns(sample: ExportSample): FieldColumns<string> {
  const { timeOfDay, ...fields } = messageFields
  const found = findFieldColumns(
    sample,
    fields,
    {
      conversation: isUsed,
      time: (texts) => mostly(texts, isTimeText),
      closedAt: (texts) => mostly(texts, isTimeText),
      updatedAt: (texts) => mostly(texts, isTimeText),
      direction: (texts) => mostly(texts, (text) => readDirectionWord(text) !== null),
      inbound: (texts) => mostly(texts, (text) => readBoolean(text) !== null),
      authorKind: (texts) => mostly(texts, (text) => readAuthorWord(text) !== null),
      channel: (texts) => mostly(texts, (text) => readChannelWord(text) !== null),
      automatic: (texts) => mostly(texts, (text) => readBoolean(text) !== null),
      isNote: (texts) => mostly(texts, (text) => readBoolean(text) !== null),
    },
    ['conversation', 'time', 'closedAt', 'updatedAt', 'inbound', 'automatic', 'isNote'],
    ['contact'],
    ['time'],
  )
  const time = found.time?.[0]
  if (
    time === undefined ||
    !mostly(columnTexts(sample, time), (text) => readTimeParts(text, null)?.hasTimeOfDay === false)
  ) {
    return found
  }
  // A date column beside a column of clock times: together they are the time.
  const clock = findFieldColumns(sample, { timeOfDay }, { timeOfDay: (texts) => mostly(texts, isTimeOfDay) }, [
    'timeOfDay',
  ])
  return clock.timeOfDay === undefined || clock.timeOfDay[0] === time ? found : { ...found, timeOfDay: clock.timeOfDay }
}

/** What a table lacks to be a table of messages; empty = nothing. */
export function missingForMessages(columns: FieldColumns<string>): string[] {
  const has = (field: string): boolean => columns[field] !== undefined
  return [
    ...(has('time') ? [] : ['a time']),
    ...(has('direction') || has('authorKind') || has('inbound')
      ? []
      : ['a direction (in or out) or the kind of author']),
    ...(has('contact') || has('conversation') || (has('from') && has('to'))
      ? []
      : ['a customer address or a conversation id']),
  ]
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const mapping = settings.choices.mapping
  const mapped = mappedColumns(sample, mapping, 'message')
  const columns = mapped ?? findMessageColumns(sample)
  const table = planTable(sample, settings, 'message', columns, ['time', 'closedAt', 'updatedAt'], true)
  const missing = missingForMessages({
    ...columns,
    ...Object.fromEntries(Object.keys(mapping?.constants ?? {}).map((field) => [field, []])),
  })
  if (missing.length > 0) {
    throw new AppError(
      mapped === null ? 'format-unknown' : 'mapping-invalid',
      `${mapped === null ? sample.fileName : 'The mapping'} lacks ${missing.join(' and ')}, which messages need.`,
      { missing },
    )
  }
  const dates = columnTexts(sample, columns['time']?.[0] ?? -1)
  const hasOnlyDates =
    mapping?.time?.format === undefined &&
    columns['timeOfDay'] === undefined &&
    dates.some((text) => !isMissing(text.trim())) &&
    dates.every((text) => isMissing(text.trim()) || readTimeParts(text.trim(), null)?.hasTimeOfDay === false)
  return table.finish({
    isLog: columns['conversation'] === undefined,
    assumptions: hasOnlyDates
      ? ['the times are dates without a time of day, from which no response time follows: rejected']
      : [],
    openMap: () => openMap(table, columns),
  })
}

function openMap(table: TablePlan, columns: FieldColumns<string>): OpenedTable {
  const { fields, defaultChannel } = table
  const impliedChannel = impliedChannelOf(table)
  const times = table.openTimes()
  const readTime = openColumnTimes(fields, times)
  const timeColumn = columns['time']?.[0] ?? -1
  const clockColumn = columns['timeOfDay']?.[0]
  const hasChannel = fields.has('channel')
  const hasAutomatic = fields.has('automatic')
  const hasNote = fields.has('isNote')
  const hasStatus = fields.has('status')
  const hasClosedAt = fields.has('closedAt')
  const hasUpdatedAt = fields.has('updatedAt')

  const map = (cells: readonly string[]): MappedRow => {
    const status = hasStatus ? fields.value(cells, 'status') : ''
    if (status !== '' && isUnsentStatus(status) === true) return 'not sent'

    const timeText =
      clockColumn === undefined ? (cells[timeColumn] ?? '') : `${cells[timeColumn] ?? ''} ${cells[clockColumn] ?? ''}`
    const sentAt = times.read(timeText)
    if (sentAt < 0) return rejectTime(sentAt, fields.nameOf('time'), timeText)

    const side = sideOf(cells)
    if (isRejection(side)) return side
    const { direction, authorKind } = side

    const channelText = hasChannel ? fields.value(cells, 'channel') : ''
    const named = channelText === '' ? null : readChannelWord(channelText)
    if (channelText !== '' && named === null) return reject('channel-unknown', fields.nameOf('channel'), channelText)

    const from = fields.optional(cells, 'from')
    const to = fields.optional(cells, 'to')
    const contact = fields.optional(cells, 'contact') ?? (direction === 'in' ? from : to)
    const conversation = conversationOf(fields.optional(cells, 'conversation'))
    if (contact === null && conversation === null) {
      return reject(
        'contact-missing',
        fields.nameOf('contact') ?? fields.nameOf(direction === 'in' ? 'from' : 'to'),
        '',
      )
    }
    const inbox = fields.optional(cells, 'inbox') ?? (direction === 'in' ? to : from)

    const closedAt = hasClosedAt ? readTime(cells, 'closedAt') : null
    if (isRejection(closedAt)) return closedAt
    const updated = hasUpdatedAt ? times.read(fields.value(cells, 'updatedAt')) : timeMissing
    const text = fields.raw(cells, 'text')
    const isNote = hasNote && readBoolean(fields.value(cells, 'isNote')) === true
    const record: MessageRecord = {
      ...plainMessage,
      id: fields.optional(cells, 'message'),
      conversation,
      // Of a conversation another table may know the channel.
      channel: named ?? (conversation === null ? defaultChannel : impliedChannel),
      contact: contact === null ? null : withoutPrefix(contact),
      inbox: inbox === null ? null : withoutPrefix(inbox),
      sentAt,
      direction,
      authorKind,
      // On a customer's message these columns name the agent in charge, who did not write it.
      agent: direction === 'out' ? fields.optional(cells, 'agent') : null,
      team: fields.optional(cells, 'team'),
      kind: isNote ? 'note' : authorKind === 'system' ? 'event' : 'message',
      automatic: hasAutomatic && readBoolean(fields.value(cells, 'automatic')) === true,
      failed: status !== '' && isFailedStatus(status) === true,
      text: text === null ? null : plainText(text),
      versionAt: updated < 0 ? null : updated,
      conversationClosedAt: closedAt,
    }
    return [record]
  }

  const hasDirection = fields.has('direction')
  const hasInbound = fields.has('inbound')
  const hasAuthorKind = fields.has('authorKind')

  /** Direction and author kind follow from each other where a row has only one of them. */
  const sideOf = (cells: readonly string[]): { direction: Direction; authorKind: AuthorKind } | Rejection => {
    let direction: Direction | null = null
    const directionText = hasDirection ? fields.value(cells, 'direction') : ''
    if (directionText !== '') {
      direction = readDirectionWord(directionText)
      if (direction === null) return reject('direction-unknown', fields.nameOf('direction'), directionText)
    } else if (hasInbound) {
      const text = fields.value(cells, 'inbound')
      const isInbound = readBoolean(text)
      if (isInbound === null && text !== '') return reject('direction-unknown', fields.nameOf('inbound'), text)
      if (isInbound !== null) direction = isInbound ? 'in' : 'out'
    }
    let authorKind: AuthorKind | null = null
    const authorText = hasAuthorKind ? fields.value(cells, 'authorKind') : ''
    if (authorText !== '') {
      authorKind = readAuthorWord(authorText)
      if (authorKind === null) return reject('author-kind-unknown', fields.nameOf('authorKind'), authorText)
    }
    direction ??= authorKind === null ? null : authorKind === 'customer' ? 'in' : 'out'
    if (direction === null)
      return reject('direction-missing', fields.nameOf('direction') ?? fields.nameOf('authorKind'), '')
    authorKind ??= direction === 'in' ? 'customer' : 'agent'
    const isContradiction = direction === 'in' ? authorKind === 'agent' : authorKind === 'customer'
    if (isContradiction)
      return reject('direction-unknown', fields.nameOf('direction'), `${directionText}, but written by ${authorText}`)
    return { direction, authorKind }
  }
  return { map, times }
}

function withoutPrefix(address: string): string {
  return address.startsWith('whatsapp:') ? address.slice('whatsapp:'.length).trim() : address
}

export const messageTable: ExportFormat = {
  id: 'message-table',
  row: 'message',
  title: 'Table of messages (CSV, TSV, JSON lines)',
  files: 'one message per row: time, direction or author, customer or conversation, text',
  howToGet: 'the message or conversation export of most texting tools and help desks, or a spreadsheet saved as CSV',
  measures: 'whatever its columns allow: response times from messages, resolution from closing times, agents, teams',
  detect: (sample) => {
    if (sample.shape === 'document' && sample.names.length === 0) return null
    const columns = findMessageColumns(sample)
    if (missingForMessages(columns).length > 0) return null
    // Tables of users have a creation time, a role and a number too.
    if (columns['text'] === undefined && columns['direction'] === undefined && columns['inbound'] === undefined)
      return null
    const extras = ['text', 'contact', 'conversation', 'channel', 'agent'].filter(
      (field) => columns[field] !== undefined,
    )
    return {
      score: 60 + extras.length * 4,
      because: 'It has a time, a direction or author, and a customer or conversation per row.',
    }
  },
  plan,
}
