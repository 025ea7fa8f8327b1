/** The customer's rating of an Intercom conversation: 1 to 5, dated by its last change, else by when it was asked for. */
import type { Channel } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import { fieldIdOrNone, personAlias } from './intercom-author.ts'
import type { ConversationReading } from './intercom-reading.ts'
import { fieldFlag, fieldObject, fieldOrNull, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import type { SurveyRecord } from '../record.ts'

export const ratingScale = { min: 1, max: 5 } as const

/** A conversation has one rating, whatever export it stands in. */
export const ratingId = (conversation: string): string => `rating/${conversation}`

/** Null without a rating and for ratings of bots, which say nothing of the team. */
export function readRating(
  conversation: JsonObject,
  parts: readonly JsonObject[],
  joined: { readonly id: string; readonly channel: Channel | null; readonly contact: string | null },
  { times, noticed }: ConversationReading,
): SurveyRecord | Rejection | null {
  const rating = fieldObject(conversation, 'conversation_rating')
  const read = openFieldTimes(times)
  const requestedAt = read.optional(rating, 'created_at', 'conversation_rating.')
  const changes = parts.filter((part) => fieldText(part, 'part_type') === 'conversation_rating_changed')
  const changedAt = read.optional(changes.at(-1) ?? {}, 'created_at', 'conversation_parts.')
  const problem = read.problem()
  if (problem !== null) return problem
  const text = fieldText(rating, 'rating')
  if (text === '' && requestedAt === null) return null
  const score = text === '' ? null : Number(text)
  if (score !== null && Number.isNaN(score)) return reject('score-unreadable', 'conversation_rating.rating', text)
  if (score !== null && (score < ratingScale.min || score > ratingScale.max))
    return reject('score-out-of-scale', 'conversation_rating.rating', text)
  const teammate = fieldObject(rating, 'teammate')
  const teammateId = fieldIdOrNone(teammate, 'id')
  const isOfBot =
    fieldText(teammate, 'type') === 'bot' || (teammateId === null && fieldFlag(conversation, 'ai_agent_participated'))
  if (isOfBot) {
    noticed.automaticRatings++
    return null
  }
  if (score !== null && changedAt === null) noticed.datedByRequest++
  return {
    type: 'survey',
    id: ratingId(joined.id),
    kind: 'csat',
    score,
    scaleMin: ratingScale.min,
    scaleMax: ratingScale.max,
    answeredAt: score === null ? requestedAt : (changedAt ?? requestedAt),
    channel: joined.channel,
    contact: joined.contact,
    conversation: joined.id,
    agent: personAlias(teammateId),
    team: null,
    comment: fieldOrNull(rating, 'remark'),
  }
}
