/** The words behind a number: why a case does not count, and what a case that counts says. For screens, reports and lists. */
import type { KpiId } from './kpi.ts'

/** By reason of a ledger. Each goes on from "not counted:", and stands by itself in a list. */
export const reasonWords = {
  counted: 'counted',
  outreach: 'we wrote first and the customer did not answer, which is outreach and no service',
  unanswered: 'no human reply until the end of the data',
  waiting: 'still waiting for a reply at the end of the data',
  'closed-without-reply': 'closed without a reply',
  courtesy: 'only thanks, an ok or a thumb, which needs no reply',
  'opt-out': 'ended with an opt-out, which waits for no reply',
  'still-open': 'not closed by the end of the data, or reopened and not closed again',
  'times-out-of-order': 'the export says that it ended before it began',
  undated: 'the export gives no time, so that it belongs to no period',
  'no-contact': 'the export does not say who the customer is',
  'not-messaged': 'opted out without having been sent a message in the period',
  'waiting-for-review': 'may have opted out; waits for you to confirm or dismiss it',
  'offered-not-answered': 'survey offered, not answered',
  'closed-by-then': 'closed by the end of the period',
  'still-waiting-within-target': 'not answered yet, and younger than the target where the data end',
  'follow-up-too-short': 'the data end, or begin, too near to it to know what came after',
  'did-not-return': 'no other conversation from 24 hours to 90 days later',
  'no-agent': 'the export does not say who replied',
  'no-messages': 'the export holds no messages with times and directions',
  'no-reply-times': 'the export holds neither messages nor first-reply times',
  'no-close': 'the export holds no closing times',
  'no-reply-count': 'the export tells neither the replies nor their number',
  'no-reopens': 'the export tells no reopenings',
  'no-agents': 'the export names no agents',
  'no-opt-outs': 'the export holds neither messages nor dated opt-outs',
  'no-contacts': 'the export names no customers',
  'customers-not-linked': 'no customer is known on two channels',
  'no-conversations': 'the export holds no conversations',
  'no-outgoing-messages': 'the export lists nothing that was sent to customers',
  'no-nps-survey': 'no NPS survey',
  'scale-is-not-0-10': 'an NPS answer on another scale than 0–10, which is not rescaled',
  'no-csat-survey': 'no satisfaction survey',
  'scale-without-rule': 'a satisfaction answer on a scale without a rule of what is positive',
  'no-ces-survey': 'no customer effort survey',
  'scale-is-not-1-7': 'a customer effort answer on another scale than 1–7',
  'no-target': 'no target is set for the first response',
  'no-opening-hours': 'no opening hours are set for its team and time',
} as const

const wordsByReason: Readonly<Record<string, string>> = reasonWords

export function reasonText(reason: string): string {
  return wordsByReason[reason] ?? reason.replaceAll('-', ' ')
}

interface CaseWords {
  /** What a case that counts says; of shares, one that is in the numerator. */
  readonly counted: string
  /** Of shares: one that is in the denominator alone. */
  readonly other?: string
  /** Why a conversation has no case of this KPI. */
  readonly none: string
}

/** By KPI: what its cases say about a single conversation. One sentence each. */
export const caseWords: Readonly<Record<KpiId, CaseWords>> = {
  'first-response-time': {
    counted: 'First customer message to the first human reply.',
    none: 'No customer opened it.',
  },
  'response-time': {
    counted: 'First message of the turn to the next human reply.',
    none: 'It holds no customer message that waits for a reply.',
  },
  'resolution-time': {
    counted: 'Opening to the last close that was not followed by a reopening.',
    none: 'No customer opened it.',
  },
  'total-wait': {
    counted: 'Sum of all times in which the customer waited for us.',
    none: 'No customer opened it.',
  },
  'unanswered-share': {
    counted: 'Counted as unanswered: no human reply until the end of the data.',
    other: 'Counted as answered.',
    none: 'No customer opened it.',
  },
  'within-target-share': {
    counted: 'Counted as within the target.',
    other: 'Counted as missed: the first reply came after the target, or not at all.',
    none: 'No customer opened it.',
  },
  conversations: { counted: 'Counted as one conversation, by its opening.', none: 'No customer opened it.' },
  'conversations-per-agent-day': {
    counted: 'A part of this agent’s day: the first of the agent’s replies in this conversation on that day.',
    none: 'No human reply by a known agent.',
  },
  'open-at-end': { counted: 'Open at the end of the period.', none: 'No customer opened it.' },
  'replies-to-resolution': { counted: 'Human replies until the close.', none: 'No customer opened it.' },
  'one-touch-share': {
    counted: 'Counted as resolved with exactly one human reply.',
    other: 'Counted as resolved with more than one human reply.',
    none: 'No customer opened it.',
  },
  'first-contact-resolution': {
    counted:
      'Counted as resolved at first contact: not reopened, and no other conversation within 7 days after the close.',
    other:
      'Counted as not resolved at first contact: it was reopened, or the customer opened another conversation within 7 days after the close.',
    none: 'No customer opened it.',
  },
  'reopen-share': {
    counted: 'Counted as reopened.',
    other: 'Counted as closed and not reopened.',
    none: 'No customer opened it.',
  },
  'transfer-share': {
    counted: 'Counted as transferred: two or more agents replied.',
    other: 'Counted as not transferred: one agent replied.',
    none: 'No customer opened it.',
  },
  'opt-out-share': {
    counted: 'The customer opted out after its opening.',
    other: 'The customer was sent a message and did not opt out.',
    none: 'The customer did not opt out after its opening.',
  },
  'unsubscribe-after-service': {
    counted: 'Counted as followed by an opt-out during it or within 72 hours after it.',
    other: 'Counted as not followed by an opt-out within 72 hours.',
    none: 'No customer opened it.',
  },
  'returning-customer-share': {
    counted: 'Counted as a returning customer: there was an earlier conversation on some channel.',
    other: 'Counted as a customer without an earlier conversation.',
    none: 'No customer opened it.',
  },
  'channel-return-rate': {
    counted: 'Counted as a return: the customer’s next conversation was on this channel again.',
    other: 'Counted as a change: the customer’s next conversation was on another channel.',
    none: 'No customer opened it.',
  },
  nps: { counted: 'The answer to the NPS question.', none: 'No NPS answer belongs to it.' },
  csat: {
    counted: 'A positive answer to the satisfaction question.',
    other: 'An answer to the satisfaction question that is not positive.',
    none: 'No satisfaction answer belongs to it.',
  },
  'customer-effort': { counted: 'The answer to the effort question.', none: 'No effort answer belongs to it.' },
}

/** Not a reason of any ledger: what a selection leaves out of the cases altogether. */
export const outsideWords = {
  period: 'outside of the period that is shown',
  names: 'not of the channels, teams, agents, inboxes or sources that are shown',
  notFirst: 'not this customer’s first conversation in the period',
} as const
