/**
 * One message of Chatwoot, as its API (app/views/api/v1/models/_message.json.jbuilder), its conversations and its webhooks
 * write it: `message_type` as a number or a word, the sender as an object or as type and id.
 */
import type { AuthorKind, Channel, Direction } from '../../../shared/model.ts'
import { readActivity } from './chatwoot-activity.ts'
import { agentOf, chatwootChannel, contactOf, inboxAlias } from './chatwoot-people.ts'
import type { ChatwootPeople } from './chatwoot-people.ts'
import { chatwootSurveyId } from './chatwoot-survey.ts'
import { reject, rejectDirection } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { fieldFlag, fieldId, fieldNumber, fieldObject, fieldOrNull, fieldText, noObject } from '../json/json-fields.ts'
import { requiredTime, timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import type { ImportRecord, MessageRecord, SurveyRecord } from '../record.ts'
import { usualScales } from '../table/score-words.ts'
import type { TimeReader } from '../times/time-reader.ts'

const messageTypes = new Map<string, 'in' | 'out' | 'activity' | 'template'>([
  ['0', 'in'],
  ['incoming', 'in'],
  ['1', 'out'],
  ['outgoing', 'out'],
  ['2', 'activity'],
  ['activity', 'activity'],
  // Greetings, requests for an e-mail address, surveys: Chatwoot writes them by itself.
  ['3', 'template'],
  ['template', 'template'],
])

export interface MessageContext {
  readonly times: TimeReader
  readonly people: ChatwootPeople
  readonly chosenChannel: Channel | undefined
  /** Called for an outgoing message that names no sender. */
  readonly senderless: () => void
}

/** What stands around a message: the conversation that holds it, or that its webhook brings along. */
export function mapChatwootMessage(
  message: JsonObject,
  conversation: JsonObject,
  context: MessageContext,
  columnPrefix = '',
): readonly ImportRecord[] | Rejection | string {
  const typeText = fieldText(message, 'message_type')
  const type = messageTypes.get(typeText.toLowerCase())
  if (type === undefined) {
    return rejectDirection(`${columnPrefix}message_type`, typeText)
  }
  const conversationId =
    fieldId(message, 'conversation_id') ?? fieldId(conversation, 'id') ?? fieldId(conversation, 'display_id')
  if (conversationId === null) return reject('conversation-missing', `${columnPrefix}conversation_id`, '')
  const time = requiredTime(message, 'created_at', context.times, `${columnPrefix}created_at`)
  if (typeof time !== 'number') return time
  // The API cuts to whole seconds, webhooks do not: the same message must read the same.
  const sentAt = Math.floor(time / 1000) * 1000
  const content = fieldText(message, 'content')
  const attributes = fieldObject(message, 'content_attributes')
  const event = type === 'activity' ? readActivity(content) : null
  if (type === 'activity' && event === null) return 'activity'
  if (fieldFlag(attributes, 'deleted')) return 'deleted message'
  const sender = fieldObject(message, 'sender')
  const meta = fieldObject(conversation, 'meta')
  const customer = type === 'in' && addressless(meta) ? sender : fieldObject(meta, 'sender')
  const side = sideOf(type, message, attributes, sender)
  if (side.isSenderless) context.senderless()
  const inbox = fieldObject(message, 'inbox')
  const inboxId = fieldId(message, 'inbox_id') ?? fieldId(inbox, 'id') ?? fieldId(conversation, 'inbox_id')
  const record: MessageRecord = {
    ...plainMessage,
    id: fieldId(message, 'id'),
    conversation: conversationId,
    channel: conversationChannel(conversation, context.chosenChannel),
    contact: contactOf(customer),
    inbox: inboxId === null ? null : inboxAlias(inboxId),
    sentAt,
    direction: side.direction,
    authorKind: side.authorKind,
    agent: side.authorKind === 'agent' || side.authorKind === 'bot' ? agentName(message, sender) : null,
    kind: event !== null ? 'event' : fieldFlag(message, 'private') ? 'note' : 'message',
    event,
    automatic: side.isAutomatic,
    failed: ['failed', '3'].includes(fieldText(message, 'status').toLowerCase()),
    text: content,
    versionAt: timeOrNull(message, 'updated_at', context.times),
  }
  return [
    record,
    ...surveyOf(message, attributes, record, conversationId),
    ...(type === 'in' ? context.people.contact(customer, sentAt) : []),
    ...(side.authorKind === 'agent' ? context.people.user(sender, sentAt) : []),
    ...context.people.inbox(inbox, sentAt),
  ]
}

/** The channel of a conversation object; null where it names none. */
export function conversationChannel(conversation: JsonObject, chosen: Channel | undefined): Channel | null {
  const type = fieldText(fieldObject(conversation, 'meta'), 'channel') || fieldText(conversation, 'channel')
  return chatwootChannel(type, fieldText(fieldObject(conversation, 'contact_inbox'), 'source_id'), chosen)
}

function addressless(meta: JsonObject): boolean {
  const sender = fieldObject(meta, 'sender')
  return fieldOrNull(sender, 'phone_number') === null && fieldOrNull(sender, 'email') === null
}

interface Side {
  readonly direction: Direction
  readonly authorKind: AuthorKind
  readonly isAutomatic: boolean
  readonly isSenderless: boolean
}

/**
 * Whether an outgoing message is a person's reply is Chatwoot's own rule (`human_response?` in app/models/message.rb): its
 * sender is a user, or it was written in the channel's own app, and neither an automation nor a campaign sent it.
 */
function sideOf(
  type: 'in' | 'out' | 'activity' | 'template',
  message: JsonObject,
  attributes: JsonObject,
  sender: JsonObject,
): Side {
  const isSenderless = false
  if (type === 'in') return { direction: 'in', authorKind: 'customer', isAutomatic: false, isSenderless }
  if (type === 'activity') return { direction: 'out', authorKind: 'system', isAutomatic: false, isSenderless }
  if (type === 'template') return { direction: 'out', authorKind: 'bot', isAutomatic: true, isSenderless }
  const senderType = (fieldText(message, 'sender_type') || fieldText(sender, 'type')).toLowerCase()
  const isUser = senderType === 'user' || (senderType === '' && fieldId(sender, 'id') !== null)
  const isSentByRule =
    fieldText(attributes, 'automation_rule_id') !== '' ||
    fieldText(fieldObject(message, 'additional_attributes'), 'campaign_id') !== ''
  const isPerson = (isUser || fieldFlag(attributes, 'external_echo')) && !isSentByRule
  return {
    direction: 'out',
    authorKind: isPerson ? 'agent' : 'bot',
    isAutomatic: !isPerson,
    isSenderless: !isPerson && !isSentByRule && senderType === '',
  }
}

/** Bots have ids of their own, which must not be read as those of users. */
function agentName(message: JsonObject, sender: JsonObject): string | null {
  const isUser = fieldText(message, 'sender_type').toLowerCase() === 'user'
  return isUser ? agentOf(sender, fieldId(message, 'sender_id') ?? fieldId(sender, 'id')) : nameOf(sender)
}

function nameOf(sender: JsonObject): string | null {
  return fieldText(sender, 'type').toLowerCase() === 'user' ? agentOf(sender) : fieldOrNull(sender, 'name')
}

/** A survey is a message that holds its answer once there is one. */
function surveyOf(
  message: JsonObject,
  attributes: JsonObject,
  record: MessageRecord,
  conversationId: string,
): readonly SurveyRecord[] {
  if (fieldText(message, 'content_type') !== 'input_csat') return []
  const answer = fieldObject(fieldObject(attributes, 'submitted_values'), 'csat_survey_response')
  const rating = fieldNumber(answer, 'rating')
  const { min, max } = usualScales.csat
  const isAnswer = answer !== noObject && rating !== null && rating >= min && rating <= max
  return [
    {
      type: 'survey',
      id: chatwootSurveyId(conversationId),
      kind: 'csat',
      score: isAnswer ? rating : null,
      scaleMin: min,
      scaleMax: max,
      answeredAt: isAnswer ? record.versionAt : null,
      channel: record.channel,
      contact: record.contact,
      conversation: conversationId,
      agent: null,
      team: null,
      comment: fieldOrNull(answer, 'feedback_message'),
    },
  ]
}
