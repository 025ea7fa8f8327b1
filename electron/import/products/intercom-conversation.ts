/**
 * A conversation of Intercom's API with everything in it: the opening message, which stands in `source` and not among the
 * parts, the parts, the statistics and the rating. Lists and search results have no parts
 * (developers.intercom.com, conversation model; API versions 1.0 to 2.16).
 */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import type { FieldTimes } from '../times/field-times.ts'
import { fieldIdOrNone, personAlias, personBehind, readAuthor, readPartAuthor, teamAlias } from './intercom-author.ts'
import type { IntercomAuthor } from './intercom-author.ts'
import { hasContent, messageId, messageOf, readPart, textOf } from './intercom-part.ts'
import { readRating } from './intercom-rating.ts'
import type { ConversationReading } from './intercom-reading.ts'
import { readStatistics } from './intercom-statistics.ts'
import { fieldNumber, fieldObject, fieldObjects, fieldOrNull, fieldText, fieldValue } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord, ImportRecord, MessageRecord, PersonRecord } from '../record.ts'

const channelsBySource: Readonly<Record<string, Channel>> = {
  conversation: 'web_chat',
  email: 'email',
  facebook: 'messenger',
  instagram: 'social',
  phone_call: 'phone',
  // The caller goes on in the Messenger.
  phone_switch: 'web_chat',
  push: 'web_chat',
  sms: 'sms',
  twitter: 'social',
  whatsapp: 'whatsapp',
}

const automaticDeliveries = new Set(['automated', 'campaigns_initiated', 'operator_initiated'])

export function mapConversation(conversation: JsonObject, reading: ConversationReading): MappedRow {
  const { noticed } = reading
  const id = fieldIdOrNone(conversation, 'id')
  if (id === null) return reject('conversation-missing', 'id', '')
  const times = openFieldTimes(reading.times)
  const createdAt = times.required(conversation, 'created_at')
  const versionAt = times.optional(conversation, 'updated_at')
  const firstContactAt = readFirstContact(conversation, times)
  const parts = partsOf(conversation)
  const source = sourceOf(conversation)
  const opener = openerOf(source)
  const isOurs = opener !== null && opener.side !== 'customer'
  const contact = contactOf(conversation, opener)
  // Without parts our opening alone tells all if the customer never wrote; a customer's alone would look unanswered.
  const isWhole = parts !== null || reading.hasPartsElsewhere || (isOurs && firstContactAt === null)

  const people = new Map<string, PersonRecord>()
  const meet = (author: IntercomAuthor | null): void => {
    const person = author === null ? null : personBehind(author)
    if (person !== null && !people.has(person.alias)) people.set(person.alias, person)
  }
  meet(opener)
  const assignee = readAssignee(conversation)
  meet(assignee.author)
  const state = stateOf(conversation)
  const statistics = readStatistics(conversation, id, state, createdAt, versionAt, times)
  const opening = isWhole ? readOpening(source, opener, id, createdAt ?? 0, versionAt) : []
  if (isRejection(opening)) return opening
  const problem = times.problem()
  if (problem !== null || createdAt === null) return problem ?? 'conversation without time'

  const messages: MessageRecord[] = [...opening]
  for (const part of parts ?? []) {
    const read = readPart(part, id, reading.times, 'conversation_parts.')
    if (typeof read === 'string') continue
    if (isRejection(read)) return read
    messages.push(...read)
    meet(readPartAuthor(part))
  }
  const channel = readChannel(source, reading)
  const rating = readRating(conversation, parts ?? [], { id, channel, contact }, reading)
  if (isRejection(rating)) return rating
  const total = fieldNumber(fieldObject(conversation, 'conversation_parts'), 'total_count')
  if (!isWhole) noticed.withoutParts++
  if (parts !== null && total !== null && total > parts.length) noticed.cutParts++
  const record: ConversationRecord = {
    ...plainConversation,
    conversation: id,
    channel,
    contact,
    openedAt: isOurs ? (firstContactAt ?? createdAt) : createdAt,
    status: state,
    agent: assignee.agent,
    team: assignee.team,
    versionAt,
  }
  return [
    record,
    ...messages.map((message) => ({ ...message, channel, contact })),
    ...(statistics === null ? [] : [statistics]),
    ...(rating === null ? [] : [rating]),
    ...people.values(),
  ] satisfies ImportRecord[]
}

/** API versions before 2.0 call it `conversation_message`. */
function sourceOf(conversation: JsonObject): JsonObject {
  const source = fieldObject(conversation, 'source')
  return Object.keys(source).length > 0 ? source : fieldObject(conversation, 'conversation_message')
}

function openerOf(source: JsonObject): IntercomAuthor | null {
  const author = readAuthor(fieldObject(source, 'author'))
  if (author !== null || fieldText(source, 'delivered_as') !== 'customer_initiated') return author
  return { side: 'customer', id: null, name: null, email: null }
}

/** Null = this answer has none, which is not the same as an empty list. */
function partsOf(conversation: JsonObject): readonly JsonObject[] | null {
  const value = fieldValue(conversation, 'conversation_parts')
  if (value === null || typeof value !== 'object') return null
  if (Array.isArray(value)) return fieldObjects(conversation, 'conversation_parts')
  return fieldObjects(fieldObject(conversation, 'conversation_parts'), 'conversation_parts')
}

/** `contacts` is a list object or, in older versions, a list; `customers` and `user` are older still. */
function contactOf(conversation: JsonObject, opener: IntercomAuthor | null): string | null {
  if (opener?.side === 'customer' && opener.id !== null) return personAlias(opener.id)
  const [first] = [
    ...fieldObjects(fieldObject(conversation, 'contacts'), 'contacts'),
    ...fieldObjects(conversation, 'contacts'),
    ...fieldObjects(conversation, 'customers'),
  ]
  return personAlias(fieldIdOrNone(first ?? fieldObject(conversation, 'user'), 'id'))
}

function readFirstContact(conversation: JsonObject, times: FieldTimes): number | null {
  for (const name of ['first_contact_reply', 'customer_first_reply']) {
    const at = times.optional(fieldObject(conversation, name), 'created_at', `${name}.`)
    if (at !== null) return at
  }
  return times.optional(fieldObject(conversation, 'statistics'), 'first_contact_reply_at', 'statistics.')
}

/** `assignee` is how versions before 2.0 say it. */
function readAssignee(conversation: JsonObject): {
  readonly agent: string | null
  readonly team: string | null
  readonly author: IntercomAuthor | null
} {
  const author = readAuthor(fieldObject(conversation, 'assignee'))
  return {
    agent:
      personAlias(fieldIdOrNone(conversation, 'admin_assignee_id')) ??
      (author?.side === 'agent' || author?.side === 'bot' ? personAlias(author.id) : null),
    team:
      teamAlias(fieldIdOrNone(conversation, 'team_assignee_id')) ??
      (author?.side === 'team' ? teamAlias(author.id) : null),
    author,
  }
}

function stateOf(conversation: JsonObject): string | null {
  const state = fieldOrNull(conversation, 'state')
  if (state !== null) return state
  const open = fieldText(conversation, 'open').toLowerCase()
  return open === 'true' ? 'open' : open === 'false' ? 'closed' : null
}

function readChannel(source: JsonObject, { channel, noticed }: ConversationReading): Channel | null {
  const type = fieldText(source, 'type').toLowerCase()
  if (Object.hasOwn(channelsBySource, type)) return channelsBySource[type] ?? null
  if (type === '') return channel
  // Versions before 2.0 name the kind of object here, and chat was what there was.
  if (type === 'conversation_message') return channel ?? 'web_chat'
  if (noticed.unknownSources.size < 5) noticed.unknownSources.add(type.slice(0, 40))
  return channel ?? 'other'
}

function readOpening(
  source: JsonObject,
  opener: IntercomAuthor | null,
  conversation: string,
  createdAt: number,
  versionAt: number | null,
): readonly MessageRecord[] | Rejection {
  if (!hasContent(source)) return []
  if (opener === null)
    return reject('author-kind-unknown', 'source.author.type', fieldText(fieldObject(source, 'author'), 'type'))
  return [
    {
      ...messageOf(opener, conversation, createdAt),
      // The message that a campaign sends to everybody has one id in all its conversations.
      id: messageId(conversation, 'source'),
      automatic: opener.side !== 'customer' && automaticDeliveries.has(fieldText(source, 'delivered_as')),
      text: textOf(source),
      versionAt,
    },
  ]
}
