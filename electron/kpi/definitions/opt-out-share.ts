import type { Facts } from '../../../shared/facts.ts'
import { emptyColumns, groupedByContact } from '../case-columns.ts'
import { inDenominator, inNumerator } from '../definition.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

/**
 * Distinct contacts that opted out in the period, of the distinct contacts sent at least one message on that channel in
 * the period. Sends count when sent, opt-outs when they happened. An opt-out names no team and no agent: it is credited
 * to who wrote to the contact last on that channel before it, and so is the inbox where the evidence names none. What may
 * be an opt-out is none until the user says so; whose waits for that is counted beside.
 */
export const optOutShare: KpiDefinition = {
  id: 'opt-out-share',
  distinctContacts: true,
  countsReview: true,
  defaultChannels: ['sms'],
  usesInferredClose: false,
  lacking: 'no-outgoing-messages',
  canMeasure: (facts, source) => facts.outgoing.source.includes(source),
  noData: 'No contact was sent a message in this selection.',
  cases: (facts) => {
    const { outgoing, optOuts, optOutSuspicions } = facts
    const count = outgoing.count + optOuts.count + optOutSuspicions.count
    const columns = { ...emptyColumns(count), waiting: null, isInferred: null }
    const contacts = new Int32Array(columns.count)
    columns.at.set(outgoing.sentAt)
    columns.startedAt.set(outgoing.sentAt)
    columns.channel.set(outgoing.channel)
    columns.team.set(outgoing.team)
    columns.agent.set(outgoing.agent)
    columns.inbox.set(outgoing.inbox)
    columns.source.set(outgoing.source)
    contacts.set(outgoing.contact)
    columns.value.fill(inDenominator, 0, outgoing.count)
    const sendsOf = positionsByContact(facts, facts.outgoing)
    const conversationsOf = positionsByContact(facts, facts.conversations)
    const { agents, teams, inboxes } = facts.names
    const senderOf = (send: number): string =>
      [agents[outgoing.agent[send] ?? -1], teams[outgoing.team[send] ?? -1], inboxes[outgoing.inbox[send] ?? -1]].join(
        '\u0000',
      )
    const putEvent = (events: Facts['optOuts'], event: number, row: number): void => {
      const contact = events.contact[event] ?? -1
      const channel = events.channel[event] ?? 0
      const at = events.at[event] ?? Number.NaN
      const last = lastBefore(at, channel, sendsOf.get(contact), outgoing.channel, outgoing.sentAt, senderOf)
      columns.conversation[row] = lastBefore(
        at,
        channel,
        conversationsOf.get(contact),
        facts.conversations.channel,
        facts.conversations.openedAt,
        () => '',
      )
      const inbox = events.inbox[event] ?? -1
      columns.at[row] = at
      columns.startedAt[row] = at
      columns.channel[row] = channel
      columns.team[row] = outgoing.team[last] ?? -1
      columns.agent[row] = outgoing.agent[last] ?? -1
      columns.inbox[row] = inbox === -1 ? (outgoing.inbox[last] ?? -1) : inbox
      columns.source[row] = events.source[event] ?? -1
      contacts[row] = contact
    }
    for (let event = 0; event < optOuts.count; event++) {
      const row = outgoing.count + event
      putEvent(optOuts, event, row)
      columns.value[row] = inNumerator
    }
    for (let event = 0; event < optOutSuspicions.count; event++) {
      const row = outgoing.count + optOuts.count + event
      putEvent(optOutSuspicions, event, row)
      columns.reason[row] = reasonIndex('waiting-for-review')
    }
    for (let row = 0; row < columns.count; row++) {
      if (contacts[row] !== -1) continue
      columns.reason[row] = reasonIndex('no-contact')
      columns.value[row] = Number.NaN
    }
    return groupedByContact({ ...columns, contact: contacts })
  },
}

/** Positions of the rows of each contact that opted out, or may have. */
function positionsByContact(facts: Facts, rows: { readonly contact: Int32Array }): Map<number, number[]> {
  const positions = new Map<number, number[]>()
  for (const { contact } of [facts.optOuts, facts.optOutSuspicions])
    for (const one of contact) if (one !== -1) positions.set(one, [])
  rows.contact.forEach((contact, position) => positions.get(contact)?.push(position))
  return positions
}

/**
 * The latest of the positions that is on the channel and not after the time; -1 if there is none. Of one instant the one
 * of the last name, so that the order of imports does not matter.
 */
function lastBefore(
  at: number,
  channel: number,
  positions: readonly number[] | undefined,
  channelOf: Uint8Array,
  timeOf: Float64Array,
  nameOf: (position: number) => string,
): number {
  let last = -1
  for (const position of positions ?? []) {
    const time = timeOf[position] ?? Number.NaN
    if (channelOf[position] !== channel || time > at) continue
    const lastTime = timeOf[last] ?? -Infinity
    if (time > lastTime || (time === lastTime && nameOf(position) >= nameOf(last))) last = position
  }
  return last
}
