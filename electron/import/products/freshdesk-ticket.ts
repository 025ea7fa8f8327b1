/** Tickets and conversations of Freshdesk's API (https://developers.freshdesk.com/api/) as records. */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, joinRecords, reject } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { addressOf, personAlias, personOf } from './freshdesk-people.ts'
import {
  channelOfSource,
  freshdeskKey,
  isNoteSource,
  isOutboundEmail,
  isRuleSource,
  isUnsolved,
  isWebChat,
  openingId,
  statusName,
  systemCategory,
} from './freshdesk-words.ts'
import {
  fieldFlag,
  fieldHtml,
  fieldId,
  fieldNumber,
  fieldObject,
  fieldObjects,
  fieldOrNull,
  fieldText,
} from '../json/json-fields.ts'
import { optionalTime, requiredTime, timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation, plainMessage } from '../record-defaults.ts'
import { aliasOrNull } from '../record.ts'
import type { ConversationRecord, MessageRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

export interface FreshdeskReading {
  readonly times: TimeReader
  /** The channel of tickets whose source names none. */
  readonly fallbackChannel: Channel
  /** Nested messages that were deleted: no rows of their own, so they are counted here. */
  deletedMessages: number
  /** Tickets whose replies are not in their record. */
  lonelyTickets: number
  /** Tickets with as many conversations as `include=conversations` answers at most. */
  fullTickets: number
}

/** https://developers.freshdesk.com/api/#view_a_ticket: up to ten conversations come with a ticket. */
const includedConversations = 10

/** A ticket with the conversations that came with it; null = none did, which does not mean that there are none. */
export function mapTicket(
  ticket: JsonObject,
  conversations: readonly JsonObject[] | null,
  reading: FreshdeskReading,
): MappedRow {
  const { times } = reading
  const id = fieldId(ticket, 'id')
  if (id === null) return reject('conversation-missing', 'id', '')
  const openedAt = requiredTime(ticket, 'created_at', times)
  if (isRejection(openedAt)) return openedAt
  const requester = fieldObject(ticket, 'requester')
  const requesterId = fieldId(ticket, 'requester_id') ?? fieldId(requester, 'id')
  const contact = personAlias(requesterId) ?? addressOf(ticket)
  const source = fieldText(ticket, 'source')
  const channel = source === '' ? null : (channelOfSource(source) ?? reading.fallbackChannel)
  const base = { ticket: id, contact, channel }

  const record = conversationOf(ticket, id, { openedAt, contact, channel }, times)
  const messages: (MessageRecord | Rejection)[] = []
  for (const item of conversations ?? []) {
    const message = messageOf(item, base, times, 'conversations.')
    if (message === 'deleted message') reading.deletedMessages++
    else messages.push(message)
  }
  const opening = openingMessage(ticket, { ...base, openedAt }, conversations, messages)
  if (opening !== null && conversations === null) reading.lonelyTickets++
  const isIncluded = Array.isArray(ticket['conversations'])
  if (isIncluded && conversations?.length === includedConversations) reading.fullTickets++
  const known = Object.keys(requester).length > 0 && requesterId !== null
  const person = known ? personOf(requester, requesterId, 'customer', times) : null
  return joinRecords([record, opening, ...messages, person])
}

function conversationOf(
  ticket: JsonObject,
  id: string,
  known: Pick<ConversationRecord, 'openedAt' | 'contact' | 'channel'>,
  times: TimeReader,
): ConversationRecord | Rejection {
  const stats = fieldObject(ticket, 'stats')
  const status = statusName(fieldText(ticket, 'status'))
  const firstReplyAt = optionalTime(stats, 'first_responded_at', times, 'stats.first_responded_at')
  if (isRejection(firstReplyAt)) return firstReplyAt
  const resolvedAt = optionalTime(stats, 'resolved_at', times, 'stats.resolved_at')
  if (isRejection(resolvedAt)) return resolvedAt
  const closedAt = optionalTime(stats, 'closed_at', times, 'stats.closed_at')
  if (isRejection(closedAt)) return closedAt
  const groupId = fieldId(ticket, 'group_id')
  return {
    ...plainConversation,
    conversation: id,
    ...known,
    inbox: fieldOrNull(ticket, 'support_email'),
    firstReplyAt,
    // A ticket is closed some days after it was resolved, when nobody had answered any more.
    closedAt: isUnsolved(status) ? null : (resolvedAt ?? closedAt),
    status,
    // The API tells when the last reopening was, not how many there were.
    reopens: Object.hasOwn(stats, 'reopened_at') ? (fieldText(stats, 'reopened_at') === '' ? 0 : 1) : null,
    agent: personAlias(fieldId(ticket, 'responder_id')),
    team: aliasOrNull(freshdeskKey, groupId, 'group'),
    leftOut: fieldFlag(ticket, 'spam') ? 'spam' : fieldFlag(ticket, 'deleted') ? 'deleted' : null,
    versionAt: timeOrNull(ticket, 'updated_at', times),
  }
}

interface MessageBase {
  readonly ticket: string
  readonly contact: string | null
  readonly channel: Channel | null
}

/**
 * The message that opened the ticket is its description. Web chat repeats it among the conversations, where it then counts;
 * so does any conversation with the same words. Null where there is none to add.
 */
function openingMessage(
  ticket: JsonObject,
  base: MessageBase & { readonly openedAt: number },
  conversations: readonly JsonObject[] | null,
  messages: readonly (MessageRecord | Rejection)[],
): MessageRecord | null {
  const text = textOf(ticket, 'description_text', 'description')
  // Lists have no descriptions unless asked for them, and no message can be made of that.
  if (text === null && conversations === null) return null
  const customerTexts = messages.flatMap((message) =>
    !isRejection(message) && message.direction === 'in' && message.kind === 'message' ? [message.text?.trim()] : [],
  )
  const source = fieldText(ticket, 'source')
  if (isWebChat(source) && (conversations === null || customerTexts.length > 0)) return null
  if (text !== null && customerTexts.includes(text.trim())) return null
  const isOutbound = isOutboundEmail(source)
  return {
    ...plainMessage,
    id: openingId(base.ticket),
    conversation: base.ticket,
    channel: base.channel,
    contact: base.contact,
    sentAt: base.openedAt,
    direction: isOutbound ? 'out' : 'in',
    authorKind: isOutbound ? 'agent' : 'customer',
    text,
    // Knows more than the CSV export, which has no texts.
    versionAt: base.openedAt,
  }
}

/** A row of a file of conversations, which name their ticket. */
export function mapConversation(item: JsonObject, times: TimeReader): MappedRow {
  const ticket = fieldId(item, 'ticket_id')
  if (ticket === null) return reject('conversation-missing', 'ticket_id', '')
  const contact = fieldFlag(item, 'incoming') ? personAlias(fieldId(item, 'user_id')) : null
  const message = messageOf(item, { ticket, contact, channel: null }, times, '')
  return typeof message === 'string' || isRejection(message) ? message : [message]
}

function messageOf(
  item: JsonObject,
  base: MessageBase,
  times: TimeReader,
  where: string,
): MessageRecord | Rejection | 'deleted message' {
  if (fieldFlag(item, 'deleted')) return 'deleted message'
  const sentAt = requiredTime(item, 'created_at', times, `${where}created_at`)
  if (isRejection(sentAt)) return sentAt
  const isIncoming = fieldFlag(item, 'incoming')
  const userId = fieldId(item, 'user_id')
  const source = fieldNumber(item, 'source')
  // Nobody's messages, such as web chat's greeting, and those of rules. A missing `user_id` says nothing.
  const isGenerated =
    !isIncoming &&
    ((userId === null && Object.hasOwn(item, 'user_id')) ||
      fieldNumber(item, 'category') === systemCategory ||
      isRuleSource(source))
  const isAutomatic = isGenerated || fieldFlag(item, 'auto_response') || fieldId(item, 'automation_id') !== null
  return {
    ...plainMessage,
    id: fieldId(item, 'id'),
    conversation: base.ticket,
    channel: base.channel,
    contact: base.contact,
    sentAt,
    direction: isIncoming ? 'in' : 'out',
    authorKind: isIncoming ? 'customer' : isGenerated ? 'bot' : 'agent',
    agent: isIncoming || isGenerated ? null : personAlias(userId),
    kind: fieldFlag(item, 'private') || isNoteSource(source) ? 'note' : 'message',
    automatic: isAutomatic,
    text: textOf(item, 'body_text', 'body'),
    versionAt: timeOrNull(item, 'updated_at', times),
  }
}

function textOf(object: JsonObject, plain: string, html: string): string | null {
  return fieldOrNull(object, plain) ?? fieldHtml(object, html)
}

export function nestedConversations(object: JsonObject): readonly JsonObject[] | null {
  return Array.isArray(object['conversations']) ? fieldObjects(object, 'conversations') : null
}
