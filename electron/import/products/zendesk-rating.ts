/**
 * Zendesk's satisfaction ratings (https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings):
 * `offered` and `unoffered` are states and no answers; `good` and `bad` may carry
 * `_with_comment` or `_without_comment`. Accounts with the newer survey answer with numbers from 1 to 5.
 *
 * The ticket, its ratings and the full CSV repeat one rating, and only one of them has its id; a ticket has one rating at a
 * time. So the ticket is the identity: the newest answer counts, and no answer ever outweighs one.
 */
import type { Channel, EpochMs } from '../../../shared/model.ts'
import { isRejection, reject } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { fieldText } from '../json/json-fields.ts'
import { optionalTime } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import type { SurveyRecord } from '../record.ts'
import { goodBadScale, readAnswer, usualScales } from '../table/score-words.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { groupAlias, idOf, personAlias, textOf } from './zendesk-row.ts'

export interface RatingOf {
  readonly ticket: string
  readonly contact: string | null
  readonly agent: string | null
  readonly team: string | null
  readonly channel: Channel | null
}

/** Null = not even offered. `at` is when it was answered; an offer has no time of its own. */
export function ratingRecord(
  scoreText: string,
  field: string,
  of: RatingOf,
  at: EpochMs | null,
  comment: string | null,
): SurveyRecord | Rejection | null {
  // Whether a comment came with it is no part of the answer.
  const answer = readAnswer(scoreText.replace(/_with(?:out)?_comment$/i, ''))
  if (answer.type === 'not-offered') return null
  if (answer.type === 'unreadable') return reject('score-unreadable', field, scoreText)
  const scale = answer.type === 'number' ? usualScales.csat : goodBadScale
  const score = answer.type === 'offered' ? null : answer.value
  if (score !== null && (score < scale.min || score > scale.max)) return reject('score-out-of-scale', field, scoreText)
  return {
    type: 'survey',
    id: `ticket:${of.ticket}`,
    kind: 'csat',
    score,
    scaleMin: scale.min,
    scaleMax: scale.max,
    answeredAt: score === null ? null : at,
    channel: of.channel,
    contact: of.contact,
    conversation: of.ticket,
    agent: of.agent,
    team: of.team,
    comment,
  }
}

/** One object of `satisfaction_ratings`. */
export function ratingRecords(rating: JsonObject, times: TimeReader): MappedRow {
  const ticket = idOf(rating, 'ticket_id')
  if (ticket === null) return reject('conversation-missing', 'ticket_id', textOf(rating, 'ticket_id'))
  const score = textOf(rating, 'score')
  if (score === '') return reject('score-missing', 'score', '')
  const createdAt = optionalTime(rating, 'created_at', times)
  if (isRejection(createdAt)) return createdAt
  // An offer becomes an answer by an update.
  const updatedAt = optionalTime(rating, 'updated_at', times)
  if (isRejection(updatedAt)) return updatedAt
  const of = {
    ticket,
    contact: personAlias(idOf(rating, 'requester_id')),
    agent: personAlias(idOf(rating, 'assignee_id')),
    team: groupAlias(idOf(rating, 'group_id')),
    channel: null,
  }
  const record = ratingRecord(score, 'score', of, updatedAt ?? createdAt, fieldText(rating, 'comment') || null)
  if (record === null) return 'survey that was not offered'
  return isRejection(record) ? record : [record]
}
