import { channels } from '../../../shared/model.ts'
import { conversationColumns, dataEnds, secondsCounter } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * Opening to the last close, by closing, credited to whom the conversation was last with. What is still open has no
 * closing time and belongs to the period in which it was opened. In sources without any closing times a close can be
 * inferred from silence: last event plus the split gap, once the data reach beyond it.
 */
export const resolutionTime: KpiDefinition = {
  id: 'resolution-time',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: true,
  lacking: 'no-close',
  canMeasure: (facts, source) => facts.abilities[source]?.hasClose ?? false,
  noData: 'No conversation of this selection was closed.',
  cases: (facts, context) => {
    const { conversations } = facts
    const seconds = secondsCounter(context)
    const ends = dataEnds(facts)
    const columns = {
      ...conversationColumns(facts),
      at: conversations.openedAt.slice(),
      isInferred: new Uint8Array(conversations.count),
    }
    for (let position = 0; position < conversations.count; position++) {
      const opened = conversations.openedAt[position] ?? Number.NaN
      const ability = facts.abilities[conversations.source[position] ?? -1]
      let closed = conversations.closedAt[position] ?? Number.NaN
      const isInferring = context.inferredClose && ability?.hasClose !== true
      if (isInferring) {
        const channel = channels[conversations.channel[position] ?? -1] ?? 'other'
        const gapSeconds = ability?.splitGapSecondsOf?.[channel] ?? ability?.splitGapSeconds ?? Number.NaN
        const silent = (conversations.lastEventAt[position] ?? Number.NaN) + gapSeconds * 1000
        closed = silent < (ends[conversations.channel[position] ?? 0] ?? Number.NaN) ? silent : Number.NaN
      }
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (!isInferring && ability?.hasClose !== true) columns.reason[position] = reasonIndex('no-close')
      else if (Number.isNaN(closed)) columns.reason[position] = reasonIndex('still-open')
      else if (closed < opened) columns.reason[position] = reasonIndex('times-out-of-order')
      else {
        columns.at[position] = closed
        columns.value[position] = seconds(opened, closed, conversations.team[position] ?? -1)
        columns.isInferred[position] = isInferring ? 1 : 0
      }
    }
    return columns
  },
}
