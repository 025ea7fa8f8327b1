/**
 * Text messages of Quo, which was called OpenPhone.
 *
 * Product: Quo (OpenPhone). How a user gets it: GET /messages of its API (`{"data":[…],"nextPageToken":…}`), saved as it is,
 * as an array or one message per line; deliveries of its webhooks, one per line; GET /users and /phone-numbers say who is
 * who. Documented at https://www.quo.com/docs. Seen: API v1 and 2026-03-30.
 */
import type { Channel } from '../../../shared/model.ts'
import { isRejection } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { fieldId, fieldObject, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { arePages, planPages } from '../json/json-pages.ts'
import type { JsonPages } from '../json/json-pages.ts'
import { timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { aliasOf } from '../record.ts'
import { logMessages, readTextSides } from '../products/text-log.ts'
import type { TimeReader } from '../times/time-reader.ts'

const quo = 'quo'

/** A webhook wraps what it tells of: `data.object` in the first versions, `data.resource` and `data.context` since 2026. */
function unwrap(record: JsonObject): JsonObject {
  const data = fieldObject(record, 'data')
  const context = fieldObject(data, 'context')
  if (hasFields(data, 'resource')) {
    return {
      ...context,
      from: context['senderIdentifier'],
      to: context['recipientIdentifiers'],
      ...fieldObject(data, 'resource'),
    }
  }
  if (hasFields(data, 'object')) return fieldObject(data, 'object')
  return hasFields(data, 'id') ? data : record
}

const isCall = (object: JsonObject): boolean =>
  hasFields(object, 'direction') &&
  (hasFields(object, 'participants', 'answeredAt') || fieldText(object, 'object') === 'call')

const isMessage = (object: JsonObject): boolean =>
  hasFields(object, 'direction', 'from', 'to') && (hasFields(object, 'text') || hasFields(object, 'body'))

const isUser = (object: JsonObject): boolean =>
  fieldText(object, 'id').startsWith('US') && hasFields(object, 'firstName', 'email')

const isLine = (object: JsonObject): boolean =>
  fieldText(object, 'id').startsWith('PN') && (hasFields(object, 'number') || hasFields(object, 'formattedNumber'))

/** Ids begin with what they are of: AC an activity, PN a phone number, CN a conversation, US a user. */
function isQuo(record: JsonObject): boolean {
  const object = unwrap(record)
  if (isUser(object) || isLine(object)) return true
  const isMarked =
    fieldText(object, 'phoneNumberId').startsWith('PN') ||
    (fieldText(object, 'id').startsWith('AC') && fieldText(object, 'conversationId').startsWith('CN'))
  return isMarked && hasFields(object, 'createdAt') && (isMessage(object) || isCall(object))
}

const pages: JsonPages = { paths: ['data.*', '*.data.*'], isRecord: isQuo }

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const channel = settings.choices.channel ?? 'sms'
  return planPages(sample, pages, {
    product: quo,
    sourceName: 'Quo',
    isLog: true,
    assumptions: ['outgoing messages whose user is empty counted as automatic'],
    meanings: {
      id: 'message id',
      from: 'sender',
      to: 'receiver',
      text: 'text',
      body: 'text',
      direction: 'direction',
      status: 'delivery status',
      createdAt: 'time',
      updatedAt: 'version of the row',
      userId: 'agent',
      phoneNumberId: 'our line',
    },
    open: (times) => ({ map: (record) => mapRecord(unwrap(record), times, channel) }),
  })
}

function mapRecord(object: JsonObject, times: TimeReader, channel: Channel): MappedRow {
  if (isLine(object)) return nameLine(object)
  if (isUser(object)) return nameUser(object)
  if (isCall(object)) return 'phone call'
  if (!isMessage(object)) return 'other object'
  const sides = readTextSides(object, times, { time: 'createdAt', from: 'from', to: 'to' })
  if (isRejection(sides)) return sides
  const { direction, ours } = sides
  const line = fieldId(object, 'phoneNumberId')
  const user = fieldId(object, 'userId')
  // In a group several numbers receive; only the line's id then tells which of them is ours.
  const inbox = ours.length === 1 || line === null ? (ours[0] ?? null) : aliasOf(quo, line, 'line')
  return logMessages(sides, fieldId(object, 'id'), {
    channel,
    inbox,
    agent: direction === 'in' || user === null ? null : aliasOf(quo, user),
    // A message that says it is nobody's was sent by Quo itself, such as an auto-reply.
    automatic: direction === 'out' && user === null && hasFields(object, 'userId'),
    failed: ['undelivered', 'failed'].includes(fieldText(object, 'status')),
    text: fieldText(object, 'text') || fieldText(object, 'body'),
    versionAt: timeOrNull(object, 'updatedAt', times),
  })
}

function nameUser(user: JsonObject): MappedRow {
  const name = [fieldText(user, 'firstName'), fieldText(user, 'lastName')].join(' ').trim()
  const id = fieldId(user, 'id') ?? ''
  const address = fieldOrNull(user, 'email')
  return [{ type: 'person', alias: aliasOf(quo, id), role: 'agent', name: name || null, address, versionAt: null }]
}

/** By its number first, which is what messages call it. */
function nameLine(line: JsonObject): MappedRow {
  const name = fieldText(line, 'number') || fieldText(line, 'name') || fieldText(line, 'formattedNumber')
  if (name === '') return 'line without a number'
  return [{ type: 'group', of: 'inbox', alias: aliasOf(quo, fieldId(line, 'id') ?? '', 'line'), name, versionAt: null }]
}

export const quoJson: ExportFormat = {
  id: 'quo-json',
  row: null,
  title: 'Quo (OpenPhone) messages (API JSON)',
  files: '{"data":[…]} pages, arrays or JSON lines of messages; webhook deliveries; users and phone numbers',
  howToGet: 'Quo API: /messages for each phone number, /users and /phone-numbers for the names',
  measures: 'response times, volumes, agents, opt-outs, returning customers; no closing time',
  detect: (sample) =>
    arePages(sample, pages) ? { score: 93, because: 'The objects are messages of the Quo (OpenPhone) API.' } : null,
  plan,
}
