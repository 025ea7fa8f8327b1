/**
 * LiveChat's archived chats.
 *
 * Product: LiveChat (text.com). How a user gets it: the Agent Chat API's `list_archives` (`{"chats":[…],"found_chats":…}`,
 * each chat with one thread), `list_threads` (`{"threads":[…]}`) and `get_chat`, saved as they are, as arrays or one per
 * line; the Configuration API's `list_groups` names the groups. Documented at
 * https://platform.text.com/docs/messaging/agent-chat-api. Seen: versions 3.1 to 3.6.
 *
 * A chat is never over: when its customer comes back the next day, a new thread starts in it, which is archived when that
 * topic is done (https://developers.livechat.com/docs/messaging, "Chats and threads"). So a thread is what others call a
 * conversation.
 */
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { isRejection, reject } from '../export-format.ts'
import { fieldFlag, fieldId, fieldObjects, fieldText, fieldValue, noObject } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { arePages, planPages } from '../json/json-pages.ts'
import type { JsonPages } from '../json/json-pages.ts'
import { isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { groupAlias, livechat, mapLivechatThread } from '../products/livechat-thread.ts'
import type { ThreadContext } from '../products/livechat-thread.ts'
import { openOnce } from '../products/once.ts'
import type { ImportRecord } from '../record.ts'

function isThread(object: JsonObject): boolean {
  return hasFields(object, 'id', 'active', 'created_at', 'user_ids')
}

function isChat(object: JsonObject): boolean {
  return hasFields(object, 'id', 'users') && threadsOf(object).some((thread) => hasFields(thread, 'id', 'active'))
}

function isGroup(object: JsonObject): boolean {
  return hasFields(object, 'id', 'name', 'language_code', 'routing_status')
}

/** The thread of a chat in the archives; versions before 3.2 list several. */
function threadsOf(chat: JsonObject): readonly JsonObject[] {
  const one = fieldValue(chat, 'thread')
  return isJsonObject(one) ? [one] : fieldObjects(chat, 'threads')
}

const pages: JsonPages = {
  paths: ['chats.*', 'threads.*', 'payload.chats.*', 'payload.threads.*', '*.chats.*', '*.threads.*'],
  isRecord: (object) => isThread(object) || isChat(object) || isGroup(object),
  isEmpty: ({ roots }) => roots.some((root) => isJsonObject(root) && hasFields(root, 'chats', 'found_chats')),
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const channel = settings.choices.channel ?? 'web_chat'
  return planPages(sample, pages, {
    product: livechat,
    sourceName: 'LiveChat',
    assumptions: [
      'each thread of a chat taken as a conversation of its own',
      ...(settings.choices.channel === undefined ? ['channel taken as web chat; LiveChat does not say otherwise'] : []),
    ],
    meanings: {
      id: 'id',
      users: 'customer and agents',
      thread: 'conversation and messages',
      threads: 'conversations and messages',
      events: 'messages',
      active: 'status',
      created_at: 'time',
      access: 'team',
      properties: 'rating',
    },
    open: (times) => {
      const context: ThreadContext = { times, once: openOnce(), channel }
      return { map: (record) => mapRecord(record, context) }
    },
  })
}

function mapRecord(record: JsonObject, context: ThreadContext): MappedRow {
  if (isGroup(record)) return nameGroup(record)
  const isAlone = isThread(record)
  const threads = isAlone ? [record] : threadsOf(record)
  const records: ImportRecord[] = []
  for (const thread of threads) {
    // Whoever fetched it may not see it: its events are not there.
    if (hasFields(thread, 'restricted_access') && !fieldFlag(thread, 'active') && !hasFields(thread, 'events')) continue
    if (fieldId(thread, 'id') === null) return reject('conversation-missing', 'thread.id', '')
    const mapped = mapLivechatThread(thread, isAlone ? noObject : record, context)
    if (isRejection(mapped)) return mapped
    records.push(...mapped)
  }
  if (records.length > 0) return records
  return threads.length > 0 ? 'restricted thread' : 'no thread'
}

function nameGroup(group: JsonObject): MappedRow {
  const id = fieldId(group, 'id')
  const name = fieldText(group, 'name')
  // Group 0 is everybody, and no team.
  if (id === null || id === '0' || name === '') return 'group of everybody'
  return [{ type: 'group', of: 'team', alias: groupAlias(id), name, versionAt: null }]
}

export const livechatJson: ExportFormat = {
  id: 'livechat-json',
  row: null,
  title: 'LiveChat archives (API JSON)',
  files: 'pages, arrays or JSON lines of list_archives, list_threads and get_chat',
  howToGet: 'LiveChat Agent Chat API: list_archives, all pages',
  measures: 'response and resolution times, volumes, agents, groups, good and bad ratings',
  detect: (sample) =>
    arePages(sample, pages) ? { score: 94, because: 'The objects are LiveChat’s chats and threads.' } : null,
  plan,
}
