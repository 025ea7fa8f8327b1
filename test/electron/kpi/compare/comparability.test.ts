/** What a comparison has to be careful about: sides that are not the same kind of thing, and what stands beside a verdict. */
import { describe, expect, it } from 'vitest'
import type { Cases } from '../../../../electron/kpi/cases.ts'
import { compareCases } from '../../../../electron/kpi/compare/comparison.ts'
import type { ComparisonOptions } from '../../../../electron/kpi/compare/comparison.ts'
import { marginOf } from '../../../../electron/kpi/compare/verdict.ts'
import type { KpiId } from '../../../../shared/kpi.ts'
import { startingSmallest } from '../../../../shared/smallest-difference.ts'
import { casesOf, names, sideOf } from '../comparison-fixtures.ts'

const even = (count: number, median: number): number[] =>
  Array.from({ length: count }, (_, i) => median * Math.exp(2 * ((i + 0.5) / count - 0.5)))
const share = (positive: number, n: number): number[] => Array.from({ length: n }, (_, i) => (i < positive ? 1 : 0))

function compare(id: KpiId, subject: Cases, baseline: Cases, more: Partial<ComparisonOptions> = {}) {
  const options = { hours: 'calendar', smallest: startingSmallest(id), names, ...more } as const
  return compareCases(id, sideOf(id, subject), sideOf(id, baseline), options)
}

const fast = (more: Partial<Cases> = {}): Cases => casesOf('duration', even(60, 94), more)
const slow = (more: Partial<Cases> = {}): Cases => casesOf('duration', even(60, 250), more)

describe('not comparable', () => {
  it('surveys on different scales', () => {
    const five = casesOf('csat', share(80, 100), { scales: ['1–5'] })
    const thumbs = casesOf('csat', share(60, 100), { scales: ['0–1'] })
    const row = compare('csat', five, thumbs)
    expect(row.verdict).toBe('not-comparable')
    expect(row.reason).toMatch(/^The surveys ask on different scales, 1–5 for SMS and good or bad for web chat/)
    expect(row.difference).toBeCloseTo(0.2, 12)
    expect(compare('csat', five, casesOf('csat', share(60, 100), { scales: ['1–5'] })).verdict).toBe('better')
    const mixed = casesOf('csat', share(60, 100), { scales: ['1–5', '1–7'] })
    expect(compare('csat', five, mixed).reason).toMatch(/1–5 for SMS and 1–5 and 1–7 for web chat/)
    expect(compare('csat', mixed, mixed).verdict).not.toBe('not-comparable')
  })

  it('closes inferred after different silences, for times', () => {
    const day = { inferred: true, inferredGaps: [86_400] }
    const days = { inferred: true, inferredGaps: [432_000] }
    const row = compare('resolution-time', fast(day), slow(days))
    expect(row.verdict).toBe('not-comparable')
    expect(row.reason).toMatch(/inferred after 1 d of silence for SMS and after 5 d for web chat/)
    expect(compare('resolution-time', fast(day), slow(day)).verdict).toBe('better')
    const touches = (positive: number, more: Partial<Cases>): Cases => casesOf('share', share(positive, 100), more)
    expect(compare('one-touch-share', touches(80, day), touches(40, days)).verdict).toBe('better')
  })

  it('a period of which less than half of the days are covered', () => {
    const row = compare('first-response-time', fast({ coveredDays: 20, askedDays: 92 }), slow())
    expect(row.verdict).toBe('not-comparable')
    expect(row.reason).toBe('The data of SMS cover 20 of the 92 days that were chosen, too few to stand for the whole.')
    const other = compare('first-response-time', fast(), slow({ coveredDays: 45, askedDays: 91 }))
    expect(other.reason).toMatch(/^The data of web chat cover 45 of the 91 days/)
    expect(compare('first-response-time', fast({ coveredDays: 46, askedDays: 92 }), slow()).verdict).toBe('better')
  })

  it('waits of a phone queue, in every KPI of waiting', () => {
    const channels = { subject: ['sms'], baseline: ['phone'] } as const
    for (const id of ['first-response-time', 'response-time', 'total-wait'] as const)
      expect(compare(id, fast(), slow(), { channels }).reason).toMatch(/different kinds of wait/)
    const within = (positive: number): Cases => casesOf('share', share(positive, 100))
    expect(compare('within-target-share', within(80), within(40), { channels }).verdict).toBe('not-comparable')
    expect(compare('unanswered-share', within(10), within(40), { channels }).verdict).toBe('better')
  })

  it('hours of another kind', () => {
    const row = compare('first-response-time', fast(), slow(), { baselineHours: 'business' })
    expect(row.reason).toBe('Times in calendar hours are not comparable with times in business hours.')
    expect(
      compare('csat', casesOf('csat', share(8, 20)), casesOf('csat', share(8, 20)), { baselineHours: 'business' })
        .verdict,
    ).not.toBe('not-comparable')
  })
})

describe('agents who work both sides', () => {
  const agents = Int32Array.from({ length: 60 }, (_, i) => i % 10)

  it('are compared with themselves', () => {
    const row = compare(
      'first-response-time',
      casesOf('duration', even(60, 100), { agents }),
      casesOf('duration', even(60, 200), { agents }),
    )
    // Every agent has six times on each side, twice as long on the baseline.
    expect(row.sameAgents).toMatchObject({ of: 'ratio', agents: 10, lower: 10 })
    expect(row.sameAgents?.median).toBeCloseTo(0.5, 10)
    expect(row.sameAgents?.interval?.low).toBeCloseTo(0.5, 10)
    expect(row.cautions.join()).not.toMatch(/themselves/)
  })

  it('warn where the difference is between people and not within them', () => {
    // Nine times out of ten SMS has the quick agents; each agent is as quick on both.
    const quick = even(54, 100)
    const slowly = even(54, 400)
    const side = (first: number[], second: number[]): Cases =>
      casesOf('duration', [...first, ...second], {
        agents: Int32Array.from([...first.map((_, i) => i % 3), ...second.map((_, i) => 3 + (i % 3))]),
      })
    const sms = side(
      [...quick, ...quick, ...quick],
      slowly.filter((_, i) => i % 3 === 0),
    )
    const chat = side(
      quick.filter((_, i) => i % 3 === 0),
      [...slowly, ...slowly, ...slowly],
    )
    const row = compare('first-response-time', sms, chat)
    expect(row.verdict).toBe('better')
    expect(row.sameAgents?.agents).toBe(6)
    expect(row.sameAgents?.median).toBeCloseTo(1, 1)
    expect(row.cautions.some((caution) => /do not show this difference among themselves/.test(caution))).toBe(true)
  })

  it('are compared by their own shares and scores too, and not below three of them', () => {
    const three = Int32Array.from({ length: 60 }, (_, i) => i % 3)
    const good = casesOf(
      'csat',
      Array.from({ length: 60 }, (_, i) => (i < 48 ? 1 : 0)),
      { agents: three },
    )
    const poor = casesOf(
      'csat',
      Array.from({ length: 60 }, (_, i) => (i < 30 ? 1 : 0)),
      { agents: three },
    )
    const row = compare('csat', good, poor)
    expect(row.sameAgents).toMatchObject({ of: 'difference', agents: 3, lower: 0, interval: null })
    expect(row.sameAgents?.median).toBeCloseTo(0.3, 12)
    const two = Int32Array.from({ length: 60 }, (_, i) => i % 2)
    expect(compare('csat', { ...good, agents: two }, { ...poor, agents: two }).sameAgents).toBeNull()
  })
})

describe('the smallest difference that matters', () => {
  it('is a part of the baseline or an amount', () => {
    expect(marginOf('ratio', { of: 'ratio', value: 0.1 }, 250)).toEqual({ down: -Math.log(0.9), up: Math.log(1.1) })
    // 30 s of 120 s are a quarter.
    expect(marginOf('ratio', { of: 'difference', value: 30 }, 120)).toEqual({
      down: -Math.log(0.75),
      up: Math.log(1.25),
    })
    expect(marginOf('ratio', { of: 'difference', value: 30 }, 20).down).toBeGreaterThan(20)
    expect(marginOf('difference', { of: 'difference', value: 0.05 }, 0.4)).toEqual({ down: 0.05, up: 0.05 })
    // A fifth of 2 % are 0.4 points.
    expect(marginOf('difference', { of: 'ratio', value: 0.2 }, 0.02).up).toBeCloseTo(0.004, 15)
  })

  it('decides between small and better, and stands in the sentence', () => {
    const by = (of: 'ratio' | 'difference', value: number) =>
      compare('first-response-time', casesOf('duration', even(4000, 100)), casesOf('duration', even(4000, 120)), {
        smallest: { of, value },
      })
    expect(by('difference', 15).verdict).toBe('better')
    expect(by('difference', 30).verdict).toBe('equivalent')
    expect(by('difference', 21).reason).toMatch(/but by less than the 21 s that matter/)
    expect(by('ratio', 0.1).verdict).toBe('better')
    expect(by('difference', 15).smallest).toEqual({ of: 'difference', value: 15 })
  })
})

describe('rare shares', () => {
  it('say that nothing they could differ by would matter', () => {
    const side = (positive: number): Cases => casesOf('share', share(positive, 800))
    const row = compare('reopen-share', side(28), side(2))
    expect(row.verdict).toBe('equivalent')
    expect(row.cautions.some((caution) => /5 percentage points, is more than either share has/.test(caution))).toBe(
      true,
    )
    const set = compare('reopen-share', side(28), side(2), { smallest: { of: 'difference', value: 0.01 } })
    expect(set.verdict).toBe('worse')
    expect(set.cautions.join()).not.toMatch(/rare/)
    expect(compare('reopen-share', side(20), side(18)).cautions.join()).not.toMatch(/rare/)
  })

  it.each(['opt-out-share', 'unsubscribe-after-service'] as const)('start at 1 point for %s', (id) => {
    // 3.5 % against 0.25 % of 800: more than ten times as many customers lost.
    const row = compare(id, casesOf('share', share(28, 800)), casesOf('share', share(2, 800)))
    expect(row.smallest).toEqual({ of: 'difference', value: 0.01 })
    expect(row.verdict).toBe('worse')
    expect(row.cautions.join()).not.toMatch(/rare/)
  })
})

describe('volumes', () => {
  const days = (counts: readonly number[]): Cases => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return casesOf('count', Array<number>(total).fill(1), {
      coveredDays: counts.length,
      daily: { counts: Int32Array.from(counts), firstWeekday: 1 },
    })
  }

  it('have an interval as wide as their days vary', () => {
    const wild = compare('conversations', days([60, 10, 50, 20, 70, 10]), days([40, 20, 30, 10, 50, 30]))
    const calm = compare('conversations', days([37, 36, 37, 36, 37, 37]), days([30, 30, 30, 30, 30, 30]))
    expect(wild.dispersion).toBeGreaterThan(5)
    expect(calm.dispersion).toBe(1)
    expect(wild.ratio).toBeCloseTo(220 / 180, 12)
    expect(calm.ratio).toBeCloseTo(220 / 180, 12)
    expect(wild.interval?.high).toBeGreaterThan((calm.interval?.high ?? 0) * 1.5)
    expect(wild.cautions[0]).toMatch(/times as much as chance alone would make them \(over-dispersion\)/)
    expect(calm.cautions[0]).toMatch(/no more than chance/)
  })
})

describe('short periods', () => {
  it('are said beside a verdict', () => {
    const row = compare('first-response-time', fast({ coveredDays: 3 }), slow({ coveredDays: 28 }))
    expect(row.cautions.some((caution) => caution.startsWith('SMS covers 3 days only'))).toBe(true)
    expect(
      compare('first-response-time', fast({ coveredDays: 3 }), slow({ coveredDays: 3 })).cautions.join(),
    ).not.toMatch(/covers/)
  })
})
