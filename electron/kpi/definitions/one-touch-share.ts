import { canTellCloses, closedConversations } from '../closings.ts'
import type { KpiDefinition } from '../definition.ts'

/** Conversations closed in the period after exactly one human reply, of those closed after at least one. */
export const oneTouchShare: KpiDefinition = {
  id: 'one-touch-share',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: true,
  lacking: 'no-close',
  canMeasure: canTellCloses,
  noData: 'No conversation of this selection was answered and closed.',
  cases: (facts, context) => {
    const { humanReplies, knowsReplies } = facts.conversations
    return closedConversations(facts, context, (position) => {
      if (knowsReplies[position] !== 1) return 'no-reply-count'
      const replies = humanReplies[position] ?? Number.NaN
      if (replies === 0) return 'closed-without-reply'
      return replies === 1 ? 1 : 0
    })
  },
}
