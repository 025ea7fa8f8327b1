/**
 * When conversations were closed. In sources without any closing times a close can be inferred from silence: last event
 * plus the split gap, once the data reach beyond it.
 */
import type { Facts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import { conversationColumns, dataEnds } from './case-columns.ts'
import type { CaseColumns, KpiContext } from './definition.ts'
import { reasonIndex } from './reasons.ts'
import type { ReasonName } from './reasons.ts'

export interface Closings {
  /** The last close that was not followed by a reopening; NaN = open at the end of the data. */
  readonly at: Float64Array
  /** 1 = the source tells closes, or they are inferred. */
  readonly isKnown: Uint8Array
  /** 1 = they are inferred. */
  readonly isInferred: Uint8Array
}

export function closingsOf(facts: Facts, { inferredClose }: Pick<KpiContext, 'inferredClose'>): Closings {
  const { conversations, abilities } = facts
  const at = conversations.closedAt.slice()
  const isKnown = new Uint8Array(conversations.count)
  const isInferred = new Uint8Array(conversations.count)
  const ends = dataEnds(facts)
  for (let position = 0; position < conversations.count; position++) {
    const ability = abilities[conversations.source[position] ?? -1]
    if (ability?.hasClose === true) isKnown[position] = 1
    if (ability?.hasClose === true || !inferredClose) continue
    const end = ends[conversations.channel[position] ?? 0] ?? Number.NaN
    const silent = (conversations.lastEventAt[position] ?? Number.NaN) + splitGapOf(facts, position) * 1000
    at[position] = silent < end ? silent : Number.NaN
    isKnown[position] = 1
    isInferred[position] = 1
  }
  return { at, isKnown, isInferred }
}

/** The silence, in seconds, after which a conversation is taken as over. */
export function splitGapOf({ conversations, abilities }: Facts, position: number): number {
  const ability = abilities[conversations.source[position] ?? -1]
  const channel = channels[conversations.channel[position] ?? -1] ?? 'other'
  return ability?.splitGapSecondsOf?.[channel] ?? ability?.splitGapSeconds ?? Number.NaN
}

/**
 * Closed conversations, by closing, credited to whom they were last with. What is still open has no closing time and
 * belongs to the period in which it was opened.
 * @param worth the value of a closed conversation, or why it has none
 */
export function closedConversations(
  facts: Facts,
  context: KpiContext,
  worth: (position: number, closedAt: number) => number | ReasonName,
): CaseColumns {
  const { conversations } = facts
  const closings = closingsOf(facts, context)
  const columns = {
    ...conversationColumns(facts),
    at: conversations.openedAt.slice(),
    isInferred: new Uint8Array(conversations.count),
  }
  for (let position = 0; position < conversations.count; position++) {
    const closed = closings.at[position] ?? Number.NaN
    if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
    else if (closings.isKnown[position] === 0) columns.reason[position] = reasonIndex('no-close')
    else if (Number.isNaN(closed)) columns.reason[position] = reasonIndex('still-open')
    else if (closed < (conversations.openedAt[position] ?? Number.NaN))
      columns.reason[position] = reasonIndex('times-out-of-order')
    else {
      const value = worth(position, closed)
      columns.at[position] = closed
      columns.isInferred[position] = closings.isInferred[position] ?? 0
      if (typeof value === 'number') columns.value[position] = value
      else columns.reason[position] = reasonIndex(value)
    }
  }
  return columns
}

export function canTellCloses(facts: Facts, source: number): boolean {
  return facts.abilities[source]?.hasClose ?? false
}
