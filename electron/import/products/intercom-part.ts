/**
 * One part of an Intercom conversation. Parts are messages, notes and everything else that happened: a teammate can write
 * while closing, reopening or assigning, so such parts are a message where they have a body. Part types as listed for
 * `conversation_part` at developers.intercom.com.
 */
import { reject } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import { agentOf, personAlias, readPartAuthor, teamAlias } from './intercom-author.ts'
import type { IntercomAuthor } from './intercom-author.ts'
import { fieldFlag, fieldHtml, fieldId, fieldObject, fieldObjects, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

const noteTypes = new Set(['note', 'note_and_reopen', 'note_and_unsnooze'])
const reopeningTypes = new Set(['open', 'note_and_reopen', 'assign_and_reopen'])
const assignmentTypes = new Set([
  'assignment',
  'assign_and_reopen',
  'assign_and_unsnooze',
  'away_mode_assignment',
  'default_assignment',
  'message_strategy_assignment',
])
const writingTypes = new Set(['comment', 'quick_reply', 'open', 'close', ...assignmentTypes])

/** Whether there is something that a person read: also what was redacted later, and files without words. */
export function hasContent(message: JsonObject): boolean {
  return (
    fieldText(message, 'body') !== '' ||
    fieldObjects(message, 'attachments').length > 0 ||
    fieldFlag(message, 'redacted')
  )
}

export function textOf(message: JsonObject): string | null {
  return fieldHtml(message, 'body')
}

/** What all records of a message in Intercom have in common. */
export function messageOf(author: IntercomAuthor, conversation: string, sentAt: number): MessageRecord {
  const isCustomer = author.side === 'customer'
  return {
    ...plainMessage,
    conversation,
    sentAt,
    direction: isCustomer ? 'in' : 'out',
    authorKind: isCustomer ? 'customer' : author.side === 'bot' ? 'bot' : 'agent',
    agent: agentOf(author),
    team: author.side === 'team' ? (author.name ?? teamAlias(author.id)) : null,
  }
}

/** The id of a message: that of the part is only known to be unique inside its conversation. */
export const messageId = (conversation: string, part: string | null): string | null =>
  part === null ? null : `${conversation}/${part}`

/**
 * Messages and events, or why there are none, or the kind of part that is no data.
 *
 * @param path leads to the part, for the user
 */
export function readPart(
  part: JsonObject,
  conversation: string,
  times: TimeReader,
  path: string,
): readonly MessageRecord[] | Rejection | string {
  const type = fieldText(part, 'part_type')
  const event = type === 'close' ? 'closed' : reopeningTypes.has(type) ? 'reopened' : null
  const isNote = noteTypes.has(type)
  const isMessage = isNote || (writingTypes.has(type) && hasContent(part))
  if (!isMessage && event === null) return kindOf(type)
  const read = openFieldTimes(times)
  const sentAt = read.required(part, 'created_at', path)
  const versionAt = read.optional(part, 'updated_at', path)
  const problem = read.problem()
  if (problem !== null || sentAt === null) return problem ?? kindOf(type)
  const id = messageId(conversation, fieldId(part, 'id'))
  const author = readPartAuthor(part)
  const records: MessageRecord[] = []
  if (isMessage) {
    if (author === null)
      return reject('author-kind-unknown', `${path}author.type`, fieldText(fieldObject(part, 'author'), 'type'))
    const message = messageOf(author, conversation, sentAt)
    records.push({
      ...message,
      id,
      direction: isNote ? 'out' : message.direction,
      kind: isNote ? 'note' : 'message',
      text: textOf(part),
      versionAt,
    })
  }
  if (event !== null) {
    const isAgent = author?.side === 'agent'
    records.push({
      ...messageOf({ side: 'agent', id: null, name: null, email: null }, conversation, sentAt),
      id,
      authorKind: isAgent ? 'agent' : 'system',
      agent: isAgent ? (author.name ?? personAlias(author.id)) : null,
      kind: 'event',
      event,
      versionAt,
    })
  }
  return records
}

function kindOf(type: string): string {
  if (assignmentTypes.has(type)) return 'assignment'
  return writingTypes.has(type) ? 'entry without text' : 'activity'
}
