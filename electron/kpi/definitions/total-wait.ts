import { turnEnds } from '../../../shared/model.ts'
import { conversationColumns, dataEnds, secondsCounter } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * How long a customer waited in a conversation altogether, by its opening and credited to whom it was last with: the sum
 * over its turns, answered ones to the reply and those closed without one to the close. Nobody waits for an answer to
 * thanks, or after an opt-out. A conversation with a turn that still waits at the end of its channel's data has waited at
 * least until then.
 */
export const totalWait: KpiDefinition = {
  id: 'total-wait',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-messages',
  canMeasure: (facts, source) => facts.abilities[source]?.hasMessages ?? false,
  noData: 'No customer of this selection has finished waiting.',
  cases: (facts, context) => {
    const { conversations, turns } = facts
    const seconds = secondsCounter(context)
    const ends = dataEnds(facts)
    const columns = {
      ...conversationColumns(facts),
      waiting: new Float64Array(conversations.count).fill(Number.NaN),
    }
    const total = new Float64Array(conversations.count)
    const hasTurns = new Uint8Array(conversations.count)
    const isWaiting = new Uint8Array(conversations.count)
    const isOutOfOrder = new Uint8Array(conversations.count)
    for (let turn = 0; turn < turns.count; turn++) {
      const position = turns.conversation[turn] ?? -1
      const started = turns.startedAt[turn] ?? Number.NaN
      const end = turnEnds[turns.end[turn] ?? 0] ?? 'waiting'
      const channel = conversations.channel[position] ?? 0
      const ended =
        end === 'waiting'
          ? Math.max(started, ends[channel] ?? Number.NaN)
          : end === 'courtesy' || end === 'opt-out'
            ? started
            : (turns.endedAt[turn] ?? Number.NaN)
      hasTurns[position] = 1
      total[position] = (total[position] ?? 0) + seconds(started, ended, conversations.team[position] ?? -1)
      if (end === 'waiting') isWaiting[position] = 1
      if (ended < started) isOutOfOrder[position] = 1
    }
    for (let position = 0; position < conversations.count; position++) {
      const waited = total[position] ?? Number.NaN
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      // What only a record tells has no turns.
      else if (hasTurns[position] === 0) columns.reason[position] = reasonIndex('no-messages')
      else if (isOutOfOrder[position] === 1) columns.reason[position] = reasonIndex('times-out-of-order')
      else if (isWaiting[position] === 1) {
        columns.reason[position] = reasonIndex('waiting')
        columns.waiting[position] = waited
      } else columns.value[position] = waited
    }
    return columns
  },
}
