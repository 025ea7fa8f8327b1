/**
 * Ways to count the durations of a conversation, as options that a vendor's profile turns one after the other from ours to
 * the vendor's. Pure.
 */
import type { VendorConversation, VendorMessage } from './conversation.ts'

export interface Counting {
  /** Whose agents a selection of agents means: who replied, or whom the conversation was with in the end. */
  readonly credit: 'replier' | 'assignee'
  /**
   * Conversations whose first message is by a person on our side. `left-out`: they begin with the customer's first message,
   * and without one they are none. `next-reply`: from their creation to our next reply, whoever wrote in between.
   * `opening-is-reply`: the message that opens them is the first reply.
   */
  readonly openedByUs: 'left-out' | 'next-reply' | 'opening-is-reply'
  /** `reopening`: the creation, or the last reopening before the reply. */
  readonly start: 'customer' | 'creation' | 'reopening'
  /** Whether names and texts that the user marked as bots and as automatic are replies. */
  readonly authors: 'corrected' | 'exported'
  readonly failedReplies: 'left-out' | 'counted'
  /** Which close ends it: one that stands, the last one also if it was reopened since, each of them. */
  readonly closes: 'standing' | 'last' | 'every'
  readonly firstReplies: 'counted' | 'left-out'
  /** `end-the-wait`: after a bot's answer the clock waits for the customer's next message. */
  readonly botAnswers: 'ignored' | 'end-the-wait'
  /** `conversation`: the median of its replies stands for it. */
  readonly repliesOf: 'turn' | 'conversation'
  /** What puts a duration into a period. */
  readonly dated: 'start' | 'creation' | 'end'
  readonly precision: 'exact' | 'seconds' | 'minutes'
  readonly statistic: 'median' | 'mean'
}

/** How we count. Closes are dated by themselves. */
export const ours: Counting = {
  credit: 'replier',
  openedByUs: 'left-out',
  start: 'customer',
  authors: 'corrected',
  failedReplies: 'left-out',
  closes: 'standing',
  firstReplies: 'counted',
  botAnswers: 'ignored',
  repliesOf: 'turn',
  dated: 'start',
  precision: 'exact',
  statistic: 'median',
}

/** A stretch of time and the instant that puts it into a period. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly at: number
}

function isReply(message: VendorMessage, { authors, failedReplies }: Counting): boolean {
  return (
    message.isWritten &&
    !message.isIncoming &&
    message.isByPerson[authors] &&
    (failedReplies === 'counted' || !message.isFailed)
  )
}

/** Whether a person of ours wrote before the customer did. */
function isOpenedByUs(conversation: VendorConversation, counting: Counting): boolean {
  const first = conversation.messages.find((message) => message.isWritten && (message.isIncoming || !message.isByBot))
  return first !== undefined && isReply(first, counting)
}

/** At most one. */
export function firstResponse(conversation: VendorConversation, counting: Counting): readonly Span[] {
  const { openedAt, createdAt, messages } = conversation
  if (!conversation.isInside[counting.credit]) return []
  if (counting.openedByUs !== 'left-out' && isOpenedByUs(conversation, counting)) {
    const replies = messages.filter((message) => isReply(message, counting))
    const reply = replies[counting.openedByUs === 'opening-is-reply' ? 0 : 1]
    return reply === undefined
      ? []
      : [dated(startOf(conversation, counting, reply.at, createdAt), reply.at, conversation, counting)]
  }
  if (!conversation.isService) return []
  const repliedAt = firstReplyAfterOpening(conversation, counting)
  if (!(repliedAt >= openedAt)) return []
  return [dated(startOf(conversation, counting, repliedAt, openedAt), repliedAt, conversation, counting)]
}

/**
 * After the customer's first message, in the order of the messages: of one instant the customer comes first. Where the
 * export knows the reply by its time alone, that time.
 */
function firstReplyAfterOpening(conversation: VendorConversation, counting: Counting): number {
  const { messages, openedAt, firstReplyAt } = conversation
  const isAsOurs = counting.authors === ours.authors && counting.failedReplies === ours.failedReplies
  if (isAsOurs || !messages.some((message) => message.isWritten && !message.isIncoming)) return firstReplyAt
  return messages.find((message) => isReply(message, counting) && message.at >= openedAt)?.at ?? Number.NaN
}

function startOf(conversation: VendorConversation, { start }: Counting, end: number, fromCustomer: number): number {
  const { createdAt, messages } = conversation
  if (start === 'customer' || Number.isNaN(createdAt)) return fromCustomer
  const reopened =
    start === 'reopening'
      ? messages.findLast((message) => message.event === 'reopened' && message.at <= end)
      : undefined
  return reopened?.at ?? createdAt
}

function dated(from: number, to: number, conversation: VendorConversation, counting: Counting): Span {
  const at = counting.dated === 'end' ? to : counting.dated === 'creation' ? conversation.createdAt : from
  // A conversation without a creation time is dated by its opening.
  return { from, to, at: Number.isNaN(at) ? from : at }
}

/** Dated by the close in every counting. */
export function resolution(conversation: VendorConversation, counting: Counting): readonly Span[] {
  if (!conversation.isInside.assignee) return []
  if (!conversation.isService && counting.openedByUs === 'left-out') return []
  const from = counting.start === 'customer' && conversation.isService ? conversation.openedAt : conversation.createdAt
  return closesOf(conversation, counting)
    .filter((to) => to >= from)
    .map((to) => ({ from, to, at: to }))
}

function closesOf(conversation: VendorConversation, { closes }: Counting): readonly number[] {
  const { closedAt, recordedCloseAt, messages, isService } = conversation
  const events = messages.flatMap(({ event, at }) => (event === 'closed' ? [at] : []))
  // What nobody wrote to us about has no close among our facts.
  const standing = isService ? closedAt : (events.at(-1) ?? recordedCloseAt)
  if (closes === 'standing' || events.length === 0) return [standing]
  return closes === 'every' ? events : events.slice(-1)
}

export function replies(conversation: VendorConversation, counting: Counting): readonly Span[] {
  const { firstReplyAt, messages } = conversation
  // Where we opened the conversation the opening message was the first reply, and none of these is.
  const firstAt = isOpenedByUs(conversation, counting) ? Number.NaN : firstReplyAt
  return conversation.turns.flatMap(({ startedAt, endedAt, isInside }) => {
    if (counting.credit === 'replier' ? !isInside : !conversation.isInside.assignee) return []
    if (counting.firstReplies === 'left-out' && endedAt === firstAt) return []
    const from = counting.botAnswers === 'ignored' ? startedAt : afterBots(messages, startedAt, endedAt)
    return from === null ? [] : [dated(from, endedAt, conversation, counting)]
  })
}

/** When the customer wrote again after the last answer of a bot; null: not before the reply. */
function afterBots(messages: readonly VendorMessage[], startedAt: number, endedAt: number): number | null {
  const answer = messages.findLast(
    ({ at, isByBot, isWritten }) => isWritten && isByBot && at >= startedAt && at < endedAt,
  )
  if (answer === undefined) return startedAt
  const next = messages.find(({ at, isIncoming, isWritten }) => isWritten && isIncoming && at > answer.at)
  return next === undefined || next.at > endedAt ? null : next.at
}
