/** Who wrote the replies: what KPIs about agents need to know beyond the conversations. */
import type { Facts } from '../../shared/facts.ts'

export interface ReplyAuthors {
  /** 1 = the source names the author of at least one human reply. */
  readonly isNamed: Uint8Array
  /** By conversation: 1 = at least one of its human replies names nobody. */
  readonly hasUnnamed: Uint8Array
  /** By conversation: 1 = at least one of its human replies is among the messages, and not only told by a record. */
  readonly isWritten: Uint8Array
}

export function replyAuthorsOf({ outgoing, conversations, names }: Facts): ReplyAuthors {
  const isNamed = new Uint8Array(names.sources.length)
  const hasUnnamed = new Uint8Array(conversations.count)
  const isWritten = new Uint8Array(conversations.count)
  for (let message = 0; message < outgoing.count; message++) {
    if (outgoing.isHumanReply[message] === 0) continue
    const position = outgoing.conversation[message] ?? -1
    if (position !== -1) isWritten[position] = 1
    if (outgoing.agent[message] !== -1) isNamed[outgoing.source[message] ?? 0] = 1
    else if (position !== -1) hasUnnamed[position] = 1
  }
  return { isNamed, hasUnnamed, isWritten }
}
