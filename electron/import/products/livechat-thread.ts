/**
 * One thread of a LiveChat chat: its events as messages, its close, its rating
 * (https://platform.text.com/docs/messaging/agent-chat-api/data-structures and …/messaging/references/system-messages).
 */
import type { AuthorKind, Channel } from '../../../shared/model.ts'
import { readLivechatForm } from './livechat-form.ts'
import type { Rejection } from '../export-format.ts'
import {
  fieldFlag,
  fieldId,
  fieldObject,
  fieldObjects,
  fieldOrNull,
  fieldText,
  fieldValue,
} from '../json/json-fields.ts'
import { requiredTime, timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import type { openOnce } from './once.ts'
import { plainConversation, plainMessage } from '../record-defaults.ts'
import { aliasOf } from '../record.ts'
import type { ImportRecord, MessageRecord, SurveyRecord } from '../record.ts'
import { goodBadScale } from '../table/score-words.ts'
import type { TimeReader } from '../times/time-reader.ts'

export const livechat = 'livechat'

export interface ThreadContext {
  readonly times: TimeReader
  readonly once: ReturnType<typeof openOnce>
  readonly channel: Channel
}

/** System messages that end a thread; `routing.archived_*` has a name per reason. */
const archived =
  /^(?:manual_archived_(?:agent|customer)|archived_customer_disconnected|customer_banned|thread_archived|routing\.archived_.+)$/

export function mapLivechatThread(
  thread: JsonObject,
  chat: JsonObject,
  context: ThreadContext,
): readonly ImportRecord[] | Rejection {
  const id = fieldId(thread, 'id') ?? ''
  const users = fieldObjects(chat, 'users')
  const openedAt = requiredTime(thread, 'created_at', context.times, 'thread.created_at')
  if (typeof openedAt !== 'number') return openedAt
  const contact = findContact(thread, users)
  const team = findTeam(thread, chat)
  const messages: MessageRecord[] = []
  for (const [index, event] of fieldObjects(thread, 'events').entries()) {
    const sentAt = requiredTime(event, 'created_at', context.times, `events.${index}.created_at`)
    if (typeof sentAt !== 'number') return sentAt
    messages.push({
      ...readEvent(event, users),
      id: fieldId(event, 'id'),
      conversation: id,
      channel: context.channel,
      contact,
      sentAt,
      team,
    })
  }
  const lastAt = Math.max(openedAt, ...messages.map(({ sentAt }) => sentAt))
  const isActive = fieldFlag(thread, 'active')
  const closes = messages.filter(({ event }) => event === 'closed').map(({ sentAt }) => sentAt)
  const closedAt = isActive ? null : closes.length > 0 ? Math.max(...closes) : lastAt
  const lastAgent = messages.findLast(({ authorKind, kind }) => authorKind === 'agent' && kind === 'message')?.agent
  return [
    {
      ...plainConversation,
      conversation: id,
      channel: context.channel,
      contact,
      openedAt,
      closedAt,
      status: isActive ? 'active' : 'archived',
      agent: lastAgent ?? null,
      team,
      versionAt: lastAt,
    },
    ...messages,
    ...readRating(thread, id, contact, team, lastAgent ?? null, context),
    ...users.flatMap((user) => namePerson(user, openedAt, context)),
  ]
}

export function groupAlias(id: string | number): string {
  return aliasOf(livechat, id, 'group')
}

function userAlias(id: string): string {
  return aliasOf(livechat, id)
}

function isAgentId(id: string): boolean {
  return id.includes('@')
}

/** Agents are known by their e-mail, customers by a UUID, bots by a bare hash, also where the users are not listed. */
function authorKindOf(id: string, user: JsonObject | undefined): AuthorKind {
  const type = user === undefined ? '' : fieldText(user, 'type')
  if (type === 'customer') return 'customer'
  if (isAgentId(id)) return 'agent'
  if (type === 'agent') return 'bot'
  return id === '' ? 'system' : /^[0-9a-f]{32}$/i.test(id) ? 'bot' : 'customer'
}

function findContact(thread: JsonObject, users: readonly JsonObject[]): string | null {
  const customer = users.find((user) => fieldText(user, 'type') === 'customer')
  if (customer !== undefined) {
    const id = fieldId(customer, 'id')
    return fieldOrNull(customer, 'email') ?? (id === null ? null : userAlias(id))
  }
  const userIds = fieldValue(thread, 'user_ids')
  const listed: readonly unknown[] = Array.isArray(userIds) ? userIds : []
  const ids = [...listed, ...fieldObjects(thread, 'events').map((event) => fieldText(event, 'author_id'))]
  const id = ids.find((one) => typeof one === 'string' && one !== '' && authorKindOf(one, undefined) === 'customer')
  return typeof id === 'string' ? userAlias(id) : null
}

/** Group 0 is everybody. */
function findTeam(thread: JsonObject, chat: JsonObject): string | null {
  for (const holder of [thread, chat]) {
    const ids: unknown = fieldObject(holder, 'access')['group_ids']
    const id = Array.isArray(ids) ? ids.find((one) => one !== 0 && one !== '0') : undefined
    if (typeof id === 'number' || typeof id === 'string') return groupAlias(id)
  }
  return null
}

type ReadEvent = Omit<MessageRecord, 'id' | 'conversation' | 'channel' | 'contact' | 'sentAt' | 'team'>

function readEvent(event: JsonObject, users: readonly JsonObject[]): ReadEvent {
  const type = fieldText(event, 'type')
  const text = fieldOrNull(event, 'text')
  if (type === 'system_message') {
    const isClose = archived.test(fieldText(event, 'system_message_type'))
    return {
      ...plainMessage,
      direction: 'out',
      authorKind: 'system',
      kind: 'event',
      event: isClose ? 'closed' : null,
      text,
    }
  }
  const authorId = fieldText(event, 'author_id')
  const user = users.find((one) => fieldText(one, 'id') === authorId)
  const authorKind = authorKindOf(authorId, user)
  const isOurs = authorKind !== 'customer'
  const isAgent = authorKind === 'agent' || authorKind === 'bot'
  const form = type === 'filled_form' ? readLivechatForm(event) : null
  const isMessage = type === 'message' || type === 'rich_message' || type === 'file' || form?.isQuestion === true
  // Until version 3.3 the field was called `recipients`.
  const isNote = (fieldText(event, 'visibility') || fieldText(event, 'recipients')) === 'agents'
  return {
    ...plainMessage,
    direction: isOurs ? 'out' : 'in',
    authorKind,
    agent: isAgent ? ((user === undefined ? null : fieldOrNull(user, 'name')) ?? userAlias(authorId)) : null,
    kind: !isMessage ? 'event' : isNote ? 'note' : 'message',
    // The greeting that the chat widget sends in an agent's name.
    automatic:
      authorKind === 'bot' || fieldFlag(fieldObject(fieldObject(event, 'properties'), 'lc2'), 'welcome_message'),
    text: form?.text ?? text ?? richText(event) ?? fieldOrNull(event, 'name'),
  }
}

function richText(event: JsonObject): string | null {
  const titles = fieldObjects(event, 'elements').flatMap((element) =>
    ['title', 'subtitle'].map((name) => fieldText(element, name)).filter((title) => title !== ''),
  )
  return titles.join('\n') || null
}

/**
 * Good or bad, given once per thread: as a property of the thread (`rating.score` 1 or 0) and told by system messages, which
 * alone have a time; a rating may be taken back.
 */
function readRating(
  thread: JsonObject,
  id: string,
  contact: string | null,
  team: string | null,
  agent: string | null,
  context: ThreadContext,
): readonly SurveyRecord[] {
  let score = scoreOf(fieldObject(thread, 'properties'))
  let comment = fieldOrNull(fieldObject(fieldObject(thread, 'properties'), 'rating'), 'comment')
  let answeredAt: number | null = null
  for (const event of fieldObjects(thread, 'events')) {
    const type = fieldText(event, 'system_message_type')
    const vars = fieldObject(event, 'text_vars')
    const said =
      type === 'rating.chat_rated'
        ? ({ good: 1, bad: 0 }[fieldText(vars, 'score').toLowerCase()] ?? null)
        : scoreOf(fieldObject(event, 'properties'))
    if (said !== null) {
      score = said
      answeredAt = timeOrNull(event, 'created_at', context.times)
    } else if (type === 'rating.chat_rating_canceled') {
      score = null
      answeredAt = null
    }
    if (type === 'rating.chat_commented') comment = fieldOrNull(vars, 'comment') ?? fieldOrNull(event, 'text')
  }
  if (score === null) return []
  return [
    {
      type: 'survey',
      id: `rating/${id}`,
      kind: 'csat',
      score,
      scaleMin: goodBadScale.min,
      scaleMax: goodBadScale.max,
      answeredAt,
      channel: context.channel,
      contact,
      conversation: id,
      agent,
      team,
      comment,
    },
  ]
}

/** 1 or 0; old versions wrap values in `{"value": 1}`. */
function scoreOf(properties: JsonObject): number | null {
  const rating = fieldObject(properties, 'rating')
  const text = fieldText(rating, 'score') || fieldText(fieldObject(rating, 'score'), 'value')
  return text === '1' ? 1 : text === '0' ? 0 : null
}

function namePerson(user: JsonObject, versionAt: number, context: ThreadContext): readonly ImportRecord[] {
  const id = fieldId(user, 'id')
  const name = fieldOrNull(user, 'name')
  const address = fieldOrNull(user, 'email')
  if (id === null || (name === null && address === null)) return []
  const kind = authorKindOf(id, user)
  if (kind === 'system') return []
  return context.once({ type: 'person', alias: userAlias(id), role: kind, name, address, versionAt })
}
