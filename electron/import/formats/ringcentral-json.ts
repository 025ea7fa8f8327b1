/**
 * Text messages of RingCentral's message store, and who opted out of them.
 *
 * Product: RingCentral. How a user gets it: GET /restapi/v1.0/account/~/extension/~/message-store or …/message-sync
 * (`{"records":[…],"paging":…}`), GET …/a2p-sms/messages and …/a2p-sms/opt-outs for high-volume numbers, saved as they are,
 * as arrays or one per line; deliveries of the opt-out notification, one per line. Documented at
 * https://developers.ringcentral.com/api-reference/Message-Store. `subject` is the text of an SMS. Seen: API 1.0.58.
 */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { fieldFlag, fieldId, fieldObject, fieldObjects, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { arePages, planPages } from '../json/json-pages.ts'
import type { JsonPages } from '../json/json-pages.ts'
import { timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { aliasOrNull } from '../record.ts'
import { logMessages, numbersOf, readTextSides } from '../products/text-log.ts'
import type { TimeReader } from '../times/time-reader.ts'

const ringcentral = 'ringcentral'

/** Types of the message store that are no text. */
const otherTypes = new Map<string, string>([
  ['fax', 'fax'],
  ['voicemail', 'voicemail'],
])

const isMessage = (object: JsonObject): boolean =>
  hasFields(object, 'direction', 'creationTime', 'messageStatus') &&
  (hasFields(object, 'from') || hasFields(object, 'to'))

const isCall = (object: JsonObject): boolean => hasFields(object, 'sessionId', 'startTime', 'direction', 'action')

/** `from` is our number, `to` the one that opted out, in the list as in the notification. */
const isOptOut = (object: JsonObject): boolean =>
  hasFields(object, 'from', 'to') &&
  (/^opt(?:in|out)$/i.test(fieldText(object, 'status')) || /^(?:true|false)$/.test(fieldText(object, 'active')))

const isNotification = (object: JsonObject): boolean => fieldText(object, 'event').startsWith('/restapi/v1.0/')

function isRingcentral(object: JsonObject): boolean {
  if (isNotification(object) || isCall(object)) return true
  if (isOptOut(object)) return !hasFields(object, 'text')
  return isMessage(object) && (hasFields(object, 'availability') || hasFields(object, 'lastModifiedTime'))
}

const pages: JsonPages = { paths: ['records.*', '*.records.*'], isRecord: isRingcentral }

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const channel = settings.choices.channel ?? 'sms'
  return planPages(sample, pages, {
    product: ringcentral,
    sourceName: 'RingCentral',
    isLog: true,
    assumptions: ['outgoing messages counted as written by people; RingCentral does not say which were automatic'],
    meanings: {
      id: 'message id',
      from: 'sender',
      to: 'receiver',
      subject: 'text',
      text: 'text',
      direction: 'direction',
      type: 'channel',
      messageStatus: 'delivery status',
      creationTime: 'time',
      lastModifiedTime: 'version of the row',
      active: 'opt-out',
      status: 'opt-out',
    },
    open: (times) => ({ map: (record) => mapRecord(record, times, channel) }),
  })
}

function mapRecord(record: JsonObject, times: TimeReader, channel: Channel): MappedRow {
  if (isNotification(record)) {
    const body = fieldObject(record, 'body')
    if (isOptOut(body)) return mapOptOut(body, timeOrNull(record, 'timestamp', times))
    return isMessage(body) ? mapMessage(body, times, channel) : 'notification'
  }
  if (isCall(record)) return 'phone call'
  if (isMessage(record)) return mapMessage(record, times, channel)
  return isOptOut(record) ? mapOptOut(record, null) : 'other object'
}

function mapMessage(message: JsonObject, times: TimeReader, channel: Channel): MappedRow {
  const type = fieldText(message, 'type').toLowerCase()
  const other = otherTypes.get(type)
  if (other !== undefined) return other
  if (/^(?:deleted|purged)$/i.test(fieldText(message, 'availability'))) return 'deleted message'
  const sides = readTextSides(message, times, { time: 'creationTime', from: 'from', to: 'to' })
  if (isRejection(sides)) return sides
  const { direction, ours } = sides
  // Of the receivers of a group message one is the extension whose store this is.
  const target = fieldObjects(message, 'to').find((receiver) => fieldFlag(receiver, 'target'))
  const inbox = direction === 'out' || target === undefined ? ours[0] : numbersOf({ target }, 'target')[0]
  const sender = fieldObject(message, 'from')
  const extension = fieldId(sender, 'extensionId')
  return logMessages(sides, fieldId(message, 'id'), {
    // Pager messages go from one extension to another, inside the company.
    channel: type === 'pager' ? 'other' : channel,
    inbox: inbox ?? null,
    agent: direction === 'in' ? null : (fieldOrNull(sender, 'name') ?? aliasOrNull(ringcentral, extension)),
    failed: /failed$/i.test(fieldText(message, 'messageStatus')),
    text: fieldText(message, 'subject') || fieldText(message, 'text'),
    versionAt: timeOrNull(message, 'lastModifiedTime', times),
  })
}

function mapOptOut(optOut: JsonObject, at: number | null): MappedRow {
  const contact = numbersOf(optOut, 'to')[0]
  if (contact === undefined) return reject('contact-missing', 'to', '')
  const isOut = fieldFlag(optOut, 'active') || /^optout$/i.test(fieldText(optOut, 'status'))
  return [{ type: 'opt-out', contact, channel: 'sms', at, state: isOut ? 'out' : 'in', evidence: 'list' }]
}

export const ringcentralJson: ExportFormat = {
  id: 'ringcentral-json',
  row: null,
  title: 'RingCentral message store (API JSON)',
  files: '{"records":[…]} pages, arrays or JSON lines of messages, high-volume SMS and opt-outs',
  howToGet: 'RingCentral API: message-store of each extension, a2p-sms/opt-outs for the opt-outs',
  measures: 'response times, volumes, agents, opt-outs, returning customers; no closing time',
  detect: (sample) =>
    arePages(sample, pages) ? { score: 93, because: 'The records are those of RingCentral’s message store.' } : null,
  plan,
}
