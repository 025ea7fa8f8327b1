import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KpiDefinition } from '../../../electron/kpi/definition.ts'
import { definitions } from '../../../electron/kpi/definitions.ts'
import { casesOf, computeKpis, conversationsBehind } from '../../../electron/kpi/engine.ts'
import { distributionsOf } from '../../../electron/kpi/distribution.ts'
import type { Facts } from '../../../shared/facts.ts'
import { groupings, kpiIds } from '../../../shared/kpi.ts'
import type { KpiId, KpiRequest, KpiResult } from '../../../shared/kpi.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Channel, Selection } from '../../../shared/model.ts'
import { buildFacts, settings } from './build-facts.ts'
import type { ConversationInput, FactsInput } from './build-facts.ts'

const all: KpiRequest = { selection: {}, hours: 'calendar' }

const compute = (facts: Facts, request: Partial<KpiRequest>) => (): unknown =>
  computeKpis(facts, { ...all, ...request }, settings)

describe('grouping', () => {
  const facts = buildFacts({
    conversations: [
      { opened: '2026-04-01T09:00:00Z', channel: 'email', team: 'Care' },
      { opened: '2026-05-31T23:30:00Z', team: 'Sales' },
      { opened: '2026-07-02T09:00:00Z', team: 'Sales', lastEvent: '2026-07-31T09:00:00Z' },
    ],
  })

  it('by period gives every period of the range, and says which the data or the selection cut off', () => {
    const months = computeKpis(facts, { ...all, kpis: ['conversations'], by: ['month'] }, settings)
    expect(months.map((result) => [result.group.month, result.period?.complete, result.ledger.counted])).toEqual([
      ['2026-04-01', true, 1],
      ['2026-05-01', true, 1],
      ['2026-06-01', true, 0],
      ['2026-07-01', true, 1],
    ])
    expect(months[2]).toMatchObject({ status: 'no-data', period: { from: '2026-06-01', to: '2026-06-30' } })
    const cut = { ...all, kpis: ['conversations'] as const, by: ['month'] as const }
    const within = computeKpis(facts, { ...cut, selection: { from: '2026-05-02', to: '2026-08-10' } }, settings)
    expect(within.map((result) => [result.group.month, result.period?.complete])).toEqual([
      ['2026-05-01', false],
      ['2026-06-01', true],
      ['2026-07-01', true],
      ['2026-08-01', false],
    ])
  })

  it('puts instants into the days of the workspace zone', () => {
    const berlin = { ...settings, zone: 'Europe/Berlin' }
    const months = computeKpis(facts, { ...all, kpis: ['conversations'], by: ['month'] }, berlin)
    // 31 May 23:30 UTC is 1 June 1:30 in Berlin.
    expect(months.map((result) => result.ledger.counted)).toEqual([1, 0, 1, 1])
  })

  it('by a name and a period gives every period of each name', () => {
    const results = computeKpis(facts, { ...all, kpis: ['conversations'], by: ['quarter', 'channel'] }, settings)
    expect(results.map((result) => [result.group, result.ledger.counted, result.period?.complete])).toEqual([
      [{ channel: 'sms', quarter: '2026-04-01' }, 1, false],
      [{ channel: 'sms', quarter: '2026-07-01' }, 1, false],
      [{ channel: 'email', quarter: '2026-04-01' }, 1, false],
      [{ channel: 'email', quarter: '2026-07-01' }, 0, false],
    ])
  })

  it('gives every group with data a result of every KPI', () => {
    const results = computeKpis(facts, { ...all, by: ['channel'] }, settings)
    expect(results).toHaveLength(kpiIds.length * 2)
    expect(results.filter(({ id }) => id === 'nps').map(({ status }) => status)).toEqual([
      'not-measurable',
      'not-measurable',
    ])
  })

  it('refuses what cannot be grouped or selected', () => {
    expect(compute(facts, { by: ['day', 'week'] })).toThrow(AppError)
    expect(compute(facts, { by: ['team', 'agent', 'day'] })).toThrow(AppError)
    expect(compute(facts, { by: ['team', 'team'] })).toThrow(AppError)
    expect(compute(facts, { selection: { from: '2026-02-30' } })).toThrow(AppError)
    expect(() => computeKpis(facts, all, { ...settings, zone: 'Nowhere' })).toThrow(AppError)
  })
})

describe('nothing there', () => {
  it('is no data in an empty workspace', () => {
    for (const result of computeKpis(buildFacts({}), all, settings))
      expect(result).toMatchObject({ status: 'no-data', message: 'This workspace holds no imports yet.' })
    expect(computeKpis(buildFacts({}), { ...all, by: ['week'] }, settings)).toEqual([])
    const selection = { from: '2026-05-01', to: '2026-05-03' }
    const days = computeKpis(buildFacts({}), { ...all, kpis: ['conversations'], selection, by: ['day'] }, settings)
    expect(days.map(({ group, status, period }) => [group.day, status, period?.complete])).toEqual([
      ['2026-05-01', 'no-data', false],
      ['2026-05-02', 'no-data', false],
      ['2026-05-03', 'no-data', false],
    ])
  })

  it('is no data for a name that the workspace does not know', () => {
    const facts = buildFacts({ conversations: [{ opened: '2026-04-01T09:00:00Z' }] })
    const results = computeKpis(facts, { ...all, kpis: ['conversations'], selection: { teams: ['Ghosts'] } }, settings)
    expect(results).toMatchObject([{ status: 'no-data', ledger: { counted: 0, excluded: {} } }])
  })

  it('names only the sources that lack something', () => {
    const facts = buildFacts({
      conversations: [
        { opened: '2026-04-01T09:00:00Z', source: 'sms.csv' },
        { opened: '2026-04-01T09:00:00Z', source: 'desk.csv', channel: 'email', closed: '2026-04-01T10:00:00Z' },
      ],
      abilities: { 'sms.csv': { hasClose: false } },
    })
    const [sms, email] = computeKpis(facts, { ...all, kpis: ['resolution-time'], by: ['channel'] }, settings)
    expect(sms).toMatchObject({ status: 'not-measurable', message: expect.stringContaining('in sms.csv.') })
    expect(email).toMatchObject({ status: 'ok', value: 3600 })
    const [both] = computeKpis(facts, { ...all, kpis: ['resolution-time'] }, settings)
    expect(both).toMatchObject({ status: 'ok', n: 1, ledger: { counted: 1, excluded: { 'no-close': 1 } } })
  })

  it('is a failure of one KPI alone if its definition breaks', () => {
    const facts = buildFacts({ conversations: [{ opened: '2026-04-01T09:00:00Z' }] })
    const broken: Facts = {
      ...facts,
      get turns(): Facts['turns'] {
        throw new Error('broken on purpose')
      },
    }
    const results = computeKpis(broken, all, settings)
    expect(results.filter(({ status }) => status === 'failed')).toMatchObject([
      { id: 'response-time', code: 'internal' },
      { id: 'total-wait', code: 'internal' },
    ])
    expect(results.find(({ id }) => id === 'conversations')).toMatchObject({ status: 'ok', value: 1 })
  })
})

// ---- properties ------------------------------------------------------------------------------------------------

const start = Date.parse('2026-03-20T00:00:00Z')
const minute = fc.integer({ min: 0, max: 40 * 1440 }).map((minutes) => start + minutes * 60_000)
const someTeam = fc.option(fc.constantFrom('Care', 'Sales'), { nil: undefined })
const someAgent = fc.option(fc.constantFrom('Ada', 'Ben', 'Cy'), { nil: undefined })
const channel = fc.constantFrom('sms' as const, 'web_chat' as const, 'email' as const)
const contact = fc.integer({ min: -1, max: 8 })
const source = fc.constantFrom('a.csv', 'b.csv')
const seconds = fc.integer({ min: 0, max: 200_000 })
interface Drawn {
  readonly opened: number
  readonly channel: Channel
  readonly contact: number
  readonly source: string
  readonly team: string | undefined
  readonly firstAgent: string | undefined
  readonly lastAgent: string | undefined
  readonly isOutreach: boolean
  readonly wait: number | null
  readonly open: number | null
  readonly replies: number | null
  readonly reopens: number
  readonly agentCount: number
  readonly turns: readonly { readonly delay: number; readonly wait: number | null }[]
}

interface DrawnSend {
  readonly at: number
  readonly contact: number
  readonly channel: Channel
  readonly source: string
  readonly agent: string | undefined
  readonly conversation: number
}

function sendOf({ agent, ...rest }: DrawnSend) {
  return { ...rest, ...(agent === undefined ? {} : { agent }) }
}

function conversationOf({ wait, open, turns, team, firstAgent, lastAgent, ...rest }: Drawn): ConversationInput {
  const after = (delay: number): number => rest.opened + delay * 1000
  const drawnTurns = turns.map((turn) => {
    const from = after(turn.delay)
    return turn.wait === null ? { from } : { from, to: after(turn.delay + turn.wait) }
  })
  return {
    ...rest,
    ...(team === undefined ? {} : { team }),
    ...(firstAgent === undefined || wait === null ? {} : { firstAgent }),
    ...(lastAgent === undefined ? {} : { lastAgent }),
    ...(wait === null ? {} : { replied: after(wait) }),
    ...(open === null ? {} : { closed: after(open) }),
    turns: rest.isOutreach ? [] : drawnTurns,
  }
}

const conversation = fc
  .record({
    opened: minute,
    channel,
    contact,
    source,
    team: someTeam,
    firstAgent: someAgent,
    lastAgent: someAgent,
    isOutreach: fc.boolean(),
    wait: fc.option(seconds),
    open: fc.option(seconds),
    replies: fc.option(fc.integer({ min: 0, max: 4 })),
    reopens: fc.constantFrom(0, 0, 1),
    agentCount: fc.integer({ min: 0, max: 3 }),
    turns: fc.array(fc.record({ delay: seconds, wait: fc.option(seconds) }), { maxLength: 3 }),
  })
  .map(conversationOf)
const input: fc.Arbitrary<FactsInput> = fc.record({
  conversations: fc.array(conversation, { maxLength: 25 }),
  surveys: fc.array(
    fc.record({
      kind: fc.constantFrom('nps' as const, 'csat' as const, 'ces' as const),
      score: fc.integer({ min: 1, max: 5 }),
      scale: fc.constantFrom<readonly [number, number]>([0, 10], [1, 5], [1, 7]),
      answered: minute,
      channel,
      source,
    }),
    { maxLength: 8 },
  ),
  sends: fc.array(
    fc
      .record({ at: minute, contact, channel, source, agent: someAgent, conversation: fc.integer({ min: 0, max: 9 }) })
      .map(sendOf),
    { maxLength: 12 },
  ),
  optOuts: fc.array(fc.record({ at: minute, contact: fc.integer({ min: 1, max: 8 }), channel, source }), {
    maxLength: 4,
  }),
  abilities: fc.constantFrom(
    {},
    { 'a.csv': { hasClose: false } },
    { 'b.csv': { hasMessages: false, hasFirstReply: false } },
  ),
})
const selection: fc.Arbitrary<Selection> = fc.constantFrom(
  {},
  { from: '2026-03-25', to: '2026-04-10' },
  { channels: ['sms' as const] },
  { teams: ['Care', ''], from: '2026-04-01' },
  { agents: ['Ada'] },
)
const by = fc.constantFrom<KpiRequest['by']>(
  undefined,
  ...groupings.map((one) => [one]),
  ['channel', 'week'],
  ['team', 'agent'],
)
const schedule = {
  team: null,
  from: null,
  zone: 'Europe/Berlin',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 })),
  holidays: [],
}
const request = fc.record({
  selection,
  by,
  hours: fc.constantFrom('calendar' as const, 'business' as const),
  inferredClose: fc.boolean(),
})

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

const total = (results: readonly KpiResult[]): number =>
  results.reduce(
    (sum, { ledger }) => Object.values(ledger.excluded).reduce((part, n) => part + n, sum + ledger.counted),
    0,
  )

const runs = { numRuns: 60 }

describe('results', () => {
  it('never hold NaN or infinity', () => {
    fc.assert(
      fc.property(input, request, (given, asked) => {
        const results = computeKpis(buildFacts(given), asked, {
          ...settings,
          zone: 'Europe/Berlin',
          schedules: [schedule],
          firstResponseTargetSeconds: 3600,
        })
        expect(numbersIn(results).every(Number.isFinite)).toBe(true)
      }),
      runs,
    )
  })

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(input, request, (given, asked) => {
        const conversations = given.conversations ?? []
        const turned: FactsInput = {
          ...given,
          conversations: conversations.toReversed(),
          surveys: given.surveys?.toReversed() ?? [],
          // They name their conversation by its place.
          sends: (given.sends ?? []).toReversed().map((send) => ({
            ...send,
            conversation: conversations.length - 1 - (send.conversation ?? 0),
          })),
          optOuts: given.optOuts?.toReversed() ?? [],
        }
        const own = { ...settings, schedules: [schedule], firstResponseTargetSeconds: 3600 }
        expect(computeKpis(buildFacts(turned), asked, own)).toEqual(computeKpis(buildFacts(given), asked, own))
      }),
      runs,
    )
  })

  it('count and exclude every case once: the groups of a name add up to the whole', () => {
    fc.assert(
      fc.property(
        input,
        selection,
        fc.constantFrom('channel' as const, 'team' as const, 'source' as const),
        (given, selected, name) => {
          const facts = buildFacts(given)
          // Contacts and agent-days may be in several groups, and opt-outs are about SMS unless channels are named.
          const asked: Readonly<Record<KpiId, KpiDefinition>> = definitions
          const kpis = kpiIds.filter(
            (id) =>
              asked[id].defaultChannels === null && !asked[id].distinctContacts && id !== 'conversations-per-agent-day',
          )
          for (const id of kpis) {
            const whole = computeKpis(facts, { ...all, kpis: [id], selection: selected }, settings)
            const parts = computeKpis(facts, { ...all, kpis: [id], selection: selected, by: [name] }, settings)
            expect(total(parts)).toBe(total(whole))
          }
          const cases = { ...all, kpis: ['conversations' as const] }
          expect(total(computeKpis(facts, cases, settings))).toBe(given.conversations?.length)
        },
      ),
      runs,
    )
  })

  it('have a share over two groups between those of its parts', () => {
    fc.assert(
      fc.property(input, (given) => {
        const facts = buildFacts(given)
        const share = (channels: Selection['channels']): number | null => {
          const [result] = computeKpis(facts, { ...all, kpis: ['unanswered-share'], selection: { channels } }, settings)
          return result?.status === 'ok' ? result.value : null
        }
        const [sms, chat, both] = [share(['sms']), share(['web_chat']), share(['sms', 'web_chat'])]
        fc.pre(sms !== null && chat !== null && both !== null)
        expect(both).toBeGreaterThanOrEqual(Math.min(sms, chat))
        expect(both).toBeLessThanOrEqual(Math.max(sms, chat))
      }),
      runs,
    )
  })

  it('agree with their single cases, their distribution and the conversations behind them', () => {
    fc.assert(
      fc.property(input, selection, fc.constantFrom(...kpiIds), fc.boolean(), (given, selected, id, inferredClose) => {
        const facts = buildFacts(given)
        const own = { ...settings, schedules: [schedule], firstResponseTargetSeconds: 3600 }
        const { result, cases } = casesOf(facts, id, selected, own, 'business', inferredClose)
        expect(cases.values.length).toBe(result.ledger.counted)
        expect(cases.excluded).toEqual(result.ledger.excluded)
        for (const column of [cases.conversations, cases.agents, cases.strata])
          expect(column.length).toBe(cases.values.length)
        if (result.status !== 'ok') return
        expect(cases.inferred).toBe(result.inferred)
        if (cases.kind === 'share' || cases.kind === 'csat')
          expect(cases.numerator / cases.denominator).toBe(result.value)
        if (cases.kind === 'duration' && id !== 'resolution-time')
          expect(cases.unanswered.length).toBe(result.unanswered)
        const request = { kpis: [id], selection: selected, hours: 'business' as const, inferredClose }
        for (const { n, bins } of distributionsOf(facts, request, own)) {
          expect(n).toBe(result.n)
          expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(n)
        }
        const behind = conversationsBehind(facts, id, selected, own, 'business', inferredClose)
        expect(new Set(behind.positions).size).toBe(behind.positions.length)
        if (id === 'opt-out-share') return
        // An agent-day is several conversations.
        if (id === 'conversations-per-agent-day')
          expect(cases.conversations.every((position) => position === -1)).toBe(true)
        else if (id === 'returning-customer-share')
          expect(behind.values.filter((value) => value === 1).length >= cases.numerator).toBe(true)
        else
          expect(new Set(behind.positions)).toEqual(new Set(cases.conversations.filter((position) => position !== -1)))
        if (cases.kind === 'stock') expect(behind.positions.length).toBe(result.value)
        if (cases.kind === 'mean' && id !== 'customer-effort')
          expect(behind.values.reduce((sum, value) => sum + value, 0) / result.n).toBeCloseTo(result.value, 9)
        if (id === 'first-response-time') expect(behind.values.toSorted()).toEqual(cases.values)
      }),
      runs,
    )
  })
})
