import { turnEnds } from '../../../shared/model.ts'
import type { TurnEnd } from '../../../shared/model.ts'
import { dataEnds, emptyColumns, secondsCounter } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import type { ReasonName } from '../reasons.ts'

const reasonOfEnd: Readonly<Record<TurnEnd, ReasonName>> = {
  answered: 'counted',
  'closed-without-reply': 'closed-without-reply',
  courtesy: 'courtesy',
  'opt-out': 'opt-out',
  waiting: 'waiting',
}

/**
 * Every customer turn, by its start: first message to the next human reply, credited to who answered. Turns that ended
 * otherwise have no value and are counted by kind, with whom their conversation was left. Conversations of sources without
 * messages have no turns; each is one case, so that the ledger does not pass over them.
 */
export const responseTime: KpiDefinition = {
  id: 'response-time',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-messages',
  canMeasure: (facts, source) => facts.abilities[source]?.hasMessages ?? false,
  noData: 'No customer turn of this selection was answered.',
  cases: (facts, context) => {
    const { conversations, turns } = facts
    const seconds = secondsCounter(context)
    const ends = dataEnds(facts)
    const withoutMessages: number[] = []
    for (let position = 0; position < conversations.count; position++) {
      const ability = facts.abilities[conversations.source[position] ?? -1]
      if (conversations.isService[position] === 1 && ability?.hasMessages !== true) withoutMessages.push(position)
    }
    const columns = emptyColumns(turns.count + withoutMessages.length)
    for (let row = 0; row < columns.count; row++) {
      const isTurn = row < turns.count
      const position = (isTurn ? turns.conversation[row] : withoutMessages[row - turns.count]) ?? -1
      const started = (isTurn ? turns.startedAt[row] : conversations.openedAt[position]) ?? Number.NaN
      const end = (isTurn ? turnEnds[turns.end[row] ?? 0] : undefined) ?? 'waiting'
      const channel = conversations.channel[position] ?? 0
      const team = conversations.team[position] ?? -1
      const answeredBy = (isTurn ? turns.agent[row] : undefined) ?? -1
      columns.at[row] = started
      columns.startedAt[row] = started
      columns.conversation[row] = position
      columns.channel[row] = channel
      columns.team[row] = team
      columns.agent[row] =
        end === 'answered' || answeredBy !== -1 ? answeredBy : (conversations.lastAgent[position] ?? -1)
      columns.inbox[row] = conversations.inbox[position] ?? -1
      columns.source[row] = conversations.source[position] ?? -1
      columns.reason[row] = reasonIndex(isTurn ? reasonOfEnd[end] : 'no-messages')
      if (!isTurn) continue
      const endedAt = turns.endedAt[row] ?? Number.NaN
      if (end === 'waiting')
        columns.waiting[row] = seconds(started, Math.max(started, ends[channel] ?? Number.NaN), team)
      else if (end === 'answered' && endedAt < started) columns.reason[row] = reasonIndex('times-out-of-order')
      else if (end === 'answered') columns.value[row] = seconds(started, endedAt, team)
    }
    return columns
  },
}
