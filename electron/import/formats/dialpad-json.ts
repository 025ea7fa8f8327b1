/**
 * Text messages of Dialpad.
 *
 * Product: Dialpad. How a user gets it: the SMS objects that its API answers (an array, a page `{"items":[…],"cursor":…}`,
 * one per line) or the SMS events that it sends to a webhook, decoded, one per line. Documented at
 * https://developers.dialpad.com/docs/sms-events and by src/dialpad/schemas/sms.py of dialpad/dialpad-python-sdk. Texts are
 * in it only if the key had the scope message_content_export. Seen: API v2.
 */
import type { Channel } from '../../../shared/model.ts'
import { isRejection } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { fieldFlag, fieldId, fieldObject, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { arePages, planPages } from '../json/json-pages.ts'
import type { JsonPages } from '../json/json-pages.ts'
import { timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { openOnce } from '../products/once.ts'
import { aliasOf, aliasOrNull } from '../record.ts'
import type { GroupRecord, PersonRecord } from '../record.ts'
import { logMessages, readTextSides } from '../products/text-log.ts'
import { describeZoneless } from '../times/time-reader.ts'
import type { TimeReader } from '../times/time-reader.ts'

const dialpad = 'dialpad'

function isMessage(object: JsonObject): boolean {
  if (!hasFields(object, 'created_date', 'direction', 'from_number')) return false
  const marks = ['message_status', 'message_delivery_result', 'target_type', 'target', 'to_numbers', 'sender_id', 'mms']
  const isSent = hasFields(object, 'to_numbers') || hasFields(object, 'to_number')
  return isSent && marks.some((mark) => hasFields(object, mark))
}

const pages: JsonPages = { paths: ['items.*', '*.items.*'], isRecord: isMessage }

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const channel = settings.choices.channel ?? 'sms'
  return planPages(sample, pages, {
    product: dialpad,
    sourceName: 'Dialpad',
    isLog: true,
    assumptions: ['outgoing messages counted as written by people; Dialpad does not say which were automatic'],
    meanings: {
      id: 'message id',
      created_date: 'time',
      direction: 'direction',
      from_number: 'sender',
      to_numbers: 'receiver',
      to_number: 'receiver',
      text: 'text',
      text_content: 'text',
      message_status: 'delivery status',
      target: 'agent or team',
      target_type: 'agent or team',
      user_id: 'agent',
      sender_id: 'agent',
      event_timestamp: 'version of the row',
    },
    open: (times) => {
      const once = openOnce()
      return {
        map: (record) => {
          const mapped = isMessage(record) ? mapMessage(record, times, channel) : 'other object'
          if (typeof mapped === 'string' || isRejection(mapped)) return mapped
          return [...mapped, ...nameTarget(record).flatMap(once)]
        },
        lateAssumptions: () => describeZoneless('UTC', times.zonelessCount()),
      }
    },
  })
}

function mapMessage(message: JsonObject, times: TimeReader, channel: Channel): MappedRow {
  if (fieldFlag(message, 'is_internal')) return 'internal message'
  const sides = readTextSides(message, times, {
    time: 'created_date',
    from: 'from_number',
    to: hasFields(message, 'to_numbers') ? 'to_numbers' : 'to_number',
  })
  if (isRejection(sides)) return sides
  const { direction, ours } = sides
  const target = fieldObject(message, 'target')
  const inbox = (direction === 'in' ? fieldOrNull(target, 'phone_number') : null) ?? ours[0]
  const hasText = hasFields(message, 'text') || hasFields(message, 'text_content')
  return logMessages(sides, fieldId(message, 'id'), {
    channel,
    inbox: inbox ?? null,
    agent: direction === 'in' ? null : findAgent(message),
    team: findTeam(message),
    failed: isFailed(message),
    text: hasText ? fieldText(message, 'text') || fieldText(message, 'text_content') : null,
    versionAt: timeOrNull(message, 'event_timestamp', times),
  })
}

/** The target is the user or group whose number it is; who of a group wrote is told by an id of its own. */
function findAgent(message: JsonObject): string | null {
  const writer = fieldId(message, 'user_id') ?? fieldId(message, 'sender_id')
  const target = fieldObject(message, 'target')
  const targetId = fieldId(target, 'id') ?? fieldId(message, 'target_id')
  if (!isUserTarget(message)) return aliasOrNull(dialpad, writer)
  const isTarget = writer === null || writer === targetId
  const id = writer ?? targetId
  return (isTarget ? fieldOrNull(target, 'name') : null) ?? aliasOrNull(dialpad, id)
}

function findTeam(message: JsonObject): string | null {
  if (targetType(message) === '' || isUserTarget(message)) return null
  const target = fieldObject(message, 'target')
  const id = fieldId(target, 'id') ?? fieldId(message, 'target_id')
  return fieldOrNull(target, 'name') ?? aliasOrNull(dialpad, id, 'group')
}

/** Some messages name their target, others have its id alone. */
function nameTarget(message: JsonObject): readonly (PersonRecord | GroupRecord)[] {
  const target = fieldObject(message, 'target')
  const id = fieldId(target, 'id')
  const name = fieldOrNull(target, 'name')
  if (id === null || name === null) return []
  return isUserTarget(message)
    ? [{ type: 'person', alias: aliasOf(dialpad, id), role: 'agent', name, address: null, versionAt: null }]
    : [{ type: 'group', of: 'team', alias: aliasOf(dialpad, id, 'group'), name, versionAt: null }]
}

function targetType(message: JsonObject): string {
  return (fieldText(fieldObject(message, 'target'), 'type') || fieldText(message, 'target_type')).toLowerCase()
}

function isUserTarget(message: JsonObject): boolean {
  return targetType(message) === 'user'
}

function isFailed(message: JsonObject): boolean {
  const result = fieldText(message, 'message_delivery_result').toLowerCase()
  return fieldText(message, 'message_status').toLowerCase() === 'failed' || (result !== '' && result !== 'accepted')
}

export const dialpadJson: ExportFormat = {
  id: 'dialpad-json',
  row: null,
  title: 'Dialpad text messages (API JSON)',
  files: 'an array, {"items":[…]} pages or JSON lines of SMS objects or SMS events',
  howToGet: 'Dialpad API: an SMS event subscription with the scope message_content_export, saved one event per line',
  measures: 'response times, volumes, agents, teams, opt-outs, returning customers; no closing time',
  detect: (sample) =>
    arePages(sample, pages) ? { score: 92, because: 'The objects are SMS messages of the Dialpad API.' } : null,
  plan,
}
