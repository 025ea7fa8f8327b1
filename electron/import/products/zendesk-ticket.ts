/**
 * Zendesk's ticket and its metrics (https://developer.zendesk.com/api-reference/ticketing/tickets/tickets and
 * …/ticket_metrics), in every export the same fields. They are two parts of one conversation.
 *
 * `description` repeats the first comment and is never a message. When a ticket was solved stands in the metrics alone:
 * `closed` comes days later, from an automation. Full exports write the people of a ticket into it as objects.
 */
import type { EpochMs } from '../../../shared/model.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { isRejection, reject } from '../export-format.ts'
import { fieldCount, fieldNumber, fieldObject, fieldObjects, fieldText, fieldValue } from '../json/json-fields.ts'
import { optionalTime } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord, ImportRecord, PersonRecord } from '../record.ts'
import { commentRecord } from './zendesk-comment.ts'
import { groupRecords, userRecords } from './zendesk-people.ts'
import { ratingRecord } from './zendesk-rating.ts'
import { groupAlias, idOf, personAlias, textOf, versionOf } from './zendesk-row.ts'
import type { ZendeskReading } from './zendesk-row.ts'

// Statuses of tickets that nobody has solved yet: they may keep the time of an earlier solution.
const openStatuses = new Set(['new', 'open', 'pending', 'hold', 'on-hold'])

/** Whether a ticket of this status has no closing time, whatever else its export says. */
export function isOpenStatus(status: string): boolean {
  return openStatuses.has(status.toLowerCase())
}

/** The names of Zendesk's own durations; each has a calendar and a business value. */
export const reportedNames = [
  'reply_time',
  'first_resolution_time',
  'full_resolution_time',
  'agent_wait_time',
  'requester_wait_time',
  'on_hold_time',
] as const

/** Longer than a century is damage. */
const maxReportedSeconds = 100 * 366 * 86_400

/** A duration of ours from one in minutes or hours; null where it can be none. */
export function reportedSeconds(value: number | null, unitSeconds: number): number | null {
  const seconds = (value ?? -1) * unitSeconds
  return seconds >= 0 && seconds <= maxReportedSeconds ? seconds : null
}

export function leftOutOf(status: string, tags: string): string | null {
  if (status === 'deleted' || status === 'spam') return status
  // Zendesk tags a ticket with this when it is merged into another.
  return /(?:^|[\s,"[])closed_by_merge(?:$|[\s,"\]])/.test(tags) ? 'merged' : null
}

/** A ticket with all that its export nests in it. */
export function ticketRecords(ticket: JsonObject, reading: ZendeskReading): MappedRow {
  const { times } = reading
  const conversation = idOf(ticket, 'id')
  if (conversation === null) return reject('conversation-missing', 'id', textOf(ticket, 'id'))
  const openedAt = optionalTime(ticket, 'created_at', times)
  if (isRejection(openedAt)) return openedAt
  const status = textOf(ticket, 'status').toLowerCase()
  const contact = personAlias(memberId(ticket, 'requester'))
  const record: ConversationRecord = {
    ...plainConversation,
    conversation,
    channel: channelOf(ticket, reading),
    contact,
    inbox: isOurAddress(ticket) ? ourAddress(ticket) : null,
    openedAt,
    status: status || null,
    agent: personAlias(memberId(ticket, 'assignee')),
    team: groupAlias(memberId(ticket, 'group')),
    leftOut: leftOutOf(status, tagsOf(ticket)),
    versionAt: versionOf(ticket, times),
  }
  const records: ImportRecord[] = [record, ...senderOf(ticket, record), ...nestedPeople(ticket, reading)]
  const metrics = fieldObject(ticket, 'metric_set')
  const solved = Object.keys(metrics).length === 0 ? null : metricsRecord(metrics, conversation, reading)
  if (isRejection(solved)) return inside(solved, 'metric_set')
  if (solved !== null) records.push(isOpenStatus(status) ? { ...solved, closedAt: null } : solved)
  const rating = nestedRating(ticket, record, solved?.closedAt ?? openedAt)
  if (isRejection(rating)) return rating
  if (rating !== null) records.push(rating)
  for (const comment of fieldObjects(ticket, 'comments')) {
    const message = commentRecord(comment, conversation, reading)
    if (isRejection(message)) return inside(message, 'comments')
    records.push(message)
  }
  return records
}

/** One object of `ticket_metrics`, or of the side-loaded `metric_sets`. */
export function metricsRecord(
  metrics: JsonObject,
  ticket: string | null,
  { times }: ZendeskReading,
): ConversationRecord | Rejection {
  const conversation = ticket ?? idOf(metrics, 'ticket_id')
  if (conversation === null) return reject('conversation-missing', 'ticket_id', textOf(metrics, 'ticket_id'))
  const closedAt = optionalTime(metrics, 'solved_at', times)
  if (isRejection(closedAt)) return closedAt
  const reported: Record<string, number> = {}
  for (const name of reportedNames) {
    const minutes = fieldObject(metrics, `${name}_in_minutes`)
    for (const clock of ['calendar', 'business']) {
      const seconds = reportedSeconds(fieldNumber(minutes, clock), 60)
      if (seconds !== null) reported[`${name}.${clock}`] = seconds
    }
  }
  return {
    ...plainConversation,
    conversation,
    part: 'metrics',
    closedAt,
    reopens: fieldCount(metrics, 'reopens'),
    replies: fieldCount(metrics, 'replies'),
    reported: Object.keys(reported).length === 0 ? null : reported,
    versionAt: versionOf(metrics, times),
  }
}

function inside(rejection: Rejection, field: string): Rejection {
  return { ...rejection, column: rejection.column === null ? field : `${field}.${rejection.column}` }
}

/** `requester_id`, or the id of the object `requester`. */
function memberId(ticket: JsonObject, name: string): string | null {
  return idOf(ticket, `${name}_id`) ?? idOf(fieldObject(ticket, name), 'id')
}

/** The people and the group that the ticket has as objects, each once. */
function nestedPeople(ticket: JsonObject, { times }: ZendeskReading): ImportRecord[] {
  const people = new Map<string | null, JsonObject>()
  for (const name of ['assignee', 'submitter', 'requester']) {
    const user = fieldObject(ticket, name)
    people.set(idOf(user, 'id'), user)
  }
  people.delete(null)
  const found = [...people.values()].map((user) => userRecords(user, times))
  return [...found, groupRecords(fieldObject(ticket, 'group'), times)].flatMap((records) =>
    typeof records === 'string' || isRejection(records) ? [] : records,
  )
}

function channelOf(ticket: JsonObject, { via, fallbackChannel }: ZendeskReading): ConversationRecord['channel'] {
  const origin = fieldObject(ticket, 'via')
  return via.channelOf(textOf(origin, 'channel'), textOf(fieldObject(origin, 'source'), 'rel')) ?? fallbackChannel
}

function tagsOf(ticket: JsonObject): string {
  const tags = fieldValue(ticket, 'tags')
  return Array.isArray(tags) ? tags.join(' ') : fieldText(ticket, 'tags')
}

/**
 * Whether `via.source` names the requester in `from` and us in `to`. It does not where somebody else submitted the ticket
 * (an agent who forwards a customer's mail or calls the customer), nor in outgoing calls and messages.
 */
function isOurAddress(ticket: JsonObject): boolean {
  const submitter = memberId(ticket, 'submitter')
  const rel = textOf(fieldObject(fieldObject(ticket, 'via'), 'source'), 'rel')
  return (submitter === null || submitter === memberId(ticket, 'requester')) && rel !== 'outbound'
}

function ourAddress(ticket: JsonObject): string | null {
  const to = fieldObject(fieldObject(fieldObject(ticket, 'via'), 'source'), 'to')
  return textOf(ticket, 'recipient') || textOf(to, 'address') || textOf(to, 'phone') || null
}

// Where `via.source.from` holds the address of a person; elsewhere it holds a page, a trigger or another ticket.
const addressChannels = new Set<ConversationRecord['channel']>(['email', 'phone', 'sms', 'whatsapp'])

/**
 * The address that the requester wrote or called from. It belongs to the requester's person and not to the ticket: the
 * users export may know a better one, so this has no version and gives way to it. The role is left open, since agents
 * write in by e-mail too, and so is the name, which Zendesk makes up for calls (`Caller +1 …`).
 */
function senderOf(ticket: JsonObject, { contact, channel }: ConversationRecord): PersonRecord[] {
  const from = fieldObject(fieldObject(fieldObject(ticket, 'via'), 'source'), 'from')
  const address = textOf(from, 'address') || textOf(from, 'phone')
  if (contact === null || address === '' || !addressChannels.has(channel) || !isOurAddress(ticket)) return []
  return [{ type: 'person', alias: contact, role: null, name: null, address, versionAt: null }]
}

/** `satisfaction_rating` repeats the rating without its time: it cannot be earlier than `at`. */
function nestedRating(
  ticket: JsonObject,
  { conversation, contact, agent, team, channel }: ConversationRecord,
  at: EpochMs | null,
): ReturnType<typeof ratingRecord> {
  const rating = fieldObject(ticket, 'satisfaction_rating')
  const score = textOf(rating, 'score')
  if (score === '') return null
  const of = { ticket: conversation, contact, agent, team, channel }
  return ratingRecord(score, 'satisfaction_rating.score', of, at, fieldText(rating, 'comment') || null)
}
