/** KPIs about waiting, agents and what customers do and say afterwards: worked out by hand, with the sums beside them. */
import { describe, expect, it } from 'vitest'
import { buildFacts, settings } from './build-facts.ts'
import { behind, byGroup, compute, measured, one } from './compute.ts'

const within = (withinSeconds: number, more = {}) => ({ withinSeconds, ...more })

describe('within-target-share', () => {
  const facts = buildFacts({
    conversations: [
      { id: 1, opened: '2026-05-04T09:00:00Z', replied: '2026-05-04T09:01:30Z', firstAgent: 'Ada', lastAgent: 'Ben' },
      { id: 2, opened: '2026-05-04T10:00:00Z', replied: '2026-05-04T10:01:31Z', firstAgent: 'Ben' },
      // Never answered: missed, with whom it was left.
      { id: 3, opened: '2026-05-04T11:00:00Z', lastAgent: 'Ada' },
      // Where the data end, at 12:00:00: 90, 89 and 60 s old; the last one was closed without a reply.
      { id: 4, opened: '2026-05-04T11:58:30Z' },
      { id: 5, opened: '2026-05-04T11:58:31Z' },
      { id: 6, opened: '2026-05-04T11:59:00Z', closed: '2026-05-04T11:59:30Z' },
      { id: 7, opened: '2026-05-04T09:00:00Z', isOutreach: true },
    ],
    dataEnd: { sms: '2026-05-04T12:00:00Z' },
  })

  it('counts first responses within the target, and the unanswered as missed once they are older', () => {
    // 1 of 1, 2, 3, 4, 6; 5 can still be answered in time.
    expect(one(facts, 'within-target-share', within(90))).toMatchObject({
      status: 'ok',
      n: 5,
      numerator: 1,
      value: 0.2,
      withinSeconds: 90,
      ledger: { counted: 5, excluded: { 'still-waiting-within-target': 1, outreach: 1 } },
    })
    expect(behind(facts, 'within-target-share', { settings: { ...settings, firstResponseTargetSeconds: 90 } })).toEqual(
      {
        1: 1,
        2: 0,
        3: 0,
        4: 0,
        6: 0,
      },
    )
    expect(byGroup(facts, 'within-target-share', within(90, { by: ['agent'] }))).toEqual({ Ada: 0.5, Ben: 0, '': 0 })
  })

  it('takes the target of the workspace unless the request names one, and needs one', () => {
    const own = { ...settings, firstResponseTargetSeconds: 91 }
    // 90 and 91 s: 1 and 2 of 1, 2, 3, 6; 4 and 5 wait for less.
    expect(measured(facts, 'within-target-share', { settings: own })).toMatchObject({
      numerator: 2,
      n: 4,
      withinSeconds: 91,
    })
    expect(measured(facts, 'within-target-share', { settings: own, withinSeconds: 90 }).numerator).toBe(1)
    expect(one(facts, 'within-target-share')).toMatchObject({
      status: 'not-measurable',
      reason: 'no-target',
      message:
        'Not measurable: no target says how soon a first response is expected. Set a target of the first response time, or name one in the request (--within 90s).',
      missing: ['a target of the first response time'],
      ledger: { counted: 0, excluded: { 'no-target': 6, outreach: 1 } },
    })
  })

  it('counts open seconds in business hours', () => {
    // Mondays from 9:00 to 9:01 are open: 1 is answered after 60 open seconds; 2 and 3 have waited for none.
    const schedule = {
      team: null,
      from: null,
      zone: 'UTC',
      weekly: [{ weekday: 1, start: 540, end: 541 }],
      holidays: [],
    }
    const own = { ...settings, schedules: [schedule] }
    expect(measured(facts, 'within-target-share', within(59, { hours: 'business', settings: own }))).toMatchObject({
      n: 3,
      numerator: 1,
      ledger: { excluded: { 'still-waiting-within-target': 3, outreach: 1 } },
    })
    expect(one(facts, 'within-target-share', within(59, { hours: 'business' }))).toMatchObject({
      status: 'not-measurable',
      reason: 'no-opening-hours',
    })
  })

  it('is not measurable without reply times', () => {
    const blind = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z' }],
      abilities: { 'log.csv': { hasMessages: false, hasFirstReply: false } },
    })
    expect(one(blind, 'within-target-share', within(90))).toMatchObject({ reason: 'no-reply-times' })
  })
})

describe('total-wait', () => {
  const facts = buildFacts({
    conversations: [
      {
        id: 1,
        opened: '2026-05-04T09:00:00Z',
        replied: '2026-05-04T09:20:00Z',
        lastAgent: 'Ben',
        turns: [
          // Three customer messages from 9:00 on, answered at 9:20: 1,200 s. Then 60 s, thanks, and 30 s to the close.
          { from: '2026-05-04T09:00:00Z', to: '2026-05-04T09:20:00Z', agent: 'Ada' },
          { from: '2026-05-04T09:21:00Z', to: '2026-05-04T09:22:00Z', agent: 'Ben' },
          { from: '2026-05-04T09:23:00Z', to: '2026-05-04T09:23:00Z', end: 'courtesy' },
          { from: '2026-05-04T09:30:00Z', to: '2026-05-04T09:30:30Z', end: 'closed-without-reply' },
        ],
      },
      // Answered in the same second, then opted out after 10 s: nobody waits for an answer to that.
      {
        id: 2,
        opened: '2026-05-04T10:00:00Z',
        turns: [
          { from: '2026-05-04T10:00:00Z', to: '2026-05-04T10:00:00Z' },
          { from: '2026-05-04T10:01:00Z', to: '2026-05-04T10:01:10Z', end: 'opt-out' },
        ],
      },
      // 100 s, and at the end of the data half an hour more.
      {
        id: 3,
        opened: '2026-05-04T11:00:00Z',
        turns: [{ from: '2026-05-04T11:00:00Z', to: '2026-05-04T11:01:40Z' }, { from: '2026-05-04T11:30:00Z' }],
      },
      // Of a record nobody knows the turns.
      { id: 4, opened: '2026-05-04T11:00:00Z', replied: '2026-05-04T11:10:00Z' },
      { id: 5, opened: '2026-05-04T11:00:00Z', isOutreach: true },
    ],
    dataEnd: { sms: '2026-05-04T12:00:00Z' },
  })

  it('is the sum of the waits of a conversation; who still waits has waited at least so far', () => {
    // 1: 1200 + 60 + 0 + 30 = 1290. 2: 0. Median 645, mean 645. 3 has waited 1900: Kaplan–Meier falls to ⅔ at 0, to ⅓ at 1290.
    expect(one(facts, 'total-wait')).toMatchObject({
      status: 'ok',
      n: 2,
      value: 645,
      mean: 645,
      unanswered: 1,
      medianIncludingWaiting: 1290,
      ledger: { counted: 2, excluded: { waiting: 1, 'no-messages': 1, outreach: 1 } },
    })
    expect(behind(facts, 'total-wait')).toEqual({ 1: 1290, 2: 0 })
    expect(measured(facts, 'total-wait', { selection: { agents: ['Ben'] } }).value).toBe(1290)
  })

  it('counts the open seconds of every turn in business hours', () => {
    const weekly = [{ weekday: 1, start: 9 * 60 + 10, end: 9 * 60 + 21 }]
    const schedule = { team: null, from: null, zone: 'UTC', weekly, holidays: [] }
    const own = { ...settings, schedules: [schedule] }
    // 9:10 to 9:20 of the first turn of 1: 600 s, and nothing of the others.
    expect(behind(facts, 'total-wait', { hours: 'business', settings: own })).toEqual({ 1: 600, 2: 0 })
    expect(one(facts, 'total-wait', { hours: 'business' })).toMatchObject({
      reason: 'no-opening-hours',
      ledger: { excluded: { 'no-opening-hours': 3, 'no-messages': 1, outreach: 1 } },
    })
  })
})

describe('conversations-per-agent-day', () => {
  const facts = buildFacts({
    conversations: [
      { id: 1, opened: '2026-05-04T09:00:00Z', team: 'Care' },
      { id: 2, opened: '2026-05-04T10:00:00Z', team: 'Care' },
      { id: 3, opened: '2026-05-04T11:00:00Z', channel: 'email' },
      { id: 4, opened: '2026-05-04T12:00:00Z', isOutreach: true },
    ],
    sends: [
      // Monday: Ada replies in 1 (twice), 2 and, by e-mail, 3; Ben in 1, to which Ada had replied: a transfer.
      { at: '2026-05-04T09:05:00Z', conversation: 0, agent: 'Ada' },
      { at: '2026-05-04T09:30:00Z', conversation: 0, agent: 'Ada' },
      { at: '2026-05-04T10:05:00Z', conversation: 1, agent: 'Ada' },
      { at: '2026-05-04T11:05:00Z', conversation: 2, agent: 'Ada', channel: 'email' },
      { at: '2026-05-04T09:40:00Z', conversation: 0, agent: 'Ben' },
      // Tuesday, half an hour after midnight: Ben again in 1.
      { at: '2026-05-05T00:30:00Z', conversation: 0, agent: 'Ben' },
      // No human reply, no reply to anybody, and nobody's.
      { at: '2026-05-06T09:00:00Z', conversation: 0, agent: 'Ada', isHuman: false },
      { at: '2026-05-07T09:00:00Z', conversation: 3, agent: 'Ada' },
      { at: '2026-05-08T09:00:00Z', conversation: 1 },
      { at: '2026-05-08T09:01:00Z', conversation: 1 },
      { at: '2026-05-09T09:00:00Z', agent: 'Ada' },
    ],
  })

  it('counts the conversations that an agent replied in on a day, over the days with a reply', () => {
    // Ada's Monday 3, Ben's Monday 1, Ben's Tuesday 1: mean 5/3, median 1.
    const result = measured(facts, 'conversations-per-agent-day')
    expect(result).toMatchObject({
      n: 3,
      median: 1,
      unit: 'count',
      ledger: { counted: 3, excluded: { 'no-agent': 1 } },
    })
    expect(result.value).toBeCloseTo(5 / 3, 12)
    // 1 is in three agent-days, 2 and 3 in one each: 5 over 3 days.
    expect(behind(facts, 'conversations-per-agent-day')).toEqual({ 1: 3, 2: 1, 3: 1 })
  })

  it('has a day on each channel for who works two, and a day of its own zone', () => {
    // SMS: Ada 2, Ben 1 and 1; e-mail: Ada 1.
    expect(byGroup(facts, 'conversations-per-agent-day', { by: ['channel'] })).toEqual({ sms: 4 / 3, email: 1 })
    expect(byGroup(facts, 'conversations-per-agent-day', { by: ['agent'] })).toEqual({ Ada: 3, Ben: 1, '': 'no-data' })
    expect(byGroup(facts, 'conversations-per-agent-day', { by: ['day'] })).toMatchObject({
      '2026-05-04': 2,
      '2026-05-05': 1,
      '2026-05-06': 'no-data',
    })
    // In New York, four hours behind, Ben's second reply is still on Monday: one agent-day of one conversation.
    const newYork = { ...settings, zone: 'America/New_York' }
    expect(measured(facts, 'conversations-per-agent-day', { settings: newYork })).toMatchObject({ n: 2, value: 2 })
    expect(measured(facts, 'conversations-per-agent-day').n).toBe(3)
    expect(measured(facts, 'conversations-per-agent-day', { selection: { from: '2026-05-05' } })).toMatchObject({
      n: 1,
    })
  })

  it('says which sources name nobody, or list no messages', () => {
    const nameless = buildFacts({
      conversations: [
        { opened: '2026-05-04T09:00:00Z', source: 'log.csv' },
        { opened: '2026-05-04T09:00:00Z', source: 'tickets.csv', channel: 'email' },
      ],
      sends: [{ at: '2026-05-04T09:05:00Z', conversation: 0 }],
      abilities: { 'tickets.csv': { hasMessages: false } },
    })
    const [sms, email] = compute(nameless, 'conversations-per-agent-day', { by: ['channel'] })
    expect(sms).toMatchObject({ reason: 'no-agents', message: expect.stringContaining('log.csv'), missing: ['agents'] })
    expect(email).toMatchObject({ reason: 'no-messages', message: expect.stringContaining('tickets.csv') })
  })
})

describe('transfer-share', () => {
  const facts = buildFacts({
    conversations: [
      {
        id: 1,
        opened: '2026-05-04T09:00:00Z',
        replied: '2026-05-04T09:05:00Z',
        firstAgent: 'Ada',
        lastAgent: 'Ben',
        agentCount: 2,
        replies: 2,
      },
      // Assigned to Ben without a reply of his.
      { id: 2, opened: '2026-05-04T10:00:00Z', replied: '2026-05-04T10:05:00Z', firstAgent: 'Ada', lastAgent: 'Ben' },
      { id: 3, opened: '2026-05-04T11:00:00Z' },
      // One reply names nobody: it may have been a second agent's; with two named ones it does not matter.
      { id: 4, opened: '2026-05-04T12:00:00Z', replied: '2026-05-04T12:05:00Z', firstAgent: 'Ada', replies: 2 },
      {
        id: 5,
        opened: '2026-05-04T13:00:00Z',
        replied: '2026-05-04T13:05:00Z',
        firstAgent: 'Ben',
        agentCount: 2,
        replies: 3,
      },
      // A first reply that only a record tells of.
      { id: 6, opened: '2026-05-04T14:00:00Z', replied: '2026-05-04T14:05:00Z', firstAgent: 'Ben', replies: null },
      { id: 7, opened: '2026-05-04T15:00:00Z', isOutreach: true },
    ],
    sends: [
      { at: '2026-05-04T09:05:00Z', conversation: 0, agent: 'Ada' },
      { at: '2026-05-04T09:06:00Z', conversation: 0, agent: 'Ben' },
      { at: '2026-05-04T10:05:00Z', conversation: 1, agent: 'Ada' },
      { at: '2026-05-04T12:05:00Z', conversation: 3, agent: 'Ada' },
      { at: '2026-05-04T12:06:00Z', conversation: 3 },
      { at: '2026-05-04T13:05:00Z', conversation: 4, agent: 'Ben' },
      { at: '2026-05-04T13:06:00Z', conversation: 4, agent: 'Ada' },
      { at: '2026-05-04T13:07:00Z', conversation: 4 },
    ],
  })

  it('divides conversations with replies of two agents by those with any reply', () => {
    // 1 and 5 of 1, 2, 5.
    expect(one(facts, 'transfer-share')).toMatchObject({
      status: 'ok',
      n: 3,
      numerator: 2,
      value: 2 / 3,
      ledger: { counted: 3, excluded: { unanswered: 1, 'no-agent': 2, outreach: 1 } },
    })
    expect(behind(facts, 'transfer-share')).toEqual({ 1: 1, 2: 0, 5: 1 })
  })

  it('is credited to who replied first', () => {
    expect(byGroup(facts, 'transfer-share', { by: ['agent'] })).toEqual({ Ada: 0.5, Ben: 1, '': 'no-data' })
  })

  it('needs replies that name their authors', () => {
    const nameless = buildFacts({
      conversations: [{ opened: '2026-05-04T09:00:00Z', replied: '2026-05-04T09:05:00Z' }],
      sends: [{ at: '2026-05-04T09:05:00Z', conversation: 0 }],
    })
    expect(one(nameless, 'transfer-share')).toMatchObject({ status: 'not-measurable', reason: 'no-agents' })
  })
})

describe('unsubscribe-after-service', () => {
  const facts = buildFacts({
    conversations: [
      // Last event 10:00 on the 1st; 72 hours later is 10:00 on the 4th.
      { id: 1, contact: 1, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-01T10:00:00Z', team: 'Care' },
      { id: 2, contact: 2, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-01T10:00:00Z' },
      // STOP within the conversation, and our confirmation after it.
      { id: 3, contact: 3, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-01T10:00:00Z' },
      // Opted out before, without a date, or never.
      { id: 4, contact: 4, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-01T10:00:00Z' },
      { id: 5, contact: 5, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-01T10:00:00Z' },
      { id: 6, contact: 6, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-01T10:00:00Z' },
      // Too late to know, even with an opt-out; another channel; nobody's; outreach.
      { id: 7, contact: 7, opened: '2026-05-07T09:00:00Z', lastEvent: '2026-05-07T12:00:01Z' },
      { id: 8, contact: 8, opened: '2026-05-01T09:00:00Z', channel: 'web_chat' },
      { id: 9, opened: '2026-05-01T09:00:00Z' },
      { id: 10, contact: 1, opened: '2026-05-03T09:00:00Z', isOutreach: true },
    ],
    optOuts: [
      { contact: 1, at: '2026-05-04T10:00:00Z' },
      { contact: 2, at: '2026-05-04T10:00:01Z' },
      { contact: 3, at: '2026-05-01T09:59:00Z' },
      { contact: 4, at: '2026-05-01T08:59:59Z' },
      { contact: 5 },
      { contact: 7, at: '2026-05-07T13:00:00Z' },
      { contact: 8, at: '2026-05-02T09:00:00Z' },
    ],
    dataEnd: { sms: '2026-05-10T12:00:00Z', web_chat: '2026-05-10T12:00:00Z' },
  })

  it('looks from the opening to 72 hours after the last event, on SMS unless channels are named', () => {
    // 1 and 3 of 1 to 6.
    expect(behind(facts, 'unsubscribe-after-service')).toEqual({ 1: 1, 2: 0, 3: 1, 4: 0, 5: 0, 6: 0 })
    expect(one(facts, 'unsubscribe-after-service')).toMatchObject({
      n: 6,
      numerator: 2,
      value: 1 / 3,
      ledger: { counted: 6, excluded: { 'follow-up-too-short': 1, 'no-contact': 1, outreach: 1 } },
    })
  })

  it('counts opt-outs on any channel for each channel of service', () => {
    // The opt-out of 8 was by SMS, its conversation was a chat.
    expect(byGroup(facts, 'unsubscribe-after-service', { by: ['channel'] })).toEqual({ sms: 1 / 3, web_chat: 1 })
    expect(measured(facts, 'unsubscribe-after-service', { selection: { teams: ['Care'] } }).value).toBe(1)
  })

  it('needs messages or dated opt-outs, and contacts', () => {
    const conversations = [{ contact: 1, opened: '2026-05-01T09:00:00Z' }]
    const tickets = { 'log.csv': { hasMessages: false } }
    const dataEnd = { sms: '2026-05-10T12:00:00Z' }
    const blind = buildFacts({ conversations, abilities: tickets, dataEnd, optOuts: [{ contact: 1 }] })
    expect(one(blind, 'unsubscribe-after-service')).toMatchObject({ status: 'not-measurable', reason: 'no-opt-outs' })
    const listed = buildFacts({
      conversations,
      abilities: tickets,
      dataEnd,
      optOuts: [{ contact: 9, at: '2026-05-02' }],
    })
    // None of one: Wilson's upper bound z²/(1 + z²) = 3.8415/4.8415.
    expect(measured(listed, 'unsubscribe-after-service')).toMatchObject({ value: 0, n: 1 })
    expect(measured(listed, 'unsubscribe-after-service').interval?.high).toBeCloseTo(0.7935, 4)
    const anonymous = buildFacts({
      conversations: [{ opened: '2026-05-01' }],
      abilities: { 'log.csv': { hasContacts: false } },
    })
    expect(one(anonymous, 'unsubscribe-after-service')).toMatchObject({ reason: 'no-contacts' })
  })
})

describe('customer-effort', () => {
  const answer = (score: number, scale: readonly [number, number] = [1, 7], more = {}) => ({
    kind: 'ces' as const,
    score,
    scale,
    answered: '2026-05-01T09:00:00Z',
    ...more,
  })

  it('is the mean of the answers 1–7, with the share of 5 and more beside it', () => {
    const facts = buildFacts({
      surveys: [
        ...[7, 6, 5, 4, 1].map((score) => answer(score)),
        { kind: 'ces', scale: [1, 7] },
        { kind: 'csat', score: 5, answered: '2026-05-01T09:00:00Z' },
      ],
    })
    // 23/5 = 4.6, median 5, 7, 6 and 5 are at least 5; one of six offers went unanswered.
    const result = measured(facts, 'customer-effort')
    expect(result).toMatchObject({
      n: 5,
      value: 4.6,
      median: 5,
      numerator: 3,
      responseRate: 5 / 6,
      unit: 'points',
      ledger: { counted: 5, excluded: { 'offered-not-answered': 1 } },
    })
    // Variance (2.4² + 1.4² + 0.4² + 0.6² + 3.6²)/4 = 5.3; t(4 degrees) 2.776445: ± 2.776445 √(5.3/5).
    expect(result.interval?.low).toBeCloseTo(4.6 - 2.776445105 * Math.sqrt(5.3 / 5), 8)
  })

  it('refuses other scales, since nothing tells which end of them is easy', () => {
    const facts = buildFacts({ surveys: [answer(2, [1, 5], { source: 'ces.csv' })] })
    expect(one(facts, 'customer-effort')).toMatchObject({
      status: 'not-measurable',
      reason: 'scale-is-not-1-7',
      message: expect.stringContaining('ces.csv is not on a 1–7 scale where 7 is the least effort'),
    })
    const none = buildFacts({ conversations: [{ opened: '2026-05-01T09:00:00Z' }] })
    expect(one(none, 'customer-effort')).toMatchObject({ status: 'not-measurable', reason: 'no-ces-survey' })
  })

  it('takes team and agent from its conversation, and its period from the answer', () => {
    const facts = buildFacts({
      conversations: [{ opened: '2026-04-01T09:00:00Z', team: 'Care', lastAgent: 'Ada' }],
      surveys: [answer(6, [1, 7], { conversation: 0 })],
    })
    const selection = { teams: ['Care'], agents: ['Ada'], from: '2026-05-01', to: '2026-05-01' }
    expect(measured(facts, 'customer-effort', { selection }).value).toBe(6)
  })
})
