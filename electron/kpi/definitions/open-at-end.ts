import { conversationColumns } from '../case-columns.ts'
import { canTellCloses, closingsOf } from '../closings.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * Service conversations opened before the end of the period, whenever that was, and not closed by then, credited to whom
 * they were last with. A conversation that was closed and reopened counts as open until its last close, since only that
 * one is known of all exports; one whose close lies before its opening is closed.
 */
export const openAtEnd: KpiDefinition = {
  id: 'open-at-end',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: true,
  lacking: 'no-close',
  canMeasure: canTellCloses,
  noData: 'No conversation had been opened by then.',
  cases: (facts, context) => {
    const { conversations } = facts
    const closings = closingsOf(facts, context)
    const columns = { ...conversationColumns(facts), until: closings.at, isInferred: closings.isInferred }
    for (let position = 0; position < conversations.count; position++) {
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (closings.isKnown[position] === 0) columns.reason[position] = reasonIndex('no-close')
      else columns.value[position] = 1
    }
    return columns
  },
}
