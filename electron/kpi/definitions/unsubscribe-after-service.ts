import type { Facts } from '../../../shared/facts.ts'
import { conversationColumns, dataEnds } from '../case-columns.ts'
import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'

const followUpMs = 72 * 3_600_000

/**
 * Service conversations whose contact opted out, on whatever channel, between their opening and 72 hours after their last
 * event, of all; by opening, credited to whom they were last with. From the opening on, since the word that opts out is
 * itself an event of the conversation, and mostly followed by a confirmation. Those that ended less than 72 hours before
 * their channel's data do are left out, with or without an opt-out: otherwise the last days would count opt-outs alone.
 */
export const unsubscribeAfterService: KpiDefinition = {
  id: 'unsubscribe-after-service',
  distinctContacts: false,
  defaultChannels: ['sms'],
  usesInferredClose: false,
  lacking: 'no-opt-outs',
  canMeasure: (facts, source) => (facts.abilities[source]?.hasMessages ?? false) || hasDatedOptOuts(facts),
  noData: 'No conversation with a known customer ended in this selection at least 72 hours before the data do.',
  cases: (facts) => {
    const { conversations, abilities } = facts
    const columns = conversationColumns(facts)
    const ends = dataEnds(facts)
    const optOuts = optOutsByContact(facts)
    const isListed = hasDatedOptOuts(facts)
    for (let position = 0; position < conversations.count; position++) {
      const ability = abilities[conversations.source[position] ?? -1]
      const contact = conversations.contact[position] ?? -1
      const latest = (conversations.lastEventAt[position] ?? Number.NaN) + followUpMs
      if (conversations.isService[position] === 0) columns.reason[position] = reasonIndex('outreach')
      else if (ability?.hasMessages !== true && !isListed) columns.reason[position] = reasonIndex('no-opt-outs')
      else if (contact === -1)
        columns.reason[position] = reasonIndex(ability?.hasContacts === true ? 'no-contact' : 'no-contacts')
      else if (!(latest <= (ends[conversations.channel[position] ?? 0] ?? Number.NaN)))
        columns.reason[position] = reasonIndex('follow-up-too-short')
      else {
        const opened = conversations.openedAt[position] ?? Number.NaN
        const isFollowed = optOuts.get(contact)?.some((at) => at >= opened && at <= latest) ?? false
        columns.value[position] = isFollowed ? 1 : 0
      }
    }
    return columns
  },
}

function hasDatedOptOuts({ optOuts }: Facts): boolean {
  return optOuts.at.some((at) => !Number.isNaN(at))
}

/** Those with a date. */
function optOutsByContact({ optOuts }: Facts): ReadonlyMap<number, readonly number[]> {
  const byContact = new Map<number, number[]>()
  optOuts.at.forEach((at, event) => {
    if (Number.isNaN(at)) return
    const contact = optOuts.contact[event] ?? -1
    const known = byContact.get(contact)
    if (known === undefined) byContact.set(contact, [at])
    else known.push(at)
  })
  return byContact
}
