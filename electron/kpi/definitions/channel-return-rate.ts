import type { Facts } from '../../../shared/facts.ts'
import { ascendingOrder } from '../ascending-order.ts'
import { conversationColumns, reordered } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { returnsOf } from '../returns.ts'

/**
 * Customers by their first service conversation in the period: 1 if the next one, opened from 24 hours to 90 days later,
 * was on the same channel again, 0 if it was on another. Who did not come back has no value. A customer counts only
 * where the data of all compared channels reach from the first conversation over the 90 days. Everything about a case is
 * that of the first conversation, which is the first on any channel: a customer of the web chat who later writes a text
 * message is none whose first conversation was one.
 */
export const channelReturnRate: KpiDefinition = {
  id: 'channel-return-rate',
  distinctContacts: false,
  firstPerContact: true,
  defaultChannels: ['sms'],
  usesInferredClose: false,
  lacking: 'no-contacts',
  canMeasure: (facts, source) => facts.abilities[source]?.hasContacts ?? false,
  noData:
    'No customer of this selection came back from 24 hours to 90 days after a first conversation that has 90 days of data behind it on every channel.',
  cases: (facts) => {
    const { conversations } = facts
    const columns = { ...conversationColumns(facts), contact: conversations.contact }
    const returns = returnsOf(facts)
    for (let position = 0; position < columns.count; position++) {
      const ability = facts.abilities[conversations.source[position] ?? -1]
      const opened = conversations.openedAt[position] ?? Number.NaN
      const next = returns.nextChannel[position] ?? -1
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (conversations.contact[position] === -1)
        columns.reason[position] = reasonIndex(ability?.hasContacts === true ? 'no-contact' : 'no-contacts')
      else if (returns.onSeveralChannels === 0) columns.reason[position] = reasonIndex('customers-not-linked')
      else if (!(opened >= returns.from && opened <= returns.to))
        columns.reason[position] = reasonIndex('follow-up-too-short')
      else if (next === -1) columns.reason[position] = reasonIndex('did-not-return')
      else columns.value[position] = next === conversations.channel[position] ? 1 : 0
    }
    return reordered(columns, inOrderOfTaking(facts))
  },
}

/**
 * By contact, each one's service conversations before what we sent unasked, in the order of opening; of one instant by
 * channel, then by names, so that the order of imports does not matter.
 */
function inOrderOfTaking({ conversations, names }: Facts): Uint32Array {
  const { contact, isService, openedAt, channel, count } = conversations
  const order = ascendingOrder(Float64Array.from(contact, (id) => (id === -1 ? Number.NaN : id)))
  const nameOf = (position: number): string =>
    [
      names.sources[conversations.source[position] ?? -1],
      names.agents[conversations.lastAgent[position] ?? -1],
      names.teams[conversations.team[position] ?? -1],
      names.inboxes[conversations.inbox[position] ?? -1],
    ].join('\u0000')
  const compare = (a: number, b: number): number =>
    (isService[b] ?? 0) - (isService[a] ?? 0) ||
    (openedAt[a] ?? 0) - (openedAt[b] ?? 0) ||
    (channel[a] ?? 0) - (channel[b] ?? 0) ||
    (nameOf(a) < nameOf(b) ? -1 : 1)
  for (let start = 0; start < count;) {
    const own = contact[order[start] ?? 0] ?? -1
    let end = start + 1
    while (end < count && contact[order[end] ?? 0] === own) end++
    // Nothing is taken of those whom nobody knows.
    if (own !== -1 && end > start + 1) order.subarray(start, end).sort(compare)
    start = end
  }
  return order
}
