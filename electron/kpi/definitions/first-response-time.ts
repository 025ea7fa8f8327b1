import { conversationColumns, dataEnds, firstReplyOrLastAgent, secondsCounter } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * First customer message to first human reply, by opening. Credited to who replied first; a conversation that nobody
 * answered counts with whom it was left.
 */
export const firstResponseTime: KpiDefinition = {
  id: 'first-response-time',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-reply-times',
  canMeasure: (facts, source) =>
    (facts.abilities[source]?.hasMessages ?? false) || (facts.abilities[source]?.hasFirstReply ?? false),
  noData: 'No conversation of this selection was answered.',
  cases: (facts, context) => {
    const { conversations } = facts
    const seconds = secondsCounter(context)
    const ends = dataEnds(facts)
    const able = facts.abilities.map((ability) => ability.hasMessages || ability.hasFirstReply)
    const columns = {
      ...conversationColumns(facts),
      agent: firstReplyOrLastAgent(facts),
      waiting: new Float64Array(conversations.count).fill(Number.NaN),
    }
    for (let position = 0; position < conversations.count; position++) {
      const opened = conversations.openedAt[position] ?? Number.NaN
      const team = conversations.team[position] ?? -1
      const replied = conversations.firstReplyAt[position] ?? Number.NaN
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (able[conversations.source[position] ?? -1] !== true)
        columns.reason[position] = reasonIndex('no-reply-times')
      else if (Number.isNaN(replied)) {
        columns.reason[position] = reasonIndex('unanswered')
        const end = ends[conversations.channel[position] ?? 0] ?? Number.NaN
        columns.waiting[position] = seconds(opened, Math.max(opened, end), team)
      } else if (replied < opened) columns.reason[position] = reasonIndex('times-out-of-order')
      else columns.value[position] = seconds(opened, replied, team)
    }
    return columns
  },
}
