import { secondsCounter } from '../case-columns.ts'
import { canTellCloses, closedConversations } from '../closings.ts'
import type { KpiDefinition } from '../definition.ts'

/** Opening to the last close, of the conversations closed in the period. */
export const resolutionTime: KpiDefinition = {
  id: 'resolution-time',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: true,
  lacking: 'no-close',
  canMeasure: canTellCloses,
  noData: 'No conversation of this selection was closed.',
  cases: (facts, context) => {
    const { openedAt, team } = facts.conversations
    const seconds = secondsCounter(context)
    return closedConversations(facts, context, (position, closed) =>
      seconds(openedAt[position] ?? Number.NaN, closed, team[position] ?? -1),
    )
  },
}
