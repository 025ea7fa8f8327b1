/**
 * Identity and content of stored rows. `key` says which thing a row is about, `contentHash` all that it says; both are
 * the first 16 bytes of SHA-256, which keeps the two indexes small and makes a coincidence (n²/2^129) no concern.
 */
import { hash } from 'node:crypto'
import type {
  ConversationRecord,
  GroupRecord,
  MessageRecord,
  OptOutRecord,
  PersonRecord,
  SurveyRecord,
} from '../record.ts'

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, 16)
}

const separator = '\u001f'

/**
 * A message is the vendor's id where there is one. Otherwise it is its content: the same text in the same second between
 * the same two addresses is the same message.
 */
export function messageKey(sourceKey: string, threadKey: string, message: MessageRecord): Buffer {
  if (message.id !== null) return digest(['m', sourceKey, message.id, message.event ?? ''].join(separator))
  return digest(
    [
      'c',
      threadKey,
      message.sentAt,
      message.direction ?? message.author,
      message.kind,
      message.event ?? '',
      message.text ?? '',
    ].join(separator),
  )
}

/**
 * What a stored message says. The same function serves the import and `verify`, so it takes what is stored. When the export
 * last changed the row belongs to it: a row that is changed and later changed back has said the same thing twice.
 */
export function messageContentHash(message: {
  readonly versionAt: number
  readonly threadKey: string
  readonly sentAt: number
  readonly direction: string
  readonly authorKind: string
  /** Where it is not null, direction, kind of author and agent follow from elsewhere and are not what the row says. */
  readonly author: string | null
  readonly agent: string | null
  readonly team: string | null
  readonly kind: string
  readonly event: string | null
  readonly isAutomatic: number
  readonly isFailed: number
  readonly has21610: number
  readonly text: string | null
}): Buffer {
  const side =
    message.author === null ? [message.direction, message.authorKind, message.agent] : ['author', message.author, null]
  return digest(
    JSON.stringify([
      message.versionAt,
      message.threadKey,
      message.sentAt,
      ...side,
      message.team,
      message.kind,
      message.event,
      message.isAutomatic,
      message.isFailed,
      message.has21610,
      message.text,
    ]),
  )
}

/** @param part see `ConversationRecord.part` */
export function conversationKey(threadKey: string, part: string): Buffer {
  return digest(['conversation', threadKey, ...(part === '' ? [] : [part])].join(separator))
}

export function conversationContentHash(record: {
  readonly versionAt: number
  readonly openedAt: number | null
  readonly firstReplyAt: number | null
  readonly closedAt: number | null
  readonly status: string | null
  readonly reopens: number | null
  readonly replies: number | null
  readonly agent: string | null
  readonly team: string | null
  readonly leftOut: string | null
  /** As stored: JSON. */
  readonly reported: string | null
}): Buffer {
  return digest(
    JSON.stringify([
      record.versionAt,
      record.openedAt,
      record.firstReplyAt,
      record.closedAt,
      record.status,
      record.reopens,
      record.replies,
      record.agent,
      record.team,
      // Rows of the first schema have neither, and their hashes stay.
      ...(record.leftOut === null && record.reported === null ? [] : [record.leftOut, record.reported]),
    ]),
  )
}

export function surveyKey(sourceKey: string, survey: SurveyRecord, contact: string | null): Buffer {
  if (survey.id !== null) return digest(['s', sourceKey, survey.id].join(separator))
  return digest(
    [
      's',
      sourceKey,
      survey.kind,
      contact ?? '',
      survey.conversation ?? '',
      survey.answeredAt ?? '',
      survey.score ?? '',
    ].join(separator),
  )
}

export function surveyContentHash(survey: {
  readonly kind: string
  readonly score: number | null
  readonly scaleMin: number
  readonly scaleMax: number
  readonly answeredAt: number | null
  readonly channel: string | null
  readonly contact: string | null
  readonly conversation: string | null
  readonly agent: string | null
  readonly team: string | null
  readonly comment: string | null
}): Buffer {
  return digest(
    JSON.stringify([
      survey.kind,
      survey.score,
      survey.scaleMin,
      survey.scaleMax,
      survey.answeredAt,
      survey.channel,
      survey.contact,
      survey.conversation,
      survey.agent,
      survey.team,
      survey.comment,
    ]),
  )
}

export function optOutKey(sourceKey: string, record: OptOutRecord, contact: string): Buffer {
  return digest(['o', sourceKey, record.channel, contact, record.at ?? '', record.state].join(separator))
}

export function optOutContentHash(record: {
  readonly contact: string
  readonly channel: string
  readonly at: number | null
  readonly state: string
  readonly evidence: string
}): Buffer {
  return digest(JSON.stringify([record.contact, record.channel, record.at, record.state, record.evidence]))
}

/** What a file says of a person in part: an entry of other fields is another entry, and both count. */
export function personKey(person: PersonRecord, hasFurther: boolean): Buffer {
  const fields = [person.role, person.name, person.address].map((field) => (field === null ? '-' : 'x')).join('')
  // Entries of the second schema know no further addresses, and their keys stay.
  return digest(['person', person.alias, hasFurther ? `${fields}x` : fields].join(separator))
}

export function groupKey(group: GroupRecord): Buffer {
  return digest([group.of, group.alias].join(separator))
}

export function directoryContentHash(entry: {
  readonly versionAt: number
  readonly kind: string
  readonly alias: string
  readonly role: string | null
  readonly name: string | null
  readonly address: string | null
  /** As stored: JSON. */
  readonly also: string | null
}): Buffer {
  const { versionAt, kind, alias, role, name, address, also } = entry
  return digest(JSON.stringify([versionAt, kind, alias, role, name, address, ...(also === null ? [] : [also])]))
}

/** The newest time that a conversation record mentions: which of two versions knows more. */
export function conversationVersionAt(
  record: Pick<ConversationRecord, 'openedAt' | 'firstReplyAt' | 'closedAt' | 'versionAt'>,
): number {
  return record.versionAt ?? Math.max(record.openedAt ?? 0, record.firstReplyAt ?? 0, record.closedAt ?? 0)
}

/** A log is one thread per pair of addresses; an export with conversations has one per conversation. */
export function threadKey(
  sourceKey: string,
  conversation: string | null,
  channel: string,
  contact: string | null,
  inbox: string | null,
): string {
  return conversation === null
    ? ['log', sourceKey, channel, contact ?? '', inbox ?? ''].join(separator)
    : ['conversation', sourceKey, conversation].join(separator)
}
