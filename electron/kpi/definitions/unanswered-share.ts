import { conversationColumns, firstReplyOrLastAgent } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/** Customer-opened conversations without a human reply, of all, by opening. Credited as the first response is. */
export const unansweredShare: KpiDefinition = {
  id: 'unanswered-share',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-reply-times',
  canMeasure: (facts, source) =>
    (facts.abilities[source]?.hasMessages ?? false) || (facts.abilities[source]?.hasFirstReply ?? false),
  noData: 'No customer opened a conversation in this selection.',
  cases: (facts) => {
    const { conversations } = facts
    const columns = { ...conversationColumns(facts), agent: firstReplyOrLastAgent(facts) }
    const able = facts.abilities.map((ability) => ability.hasMessages || ability.hasFirstReply)
    for (let position = 0; position < conversations.count; position++) {
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (able[conversations.source[position] ?? -1] !== true)
        columns.reason[position] = reasonIndex('no-reply-times')
      else columns.value[position] = Number.isNaN(conversations.firstReplyAt[position]) ? 1 : 0
    }
    return columns
  },
}
