import { describe, expect, it } from 'vitest'
import { rankFocus } from '../../../../electron/kpi/goals/focus.ts'
import type { FocusCandidate } from '../../../../electron/kpi/goals/focus.ts'
import { customersTouched } from '../../../../electron/kpi/customers-touched.ts'
import type { GoalKpi, GoalTarget, TargetState } from '../../../../shared/goals.ts'
import { kpiCatalogue } from '../../../../shared/kpi.ts'
import type { KpiId, MeasuredKpi } from '../../../../shared/kpi.ts'
import { startingSmallest } from '../../../../shared/smallest-difference.ts'
import type { Trend } from '../../../../shared/trend.ts'
import { buildFacts, settings } from '../build-facts.ts'
import { unmeasured } from '../comparison-fixtures.ts'

const goal = { id: 'fast-service', title: 'Fast service' }

function measured(id: KpiId, value: number, n = 400): MeasuredKpi {
  const { unit, better } = kpiCatalogue[id]
  return {
    id,
    group: {},
    unit,
    better,
    ledger: { counted: n, excluded: {} },
    status: 'ok',
    n,
    value,
    supports: { median: true, p90: true, verdict: n >= 20 },
    inferred: false,
  }
}

const target = (value: number): GoalTarget => ({
  rule: { kind: 'match' },
  value,
  derivation: '',
  evidence: '',
  details: null,
  marks: [],
  smallest: { of: 'ratio', value: 0.1 },
  subject: {},
  baseline: {},
  hours: 'calendar',
  inferredClose: false,
  setAt: 0,
  record: null,
})

interface Given {
  readonly value?: number
  readonly aim?: number
  readonly state?: TargetState
  readonly direction?: Trend['direction']
  readonly customers?: number
  readonly n?: number
  readonly goalOf?: FocusCandidate['goal']
}

function candidate(kpi: KpiId, given: Given): FocusCandidate {
  const { value = 1, aim, state = 'not-met', direction = 'no-clear-trend', customers = 100, n, goalOf = goal } = given
  const row: GoalKpi = {
    kpi,
    current: measured(kpi, value, n),
    baseline: null,
    baselineName: null,
    target: aim === undefined ? null : target(aim),
    state: aim === undefined ? 'no-target' : state,
    sentence: 'Why it is so.',
    history: [],
  }
  const test = { method: 'mann-kendall', p: 0.2, s: 10, n: 26, memory: 0 } as const
  const trend = { direction, by: 'week' as const, test: direction === 'too-little-data' ? null : test }
  return { goal: goalOf, row, selection: {}, hours: 'calendar', trend, customers, smallest: startingSmallest(kpi) }
}

describe('rankFocus', () => {
  it('weighs the distance in smallest differences, the customers and the direction', () => {
    const { ranked } = rankFocus([
      // 84 s for 60 s: ln 1.4 / ln 1.1 = 3.530 steps, 100 customers.
      candidate('first-response-time', { value: 84, aim: 60 }),
      // 12 % for 5 %: 7 points = 1.4 steps of 5 points, 500 customers, getting worse: × 1.5.
      candidate('unanswered-share', { value: 0.12, aim: 0.05, customers: 500, direction: 'worsening' }),
      // 15 points below: 1.5 steps of 10 points, 400 customers, getting better: × 0.75.
      candidate('nps', { value: 20, aim: 35, customers: 400, direction: 'improving' }),
    ])
    expect(ranked.map(({ kpi }) => kpi)).toEqual(['unanswered-share', 'nps', 'first-response-time'])
    expect(ranked[0]?.weight).toBeCloseTo(1.4 * 500 * 1.5, 9)
    expect(ranked[1]?.weight).toBeCloseTo(1.5 * 400 * 0.75, 9)
    expect(ranked[2]?.weight).toBeCloseTo((Math.log(1.4) / Math.log(1.1)) * 100, 9)
    expect(ranked.map(({ sentence }) => sentence.replaceAll('\u202f', ' '))).toEqual([
      'Unanswered conversations: 12 % (n = 400) is 7.0 percentage points above the target of 5 %, getting worse over 26 weeks, and touches 500 customers.',
      'Net Promoter Score: 20 points (n = 400) is 15.0 points below the target of 35 points, getting better over 26 weeks, and touches 400 customers.',
      'First response time: 1 min 24 s (n = 400) is 40 % above the target of 1 min, with no clear trend over 26 weeks, and touches 100 customers.',
    ])
  })

  it('puts what has reached its target last: what gets worse, then what is nearest to losing it', () => {
    const { ranked } = rankFocus([
      candidate('csat', { value: 0.9, aim: 0.7, state: 'met' }),
      candidate('response-time', { value: 55, aim: 60, state: 'met' }),
      candidate('first-response-time', { value: 30, aim: 60, state: 'met', direction: 'worsening' }),
      candidate('resolution-time', { value: 61, aim: 60, state: 'on-the-line', customers: 1 }),
    ])
    expect(ranked.map(({ kpi, weight }) => [kpi, weight > 0])).toEqual([
      ['resolution-time', true],
      ['first-response-time', false],
      ['response-time', false],
      ['csat', false],
    ])
  })

  it('lists what cannot be ranked, with the reason', () => {
    const missing = candidate('resolution-time', { aim: 60, state: 'not-measurable' })
    const { ranked, unranked } = rankFocus([
      candidate('conversations', {}),
      candidate('csat', {}),
      { ...missing, row: { ...missing.row, current: unmeasured('resolution-time', 'Why it is so.') } },
      candidate('first-response-time', { value: 84, aim: 60, state: 'stale' }),
      candidate('nps', { value: 20, aim: 35, state: 'on-the-line', n: 19 }),
    ])
    expect(ranked).toEqual([])
    expect(unranked.map(({ kpi, reason }) => [kpi, reason])).toEqual([
      ['conversations', 'A volume is neither better nor worse, so it has no target.'],
      ['csat', 'There is no target yet: choose what it replaces or helps, and measure that.'],
      ['resolution-time', 'Why it is so.'],
      ['first-response-time', 'Why it is so.'],
      ['nps', 'Why it is so.'],
    ])
  })

  it('names a KPI of several goals once, where it weighs most', () => {
    const other = { id: 'efficient-operations', title: 'Efficient team operations' }
    const { ranked, unranked } = rankFocus([
      candidate('response-time', { value: 70, aim: 60 }),
      candidate('response-time', { value: 70, aim: 40, goalOf: other }),
      candidate('response-time', { value: 70, goalOf: { id: 'own', title: 'Own' } }),
    ])
    expect(ranked).toHaveLength(1)
    expect(ranked[0]?.goal).toEqual(other)
    expect(unranked).toEqual([])
  })

  it('does not depend on the order of the goals', () => {
    const candidates = [
      candidate('first-response-time', { value: 84, aim: 60 }),
      candidate('csat', { value: 0.6, aim: 0.7 }),
      candidate('nps', { value: 35, aim: 35 }),
    ]
    expect(rankFocus(candidates.toReversed())).toEqual(rankFocus(candidates))
  })

  it('counts times of zero as half a second', () => {
    const [item] = rankFocus([candidate('response-time', { value: 0, aim: 0, state: 'met' })]).ranked
    expect(item?.steps).toBe(0)
    expect(item?.sentence).toContain('exactly at the target of 0 s')
  })
})

describe('customersTouched', () => {
  it('counts every known contact once, those without an answer too, and unknown ones each', () => {
    const facts = buildFacts({
      conversations: [
        { contact: 1, opened: '2026-01-05T09:00:00Z', replied: '2026-01-05T09:01:00Z' },
        { contact: 1, opened: '2026-01-06T09:00:00Z', replied: '2026-01-06T09:01:00Z' },
        { contact: 2, opened: '2026-01-07T09:00:00Z' },
        { opened: '2026-01-08T09:00:00Z', replied: '2026-01-08T09:01:00Z' },
        { opened: '2026-01-09T09:00:00Z', replied: '2026-01-09T09:01:00Z' },
        { contact: 3, isOutreach: true, opened: '2026-01-10T09:00:00Z' },
      ],
    })
    const reading = { settings, hours: 'calendar', inferredClose: false } as const
    expect(customersTouched(facts, 'first-response-time', {}, reading)).toBe(4)
    expect(customersTouched(facts, 'first-response-time', { to: '2026-01-06' }, reading)).toBe(1)
  })
})
