/** Customers of the fake workspace: on which channels they come back, who is linked, what may be an opt-out. */
import type { ChannelReturns } from '../../../shared/channel-returns.ts'
import type { ContactLinks, OptOutReview, OptOutSuspicion } from '../../../shared/model.ts'

export const channelReturns: ChannelReturns = {
  status: 'ok',
  message: 'Of 60 customers who came back after a first conversation by SMS, 45 (75 %) came back by SMS.',
  channels: ['sms', 'email'],
  rows: [
    { from: 'sms', returned: 60, didNotReturn: 140, tooLittleFollowUp: 22 },
    { from: 'email', returned: 40, didNotReturn: 80, tooLittleFollowUp: 9 },
  ],
  cells: [
    { from: 'sms', to: 'sms', count: 45, share: 0.75, interval: { low: 0.6277, high: 0.8422, level: 0.95 } },
    { from: 'sms', to: 'email', count: 15, share: 0.25, interval: { low: 0.1578, high: 0.3723, level: 0.95 } },
    { from: 'email', to: 'sms', count: 28, share: 0.7, interval: { low: 0.5457, high: 0.8189, level: 0.95 } },
    { from: 'email', to: 'email', count: 12, share: 0.3, interval: { low: 0.1811, high: 0.4543, level: 0.95 } },
  ],
  switching: [{ from: 'email', to: 'sms', there: 28, back: 15, net: 13, isClear: false }],
  coverage: [
    { channel: 'sms', from: '2026-01-05', to: '2026-06-28' },
    { channel: 'email', from: '2026-01-05', to: '2026-06-28' },
  ],
  window: { from: '2026-01-05', to: '2026-03-30' },
  followUp: { enough: 320, tooLittle: 31 },
  ledger: { counted: 60, excluded: { 'did-not-return': 140, 'follow-up-too-short': 22 } },
  linking: { numberOnly: 210, emailOnly: 150, linked: 90, otherOnly: 3, onSeveralChannels: 71 },
}

export const contactLinks: ContactLinks = {
  choices: [
    {
      address: '+14155550101',
      other: 'kim@example.com',
      isSame: true,
      decidedAt: Date.UTC(2026, 5, 1),
      isUsed: true,
    },
  ],
  shared: [
    {
      address: '+14155550188',
      people: [
        { name: 'Kim', addresses: ['kim@example.com', '+14155550188'] },
        { name: 'Lou', addresses: ['lou@example.com', '+14155550188'] },
      ],
    },
  ],
}

export const fakeOptOutReview: OptOutReview = {
  waiting: 2,
  confirmed: 0,
  dismissed: 0,
  rows: [
    {
      id: 901,
      reason: 'wish',
      state: 'waiting',
      at: Date.UTC(2026, 5, 2, 10),
      channel: 'sms',
      contact: '+14155550101',
      text: 'please stop texting me',
      asked: null,
      conversation: 12,
    },
    {
      id: 902,
      reason: 'answer',
      state: 'waiting',
      at: Date.UTC(2026, 5, 1, 10),
      channel: 'sms',
      contact: '+14155550102',
      text: 'CANCEL',
      asked: 'Reply CANCEL to cancel your visit',
      conversation: 13,
    },
  ],
}

export function decided(review: OptOutReview, id: number, isOptOut: boolean | null): OptOutReview {
  const state: OptOutSuspicion['state'] = isOptOut === null ? 'waiting' : isOptOut ? 'confirmed' : 'dismissed'
  const rows = review.rows.map((row) => (row.id === id ? { ...row, state } : row))
  const count = (wanted: string): number => rows.filter((row) => row.state === wanted).length
  return { waiting: count('waiting'), confirmed: count('confirmed'), dismissed: count('dismissed'), rows }
}
