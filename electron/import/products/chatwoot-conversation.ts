/**
 * Conversations of Chatwoot and what its reporting events and surveys say of them
 * (app/views/api/v1/conversations/partials/_conversation.json.jbuilder, app/presenters/conversations/event_data_presenter.rb,
 * swagger/definitions/resource/reporting_event.yml). `timestamp` is the last activity, whatever the API's description says;
 * times that are not known are written as 0.
 */
import { conversationChannel, mapChatwootMessage } from './chatwoot-message.ts'
import type { MessageContext } from './chatwoot-message.ts'
import { agentOf, contactOf, inboxAlias } from './chatwoot-people.ts'
import { chatwootSurveyId } from './chatwoot-survey.ts'
import { isRejection, reject } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { fieldId, fieldNumber, fieldObject, fieldObjects, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { requiredTime, timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord, ImportRecord, MessageRecord } from '../record.ts'
import { readScore } from '../table/survey-score.ts'

const statuses = ['open', 'resolved', 'pending', 'snoozed']

/** Closing and reopening, with a version of its own: whatever says the newest of it is right. */
const stateEvents = 'events'

export function mapChatwootConversation(conversation: JsonObject, context: MessageContext): MappedRow {
  const id = fieldId(conversation, 'id') ?? fieldId(conversation, 'display_id')
  if (id === null) return reject('conversation-missing', 'id', '')
  const openedAt = requiredTime(conversation, 'created_at', context.times)
  // Old webhooks and some lists leave the creation out; what cannot be read is a fault.
  if (typeof openedAt !== 'number' && openedAt.code !== 'time-missing') return openedAt
  const nested = mapNestedMessages(conversation, typeof openedAt === 'number' ? openedAt : null, context)
  if (isRejection(nested)) return nested
  return [
    ...conversationRecords(conversation, id, typeof openedAt === 'number' ? openedAt : null, nested.messages, context),
    ...nested.records,
  ]
}

/** The records of a conversation without its messages: what a webhook brings along with a message. */
export function conversationOf(conversation: JsonObject, context: MessageContext): readonly ImportRecord[] {
  const id = fieldId(conversation, 'id') ?? fieldId(conversation, 'display_id')
  if (id === null || fieldText(conversation, 'status') === '') return []
  const openedAt = timeOrNull(conversation, 'created_at', context.times)
  return conversationRecords(conversation, id, openedAt, [], context)
}

function conversationRecords(
  conversation: JsonObject,
  id: string,
  openedAt: number | null,
  messages: readonly MessageRecord[],
  context: MessageContext,
): readonly ImportRecord[] {
  const { times, people } = context
  const meta = fieldObject(conversation, 'meta')
  const customer = fieldObject(meta, 'sender')
  const assignee = fieldObject(meta, 'assignee')
  const isBot = /bot/i.test(fieldText(meta, 'assignee_type') || fieldText(assignee, 'type'))
  const inboxId = fieldId(conversation, 'inbox_id')
  const changes = ['updated_at', 'last_activity_at', 'timestamp'].map((name) => timeOrNull(conversation, name, times))
  const versionAt = Math.max(0, ...changes.map((time) => time ?? 0)) || null
  const status = readStatus(fieldText(conversation, 'status'))
  const lastState = messages
    .filter(({ event }) => event !== null)
    .toSorted((a, b) => a.sentAt - b.sentAt)
    .at(-1)
  const record: ConversationRecord = {
    ...plainConversation,
    conversation: id,
    channel: conversationChannel(conversation, context.chosenChannel),
    contact: contactOf(customer),
    inbox: inboxId === null ? null : inboxAlias(inboxId),
    openedAt,
    firstReplyAt: timeOrNull(conversation, 'first_reply_created_at', times),
    closedAt: status === 'resolved' && lastState?.event === 'closed' ? lastState.sentAt : null,
    status,
    agent: isBot ? null : agentOf(assignee),
    team: fieldOrNull(fieldObject(meta, 'team'), 'name'),
    versionAt,
  }
  return [
    record,
    ...statusChange(conversation, record, context),
    ...people.contact(customer, versionAt),
    ...(isBot ? [] : people.user(assignee, versionAt)),
  ]
}

function readStatus(text: string): string | null {
  // A dump of the database has the number of the status.
  return text === '' ? null : (statuses[/^\d$/.test(text) ? Number(text) : -1] ?? text)
}

/** A webhook is sent the moment the status changes. */
function statusChange(
  conversation: JsonObject,
  record: ConversationRecord,
  context: MessageContext,
): readonly ConversationRecord[] {
  const event = fieldText(conversation, 'event')
  const at = timeOrNull(conversation, 'updated_at', context.times)
  if (at === null || !['conversation_status_changed', 'conversation_resolved'].includes(event)) return []
  return [
    {
      ...plainConversation,
      conversation: record.conversation,
      part: stateEvents,
      closedAt: record.status === 'resolved' ? at : null,
      versionAt: at,
    },
  ]
}

/** A message of the same second as its conversation's creation is its first one. */
const firstMessageMs = 2000

interface Nested {
  readonly records: readonly ImportRecord[]
  readonly messages: readonly MessageRecord[]
}

/**
 * Lists and webhooks carry the last message alone, by which a conversation would look as if it had no other: it is taken
 * only where it is the first one too, or tells of a close. More than one are the user's own collection of all of them.
 */
function mapNestedMessages(
  conversation: JsonObject,
  openedAt: number | null,
  context: MessageContext,
): Nested | Rejection {
  const list = fieldObjects(conversation, 'messages')
  const records: ImportRecord[] = []
  for (const [index, message] of list.entries()) {
    const mapped = mapChatwootMessage(message, conversation, context, `messages.${index}.`)
    if (typeof mapped === 'string') continue
    if (isRejection(mapped)) return mapped
    const [first] = mapped
    const isLone = list.length === 1 && first?.type === 'message' && first.kind !== 'event'
    const isFirst = isLone && openedAt !== null && first.sentAt - openedAt <= firstMessageMs
    if (!isLone || isFirst) records.push(...mapped)
  }
  return { records, messages: records.filter((record) => record.type === 'message') }
}

/** Durations that count the whole conversation; those of single replies come many times over. */
const reportedEvents = new Map<string, 'first' | 'closed' | 'reopened'>([
  ['first_response', 'first'],
  ['conversation_resolved', 'closed'],
  ['conversation_bot_resolved', 'closed'],
  ['resolution', 'closed'],
  ['conversation_opened', 'reopened'],
])

/**
 * Reporting events name the conversation by its number in the database
 * (enterprise/app/views/api/v1/models/_reporting_event.json.jbuilder), everything else by its number in the account. Both
 * are the same only as long as an installation has one account, which then is account 1.
 */
export function mapChatwootEvent(event: JsonObject, context: MessageContext): MappedRow {
  const name = fieldText(event, 'name')
  const kind = reportedEvents.get(name)
  if (kind === undefined) return `${name.replaceAll('_', ' ') || 'reporting'} event`
  const account = fieldText(event, 'account_id')
  if (account !== '' && account !== '1') return 'event of a shared installation'
  const id = fieldId(event, 'conversation_id')
  if (id === null) return reject('conversation-missing', 'conversation_id', '')
  const at = requiredTime(event, 'event_end_time', context.times)
  if (typeof at !== 'number') return at
  const value = fieldNumber(event, 'value')
  const inHours = fieldNumber(event, 'value_in_business_hours')
  const reported = {
    ...(value === null ? {} : { [name]: value }),
    ...(inHours === null ? {} : { [`${name} in business hours`]: inHours }),
  }
  return [
    {
      ...plainConversation,
      conversation: id,
      part: kind === 'first' ? name : stateEvents,
      firstReplyAt: kind === 'first' ? at : null,
      closedAt: kind === 'closed' ? at : null,
      reported: kind === 'reopened' || Object.keys(reported).length === 0 ? null : reported,
      versionAt: at,
    },
  ]
}

/** An entry of the list of survey responses (app/views/api/v1/models/_csat_survey_response.json.jbuilder). */
export function mapChatwootSurvey(answer: JsonObject, context: MessageContext): MappedRow {
  const id = fieldId(answer, 'conversation_id')
  if (id === null) return reject('conversation-missing', 'conversation_id', '')
  const answeredAt = requiredTime(answer, 'created_at', context.times)
  if (typeof answeredAt !== 'number') return answeredAt
  const score = readScore(fieldText(answer, 'rating'), 'csat', null, 'rating')
  if (score === null) return 'survey not offered'
  if (isRejection(score)) return score
  const customer = fieldObject(answer, 'contact')
  return [
    {
      type: 'survey',
      id: chatwootSurveyId(id),
      kind: 'csat',
      score: score.score,
      scaleMin: score.scale.min,
      scaleMax: score.scale.max,
      answeredAt: Math.floor(answeredAt / 1000) * 1000,
      channel: null,
      contact: contactOf(customer),
      conversation: id,
      agent: agentOf(fieldObject(answer, 'assigned_agent')),
      team: null,
      comment: fieldOrNull(answer, 'feedback_message'),
    },
    ...context.people.contact(customer, answeredAt),
  ]
}
