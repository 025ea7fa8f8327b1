import { mostReturnDays } from '../../../shared/channel-returns.ts'
import { conversationColumns, groupedByContact } from '../case-columns.ts'
import { inDenominator, inNumerator } from '../definition.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * Distinct contacts with a service conversation opened in the period; returning if one of these was preceded by another
 * service conversation of theirs, at any time before and on any channel. Near the beginning of the data there is little
 * before: the results of such days say so, and trends leave them out.
 */
export const returningCustomerShare: KpiDefinition = {
  id: 'returning-customer-share',
  distinctContacts: true,
  defaultChannels: null,
  usesInferredClose: false,
  // As long as a return may take: who came back later than that is rare, and then a new customer in most eyes.
  lookBackDays: mostReturnDays,
  lacking: 'no-contacts',
  canMeasure: (facts, source) => facts.abilities[source]?.hasContacts ?? false,
  noData: 'No known customer opened a conversation in this selection.',
  cases: (facts) => {
    const { conversations } = facts
    const columns = { ...conversationColumns(facts), contact: conversations.contact }
    const first = new Map<number, number>()
    for (let position = 0; position < conversations.count; position++) {
      const contact = conversations.contact[position] ?? -1
      const opened = conversations.openedAt[position] ?? Number.NaN
      if (conversations.isService[position] === 1 && !((first.get(contact) ?? Infinity) <= opened))
        first.set(contact, opened)
    }
    for (let position = 0; position < conversations.count; position++) {
      const contact = conversations.contact[position] ?? -1
      const opened = conversations.openedAt[position] ?? Number.NaN
      const ability = facts.abilities[conversations.source[position] ?? -1]
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (contact === -1)
        columns.reason[position] = reasonIndex(ability?.hasContacts === true ? 'no-contact' : 'no-contacts')
      else columns.value[position] = inDenominator + (opened > (first.get(contact) ?? opened) ? inNumerator : 0)
    }
    return groupedByContact(columns)
  },
}
