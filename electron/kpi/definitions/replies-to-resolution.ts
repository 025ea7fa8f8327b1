import { canTellCloses, closedConversations } from '../closings.ts'
import type { KpiDefinition } from '../definition.ts'

/**
 * Human replies of each conversation closed in the period, also of one closed without any. Of some conversations an
 * export tells that there was a first reply, and not how many there were: these have no number.
 */
export const repliesToResolution: KpiDefinition = {
  id: 'replies-to-resolution',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: true,
  lacking: 'no-close',
  canMeasure: canTellCloses,
  noData: 'No conversation of this selection was closed.',
  cases: (facts, context) => {
    const { humanReplies, knowsReplies } = facts.conversations
    return closedConversations(facts, context, (position) =>
      knowsReplies[position] === 1 ? (humanReplies[position] ?? Number.NaN) : 'no-reply-count',
    )
  },
}
