/**
 * Why a case does not count: the reasons of every ledger. `evidence` says what a case with this reason tells about the
 * data: `able` that the KPI can be measured there, `unable` that it cannot, `neither` nothing.
 */
import type { Facts } from '../../shared/facts.ts'

interface Reason {
  readonly evidence: 'able' | 'unable' | 'neither'
  /** It waits for an answer or never got one. */
  readonly isUnanswered?: boolean
  /** For `unable`: what is missing in the reader's words, and the sentence about the sources without it. */
  readonly missing?: string
  readonly sentence?: (sources: string, facts: Facts) => string
}

const reasonTable = {
  counted: { evidence: 'able' },
  outreach: { evidence: 'neither' },
  unanswered: { evidence: 'able', isUnanswered: true },
  waiting: { evidence: 'able', isUnanswered: true },
  'closed-without-reply': { evidence: 'able', isUnanswered: true },
  courtesy: { evidence: 'able' },
  'opt-out': { evidence: 'able' },
  'still-open': { evidence: 'able' },
  /** The export says that it ended before it began. */
  'times-out-of-order': { evidence: 'able' },
  /** Time is part of the question, and this case has none. */
  undated: { evidence: 'able' },
  'no-contact': { evidence: 'neither' },
  /** Opted out in the period without having been written to in it: in the numerator, but no contact messaged. */
  'not-messaged': { evidence: 'neither' },
  /** May have opted out; the user has not said so yet. */
  'waiting-for-review': { evidence: 'neither' },
  'offered-not-answered': { evidence: 'able' },
  /** A stock at the end of a period: it was there before, and no longer. */
  'closed-by-then': { evidence: 'able' },
  /** Younger than the target at the end of the data: neither missed nor met. */
  'still-waiting-within-target': { evidence: 'able', isUnanswered: true },
  /** The data end before anybody could know. */
  'follow-up-too-short': { evidence: 'able' },
  /** No other conversation from 24 hours to 90 days later. */
  'did-not-return': { evidence: 'able' },
  /** Its export names who wrote, but not here. */
  'no-agent': { evidence: 'neither' },
  'no-messages': {
    evidence: 'unable',
    missing: 'messages with times and directions',
    sentence: (sources) =>
      `Not measurable: no messages with times and directions in ${sources}. Import an export that lists the messages.`,
  },
  'no-reply-times': {
    evidence: 'unable',
    missing: 'messages with directions, or first-reply times',
    sentence: (sources) =>
      `Not measurable: neither messages nor first-reply times in ${sources}. Import an export that has one of them.`,
  },
  'no-close': {
    evidence: 'unable',
    missing: 'closing times',
    sentence: (sources) =>
      `Not measurable: no closing times in ${sources}. Import an export with closing times or switch on inferred close.`,
  },
  'no-reply-count': {
    evidence: 'unable',
    missing: 'messages, or numbers of replies',
    sentence: (sources) =>
      `Not measurable: neither the replies nor their number in ${sources}. Import an export that lists the messages.`,
  },
  'no-reopens': {
    evidence: 'unable',
    missing: 'closing and reopening events, or numbers of reopenings',
    sentence: (sources) =>
      `Not measurable: no reopenings in ${sources}. Import an export that lists when conversations were closed and reopened, or how often.`,
  },
  'no-agents': {
    evidence: 'unable',
    missing: 'agents',
    sentence: (sources) =>
      `Not measurable: nobody is named as the author of replies in ${sources}. Import an export that names the agents.`,
  },
  'no-opt-outs': {
    evidence: 'unable',
    missing: 'messages, or dated opt-outs',
    sentence: (sources) =>
      `Not measurable: neither messages nor dated opt-outs in ${sources}. Import the messages or a list of opt-outs with dates.`,
  },
  'no-contacts': {
    evidence: 'unable',
    missing: 'contacts',
    sentence: (sources) =>
      `Not measurable: no contacts in ${sources}. Import an export that names the customer's number or address.`,
  },
  'customers-not-linked': {
    evidence: 'unable',
    missing: 'customers known on two channels',
    sentence: (sources, facts) =>
      `Not measurable: no customer is known on two channels in ${sources}. ${knownAs(facts)} Import contacts with number and e-mail, or link customers by hand.`,
  },
  'no-conversations': {
    evidence: 'unable',
    missing: 'conversations or messages',
    sentence: (sources) => `Not measurable: no conversations in ${sources}. Import conversations or messages.`,
  },
  'no-outgoing-messages': {
    evidence: 'unable',
    missing: 'outgoing messages',
    sentence: (sources) =>
      `Not measurable: no outgoing messages in ${sources}. Import an export that lists what was sent to customers.`,
  },
  'no-nps-survey': {
    evidence: 'unable',
    missing: 'an NPS survey on a 0–10 scale',
    sentence: (sources) => `Not measurable: no NPS survey in ${sources}. Import answers on a 0–10 scale.`,
  },
  'scale-is-not-0-10': {
    evidence: 'unable',
    missing: 'an NPS survey on a 0–10 scale',
    sentence: (sources) =>
      `Not measurable: the NPS survey in ${sources} is not on a 0–10 scale, and answers are not rescaled.`,
  },
  'no-csat-survey': {
    evidence: 'unable',
    missing: 'a satisfaction survey',
    sentence: (sources) =>
      `Not measurable: no satisfaction survey in ${sources}. Import answers on a scale of 1–5, 1–7 or good and bad.`,
  },
  'scale-without-rule': {
    evidence: 'unable',
    missing: 'a satisfaction survey on a scale of 1–5, 1–7 or good and bad',
    sentence: (sources) =>
      `Not measurable: the satisfaction survey in ${sources} is not on a scale of 1–5, 1–7 or good and bad.`,
  },
  'no-ces-survey': {
    evidence: 'unable',
    missing: 'a customer effort survey on a 1–7 scale',
    sentence: (sources) =>
      `Not measurable: no customer effort survey in ${sources}. Import answers from 1 to 7, where 7 is the least effort.`,
  },
  'scale-is-not-1-7': {
    evidence: 'unable',
    missing: 'a customer effort survey on a 1–7 scale',
    sentence: (sources) =>
      `Not measurable: the customer effort survey in ${sources} is not on a 1–7 scale where 7 is the least effort, and answers are not rescaled.`,
  },
  'no-target': {
    evidence: 'unable',
    missing: 'a target of the first response time',
    sentence: () =>
      'Not measurable: no target says how soon a first response is expected. Set a target of the first response time, or name one in the request (--within 90s).',
  },
  'no-opening-hours': {
    evidence: 'unable',
    missing: 'opening hours',
    sentence: () =>
      'Not measurable in business hours: no opening hours are set for its teams and time. Set them, or read calendar hours.',
  },
} as const satisfies Record<string, Reason>

export type ReasonName = keyof typeof reasonTable

export const reasonNames = Object.keys(reasonTable) as readonly ReasonName[] // keys of a const object: exactly its names
/** By index. */
export const reasons: readonly Reason[] = reasonNames.map((name) => reasonTable[name])

const indexByName = new Map(reasonNames.map((name, index) => [name, index]))

export function reasonIndex(name: ReasonName): number {
  return indexByName.get(name) ?? 0
}

/** What is missing, as a word and as a sentence about the sources. */
export function notMeasurable(
  index: number,
  sources: readonly string[],
  facts: Facts,
): { reason: ReasonName; message: string; missing: string[] } {
  const reason = reasonNames[index]
  const { missing, sentence } = reasons[index] ?? {}
  if (reason === undefined || missing === undefined || sentence === undefined)
    throw new Error('a reason that does not make unmeasurable')
  return { reason, message: sentence(listed(sources), facts), missing: [missing] }
}

function knownAs({ customers }: Facts): string {
  const { numberOnly, emailOnly, linked, otherOnly } = customers
  const parts = [
    `${numberOnly} ${numberOnly === 1 ? 'is' : 'are'} known by number only`,
    `${emailOnly} by e-mail only`,
    ...(otherOnly > 0 ? [`${otherOnly} by neither`] : []),
    `${linked} by both`,
  ]
  return `Of the customers, ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'this workspace'
  if (names.length > 3) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
