/**
 * Customers who write again, on the same channel or on another one: soon after, and on either side of the 24 hours and 90
 * days of a return. Every channel is there from the first day to the last, so that many of these returns count.
 */
import { agents, day, hour, iso } from './random-dialogue.ts'
import type { Company } from './random-dialogue.ts'

const channels = ['sms', 'whatsapp', 'email', 'web_chat'] as const

/** Rows of a table of messages. */
export function returningCustomers(
  { random, contacts, startOf }: Company,
  start: number,
  end: number,
): readonly Readonly<Record<string, string>>[] {
  const intervals = [hour, day - 1000, day, day + 1000, 3 * day, 30 * day, 90 * day, 90 * day + 1000]
  const visits: { at: number; contact: string; channel: string }[] = channels.flatMap((channel) =>
    [start, end].map((at) => ({ at, contact: 'first.and.last@example.com', channel })),
  )
  const customers = [...contacts, ...Array.from({ length: 6 }, (_, index) => `+1202555${String(1300 + index)}`)]
  for (const contact of customers) {
    let at = startOf()
    for (let visit = random.between(1, 4); visit > 0; visit--) {
      const channel = random.pick(channels)
      // Business hours are looked up minute by minute: what comes later would only cost time.
      if (at <= end) visits.push({ at, contact, channel })
      at += random.pick(intervals)
    }
  }
  return visits.flatMap(({ at, contact, channel }, index) => {
    const row = { conversation_id: `V${index}`, channel, contact }
    const asks = { ...row, sent_at: iso(at), direction: 'in', agent: '', text: 'Is it ready?' }
    const answers = { ...row, sent_at: iso(at + hour), direction: 'out', agent: random.pick(agents), text: 'Not yet' }
    return random.chance(0.8) ? [asks, answers] : [asks]
  })
}
