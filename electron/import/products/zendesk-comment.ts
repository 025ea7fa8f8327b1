/**
 * The comment of a Zendesk ticket (https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments). It names
 * its author by an id and says nothing of the side: an agent may open a ticket, and an agent may be its requester.
 */
import { isRejection, reject } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { htmlToText } from '../table/html-text.ts'
import { fieldObject, fieldText } from '../json/json-fields.ts'
import { optionalTime } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import { idOf, personAlias, textOf } from './zendesk-row.ts'
import type { ZendeskReading } from './zendesk-row.ts'

type Writer = Pick<MessageRecord, 'direction' | 'authorKind' | 'author' | 'automatic'>

const automatic: Writer = { direction: 'out', authorKind: 'system', author: null, automatic: true }

/** @param ticket the id of the ticket that the comment stands in; null = the comment names it itself */
export function commentRecord(
  comment: JsonObject,
  ticket: string | null,
  { times }: ZendeskReading,
): MessageRecord | Rejection {
  const conversation = ticket ?? idOf(comment, 'ticket_id')
  if (conversation === null) return reject('conversation-missing', 'ticket_id', textOf(comment, 'ticket_id'))
  const sentAt = optionalTime(comment, 'created_at', times)
  if (isRejection(sentAt)) return sentAt
  if (sentAt === null) return reject('time-missing', 'created_at', '')
  const writer = writerOf(comment)
  if (writer === null) return reject('author-kind-unknown', 'author_id', textOf(comment, 'author_id'))
  return {
    ...plainMessage,
    id: idOf(comment, 'id'),
    conversation,
    // How one comment came in (an agent writes every answer in `web`) is not the ticket's channel.
    channel: null,
    sentAt,
    ...writer,
    kind: kindOf(comment),
    text: bodyOf(comment),
  }
}

/** Null where nobody is named. */
function writerOf(comment: JsonObject): Writer | null {
  const id = textOf(comment, 'author_id')
  const via = textOf(fieldObject(comment, 'via'), 'channel')
  // Triggers and automations write in the name of a user; user -1 is Zendesk itself.
  if (via === 'rule' || via === '8' || /^-1(?:\.0+)?$/.test(id)) return automatic
  if (via.startsWith('answer_bot')) return { direction: 'out', authorKind: 'bot', author: null, automatic: false }
  if (isVoicemail(comment)) return { direction: 'in', authorKind: 'customer', author: null, automatic: false }
  const author = personAlias(idOf(comment, 'author_id'))
  return author === null ? null : { direction: null, authorKind: null, author, automatic: false }
}

/** `VoiceComment`, `TpeVoiceComment`: the record of a call. */
function isCall(comment: JsonObject): boolean {
  return textOf(comment, 'type').endsWith('VoiceComment')
}

/** The one call that waits for an answer. */
function isVoicemail(comment: JsonObject): boolean {
  return isCall(comment) && textOf(fieldObject(fieldObject(comment, 'via'), 'source'), 'rel') === 'voicemail'
}

function kindOf(comment: JsonObject): MessageRecord['kind'] {
  // A call was answered as it was made: its record asks nothing and replies to nothing.
  if (isCall(comment)) return isVoicemail(comment) ? 'message' : 'event'
  // Copies that leave `public` out hold public comments only.
  return ['false', '0'].includes(textOf(comment, 'public').toLowerCase()) ? 'note' : 'message'
}

function bodyOf(comment: JsonObject): string | null {
  const body = fieldText(comment, 'body') || fieldText(comment, 'plain_body')
  if (body !== '') return body
  const html = fieldText(comment, 'html_body')
  if (html !== '') return htmlToText(html)
  return Object.hasOwn(comment, 'body') ? '' : null
}
