/**
 * The message of Twilio's Programmable Messaging, which its CSV, API and bulk exports spell differently
 * (https://www.twilio.com/docs/messaging/api/message-resource: directions, statuses, error codes).
 */
import type { Channel, Direction } from '../../../shared/model.ts'
import { daySeconds, reject, rejectDirection } from '../export-format.ts'
import type { ExportSample, FormatPlan, MappedRow, PlanSettings, RowMapper } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import { rejectTime } from '../times/time-problem.ts'
import { describeZoneless, makeTimeReader } from '../times/time-reader.ts'
import { surveyTimes } from '../times/time-survey.ts'
import { timeMissing } from '../times/time-text.ts'

// Folded names: Console CSV, API and bulk JSON, the home-made script's CSV, the warehouse copy.
const fieldNames = {
  sid: ['sid', 'smsmessagesid', 'messagesid', 'id'],
  from: ['from'],
  to: ['to'],
  body: ['body'],
  status: ['status'],
  direction: ['direction'],
  sentAt: ['sentdate', 'datesent'],
  createdAt: ['datecreated', 'createdat'],
  updatedAt: ['dateupdated', 'updatedat'],
  errorCode: ['errorcode'],
  service: ['messagingservicesid'],
} as const
type Field = keyof typeof fieldNames

const meanings: Readonly<Record<Field, string>> = {
  sid: 'message id',
  from: 'sender',
  to: 'receiver',
  body: 'text',
  status: 'delivery status',
  direction: 'direction',
  sentAt: 'time',
  createdAt: 'time if it was not sent',
  updatedAt: 'version of the row',
  errorCode: 'carrier error',
  service: 'our line if there is no number',
}

// Columns that nobody but Twilio has.
const marks = ['apiversion', 'numsegments', 'messagesegments', 'messagingservicesid', 'accountsid']
const sidShape = /^(?:SM|MM)[0-9a-z]{32}$/i

function readDirection(text: string): Direction | null {
  if (text === 'inbound') return 'in'
  if (text === 'outbound-api' || text === 'outbound-reply' || text === 'outbound-call') return 'out'
  const lower = text.toLowerCase()
  return lower === text ? null : readDirection(lower)
}

/** `waiting`: not yet on its way, unless a sending date says otherwise. */
const statuses = new Map<string, 'failed' | 'waiting'>([
  ['failed', 'failed'],
  ['undelivered', 'failed'],
  ['canceled', 'failed'],
  ['scheduled', 'waiting'],
  ['accepted', 'waiting'],
  ['queued', 'waiting'],
])

/** Whether the columns are those of Twilio messages. */
export function isTwilioMessage(sample: ExportSample): boolean {
  const columns = findColumns(sample.names)
  const hasAll = (['sid', 'from', 'to', 'body', 'direction'] as const).every((field) => columns[field] !== -1)
  if (!hasAll || (columns.sentAt === -1 && columns.createdAt === -1)) return false
  const folded = new Set(sample.names.map(foldHeader))
  return marks.some((mark) => folded.has(mark)) || sample.rows.some((row) => sidShape.test(row[columns.sid] ?? ''))
}

function findColumns(names: readonly string[]): Record<Field, number> {
  const folded = names.map(foldHeader)
  const find = (field: Field): number => {
    for (const name of fieldNames[field]) {
      const at = folded.indexOf(name)
      if (at !== -1) return at
    }
    return -1
  }
  return {
    sid: find('sid'),
    from: find('from'),
    to: find('to'),
    body: find('body'),
    status: find('status'),
    direction: find('direction'),
    sentAt: find('sentAt'),
    createdAt: find('createdAt'),
    updatedAt: find('updatedAt'),
    errorCode: find('errorCode'),
    service: find('service'),
  }
}

export function planTwilio(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const columns = findColumns(sample.names)
  const zone = settings.choices.zone ?? 'UTC'
  const times = [columns.sentAt, columns.createdAt].filter((column) => column !== -1)
  const isZoneless = surveyTimes(sample.rows.flatMap((row) => times.map((column) => row[column] ?? ''))).zoneless > 0
  const names = Object.entries(columns)
  return {
    sourceKey: 'twilio',
    sourceName: 'Twilio',
    zone: isZoneless ? zone : null,
    assumptions: [
      ...(isZoneless ? [`times without a zone read as ${zone}`] : []),
      'outgoing messages counted as written by people; Twilio does not say which were automatic',
    ],
    meanings: sample.names.map((_, column) => {
      const field = names.find(([, at]) => at === column)?.[0]
      // The keys of `columns` are the fields; Object.entries forgets that.
      return field === undefined ? null : meanings[field as Field]
    }),
    isLog: true,
    defaultSplitGapSeconds: daySeconds,
    openMapper: () => openMapper(columns, sample.names, zone, isZoneless, settings.choices.channel ?? 'sms'),
  }
}

function openMapper(
  columns: Record<Field, number>,
  names: readonly string[],
  zone: string,
  isZoneless: boolean,
  plainChannel: Channel,
): RowMapper {
  const times = makeTimeReader({ zone, dayOrder: null, format: null })
  const nameOf = (field: Field): string | null => names[columns[field]] ?? null
  const map = (cells: readonly string[]): MappedRow => {
    const cell = (field: Field): string => cells[columns[field]] ?? ''
    const directionText = cell('direction').trim()
    const direction = readDirection(directionText)
    if (direction === null) return rejectDirection(nameOf('direction'), directionText)
    const statusText = cell('status')
    const status =
      statusText === 'delivered' || statusText === 'received'
        ? undefined
        : statuses.get(statusText.trim().toLowerCase())
    const sent = times.read(cell('sentAt'))
    if (sent === timeMissing && status === 'waiting') return 'not sent'
    const timeField = sent === timeMissing && columns.createdAt !== -1 ? 'createdAt' : 'sentAt'
    const sentAt = timeField === 'createdAt' ? times.read(cell('createdAt')) : sent
    if (sentAt < 0) return rejectTime(sentAt, nameOf(timeField), cell(timeField))
    const from = cell('from').trim()
    const to = cell('to').trim()
    const contact = direction === 'in' ? from : to
    if (contact === '') return reject('contact-missing', nameOf(direction === 'in' ? 'from' : 'to'), '')
    const inbox = direction === 'in' ? to : from || cell('service').trim()
    const updatedAt = times.read(cell('updatedAt'))
    const record: MessageRecord = {
      ...plainMessage,
      id: cell('sid').trim() || null,
      channel: channelOf(contact, inbox, plainChannel),
      contact: withoutChannel(contact),
      inbox: withoutChannel(inbox) || null,
      sentAt,
      direction,
      authorKind: direction === 'in' ? 'customer' : 'agent',
      failed: status === 'failed',
      has21610: cell('errorCode').trim() === '21610',
      text: columns.body === -1 ? null : cell('body'),
      versionAt: updatedAt < 0 ? null : updatedAt,
    }
    return [record]
  }
  return {
    map,
    lateAssumptions: () => (isZoneless ? [] : describeZoneless(zone, times.zonelessCount())),
  }
}

function channelOf(contact: string, inbox: string, plainChannel: Channel): Channel {
  if (contact.startsWith('whatsapp:') || inbox.startsWith('whatsapp:')) return 'whatsapp'
  if (contact.startsWith('messenger:') || inbox.startsWith('messenger:')) return 'messenger'
  return plainChannel
}

/** The address alone. Twilio's numbers are E.164 always; warehouse copies lose the plus, which tells them from national ones. */
function withoutChannel(address: string): string {
  const isPrefixed = address.startsWith('whatsapp:') || address.startsWith('messenger:')
  const bare = isPrefixed ? address.slice(address.indexOf(':') + 1).trim() : address
  return bare.startsWith('+') || !/^\d{10,15}$/.test(bare) ? bare : `+${bare}`
}
