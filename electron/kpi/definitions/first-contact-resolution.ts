import type { Facts } from '../../../shared/facts.ts'
import { channels } from '../../../shared/model.ts'
import { dayMs } from '../../../shared/time.ts'
import { dataEnds } from '../case-columns.ts'
import { canTellCloses, closedConversations } from '../closings.ts'
import type { KpiDefinition } from '../definition.ts'

const followUpMs = 7 * dayMs

/**
 * Conversations closed in the period, never reopened, and after whose opening the contact opened no other one on any
 * channel until 7 days after the close; of those closed at least 7 days before the data end. The data of a contact end
 * where those of the first channel end that any of the contact's sources has: on that channel nobody knows what came
 * later. Where an export tells no reopenings, a customer who writes again may be missed; one who opens a new conversation
 * is not.
 */
export const firstContactResolution: KpiDefinition = {
  id: 'first-contact-resolution',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: true,
  lacking: 'no-close',
  canMeasure: (facts, source) => canTellCloses(facts, source) && (facts.abilities[source]?.hasContacts ?? false),
  noData: 'No conversation of a known customer was closed in this selection at least 7 days before the data end.',
  cases: (facts, context) => {
    const { conversations, abilities } = facts
    const { contact, source, reopens } = conversations
    const nextOpening = nextOpenings(facts)
    const ends = endsByContact(facts)
    return closedConversations(facts, context, (position, closed) => {
      const own = contact[position] ?? -1
      if (own === -1) return abilities[source[position] ?? -1]?.hasContacts === true ? 'no-contact' : 'no-contacts'
      if (!(closed + followUpMs <= (ends[own] ?? Number.NaN))) return 'follow-up-too-short'
      const next = nextOpening[position] ?? Number.NaN
      return (reopens[position] ?? 0) > 0 || next <= closed + followUpMs ? 0 : 1
    })
  },
}

function largest(values: Int32Array): number {
  let most = -1
  for (const value of values) if (value > most) most = value
  return most
}

/** When the contact of each conversation opened the next one, on any channel; NaN = never. */
function nextOpenings({ conversations }: Facts): Float64Array {
  const { count, contact, isService, openedAt } = conversations
  const next = new Float64Array(count).fill(Number.NaN)
  // Backwards: of each contact the opening seen last, and the one after it for those of the same instant.
  const seen = new Float64Array(largest(contact) + 1).fill(Number.NaN)
  const after = seen.slice()
  for (let position = count - 1; position >= 0; position--) {
    const own = contact[position] ?? -1
    if (own === -1 || isService[position] === 0) continue
    const opened = openedAt[position] ?? Number.NaN
    const last = seen[own] ?? Number.NaN
    if (last !== opened) {
      after[own] = last
      seen[own] = opened
    }
    next[position] = after[own] ?? Number.NaN
  }
  return next
}

/** By contact: the earliest end of the data of any channel of any source that the contact has conversations in. */
function endsByContact(facts: Facts): Float64Array {
  const { conversations, names } = facts
  const { count, contact, channel, source } = conversations
  const ends = dataEnds(facts)
  const has = new Uint8Array(names.sources.length * channels.length)
  for (let position = 0; position < count; position++)
    has[(source[position] ?? 0) * channels.length + (channel[position] ?? 0)] = 1
  const endOfSource = names.sources.map((_, index) =>
    Math.min(...ends.filter((_end, own) => has[index * channels.length + own] === 1)),
  )
  const endOfContact = new Float64Array(largest(contact) + 1).fill(Infinity)
  for (let position = 0; position < count; position++) {
    const own = contact[position] ?? -1
    const end = endOfSource[source[position] ?? -1] ?? Infinity
    if (own !== -1 && end < (endOfContact[own] ?? Infinity)) endOfContact[own] = end
  }
  return endOfContact
}
