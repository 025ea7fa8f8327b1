import { conversationColumns } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { replyAuthorsOf } from '../reply-authors.ts'

/**
 * Conversations in which two or more agents wrote human replies, of all with a human reply, by opening and credited to who
 * replied first. Replies that name nobody leave open whether a second agent wrote one; so do replies that only a record
 * tells of. Assignments say nothing: a conversation can be handed on before anybody replies.
 */
export const transferShare: KpiDefinition = {
  id: 'transfer-share',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-agents',
  canMeasure: (facts, source) =>
    (facts.abilities[source]?.hasMessages ?? false) && (facts.abilities[source]?.hasAgents ?? false),
  noData: 'No conversation of this selection was answered by a known agent.',
  cases: (facts) => {
    const { conversations } = facts
    const { isNamed, hasUnnamed, isWritten } = replyAuthorsOf(facts)
    const columns = { ...conversationColumns(facts), agent: conversations.firstReplyAgent }
    for (let position = 0; position < conversations.count; position++) {
      const agents = conversations.agentCount[position] ?? 0
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (isNamed[conversations.source[position] ?? -1] !== 1) columns.reason[position] = reasonIndex('no-agents')
      else if (conversations.humanReplies[position] === 0) columns.reason[position] = reasonIndex('unanswered')
      else if (isWritten[position] === 0 || (agents < 2 && hasUnnamed[position] === 1))
        columns.reason[position] = reasonIndex('no-agent')
      else columns.value[position] = agents >= 2 ? 1 : 0
    }
    return columns
  },
}
