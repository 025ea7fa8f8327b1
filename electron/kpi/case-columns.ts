/** Building blocks of case columns: empty columns, conversations as cases, and rows in another order. */
import type { Facts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import { ascendingOrder } from './ascending-order.ts'
import type { OpeningHoursOfTeams } from './business-hours.ts'
import type { CaseColumns, KpiContext } from './definition.ts'
import { reasonIndex, reasons } from './reasons.ts'

/** Columns that a definition is still filling. */
export interface DraftColumns extends CaseColumns {
  readonly waiting: Float64Array
  readonly isInferred: Uint8Array
}

/** Every case counts with an unknown value, at an unknown time. */
export function emptyColumns(count: number): DraftColumns {
  const unknownTimes = (): Float64Array => new Float64Array(count).fill(Number.NaN)
  const unknownNames = (): Int32Array => new Int32Array(count).fill(-1)
  return {
    count,
    at: unknownTimes(),
    startedAt: unknownTimes(),
    value: unknownTimes(),
    reason: new Uint8Array(count),
    conversation: unknownNames(),
    channel: new Uint8Array(count),
    team: unknownNames(),
    agent: unknownNames(),
    inbox: unknownNames(),
    source: unknownNames(),
    contact: null,
    waiting: unknownTimes(),
    isInferred: new Uint8Array(count),
  }
}

/**
 * One case per conversation, attributed by opening and credited to whom it was last with. The columns are the facts' own
 * where they are the same, so that they cost nothing.
 */
export function conversationColumns(facts: Facts): CaseColumns {
  const { conversations } = facts
  return {
    count: conversations.count,
    at: conversations.openedAt,
    startedAt: conversations.openedAt,
    value: new Float64Array(conversations.count).fill(Number.NaN),
    reason: new Uint8Array(conversations.count),
    conversation: Int32Array.from({ length: conversations.count }, (_, position) => position),
    channel: conversations.channel,
    team: conversations.team,
    agent: conversations.lastAgent,
    inbox: conversations.inbox,
    source: conversations.source,
    contact: null,
    waiting: null,
    isInferred: null,
  }
}

/** Who replied first; for a conversation without a reply, who it was left with, so that it stays in sight. */
export function firstReplyOrLastAgent(facts: Facts): Int32Array {
  const { firstReplyAgent, lastAgent } = facts.conversations
  return firstReplyAgent.map((agent, position) => (agent === -1 ? (lastAgent[position] ?? -1) : agent))
}

/**
 * Seconds between two instants, calendar ones or open ones of the team; NaN where an instant is unknown or no opening
 * hours are set.
 */
export function secondsCounter(context: KpiContext): (from: number, to: number, team: number) => number {
  const { hours } = context
  if (hours === 'calendar') return (from, to) => (to - from) / 1000
  return (from, to, team) => hours.of(team).openSeconds(from, to)
}

/** The end of the data by channel index. */
export function dataEnds(facts: Facts): Float64Array {
  return Float64Array.from(channels, (channel) => facts.dataEnd[channel])
}

/**
 * In business hours, what begins where no opening hours are set is not measurable: neither how long it took nor how long
 * somebody has waited. Once hours are set for a team they stay set, so that the beginning decides.
 */
export function whereHoursAreSet(columns: CaseColumns, hours: OpeningHoursOfTeams): CaseColumns {
  const { startedAt, team } = columns
  const isLacking = (row: number): boolean =>
    reasons[columns.reason[row] ?? 0]?.evidence === 'able' && !hours.of(team[row] ?? -1).isInForce(startedAt[row] ?? 0)
  const lacking = Uint8Array.from(startedAt, (_, row) => (isLacking(row) ? 1 : 0))
  if (!lacking.includes(1)) return columns
  const why = reasonIndex('no-opening-hours')
  return {
    ...columns,
    value: columns.value.map((value, row) => (lacking[row] === 1 ? Number.NaN : value)),
    reason: columns.reason.map((reason, row) => (lacking[row] === 1 ? why : reason)),
    waiting: columns.waiting?.map((seconds, row) => (lacking[row] === 1 ? Number.NaN : seconds)) ?? null,
  }
}

/**
 * The same cases by ascending value, those without one last. Sorted once, every later selection and group of them is in
 * order already, and medians cost no sorting.
 */
export function sortedByValue(columns: CaseColumns): CaseColumns {
  // Durations are differences of whole milliseconds, numbers and scores are whole or nearly so.
  return reordered(columns, ascendingOrder(columns.value.map((seconds) => Math.round(seconds * 1000))))
}

/** The same cases with those of one contact next to each other, unknown ones last. */
export function groupedByContact(columns: CaseColumns): CaseColumns {
  if (columns.contact === null) throw new Error('cases without contacts')
  return reordered(columns, ascendingOrder(Float64Array.from(columns.contact, (id) => (id === -1 ? Number.NaN : id))))
}

/** The same cases with those of one unit next to each other, the cases of their own last. */
export function groupedByUnit(columns: CaseColumns): CaseColumns {
  if (columns.unit === undefined) throw new Error('cases without units')
  return reordered(columns, ascendingOrder(Float64Array.from(columns.unit, (id) => (id === -1 ? Number.NaN : id))))
}

/** The same cases in the order of these positions. */
export function reordered(columns: CaseColumns, order: Uint32Array): CaseColumns {
  const times = (column: Float64Array): Float64Array => {
    const moved = new Float64Array(order.length)
    for (let row = 0; row < order.length; row++) moved[row] = column[order[row] ?? 0] ?? Number.NaN
    return moved
  }
  const names = (column: Int32Array): Int32Array => {
    const moved = new Int32Array(order.length)
    for (let row = 0; row < order.length; row++) moved[row] = column[order[row] ?? 0] ?? -1
    return moved
  }
  const bytes = (column: Uint8Array): Uint8Array => {
    const moved = new Uint8Array(order.length)
    for (let row = 0; row < order.length; row++) moved[row] = column[order[row] ?? 0] ?? 0
    return moved
  }
  const at = times(columns.at)
  return {
    count: columns.count,
    at,
    startedAt: columns.startedAt === columns.at ? at : times(columns.startedAt),
    value: times(columns.value),
    reason: bytes(columns.reason),
    conversation: names(columns.conversation),
    channel: bytes(columns.channel),
    team: names(columns.team),
    agent: names(columns.agent),
    inbox: names(columns.inbox),
    source: names(columns.source),
    contact: columns.contact && names(columns.contact),
    ...(columns.unit && { unit: names(columns.unit) }),
    waiting: columns.waiting && times(columns.waiting),
    isInferred: columns.isInferred && bytes(columns.isInferred),
  }
}
