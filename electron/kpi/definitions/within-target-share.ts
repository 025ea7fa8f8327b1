import { conversationColumns, dataEnds, firstReplyOrLastAgent, secondsCounter } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { firstResponseTime } from './first-response-time.ts'

/**
 * Customer-opened conversations with a first human reply within the target, of all, by opening and credited as the first
 * response is. One without a reply is missed, unless it is open and younger than the target where its channel's data end:
 * then it can still be met.
 */
export const withinTargetShare: KpiDefinition = {
  id: 'within-target-share',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  usesHours: true,
  usesTarget: true,
  lacking: 'no-reply-times',
  canMeasure: firstResponseTime.canMeasure,
  noData: 'No customer opened a conversation in this selection whose first response could be due.',
  cases: (facts, context) => {
    const { conversations } = facts
    const { withinSeconds } = context
    const seconds = secondsCounter(context)
    const ends = dataEnds(facts)
    const able = facts.abilities.map((ability) => ability.hasMessages || ability.hasFirstReply)
    const columns = { ...conversationColumns(facts), agent: firstReplyOrLastAgent(facts) }
    for (let position = 0; position < conversations.count; position++) {
      const opened = conversations.openedAt[position] ?? Number.NaN
      const replied = conversations.firstReplyAt[position] ?? Number.NaN
      const team = conversations.team[position] ?? -1
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (able[conversations.source[position] ?? -1] !== true)
        columns.reason[position] = reasonIndex('no-reply-times')
      else if (withinSeconds === null) columns.reason[position] = reasonIndex('no-target')
      else if (replied < opened) columns.reason[position] = reasonIndex('times-out-of-order')
      else if (!Number.isNaN(replied)) columns.value[position] = seconds(opened, replied, team) <= withinSeconds ? 1 : 0
      else {
        const end = ends[conversations.channel[position] ?? 0] ?? Number.NaN
        const isYoung = seconds(opened, Math.max(opened, end), team) < withinSeconds
        const isClosed = !Number.isNaN(conversations.closedAt[position])
        if (isYoung && !isClosed) columns.reason[position] = reasonIndex('still-waiting-within-target')
        else columns.value[position] = 0
      }
    }
    return columns
  },
}
