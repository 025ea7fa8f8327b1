/** Conversations, messages, comments, events and people of Front's Core API as records. */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, joinRecords, reject, rejectDirection } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { channelOfType, frontKey, leftOutStatus, otherEventKind, readActivity, teammateName } from './front-words.ts'
import {
  fieldFlag,
  fieldHtml,
  fieldId,
  fieldObject,
  fieldObjects,
  fieldOrNull,
  fieldText,
} from '../json/json-fields.ts'
import { optionalTime, requiredTime, timeOrNull } from '../json/json-record.ts'
import { isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation, plainMessage } from '../record-defaults.ts'
import { aliasOf } from '../record.ts'
import type { ConversationRecord, MessageRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

export interface FrontReading {
  readonly times: TimeReader
  /** The channel of messages whose type names none. */
  readonly fallbackChannel: Channel
  /** Nested drafts, events and the like that are no data: they have no rows of their own, so they are counted here. */
  readonly ignoredParts: Map<string, number>
}

/**
 * A text is the kind of what is no data. All messages have a version, so that they count before the same ones of the CSV
 * export, which has extracts of their texts and its own units of conversation.
 */
type Part = readonly MessageRecord[] | Rejection | string

/** A conversation, with the messages, comments and events that came with it. */
export function mapConversation(conversation: JsonObject, around: JsonObject, reading: FrontReading): MappedRow {
  const { times } = reading
  const id = fieldId(conversation, 'id')
  if (id === null) return reject('conversation-missing', 'id', '')
  const openedAt = optionalTime(conversation, 'created_at', times)
  if (isRejection(openedAt)) return openedAt
  const messages = listIn(conversation, around, 'messages').map((item) => messageOf(item, id, reading, 'messages.'))
  const comments = listIn(conversation, around, 'comments').map((item) => commentOf(item, id, times, 'comments.'))
  const events = [...listIn(conversation, around, 'events'), ...listIn(conversation, around, 'activities')].map(
    (item) => eventOf(item, id, reading, 'events.'),
  )
  const parts = [...messages, ...comments, ...events].map((part) => {
    if (typeof part !== 'string') return part
    reading.ignoredParts.set(part, (reading.ignoredParts.get(part) ?? 0) + 1)
    return null
  })
  const status = fieldText(conversation, 'status')
  const assignee = fieldObject(conversation, 'assignee')
  const record: ConversationRecord = {
    ...plainConversation,
    conversation: id,
    // The last message is the only one that a list of conversations shows, and older answers have it.
    channel: typeOfLastMessage(conversation, reading),
    contact: fieldOrNull(fieldObject(conversation, 'recipient'), 'handle'),
    inbox: inboxOf(conversation),
    openedAt,
    status: status || null,
    agent: agentOf(assignee) ?? aliasOrNull(fieldId(conversation, 'assignee_id')),
    leftOut: leftOutStatus(status),
    versionAt: timeOrNull(conversation, 'updated_at', times),
  }
  return joinRecords([record, ...parts])
}

function typeOfLastMessage(conversation: JsonObject, { fallbackChannel }: FrontReading): Channel | null {
  const type = fieldText(fieldObject(conversation, 'last_message'), 'type')
  return type === '' ? null : (channelOfType(type) ?? fallbackChannel)
}

/** A list inside or beside the conversation, bare or as a page of the API. */
function listIn(conversation: JsonObject, around: JsonObject, name: string): readonly JsonObject[] {
  for (const object of [conversation, around]) {
    if (!Object.hasOwn(object, name)) continue
    const value = object[name]
    return isJsonObject(value) ? fieldObjects(value, '_results') : fieldObjects(object, name)
  }
  return []
}

/** The conversation that a message, comment or event names; only its link does in the API. */
function conversationIdOf(item: JsonObject): string | null {
  const related = fieldObject(fieldObject(item, '_links'), 'related')
  const link = /\/conversations\/([^/?#]+)/.exec(fieldText(related, 'conversation'))?.[1] ?? null
  return fieldId(fieldObject(item, 'conversation'), 'id') ?? fieldId(item, 'conversation_id') ?? link
}

export function mapMessage(message: JsonObject, reading: FrontReading): MappedRow {
  return inConversation(message, '_links.related.conversation', (id) => messageOf(message, id, reading, ''))
}

export function mapComment(comment: JsonObject, reading: FrontReading): MappedRow {
  return inConversation(comment, '_links.related.conversation', (id) => commentOf(comment, id, reading.times, ''))
}

export function mapEvent(event: JsonObject, reading: FrontReading): MappedRow {
  return inConversation(event, 'conversation.id', (id) => eventOf(event, id, reading, ''))
}

function inConversation(item: JsonObject, field: string, map: (id: string) => Part): MappedRow {
  const id = conversationIdOf(item)
  return id === null ? reject('conversation-missing', field, '') : map(id)
}

function messageOf(message: JsonObject, conversation: string, reading: FrontReading, where: string): Part {
  const { times, fallbackChannel } = reading
  if (fieldFlag(message, 'is_draft') || fieldText(message, 'draft_mode') !== '') return 'draft'
  const type = fieldText(message, 'type')
  // Between teammates only.
  if (type === 'internal') return 'internal discussion'
  const sentAt = requiredTime(message, 'created_at', times, `${where}created_at`)
  if (isRejection(sentAt)) return sentAt
  const isInbound = fieldText(message, 'is_inbound')
  if (isInbound !== 'true' && isInbound !== 'false') {
    return rejectDirection(`${where}is_inbound`, isInbound)
  }
  const direction = isInbound === 'true' ? 'in' : 'out'
  const author = fieldObject(message, 'author')
  const isWritten = direction === 'out' && Object.keys(author).length > 0
  return [
    {
      ...plainMessage,
      id: fieldId(message, 'id'),
      conversation,
      channel: type === '' ? null : (channelOfType(type) ?? fallbackChannel),
      contact: handleOf(message, direction === 'in' ? ['from', 'reply-to'] : ['to', 'cc', 'bcc']),
      inbox: inboxOf(message),
      sentAt,
      direction,
      // Rules and integrations send messages that have no author.
      authorKind: direction === 'in' ? 'customer' : isWritten ? 'agent' : 'bot',
      agent: isWritten ? agentOf(author) : null,
      automatic: direction === 'out' && !isWritten,
      failed: fieldText(message, 'error_type') !== '',
      text: fieldOrNull(message, 'text') ?? fieldHtml(message, 'body') ?? fieldOrNull(message, 'blurb'),
      versionAt: sentAt,
    },
  ]
}

function commentOf(comment: JsonObject, conversation: string, times: TimeReader, where: string): Part {
  const timeField = Object.hasOwn(comment, 'posted_at') ? 'posted_at' : 'created_at'
  const sentAt = requiredTime(comment, timeField, times, `${where}${timeField}`)
  if (isRejection(sentAt)) return sentAt
  const note: MessageRecord = {
    ...plainMessage,
    id: fieldId(comment, 'id'),
    conversation,
    sentAt,
    direction: 'out',
    authorKind: 'agent',
    agent: agentOf(fieldObject(comment, 'author')),
    kind: 'note',
    text: fieldHtml(comment, 'body') ?? fieldOrNull(comment, 'text'),
    versionAt: sentAt,
  }
  return [note]
}

function eventOf(event: JsonObject, conversation: string, reading: FrontReading, where: string): Part {
  const type = fieldText(event, 'type')
  const target = fieldObject(fieldObject(event, 'target'), 'data')
  switch (readActivity(type)) {
    case null:
      return otherEventKind(type)
    // The event carries the message, the same as the list of messages has it.
    case 'in':
    case 'out':
      return Object.hasOwn(target, 'is_inbound')
        ? messageOf(target, conversation, reading, `${where}target.data.`)
        : 'message event'
    case 'note':
      return Object.hasOwn(target, 'posted_at')
        ? commentOf(target, conversation, reading.times, `${where}target.data.`)
        : 'comment event'
    case 'closed':
      return closeOf(event, conversation, 'closed', reading.times, where)
    case 'reopened':
      return closeOf(event, conversation, 'reopened', reading.times, where)
  }
}

function closeOf(
  event: JsonObject,
  conversation: string,
  name: 'closed' | 'reopened',
  times: TimeReader,
  where: string,
): Part {
  const sentAt = requiredTime(event, 'emitted_at', times, `${where}emitted_at`)
  if (isRejection(sentAt)) return sentAt
  const source = fieldObject(event, 'source')
  const isTeammate = fieldText(fieldObject(source, '_meta'), 'type') === 'teammate'
  return [
    {
      ...plainMessage,
      id: fieldId(event, 'id'),
      conversation,
      sentAt,
      direction: 'out',
      authorKind: isTeammate ? 'agent' : 'system',
      agent: isTeammate ? agentOf(fieldObject(source, 'data')) : null,
      kind: 'event',
      event: name,
      versionAt: sentAt,
    },
  ]
}

function handleOf(message: JsonObject, roles: readonly string[]): string | null {
  const recipients = fieldObjects(message, 'recipients')
  for (const role of roles) {
    const handle = recipients.find((one) => fieldText(one, 'role') === role && fieldText(one, 'handle') !== '')
    if (handle !== undefined) return fieldText(handle, 'handle')
  }
  return null
}

const aliasOrNull = (id: string | null): string | null => (id === null ? null : aliasOf(frontKey, id))

function agentOf(teammate: JsonObject): string | null {
  return teammateName(teammate) ?? aliasOrNull(fieldId(teammate, 'id'))
}

/** The API only links to a conversation's inboxes; copies of it may hold them. */
function inboxOf(object: JsonObject): string | null {
  const inbox = fieldObjects(object, 'inboxes')[0] ?? fieldObject(object, 'inbox')
  const id = fieldId(inbox, 'id') ?? fieldId(object, 'inbox_id')
  return fieldOrNull(inbox, 'name') ?? (id === null ? null : aliasOf(frontKey, id, 'inbox'))
}

export function mapTeammate(teammate: JsonObject): MappedRow {
  const id = fieldId(teammate, 'id')
  const name = teammateName(teammate)
  if (id === null || name === null) return 'teammate without a name'
  const alias = aliasOf(frontKey, id)
  return [{ type: 'person', alias, role: 'agent', name, address: fieldOrNull(teammate, 'email'), versionAt: null }]
}

export function mapInbox(inbox: JsonObject): MappedRow {
  const id = fieldId(inbox, 'id')
  const name = fieldOrNull(inbox, 'name')
  if (id === null || name === null) return 'inbox without a name'
  return [{ type: 'group', of: 'inbox', alias: aliasOf(frontKey, id, 'inbox'), name, versionAt: null }]
}
