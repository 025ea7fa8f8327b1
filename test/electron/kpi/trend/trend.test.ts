import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeSmall } from '../../../../electron/kpi/trend/trend-series.ts'
import { stretchesOf, trendOf } from '../../../../electron/kpi/trend/trend.ts'
import type { MeasuredPeriod, TrendOptions } from '../../../../electron/kpi/trend/trend.ts'
import type { TrendBreak } from '../../../../shared/trend.ts'
import { addDays } from '../../../../shared/time.ts'

const monday = '2026-01-05'

function weeks(values: readonly (number | null)[], more: Partial<MeasuredPeriod> = {}): MeasuredPeriod[] {
  return values.map((value, i) => ({
    from: addDays(monday, 7 * i),
    to: addDays(monday, 7 * i + 6),
    value,
    n: 40,
    complete: true,
    periods: 1,
    ...more,
  }))
}

function months(values: readonly number[]): MeasuredPeriod[] {
  return values.map((value, i) => {
    const start = new Date(Date.UTC(2024, i, 1)).toISOString().slice(0, 10)
    const end = new Date(Date.UTC(2024, i + 1, 0)).toISOString().slice(0, 10)
    return { from: start, to: end, value, n: 40, complete: true, periods: 1 }
  })
}

const change = (day: string, kind: TrendBreak['kind'] = 'source'): TrendBreak => ({
  day,
  kind,
  sentence: `Something changed on ${day}.`,
})

const times: TrendOptions = { by: 'week', better: 'lower', unit: 'seconds', leastCases: 10, breaks: [] }
const volume: TrendOptions = { ...times, better: 'neutral', unit: 'count', leastCases: 0 }

const falling = [30, 28, 29, 26, 27, 24, 25, 22, 23, 20, 21, 18]
const noise = [24, 28, 25, 30, 22, 27, 29, 23, 26, 24, 28, 25]

describe('trendOf', () => {
  it('reads falling times as improving, with slope, interval and test', () => {
    const trend = trendOf(weeks(falling), times)
    expect(trend.direction).toBe('improving')
    expect(trend.slope?.perPeriod).toBe(-1)
    expect(trend.slope?.interval?.low).toBeCloseTo(-1.143, 3)
    expect(trend.slope?.interval?.high).toBeCloseTo(-0.875, 10)
    expect(trend.test).toMatchObject({ method: 'mann-kendall', s: -56, n: 12, memory: 0 })
    expect(trend.test?.p).toBeCloseTo(0.000162, 6)
    expect(trend.seasonal).toBe(false)
    expect(trend.points.every(({ tested }) => tested)).toBe(true)
    expect(trend.sentence.replaceAll('\u202f', ' ')).toBe(
      'Getting better over 12 weeks: falling by 1 s a week (95 % interval 0.9 s to 1.1 s; p = 0.0002).',
    )
    expect(trend.notes).toEqual([])
  })

  it('reads the same series as worsening where higher is better, and as changing where neither is', () => {
    expect(trendOf(weeks(falling), { ...times, better: 'higher' }).direction).toBe('worsening')
    expect(trendOf(weeks([...falling].reverse()), { ...times, better: 'higher' }).direction).toBe('improving')
    const volumes = trendOf(weeks(falling), volume)
    expect(volumes.direction).toBe('changing')
    expect(volumes.sentence).toMatch(/^Shrinking over 12 weeks: falling by 1.00 a week/)
  })

  it('says no clear trend, never flat', () => {
    const trend = trendOf(weeks(noise), times)
    expect(trend.direction).toBe('no-clear-trend')
    expect(trend.slope).not.toBeNull()
    expect(trend.sentence).toMatch(/^No clear trend over 12 weeks \(p = [01]\.\d{3}\)\.$/)
    const constant = trendOf(weeks(Array<number>(12).fill(5)), times)
    expect(constant.direction).toBe('no-clear-trend')
    expect(constant.test?.p).toBe(1)
  })

  it('needs 8 periods with 10 cases each', () => {
    const short = trendOf(weeks(falling.slice(0, 7)), times)
    expect(short).toMatchObject({ direction: 'too-little-data', slope: null, test: null, limits: null })
    expect(short.points.some(({ tested }) => tested)).toBe(false)
    expect(short.sentence).toBe(
      'Too little data for a trend: a trend needs at least 8 whole weeks with enough cases, and there are 7.',
    )
    const thin = trendOf(weeks(falling, { n: 9 }), times)
    expect(thin.direction).toBe('too-little-data')
    expect(thin.sentence).toMatch(/there are 0\.$/)
    expect(thin.notes).toEqual(['12 weeks with fewer than 10 cases are drawn and left out of the test.'])
    expect(trendOf(weeks(falling, { n: 9 }), volume).direction).toBe('changing')
    expect(trendOf([], times).direction).toBe('too-little-data')
  })

  it('draws unfinished, empty and small periods and leaves them out of the test', () => {
    const points = weeks([...falling.slice(0, 4), null, 900, ...falling.slice(4), 900]).map((point, i) =>
      i === 4 ? { ...point, n: 0 } : i === 5 ? { ...point, n: 3 } : i === 14 ? { ...point, complete: false } : point,
    )
    const trend = trendOf(points, times)
    expect(trend.points).toHaveLength(15)
    expect([4, 5, 14].map((at) => trend.points[at])).toMatchObject([
      { tested: false, unusual: false },
      { tested: false, unusual: false },
      { tested: false, unusual: false },
    ])
    expect(trend.test?.p).toBeCloseTo(0.000162, 6)
    expect(trend.notes).toEqual([
      '1 week with fewer than 10 cases is drawn and left out of the test.',
      '1 week not complete: drawn, marked and left out of the test.',
    ])
    // Two periods without a value in the middle: the same fall takes longer.
    expect(trend.slope?.perPeriod).toBeGreaterThan(-1)
    expect(trend.slope?.perPeriod).toBeLessThan(-0.8)
  })

  it('counts merged periods where they lie', () => {
    // A straight line of one second a week; the middle of the fourth point lies half a week later.
    const line = [10, 11, 12, 13.5, 15, 16, 17, 18, 19]
    const points = weeks(line).map((point, i) => (i === 3 ? { ...point, periods: 2 } : point))
    const trend = trendOf(points, times)
    expect(trend.slope?.perPeriod).toBe(1)
    expect(trend.notes).toEqual(['2 weeks with neighbours of fewer than 10 cases were merged into 1 point.'])
  })

  it('computes nothing across a change', () => {
    const jump = [...falling, ...falling.map((value) => value + 40)]
    const before = trendOf(weeks(jump), times)
    expect(before.direction).not.toBe('improving')
    const [day] = weeks(jump).slice(12)
    const breaks = [change(day?.from ?? '', 'schedule')]
    const trend = trendOf(weeks(jump), { ...times, breaks })
    expect(trend.direction).toBe('improving')
    expect(trend.test?.p).toBeCloseTo(0.000162, 6)
    expect(trend.points.map(({ tested }) => tested)).toEqual(jump.map((_, i) => i >= 12))
    expect(trend.breaks).toEqual(breaks)
    expect(trend.sentence).toMatch(/^Getting better over 12 weeks since 30 Mar 2026: /)
    expect(trend.notes).toEqual([
      'Something changed on 2026-03-30.',
      'No trend is computed across a change: what came before it is shown and not tested.',
    ])
  })

  it('leaves out the period that a change falls into, and says where too little is left after it', () => {
    const breaks = [change(addDays(monday, 7 * 5 + 2))]
    const trend = trendOf(weeks(falling), { ...times, breaks })
    expect(stretchesOf(weeks(falling), breaks)).toEqual([0, 0, 0, 0, 0, null, 1, 1, 1, 1, 1, 1])
    expect(trend.direction).toBe('too-little-data')
    expect(trend.sentence).toBe(
      'Too little data for a trend since 11 Feb 2026: a trend needs at least 8 whole weeks with enough cases, and there are 6.',
    )
    expect(trend.notes.at(-1)).toBe('1 week with a change in the middle is left out.')
    const nothing = trendOf(weeks(falling), { ...times, breaks: [change(addDays(monday, 7 * 12 - 1))] })
    expect(nothing.direction).toBe('too-little-data')
  })

  it('asks for more where weeks remember each other', () => {
    const wave = [
      10, 11, 12, 13, 14, 15, 15, 15, 14, 14, 15, 16, 17, 17, 16, 16, 17, 18, 18, 17, 17, 18, 19, 20, 20, 19,
    ]
    const trend = trendOf(weeks(wave), times)
    expect(trend.test?.memory).toBeGreaterThan(0.3)
    expect(trend.notes[0]).toMatch(
      /^Neighbouring weeks are alike \(autocorrelation 0\.\d\d\); the test allows for it\.$/,
    )
  })

  it('compares months with the same months of other years, from two years on', () => {
    const rhythm = [-20, -30, -20, 0, 30, 55, 70, 75, 70, 55, 30, 0]
    const values = Array.from({ length: 36 }, (_, i) => 300 + (rhythm[i % 12] ?? 0) - (4 * i) / 12)
    const monthly = { ...times, by: 'month' as const }
    const trend = trendOf(months(values), monthly)
    expect(trend.seasonal).toBe(true)
    expect(trend.test?.method).toBe('seasonal-kendall')
    expect(trend.slope?.perPeriod).toBeCloseTo(-4 / 12, 10)
    expect(trend.direction).toBe('improving')
    expect(trend.notes).toContain(
      'Months are compared with the same months of other years only (seasonal Kendall test).',
    )
    expect(trendOf(months(values.slice(0, 23)), monthly).seasonal).toBe(false)
    // A change starts the count anew.
    expect(trendOf(months(values), { ...monthly, breaks: [change('2025-02-01')] }).seasonal).toBe(false)
  })

  it('marks unusual weeks on a log scale, against frozen limits where they are given', () => {
    const baseline = [12, 14, 11, 13, 15, 12, 16, 13, 12]
    const series = weeks([...baseline, 25, 21])
    const trend = trendOf(series, { ...times, limitsFrom: baseline })
    expect(trend.points.map(({ unusual }) => unusual)).toEqual([...baseline.map(() => false), true, false])
    expect(trend.limits?.from).toBe('baseline')
    expect(trend.limits?.centre).toBeCloseTo(13.026, 3)
    expect(trend.limits?.low).toBeCloseTo(7.9, 3)
    expect(trend.limits?.high).toBeCloseTo(21.477, 3)
    expect(trendOf(series, times).limits?.from).toBe('series')
    // Seven weeks give no limits, neither of a baseline nor of their own.
    expect(trendOf(weeks(baseline.slice(0, 7)), times).limits).toBeNull()
    expect(trendOf(series, { ...times, limitsFrom: baseline.slice(0, 7) }).limits?.from).toBe('series')
  })

  it('calls nothing unusual in a constant series, whatever the arithmetic does to its limits', () => {
    for (const value of [0, 0.1, 7, 100, 3600.5]) {
      for (const unit of ['seconds', 'ratio', 'points'] as const) {
        const trend = trendOf(weeks(Array<number>(20).fill(value)), { ...times, unit })
        expect(trend.points.some(({ unusual }) => unusual)).toBe(false)
      }
    }
  })

  it('takes plain limits for shares, and each stretch its own before a change', () => {
    const calm = [0.1, 0.12, 0.09, 0.11, 0.13, 0.1, 0.12, 0.4, 0.11, 0.1]
    const wild = calm.map((value) => value + 0.5)
    const breaks = [change(addDays(monday, 70))]
    const trend = trendOf(weeks([...calm, ...wild]), { ...times, unit: 'ratio', breaks })
    const unusual = trend.points.flatMap((point, i) => (point.unusual ? [i] : []))
    expect(unusual).toEqual([7, 17])
  })

  it('is not changed by a shift or a stretching of all values', () => {
    const series = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 8, maxLength: 40 })
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 500 }), fc.constantFrom(1, 2, 60), (values, shift, factor) => {
        const trend = trendOf(weeks(values), times)
        const moved = trendOf(weeks(values.map((value) => value * factor + shift)), times)
        expect(moved.test).toEqual(trend.test)
        expect(moved.direction).toBe(trend.direction)
        expect(moved.slope?.perPeriod).toBeCloseTo((trend.slope?.perPeriod ?? NaN) * factor, 9)
        // Backwards in time what rose falls.
        const back = trendOf(weeks([...values].reverse()), times)
        expect((back.test?.s ?? NaN) + (trend.test?.s ?? NaN)).toBe(0)
      }),
    )
  })
})

describe('mergeSmall', () => {
  const remeasured: string[] = []
  const remeasure = (from: string, to: string, periods: number): MeasuredPeriod[] => {
    remeasured.push(`${from} ${to}`)
    return [{ from, to, value: 1, n: 10, complete: true, periods }]
  }
  const merge = (sizes: readonly number[], stretches = sizes.map((): number | null => 0)): string => {
    const periods = weeks(sizes.map((n) => (n === 0 ? null : 1))).map((point, i) => ({ ...point, n: sizes[i] ?? 0 }))
    return mergeSmall(periods, stretches, 10, remeasure)
      .map((point) => point.periods)
      .join(' ')
  }

  it('joins a small week with those after it until there are enough', () => {
    expect(merge([12, 4, 5, 6, 30])).toBe('1 3 1')
    expect(remeasured.at(-1)).toBe('2026-01-12 2026-02-01')
  })

  it('joins what is left over with what came before', () => {
    expect(merge([12, 30, 4, 5])).toBe('1 3')
  })

  it('leaves small weeks alone where there is nothing to join', () => {
    expect(merge([3, 4])).toBe('1 1')
    expect(merge([])).toBe('')
  })

  it('joins nothing across a week without cases or across a change', () => {
    expect(merge([4, 0, 30])).toBe('1 1 1')
    expect(merge([4, 30, 5, 40], [0, 0, 1, 1])).toBe('2 2')
    expect(merge([30, 4, 5, 40], [0, 0, null, 1])).toBe('2 1 1')
  })

  it('keeps every period exactly once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 40 }), (sizes) => {
        const periods = weeks(sizes.map(() => 1)).map((point, i) => ({ ...point, n: sizes[i] ?? 0 }))
        const merged = mergeSmall(
          periods,
          periods.map(() => 0),
          10,
          (from, to, count) => [
            {
              from,
              to,
              value: 1,
              complete: true,
              periods: count,
              n: periods.reduce((sum, p) => sum + (p.from >= from && p.to <= to ? p.n : 0), 0),
            },
          ],
        )
        expect(merged.reduce((sum, point) => sum + point.periods, 0)).toBe(sizes.length)
        expect(merged.reduce((sum, point) => sum + point.n, 0)).toBe(sizes.reduce((sum, n) => sum + n, 0))
        merged.forEach((point, i) => i > 0 && expect(point.from > (merged[i - 1]?.to ?? '')).toBe(true))
        merged.forEach((point) => point.periods > 1 && expect(point.n).toBeGreaterThanOrEqual(10))
      }),
    )
  })
})
