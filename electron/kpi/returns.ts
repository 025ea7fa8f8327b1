/**
 * Which conversation of a customer follows another one, on whatever channel, and whether the data reach far enough to
 * know. What the share of returns and its from × to matrix are made of.
 */
import { leastReturnHours, mostReturnDays } from '../../shared/channel-returns.ts'
import type { Facts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import type { Channel } from '../../shared/model.ts'

const hourMs = 3_600_000
const leastMs = leastReturnHours * hourMs
const mostMs = mostReturnDays * 24 * hourMs

export interface Returns {
  /** All channels on which a known customer opened a conversation: the ones that are compared. */
  readonly channels: readonly Channel[]
  /** First and last instant at which a conversation has its full follow-up on every one of them; NaN where there is none. */
  readonly from: number
  readonly to: number
  /** Customers with conversations on two or more channels. */
  readonly onSeveralChannels: number
  /**
   * By position of a conversation: of the same customer's service conversations opened from 24 hours to 90 days later,
   * the channel of the earliest; -1 = none. Of one instant the channel that comes first in the list of channels.
   */
  readonly nextChannel: Int8Array
}

const keptByFacts = new WeakMap<Facts, Returns>()

export function returnsOf(facts: Facts): Returns {
  const known = keptByFacts.get(facts)
  if (known !== undefined) return known
  const fresh = findReturns(facts)
  keptByFacts.set(facts, fresh)
  return fresh
}

function findReturns(facts: Facts): Returns {
  const { conversations } = facts
  const positionsOf = new Map<number, number[]>()
  const isUsed = new Uint8Array(channels.length)
  for (let position = 0; position < conversations.count; position++) {
    const contact = conversations.contact[position] ?? -1
    if (contact === -1 || conversations.isService[position] !== 1) continue
    const own = positionsOf.get(contact)
    // In the order of opening, as the facts are.
    if (own === undefined) positionsOf.set(contact, [position])
    else own.push(position)
    isUsed[conversations.channel[position] ?? 0] = 1
  }
  const nextChannel = new Int8Array(conversations.count).fill(-1)
  let onSeveralChannels = 0
  for (const positions of positionsOf.values()) {
    if (new Set(positions.map((position) => conversations.channel[position])).size > 1) onSeveralChannels++
    linkNext(conversations, positions, nextChannel)
  }
  const compared = channels.filter((_, index) => isUsed[index] === 1)
  const from = Math.max(...compared.map((channel) => facts.dataStart[channel]))
  const to = Math.min(...compared.map((channel) => facts.dataEnd[channel])) - mostMs
  const hasWindow = compared.length > 0 && from <= to
  return {
    channels: compared,
    from: hasWindow ? from : Number.NaN,
    to: hasWindow ? to : Number.NaN,
    onSeveralChannels,
    nextChannel,
  }
}

function linkNext(
  { openedAt, channel }: Facts['conversations'],
  positions: readonly number[],
  nextChannel: Int8Array,
): void {
  let ahead = 0
  for (const position of positions) {
    const opened = openedAt[position] ?? Number.NaN
    while (ahead < positions.length && (openedAt[positions[ahead] ?? -1] ?? Number.NaN) < opened + leastMs) ahead++
    const at = openedAt[positions[ahead] ?? -1] ?? Number.NaN
    if (!(at <= opened + mostMs)) continue
    let best = channel[positions[ahead] ?? -1] ?? 0
    for (let index = ahead + 1; openedAt[positions[index] ?? -1] === at; index++)
      best = Math.min(best, channel[positions[index] ?? -1] ?? 0)
    nextChannel[position] = best
  }
}
