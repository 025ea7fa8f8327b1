import { conversationColumns } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * Conversations that were reopened after a close, of all that were ever closed, by the last close. One that was reopened
 * and is open again was closed all the same, and would be missed by its lacking closing time: it belongs to the time of
 * its last event. Credited to whom it was last with. An inferred close is no close that anybody could reopen.
 */
export const reopenShare: KpiDefinition = {
  id: 'reopen-share',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-reopens',
  canMeasure: (facts, source) => facts.abilities[source]?.hasReopens ?? false,
  noData: 'No conversation of this selection was closed.',
  cases: (facts) => {
    const { conversations, abilities } = facts
    const columns = { ...conversationColumns(facts), at: conversations.openedAt.slice() }
    for (let position = 0; position < conversations.count; position++) {
      const closed = conversations.closedAt[position] ?? Number.NaN
      const isReopened = (conversations.reopens[position] ?? 0) > 0
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (abilities[conversations.source[position] ?? -1]?.hasReopens !== true)
        columns.reason[position] = reasonIndex('no-reopens')
      else if (Number.isNaN(closed) && !isReopened) columns.reason[position] = reasonIndex('still-open')
      else {
        columns.at[position] = Number.isNaN(closed) ? (conversations.lastEventAt[position] ?? Number.NaN) : closed
        columns.value[position] = isReopened ? 1 : 0
      }
    }
    return columns
  },
}
