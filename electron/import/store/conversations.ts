/**
 * From the messages of one thread to its conversations and customer turns: the rules of the product's data model in one
 * pure place. Times are epoch milliseconds; ids are those of the database.
 */
import type { AuthorKind, ConversationKind, Direction, EventName, MessageKind, TurnEnd } from '../../../shared/model.ts'

export interface ThreadMessage {
  readonly id: number
  readonly sentAt: number
  readonly direction: Direction
  readonly authorKind: AuthorKind
  readonly agentId: number | null
  readonly teamId: number | null
  readonly kind: MessageKind
  readonly event: EventName | null
  readonly isAutomatic: boolean
  readonly isFailed: boolean
  /** The message is nothing but an opt-out or opt-in that counts: it opens nothing and waits for nothing. */
  readonly isOptEvent: boolean
  /** Only thanks, ok or a thumb. */
  readonly isCourtesy: boolean
}

/** What the export says of the thread as a whole, if anything. */
export interface ThreadRecord {
  readonly openedAt: number | null
  readonly firstReplyAt: number | null
  readonly closedAt: number | null
  readonly reopenCount: number | null
  readonly replyCount: number | null
  readonly agentId: number | null
  readonly teamId: number | null
  /** Why it is none to be measured, such as `spam`; null = it is one. */
  readonly leftOut: string | null
}

export interface SplitOptions {
  /** True for logs; false where the export has conversations of its own. */
  readonly isSplit: boolean
  readonly splitGapSeconds: number
  readonly courtesyEndsTurn: boolean
}

export interface DerivedTurn {
  readonly startedAt: number
  /** Null while it is waiting at the end of the data. */
  readonly endedAt: number | null
  readonly endedBy: TurnEnd
  readonly agentId: number | null
}

export interface DerivedConversation {
  readonly kind: ConversationKind
  readonly openedAt: number
  readonly firstReplyAt: number | null
  readonly closedAt: number | null
  readonly lastEventAt: number
  readonly messageCount: number
  readonly humanReplyCount: number
  readonly reopenCount: number
  readonly agentCount: number
  readonly firstReplyAgentId: number | null
  readonly lastAgentId: number | null
  readonly teamId: number | null
  readonly turns: readonly DerivedTurn[]
}

/** A message by a person on our side that reached the customer: no bot, auto-reply, note, event or failed delivery. */
function isHumanReply(message: ThreadMessage): boolean {
  return (
    message.kind === 'message' &&
    message.direction === 'out' &&
    message.authorKind === 'agent' &&
    !message.isAutomatic &&
    !message.isFailed
  )
}

function isFromCustomer(message: ThreadMessage): boolean {
  return message.kind === 'message' && message.direction === 'in'
}

function isCustomerMessage(message: ThreadMessage): boolean {
  return isFromCustomer(message) && !message.isOptEvent
}

/**
 * @param messages by time; at the same time the customer first, so that a reply that the export's whole seconds cannot
 * separate from its question still answers it, an opt-out after what else the customer wrote, and a close after the reply
 * that was sent with it; then by key, so that the order of imports does not matter.
 */
export function deriveConversations(
  messages: readonly ThreadMessage[],
  record: ThreadRecord | null,
  options: SplitOptions,
): readonly DerivedConversation[] {
  if (record !== null && record.leftOut !== null) return []
  // Notes and events alone say nothing of who opened it and when: the record does.
  if (!messages.some((message) => message.kind === 'message'))
    return record === null ? [] : conversationWithoutMessages(record, messages)
  if (!options.isSplit)
    return [deriveOne(withKnownReply(messages, record), record, options, true)].filter((one) => one !== null)
  return splitBySilence(messages, options.splitGapSeconds).flatMap((part) => {
    // What we wrote before the customer did is outreach of its own; the service conversation starts with the customer.
    const first = part.findIndex(isCustomerMessage)
    const pieces =
      first > 0 && part.slice(0, first).some(isOutgoing) ? [part.slice(0, first), part.slice(first)] : [part]
    return pieces.map((piece) => deriveOne(piece, record, options, false)).filter((one) => one !== null)
  })
}

/** Some exports hold the customer's messages and, of the replies, the time of the first one only. */
function withKnownReply(messages: readonly ThreadMessage[], record: ThreadRecord | null): readonly ThreadMessage[] {
  // Where messages of ours are there, also a bot's, they tell what the recorded time may have meant.
  if (record === null || record.firstReplyAt === null || messages.some(isOutgoing)) return messages
  const { firstReplyAt: sentAt, agentId, teamId } = record
  const reply: ThreadMessage = {
    id: recordedReplyId,
    sentAt,
    agentId,
    teamId,
    direction: 'out',
    authorKind: 'agent',
    kind: 'message',
    event: null,
    isAutomatic: false,
    isFailed: false,
    isOptEvent: false,
    isCourtesy: false,
  }
  const later = messages.findIndex(
    (message) => message.sentAt > sentAt || (message.sentAt === sentAt && message.direction === 'out'),
  )
  return later === -1 ? [...messages, reply] : messages.toSpliced(later, 0, reply)
}

/** A reply that is known by its time alone: no message of the database has this id. */
const recordedReplyId = -1

function isOutgoing(message: ThreadMessage): boolean {
  return message.kind === 'message' && message.direction === 'out'
}

/** Number of service conversations that a log would have at another split gap. */
export function countServiceConversations(messages: readonly ThreadMessage[], splitGapSeconds: number): number {
  return splitBySilence(messages, splitGapSeconds).filter((part) => part.some(isCustomerMessage)).length
}

/**
 * Parts between which nobody wrote for the gap, or which the export separates by a close. Notes are not written to
 * anybody and end no silence.
 */
function splitBySilence(messages: readonly ThreadMessage[], splitGapSeconds: number): ThreadMessage[][] {
  const parts: ThreadMessage[][] = []
  let part: ThreadMessage[] = []
  let lastWrittenAt: number | null = null
  let isClosed = false
  for (const message of messages) {
    const isWritten = message.kind === 'message'
    const isSilent = lastWrittenAt !== null && message.sentAt - lastWrittenAt >= splitGapSeconds * 1000
    if (isWritten && part.length > 0 && (isSilent || (isClosed && isCustomerMessage(message)))) {
      parts.push(part)
      part = []
      isClosed = false
    }
    part.push(message)
    if (isWritten) lastWrittenAt = message.sentAt
    if (message.event === 'closed') isClosed = true
    if (message.event === 'reopened') isClosed = false
  }
  if (part.length > 0) parts.push(part)
  return parts
}

/** @param others notes, closes and reopenings */
function conversationWithoutMessages(record: ThreadRecord, others: readonly ThreadMessage[]): DerivedConversation[] {
  if (record.openedAt === null) return []
  const closes = readCloses(others, 0)
  const closedAt = closes.hasEvents ? closes.closedAt : record.closedAt
  const replyCount = record.replyCount ?? (record.firstReplyAt === null ? 0 : 1)
  return [
    {
      kind: 'service',
      openedAt: record.openedAt,
      firstReplyAt: record.firstReplyAt,
      closedAt,
      lastEventAt: Math.max(record.openedAt, record.firstReplyAt ?? 0, closedAt ?? 0, others.at(-1)?.sentAt ?? 0),
      messageCount: 0,
      humanReplyCount: replyCount,
      reopenCount: record.reopenCount ?? closes.reopenCount,
      agentCount: record.agentId === null ? 0 : 1,
      firstReplyAgentId: record.firstReplyAt === null ? null : record.agentId,
      lastAgentId: record.agentId ?? closes.closedBy,
      teamId: record.teamId,
      turns: [],
    },
  ]
}

/** Null if the part holds neither a customer's message nor one of ours, such as a lone opt-out. */
function deriveOne(
  part: readonly ThreadMessage[],
  record: ThreadRecord | null,
  options: SplitOptions,
  isWholeThread: boolean,
): DerivedConversation | null {
  const openingIndex = part.findIndex(isCustomerMessage)
  const opening = part[openingIndex]
  const head = opening ?? part.find(isOutgoing)
  const last = part.at(-1)
  if (head === undefined || last === undefined) return null
  const closes = readCloses(part, Math.max(0, openingIndex))
  // A closing time beside the messages belongs to the thread: it can be one conversation's only if the thread is one.
  const closedAt = closes.hasEvents ? closes.closedAt : isWholeThread ? (record?.closedAt ?? null) : null
  const replies = opening === undefined ? [] : part.slice(openingIndex + 1).filter(isHumanReply)
  const firstReply = replies[0]
  return {
    kind: opening === undefined ? 'outreach' : 'service',
    openedAt: head.sentAt,
    firstReplyAt: firstReply?.sentAt ?? null,
    closedAt: opening === undefined ? null : closedAt,
    lastEventAt: Math.max(last.sentAt, closedAt ?? 0),
    messageCount: part.filter((message) => message.kind === 'message' && message.id !== recordedReplyId).length,
    humanReplyCount: firstReply?.id === recordedReplyId ? Math.max(1, record?.replyCount ?? 1) : replies.length,
    reopenCount: (isWholeThread ? record?.reopenCount : null) ?? closes.reopenCount,
    agentCount: new Set(replies.map((reply) => reply.agentId).filter((agent) => agent !== null)).size,
    firstReplyAgentId: firstReply?.agentId ?? null,
    lastAgentId: (isWholeThread ? record?.agentId : null) ?? closes.closedBy ?? replies.at(-1)?.agentId ?? null,
    teamId:
      (isWholeThread ? record?.teamId : null) ?? part.findLast((message) => message.teamId !== null)?.teamId ?? null,
    turns: opening === undefined ? [] : deriveTurns(part, closedAt, options.courtesyEndsTurn),
  }
}

interface Closes {
  readonly hasEvents: boolean
  /** The last close that was not followed by a reopening. */
  readonly closedAt: number | null
  readonly closedBy: number | null
  readonly reopenCount: number
}

/** @param start where the conversation begins: what was closed before it was our outreach */
function readCloses(part: readonly ThreadMessage[], start: number): Closes {
  const hasEvents = part.some((message) => message.event !== null)
  let closedAt: number | null = null
  let closedBy: number | null = null
  let reopenCount = 0
  let wroteSinceClose = false
  for (const message of part.slice(start)) {
    if (message.event === 'closed') {
      // Two closes with a customer message between them: the export does not write its reopenings down.
      if (closedAt !== null && wroteSinceClose) reopenCount++
      closedAt = message.sentAt
      closedBy = message.agentId
      wroteSinceClose = false
    } else if (message.event === 'reopened') {
      if (closedAt !== null) reopenCount++
      closedAt = null
      closedBy = null
    } else if (isCustomerMessage(message)) {
      wroteSinceClose = true
    }
  }
  return { hasEvents, closedAt, closedBy, reopenCount }
}

function deriveTurns(
  part: readonly ThreadMessage[],
  closedAt: number | null,
  courtesyEndsTurn: boolean,
): DerivedTurn[] {
  const turns: DerivedTurn[] = []
  let startedAt: number | null = null
  // The first close while the customer was waiting.
  let closedMeanwhile: number | null = null
  let isCourtesy = true
  const end = (endedBy: TurnEnd, endedAt: number | null, agentId: number | null): void => {
    if (startedAt === null) return
    const isOnlyCourtesy =
      isCourtesy && courtesyEndsTurn && (endedBy === 'waiting' || endedBy === 'closed-without-reply')
    turns.push(
      isOnlyCourtesy
        ? { startedAt, endedAt: startedAt, endedBy: 'courtesy', agentId: null }
        : { startedAt, endedAt, endedBy, agentId },
    )
    startedAt = null
    closedMeanwhile = null
  }
  for (const message of part) {
    // A close ends the turn once the customer writes again or nobody does. A reply after it still answers: agents close
    // first and send a second later.
    if (isAfterClose(startedAt, closedAt, message)) closedMeanwhile ??= closedAt
    if (closedMeanwhile !== null && isFromCustomer(message)) end('closed-without-reply', closedMeanwhile, null)
    if (isCustomerMessage(message)) {
      if (startedAt === null) {
        startedAt = message.sentAt
        isCourtesy = true
      }
      isCourtesy &&= message.isCourtesy
    } else if (isHumanReply(message)) {
      end('answered', message.sentAt, message.agentId)
    } else if (message.isOptEvent) {
      end('opt-out', message.sentAt, null)
    } else if (message.event === 'closed' && startedAt !== null) {
      closedMeanwhile ??= message.sentAt
    }
  }
  if (startedAt !== null && closedAt !== null && closedAt >= startedAt) closedMeanwhile ??= closedAt
  if (closedMeanwhile !== null) end('closed-without-reply', closedMeanwhile, null)
  end('waiting', null, null)
  return turns
}

function isAfterClose(startedAt: number | null, closedAt: number | null, message: ThreadMessage): boolean {
  return startedAt !== null && closedAt !== null && startedAt <= closedAt && closedAt < message.sentAt
}
