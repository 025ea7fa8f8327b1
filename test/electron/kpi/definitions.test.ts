/** Every KPI on examples small enough to be worked out by hand; the sums stand beside them. */
import { describe, expect, it } from 'vitest'
import { casesOf, computeKpis } from '../../../electron/kpi/engine.ts'
import type { Facts } from '../../../shared/facts.ts'
import type { KpiId, KpiRequest, KpiResult, MeasuredKpi } from '../../../shared/kpi.ts'
import type { WorkspaceSettings } from '../../../shared/model.ts'
import { buildFacts, settings } from './build-facts.ts'
import type { SurveyInput } from './build-facts.ts'

type Options = Partial<KpiRequest> & { readonly settings?: WorkspaceSettings }

function compute(facts: Facts, id: KpiId, options: Options = {}): KpiResult[] {
  const { settings: own = settings, ...request } = options
  return computeKpis(facts, { kpis: [id], selection: {}, hours: 'calendar', ...request }, own)
}

function one(facts: Facts, id: KpiId, options: Options = {}): KpiResult {
  const [result] = compute(facts, id, options)
  if (result === undefined) throw new Error('no result')
  return result
}

function measured(facts: Facts, id: KpiId, options: Options = {}): MeasuredKpi {
  const result = one(facts, id, options)
  if (result.status !== 'ok') throw new Error(`${result.status}: ${'message' in result ? result.message : ''}`)
  return result
}

describe('first-response-time', () => {
  const facts = buildFacts({
    conversations: [
      { opened: '2026-05-01T09:00:00Z', replied: '2026-05-01T09:00:30Z', firstAgent: 'Ada', lastAgent: 'Ben' },
      { opened: '2026-05-02T09:00:00Z', replied: '2026-05-02T09:01:40Z', firstAgent: 'Ben', lastAgent: 'Ben' },
      { opened: '2026-05-03T09:00:00Z', replied: '2026-05-03T09:03:20Z', firstAgent: 'Ben', lastAgent: 'Ben' },
      { opened: '2026-05-04T09:00:00Z', lastAgent: 'Ada' },
      { opened: '2026-05-05T09:00:00Z', isOutreach: true },
    ],
    dataEnd: { sms: '2026-05-05T09:00:00Z' },
  })

  it('is the median of the answered, with the unanswered beside it', () => {
    // 30, 100, 200 s: median 100, mean 110, p90 = 100 + 0.8 × 100 = 180. One has waited a day: Kaplan–Meier falls to
    // ¾, ½ (at 100 s) and ¼ (at 200 s), so that its median is the middle of 100 and 200.
    expect(one(facts, 'first-response-time')).toMatchObject({
      status: 'ok',
      n: 3,
      value: 100,
      median: 100,
      mean: 110,
      p90: 180,
      unanswered: 1,
      medianIncludingWaiting: 150,
      supports: { median: false, p90: false, verdict: false },
      inferred: false,
      group: {},
      ledger: { counted: 3, excluded: { unanswered: 1, outreach: 1 } },
    })
  })

  it('belongs to the period of the opening, by days of the workspace zone', () => {
    expect(
      measured(facts, 'first-response-time', { selection: { from: '2026-05-02', to: '2026-05-02' } }),
    ).toMatchObject({
      n: 1,
      value: 100,
    })
    const auckland = { ...settings, zone: 'Pacific/Auckland' }
    // 9:00 UTC is 21:00 there: still the same day.
    expect(
      measured(facts, 'first-response-time', {
        selection: { from: '2026-05-03', to: '2026-05-03' },
        settings: auckland,
      }),
    ).toMatchObject({ n: 1, value: 200 })
  })

  it('is credited to who replied first; the unanswered stay with whom they were left', () => {
    const results = compute(facts, 'first-response-time', { by: ['agent'] })
    expect(results.map(({ group, ledger }) => [group.agent, ledger])).toEqual([
      ['Ada', { counted: 1, excluded: { unanswered: 1 } }],
      ['Ben', { counted: 2, excluded: {} }],
      ['', { counted: 0, excluded: { outreach: 1 } }],
    ])
    expect(measured(facts, 'first-response-time', { selection: { agents: ['Ben'] } }).value).toBe(150)
  })

  it('counts open seconds in business hours, and says so where none are set', () => {
    const schedule = {
      team: null,
      from: null,
      zone: 'UTC',
      weekly: [{ weekday: 5, start: 540, end: 541 }],
      holidays: [],
    }
    // 1 May 2026 is a Friday: 9:00:00–9:00:30 lies in the open minute; the others lie on closed days.
    const result = measured(facts, 'first-response-time', {
      hours: 'business',
      settings: { ...settings, schedules: [schedule] },
    })
    expect(result).toMatchObject({ n: 3, value: 0, mean: 10 })
    expect(one(facts, 'first-response-time', { hours: 'business' })).toMatchObject({
      status: 'not-measurable',
      missing: ['opening hours'],
      ledger: { counted: 0, excluded: { 'no-opening-hours': 4, outreach: 1 } },
    })
  })

  it('counts by the hours of the team, and leaves out what begins where none are set', () => {
    const night = {
      team: 'Night',
      from: '2026-05-02',
      zone: 'UTC',
      weekly: [{ weekday: 6, start: 1320, end: 1800 }],
      holidays: [],
    }
    const teams = buildFacts({
      conversations: [
        // Saturday 21:59:30 to 22:00:45: open from 22:00 on.
        { opened: '2026-05-02T21:59:30Z', replied: '2026-05-02T22:00:45Z', team: 'Night' },
        // Saturday 22:00 to Sunday 7:00: open until 6:00.
        { opened: '2026-05-02T22:00:00Z', replied: '2026-05-03T07:00:00Z', team: 'Night' },
        // Nobody answers until the end of the data, Sunday 7:00: 7 open hours, from 23:00 to 6:00.
        { opened: '2026-05-02T23:00:00Z', team: 'Night' },
        // Friday: the hours of the team begin to hold on Saturday.
        { opened: '2026-05-01T23:59:59Z', replied: '2026-05-02T22:00:10Z', team: 'Night' },
        { opened: '2026-05-01T10:00:00Z', team: 'Night' },
        { opened: '2026-05-02T22:00:00Z', replied: '2026-05-02T22:00:05Z', team: 'Care' },
        { opened: '2026-05-02T22:00:00Z', replied: '2026-05-02T22:00:05Z' },
      ],
    })
    const hours = { hours: 'business' as const, settings: { ...settings, schedules: [night] } }
    const night8 = 8 * 3600
    expect(measured(teams, 'first-response-time', hours)).toMatchObject({
      n: 2,
      median: (45 + night8) / 2,
      unanswered: 1,
      ledger: { counted: 2, excluded: { unanswered: 1, 'no-opening-hours': 4 } },
    })
    const { cases } = casesOf(teams, 'first-response-time', {}, hours.settings, 'business', false)
    expect([...cases.waiting]).toEqual([7 * 3600])
    expect(one(teams, 'first-response-time', { ...hours, selection: { teams: ['Care', ''] } })).toMatchObject({
      status: 'not-measurable',
      reason: 'no-opening-hours',
    })
    // With hours for everybody, from 22:00 to 22:00:05 is open for the other two; Friday's count as everybody's.
    const everybody = { ...night, team: null, from: null }
    const all = { ...hours, settings: { ...settings, schedules: [everybody, night] } }
    expect(measured(teams, 'first-response-time', all)).toMatchObject({
      n: 5,
      median: 10,
      ledger: { counted: 5, excluded: { unanswered: 2 } },
    })
  })

  it('is not measurable without messages and first-reply times, and says which source lacks them', () => {
    const blind = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z', source: 'tickets.csv' }],
      abilities: { 'tickets.csv': { hasMessages: false, hasFirstReply: false } },
    })
    expect(one(blind, 'first-response-time')).toMatchObject({
      status: 'not-measurable',
      message: expect.stringContaining('tickets.csv'),
      missing: ['messages with directions, or first-reply times'],
      ledger: { counted: 0, excluded: { 'no-reply-times': 1 } },
    })
  })
})

describe('response-time', () => {
  // Customer 1:00, 1:10, 1:15, agent 1:20; customer 1:21, agent 1:22: turns of 20 min and 1 min.
  const facts = buildFacts({
    conversations: [
      {
        opened: '2026-05-01T01:00:00Z',
        replied: '2026-05-01T01:20:00Z',
        lastAgent: 'Ben',
        turns: [
          { from: '2026-05-01T01:00:00Z', to: '2026-05-01T01:20:00Z', agent: 'Ada' },
          { from: '2026-05-01T01:21:00Z', to: '2026-05-01T01:22:00Z', agent: 'Ben' },
        ],
      },
      {
        opened: '2026-05-02T01:00:00Z',
        lastAgent: 'Ben',
        turns: [
          { from: '2026-05-02T01:00:00Z', to: '2026-05-02T02:00:00Z', end: 'closed-without-reply' },
          { from: '2026-05-02T03:00:00Z', to: '2026-05-02T03:00:00Z', end: 'courtesy' },
          { from: '2026-05-02T04:00:00Z', to: '2026-05-02T04:01:00Z', end: 'opt-out' },
          { from: '2026-05-02T05:00:00Z' },
        ],
      },
    ],
    dataEnd: { sms: '2026-05-02T05:10:00Z' },
  })

  it('counts answered turns, and the others by how they ended', () => {
    // 60 and 1200 s: median 630. With one that has waited 600 s: S = ⅔ at 60, 0 at 1200, so 1200.
    expect(one(facts, 'response-time')).toMatchObject({
      status: 'ok',
      n: 2,
      value: 630,
      unanswered: 2,
      medianIncludingWaiting: 1200,
      ledger: {
        counted: 2,
        excluded: { 'closed-without-reply': 1, courtesy: 1, 'opt-out': 1, waiting: 1 },
      },
    })
  })

  it('is credited to who answered, the others to whom the conversation was left', () => {
    expect(
      compute(facts, 'response-time', { by: ['agent'] }).map(({ group, ledger }) => [group.agent, ledger]),
    ).toEqual([
      ['Ada', { counted: 1, excluded: {} }],
      ['Ben', { counted: 1, excluded: { 'closed-without-reply': 1, courtesy: 1, 'opt-out': 1, waiting: 1 } }],
    ])
  })

  it('belongs to the period in which the turn began', () => {
    const days = compute(facts, 'response-time', { by: ['day'] })
    expect(days.map(({ status, group }) => [group.day, status])).toEqual([
      ['2026-05-01', 'ok'],
      ['2026-05-02', 'no-data'],
    ])
  })

  it('judges what n supports by conversations, not by turns', () => {
    const talkative = buildFacts({
      conversations: [1, 2].map((day) => ({
        opened: `2026-05-0${day}T00:00:00Z`,
        turns: Array.from({ length: 40 }, (_, minute) => ({
          from: Date.parse(`2026-05-0${day}T00:00:00Z`) + minute * 60_000,
          to: Date.parse(`2026-05-0${day}T00:00:00Z`) + minute * 60_000 + 5000,
        })),
      })),
    })
    expect(measured(talkative, 'response-time')).toMatchObject({
      n: 80,
      supports: { median: false, p90: false, verdict: false },
    })
  })

  it('is not measurable where conversations come without messages', () => {
    const blind = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z', source: 'tickets.csv' }],
      abilities: { 'tickets.csv': { hasMessages: false } },
    })
    expect(one(blind, 'response-time')).toMatchObject({
      status: 'not-measurable',
      ledger: { counted: 0, excluded: { 'no-messages': 1 } },
    })
  })
})

describe('resolution-time', () => {
  const conversations = [
    { opened: '2026-04-30T23:00:00Z', closed: '2026-05-01T01:00:00Z', firstAgent: 'Ada', lastAgent: 'Ben' },
    { opened: '2026-05-01T10:00:00Z', closed: '2026-05-01T11:00:00Z', lastAgent: 'Ada' },
    { opened: '2026-05-01T12:00:00Z', lastEvent: '2026-05-01T12:30:00Z', lastAgent: 'Ada' },
  ]

  it('belongs to the period of the closing, and to whom it was last with', () => {
    const facts = buildFacts({ conversations })
    // 2 h and 1 h closed on 1 May; the third is still open.
    expect(one(facts, 'resolution-time', { selection: { from: '2026-05-01', to: '2026-05-01' } })).toMatchObject({
      status: 'ok',
      n: 2,
      value: 5400,
      mean: 5400,
      inferred: false,
      ledger: { counted: 2, excluded: { 'still-open': 1 } },
    })
    expect(measured(facts, 'resolution-time', { selection: { agents: ['Ben'] } }).value).toBe(7200)
  })

  it('is not measurable without closing times, unless they may be inferred from silence', () => {
    const facts = buildFacts({
      conversations: conversations.map(({ opened, lastEvent }) => ({
        opened,
        lastEvent: lastEvent ?? opened,
        source: 'sms-log.csv',
      })),
      abilities: { 'sms-log.csv': { hasClose: false, splitGapSeconds: 3600 } },
      dataEnd: { sms: '2026-05-01T13:15:00Z' },
    })
    expect(one(facts, 'resolution-time')).toMatchObject({
      status: 'not-measurable',
      reason: 'no-close',
      message:
        'Not measurable: no closing times in sms-log.csv. Import an export with closing times or switch on inferred close.',
      missing: ['closing times'],
      ledger: { counted: 0, excluded: { 'no-close': 3 } },
    })
    // Last event plus an hour: 24:00 and 11:00 lie before the end of the data, 13:30 does not.
    expect(one(facts, 'resolution-time', { inferredClose: true })).toMatchObject({
      status: 'ok',
      n: 2,
      value: 3600,
      inferred: true,
      ledger: { counted: 2, excluded: { 'still-open': 1 } },
    })
  })

  it('takes real closing times where there are any, also with inferred close switched on', () => {
    const result = measured(buildFacts({ conversations }), 'resolution-time', { inferredClose: true })
    expect(result).toMatchObject({ n: 2, inferred: false })
  })
})

describe('unanswered-share and conversations', () => {
  const facts = buildFacts({
    conversations: [
      { opened: '2026-05-01T09:00:00Z', replied: '2026-05-01T09:01:00Z', team: 'Sales' },
      { opened: '2026-05-01T10:00:00Z', replied: '2026-05-01T10:01:00Z', team: 'Support' },
      { opened: '2026-05-01T11:00:00Z', replied: '2026-05-08T11:01:00Z', team: 'Support' },
      { opened: '2026-05-04T09:30:00Z', team: 'Support' },
      { opened: '2026-05-04T09:45:00Z', isOutreach: true },
    ],
  })

  it('is the share without a human reply', () => {
    const result = measured(facts, 'unanswered-share')
    expect(result).toMatchObject({ n: 4, numerator: 1, value: 0.25, ledger: { counted: 4, excluded: { outreach: 1 } } })
    // Wilson for 1 of 4: (0.25 + 0.4802 ± 1.96 √(0.046875 + 0.2401)/…)/1.9604
    expect(result.interval?.low).toBeCloseTo(0.0456, 4)
    expect(result.interval?.high).toBeCloseTo(0.6994, 4)
  })

  it('is counted by team, and by weekday and hour', () => {
    expect(
      compute(facts, 'conversations', { by: ['team'] }).map((result) => [
        result.group.team,
        result.status === 'ok' ? result.value : result.status,
      ]),
    ).toEqual([
      ['Sales', 1],
      ['Support', 3],
      ['', 'no-data'],
    ])
    expect(
      compute(facts, 'conversations', { by: ['weekday-hour'], selection: { teams: ['Support'] } }).map((result) => [
        result.group['weekday-hour'],
        result.ledger.counted,
      ]),
    ).toEqual([
      ['1-09', 1],
      ['5-10', 1],
      ['5-11', 1],
    ])
  })
})

describe('opt-out-share', () => {
  const may = { from: '2026-05-01', to: '2026-05-31' }
  const sends = [
    { at: '2026-05-01T09:00:00Z', contact: 1, team: 'News' },
    { at: '2026-05-02T09:00:00Z', contact: 1, team: 'News' },
    { at: '2026-05-02T09:00:00Z', contact: 2, team: 'News' },
    { at: '2026-05-02T09:00:00Z', contact: 3, team: 'Care' },
    { at: '2026-04-02T09:00:00Z', contact: 4, team: 'Care' },
    { at: '2026-05-02T09:00:00Z', contact: 5, channel: 'email' as const },
    { at: '2026-05-02T10:00:00Z' },
  ]

  it('divides distinct contacts: opted out in the period by sent to in the period', () => {
    const facts = buildFacts({
      sends,
      optOuts: [
        { at: '2026-05-02T10:00:00Z', contact: 1 },
        { at: '2026-05-03T10:00:00Z', contact: 1 },
        { at: '2026-04-30T10:00:00Z', contact: 2 },
        { at: '2026-05-03T10:00:00Z', contact: 5, channel: 'email' },
      ],
    })
    // Contacts 1, 2, 3 were sent an SMS in May, contact 1 opted out in May (twice, counted once): 1 of 3.
    expect(one(facts, 'opt-out-share', { selection: may })).toMatchObject({
      status: 'ok',
      n: 3,
      numerator: 1,
      value: 1 / 3,
      ledger: { counted: 3, excluded: { 'no-contact': 1 } },
    })
    // Each channel on its own where channels are asked for: email 1 of 1.
    const byChannel = compute(facts, 'opt-out-share', { selection: may, by: ['channel'] })
    expect(byChannel.map((result) => [result.group.channel, result.status === 'ok' && result.value])).toEqual([
      ['sms', 1 / 3],
      ['email', 1],
    ])
    // Credited to who wrote to the contact last before.
    expect(measured(facts, 'opt-out-share', { selection: { ...may, teams: ['News'] } })).toMatchObject({
      n: 2,
      numerator: 1,
    })
  })

  it('keeps to the definition where somebody opts out without having been written to in the period', () => {
    const facts = buildFacts({ sends, optOuts: [{ at: '2026-05-20T10:00:00Z', contact: 4 }] })
    expect(one(facts, 'opt-out-share', { selection: may })).toMatchObject({
      n: 3,
      numerator: 1,
      ledger: { counted: 3, excluded: { 'no-contact': 1, 'not-messaged': 1 } },
    })
  })

  it('shows an upper bound for none at all, and no interval for more than all', () => {
    const none = measured(buildFacts({ sends }), 'opt-out-share', { selection: may })
    // z²/(3 + z²) = 3.8415/6.8415
    expect(none).toMatchObject({ value: 0, numerator: 0, interval: { low: 0 } })
    expect(none.interval?.high).toBeCloseTo(0.5615, 4)
    const more = buildFacts({
      sends: [{ at: '2026-05-02T09:00:00Z', contact: 9 }],
      optOuts: [1, 2, 3].map((contact) => ({ at: '2026-05-03T09:00:00Z', contact })),
    })
    expect(measured(more, 'opt-out-share')).toMatchObject({ value: 3, numerator: 3, n: 1 })
    expect(measured(more, 'opt-out-share')).not.toHaveProperty('interval')
  })

  it('counts evidence without a date only where no period is asked for', () => {
    const facts = buildFacts({ sends, optOuts: [{ contact: 3 }, { contact: 77 }] })
    expect(measured(facts, 'opt-out-share')).toMatchObject({ n: 4, numerator: 2 })
    expect(measured(facts, 'opt-out-share', { selection: may })).toMatchObject({
      numerator: 0,
      ledger: { excluded: { undated: 1 } },
    })
  })

  it('asks the sources of the channel whether they list what was sent', () => {
    const facts = buildFacts({
      sends,
      conversations: [{ opened: '2026-05-01T09:00:00Z', channel: 'phone', source: 'calls.csv' }],
    })
    const [, , phone] = compute(facts, 'opt-out-share', { by: ['channel'] })
    expect(phone).toMatchObject({
      group: { channel: 'phone' },
      status: 'not-measurable',
      message: expect.stringContaining('no outgoing messages in calls.csv'),
    })
  })

  it('is not measurable where nothing is known to have been sent', () => {
    const facts = buildFacts({ conversations: [{ opened: '2026-05-01T09:00:00Z' }], optOuts: [] })
    expect(one(facts, 'opt-out-share')).toMatchObject({ status: 'not-measurable', missing: ['outgoing messages'] })
  })
})

describe('returning-customer-share', () => {
  it('asks whether a conversation of the period was preceded by another, on any channel and at any time', () => {
    const facts = buildFacts({
      conversations: [
        { opened: '2026-03-01T09:00:00Z', contact: 1, channel: 'email' },
        { opened: '2026-05-01T09:00:00Z', contact: 1 },
        { opened: '2026-05-02T09:00:00Z', contact: 2 },
        { opened: '2026-05-03T09:00:00Z', contact: 3 },
        { opened: '2026-05-04T09:00:00Z', contact: 3 },
        { opened: '2026-04-01T09:00:00Z', contact: 4, isOutreach: true },
        { opened: '2026-05-05T09:00:00Z', contact: 4 },
        { opened: '2026-05-06T09:00:00Z', contact: 5, isOutreach: true },
        { opened: '2026-05-07T09:00:00Z' },
      ],
    })
    // Contacts 1, 2, 3, 4 in May; 1 came back from March, 3 came back in May; outreach precedes nothing: 2 of 4.
    expect(
      one(facts, 'returning-customer-share', { selection: { from: '2026-05-01', to: '2026-05-31' } }),
    ).toMatchObject({
      status: 'ok',
      n: 4,
      numerator: 2,
      value: 0.5,
      ledger: { counted: 4, excluded: { outreach: 1, 'no-contact': 1 } },
    })
  })

  it('is not measurable without contacts', () => {
    const facts = buildFacts({
      conversations: [{ opened: '2026-05-07T09:00:00Z' }],
      abilities: { 'log.csv': { hasContacts: false } },
    })
    expect(one(facts, 'returning-customer-share')).toMatchObject({ status: 'not-measurable', missing: ['contacts'] })
  })
})

function npsAnswer(score: number, more: Partial<SurveyInput> = {}): SurveyInput {
  return { kind: 'nps', score, answered: '2026-05-01T09:00:00Z', ...more }
}

function csatAnswer(score: number, scale: readonly [number, number]): SurveyInput {
  return { kind: 'csat', score, scale, answered: '2026-05-01T09:00:00Z' }
}

describe('nps', () => {
  it('is the share of 9–10 minus the share of 0–6', () => {
    const surveys = [9, 10, 10, 8, 7, 6, 0].map((score) => npsAnswer(score))
    // 3 promoters, 2 detractors of 7: 100/7.
    expect(one(buildFacts({ surveys }), 'nps')).toMatchObject({
      status: 'ok',
      n: 7,
      promoters: 3,
      detractors: 2,
      value: 100 / 7,
      responseRate: null,
    })
  })

  it('refuses other scales, and says what is missing', () => {
    const rating = buildFacts({ surveys: [npsAnswer(5, { scale: [1, 5], source: 'stars.csv' })] })
    expect(one(rating, 'nps')).toMatchObject({
      status: 'not-measurable',
      message: 'Not measurable: the NPS survey in stars.csv is not on a 0–10 scale, and answers are not rescaled.',
      ledger: { counted: 0, excluded: { 'scale-is-not-0-10': 1 } },
    })
    const none = buildFacts({ conversations: [{ opened: '2026-05-01T09:00:00Z' }] })
    expect(one(none, 'nps')).toMatchObject({ status: 'not-measurable', missing: ['an NPS survey on a 0–10 scale'] })
  })

  it('takes channel, team and agent from its conversation where it has none of its own', () => {
    const facts = buildFacts({
      conversations: [
        { opened: '2026-05-02T09:00:00Z', channel: 'email', team: 'Care', lastAgent: 'Ada' },
        { opened: '2026-05-01T09:00:00Z', channel: 'sms', team: 'Sales', lastAgent: 'Ben' },
      ],
      surveys: [
        { kind: 'nps', score: 10, answered: '2026-05-03T09:00:00Z', conversation: 0, source: 'nps.csv' },
        { kind: 'nps', score: 0, answered: '2026-05-03T09:00:00Z', conversation: 1, agent: 'Cy', source: 'nps.csv' },
      ],
    })
    expect(measured(facts, 'nps', { selection: { channels: ['email'], teams: ['Care'], agents: ['Ada'] } }).value).toBe(
      100,
    )
    expect(measured(facts, 'nps', { selection: { agents: ['Cy'] } }).value).toBe(-100)
    // By answer: nothing was answered on the day of opening.
    expect(one(facts, 'nps', { selection: { from: '2026-05-01', to: '2026-05-02' } })).toMatchObject({
      status: 'no-data',
    })
    // Phone has no answers, but the survey is there.
    expect(one(facts, 'nps', { selection: { channels: ['phone'] } })).toMatchObject({ status: 'no-data' })
  })
})

describe('csat', () => {
  it('counts the top two of 5 and of 7, and good of good and bad', () => {
    const facts = buildFacts({
      surveys: [
        ...[3, 4, 5].map((value) => csatAnswer(value, [1, 5])),
        ...[5, 6, 7].map((value) => csatAnswer(value, [1, 7])),
        ...[0, 1].map((value) => csatAnswer(value, [0, 1])),
        csatAnswer(3, [1, 3]),
      ],
    })
    // 2 of 3, 2 of 3, 1 of 2: 5 of 8; nothing says what is positive on 1–3.
    expect(one(facts, 'csat')).toMatchObject({
      n: 8,
      numerator: 5,
      value: 0.625,
      responseRate: null,
      ledger: { counted: 8, excluded: { 'scale-without-rule': 1 } },
    })
  })

  it('leaves offers that nobody answered out of the share and shows the response rate', () => {
    const facts = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z' }],
      surveys: [
        { kind: 'csat', score: 5, answered: '2026-05-01T11:00:00Z', conversation: 0 },
        { kind: 'csat', conversation: 0 },
        { kind: 'csat' },
        { kind: 'csat', score: 1, answered: '2026-05-01T11:00:00Z', source: 'answers-only.csv' },
      ],
    })
    expect(one(facts, 'csat')).toMatchObject({
      n: 2,
      value: 0.5,
      responseRate: 1 / 3,
      ledger: { counted: 2, excluded: { 'offered-not-answered': 2 } },
    })
  })
})
