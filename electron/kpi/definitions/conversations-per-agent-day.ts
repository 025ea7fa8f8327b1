import type { Facts } from '../../../shared/facts.ts'
import { dayOf, periodFinder, periodsOfDays } from '../../../shared/time.ts'
import { ascendingOrder } from '../ascending-order.ts'
import { emptyColumns, groupedByUnit } from '../case-columns.ts'
import type { CaseColumns, KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { replyAuthorsOf } from '../reply-authors.ts'

/**
 * Agent-days: an agent and a day of the workspace's zone with at least one human reply in a service conversation, worth
 * the number of conversations that the agent replied in on that day. One row per agent, day and conversation, at the first
 * of these replies; filters and groups take rows, so that an agent who works two channels has a day on each. Replies that
 * name nobody make no agent-day; conversations of sources that could never make one are cases of their own, so that the
 * ledger does not pass over them.
 */
export const conversationsPerAgentDay: KpiDefinition = {
  id: 'conversations-per-agent-day',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  usesZone: true,
  lacking: 'no-agents',
  canMeasure: (facts, source) =>
    (facts.abilities[source]?.hasMessages ?? false) && (facts.abilities[source]?.hasAgents ?? false),
  noData: 'No agent wrote a reply in this selection.',
  cases: (facts, { zone }) => {
    const { conversations, outgoing } = facts
    const replies = repliesByAgentAndDay(facts, zone)
    const unable = unableConversations(facts)
    const columns = { ...emptyColumns(replies.length + unable.length), waiting: null, isInferred: null }
    const unit = new Int32Array(columns.count).fill(-1)
    const describe = (row: number, position: number): void => {
      columns.conversation[row] = position
      columns.channel[row] = conversations.channel[position] ?? 0
      columns.team[row] = conversations.team[position] ?? -1
      columns.inbox[row] = conversations.inbox[position] ?? -1
      columns.source[row] = conversations.source[position] ?? -1
      columns.startedAt[row] = columns.at[row] ?? Number.NaN
    }
    replies.forEach((reply, row) => {
      const agent = outgoing.agent[reply.message] ?? -1
      columns.at[row] = outgoing.sentAt[reply.message] ?? Number.NaN
      columns.agent[row] = agent
      describe(row, outgoing.conversation[reply.message] ?? -1)
      if (agent === -1) columns.reason[row] = reasonIndex('no-agent')
      else {
        unit[row] = reply.unit
        columns.value[row] = 1
      }
    })
    unable.forEach(({ position, reason }, index) => {
      const row = replies.length + index
      columns.at[row] = conversations.openedAt[position] ?? Number.NaN
      columns.agent[row] = conversations.lastAgent[position] ?? -1
      describe(row, position)
      columns.reason[row] = reason
    })
    return groupedByUnit({ ...columns, unit } satisfies CaseColumns)
  },
}

interface FirstReply {
  /** Position in the outgoing messages. */
  readonly message: number
  /** Number of its agent and day. */
  readonly unit: number
}

/** The first human reply of each agent in each service conversation on each day, of sources that name their agents. */
function repliesByAgentAndDay(facts: Facts, zone: string): FirstReply[] {
  const { conversations, outgoing, names } = facts
  const { isNamed } = replyAuthorsOf(facts)
  const dayIndex = dayFinder(outgoing.sentAt, zone)
  const units = new Map<number, number>()
  const messages: number[] = []
  const unitOf: number[] = []
  const keys: number[] = []
  for (let message = 0; message < outgoing.count; message++) {
    const position = outgoing.conversation[message] ?? -1
    if (outgoing.isHumanReply[message] === 0 || position === -1 || conversations.isService[position] === 0) continue
    if (isNamed[outgoing.source[message] ?? -1] !== 1) continue
    const agent = outgoing.agent[message] ?? -1
    const name = dayIndex(outgoing.sentAt[message] ?? Number.NaN) * (names.agents.length + 1) + agent + 1
    const unit = units.get(name) ?? units.size
    if (unit === units.size) units.set(name, unit)
    messages.push(message)
    unitOf.push(unit)
    keys.push(unit * conversations.count + position)
  }
  const firsts: FirstReply[] = []
  let lastKey = -1
  for (const index of ascendingOrder(Float64Array.from(keys))) {
    const reply = { message: messages[index] ?? 0, unit: unitOf[index] ?? 0 }
    const known = keys[index] === lastKey ? firsts.pop() : undefined
    const isEarlier = (outgoing.sentAt[known?.message ?? -1] ?? Infinity) <= (outgoing.sentAt[reply.message] ?? 0)
    firsts.push(known !== undefined && isEarlier ? known : reply)
    lastKey = keys[index] ?? -1
  }
  return firsts
}

/** The number of the local day of an instant, counted from the first of them. */
function dayFinder(instants: Float64Array, zone: string): (instant: number) => number {
  let first = Infinity
  let last = -Infinity
  for (const instant of instants) {
    if (instant < first) first = instant
    if (instant > last) last = instant
  }
  if (first > last) return () => -1
  return periodFinder(periodsOfDays('day', dayOf(first, zone), dayOf(last, zone), zone))
}

/** Service conversations of sources without messages, or whose replies never name anybody. */
function unableConversations(facts: Facts): { readonly position: number; readonly reason: number }[] {
  const { conversations, abilities } = facts
  const { isNamed } = replyAuthorsOf(facts)
  const reasonOfSource = abilities.map(({ hasMessages }, source) =>
    !hasMessages ? reasonIndex('no-messages') : isNamed[source] === 1 ? 0 : reasonIndex('no-agents'),
  )
  const unable: { position: number; reason: number }[] = []
  for (let position = 0; position < conversations.count; position++) {
    const reason = reasonOfSource[conversations.source[position] ?? -1] ?? 0
    if (conversations.isService[position] === 1 && reason !== 0) unable.push({ position, reason })
  }
  return unable
}
