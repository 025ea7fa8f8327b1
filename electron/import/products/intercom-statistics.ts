/** What Intercom says it computed of a conversation. */
import type { FieldTimes } from '../times/field-times.ts'
import { fieldCount, fieldNumber, fieldObject } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord } from '../record.ts'

const durations = [
  'time_to_assignment',
  'time_to_admin_reply',
  'time_to_first_close',
  'time_to_last_close',
  'median_time_to_reply',
  'handling_time',
  'adjusted_handling_time',
] as const

/**
 * What Intercom computed. Its durations leave out the time outside office hours, so they are kept apart; its instants say
 * when a conversation without messages was answered and closed.
 */
export function readStatistics(
  conversation: JsonObject,
  id: string,
  state: string | null,
  createdAt: number | null,
  versionAt: number | null,
  times: FieldTimes,
): ConversationRecord | null {
  const statistics = fieldObject(conversation, 'statistics')
  if (Object.keys(statistics).length === 0) return null
  const firstReplyAt = times.optional(statistics, 'first_admin_reply_at', 'statistics.')
  const closedAt = times.optional(statistics, 'last_close_at', 'statistics.')
  const reported = Object.fromEntries(
    durations.flatMap((name) => {
      const seconds = fieldNumber(statistics, name)
      return seconds === null || seconds < 0 ? [] : [[name, seconds]]
    }),
  )
  return {
    ...plainConversation,
    conversation: id,
    part: 'statistics',
    firstReplyAt: firstReplyAt !== null && createdAt !== null && firstReplyAt >= createdAt ? firstReplyAt : null,
    closedAt: state === 'closed' ? closedAt : null,
    reopens: fieldCount(statistics, 'count_reopens'),
    reported: Object.keys(reported).length === 0 ? null : reported,
    versionAt,
  }
}
