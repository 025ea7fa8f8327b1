import { conversationColumns } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/** Service conversations, by opening. Credited to whom they were last with. */
export const conversations: KpiDefinition = {
  id: 'conversations',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-conversations',
  // A source of surveys alone has no contacts threads, no messages and no conversation times.
  canMeasure: (facts, source) => {
    const ability = facts.abilities[source]
    return ability !== undefined && (ability.hasMessages || ability.hasFirstReply || ability.hasClose)
  },
  noData: 'No customer opened a conversation in this selection.',
  cases: (facts) => {
    const columns = conversationColumns(facts)
    for (let position = 0; position < columns.count; position++) {
      if (facts.conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else columns.value[position] = 1
    }
    return columns
  },
}
