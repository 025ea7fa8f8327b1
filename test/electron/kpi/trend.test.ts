import { describe, expect, it } from 'vitest'
import { trendOf } from '../../../electron/kpi/trend.ts'
import { mannKendall } from '../../../electron/kpi/statistics/mann-kendall.ts'
import type { TrendPoint } from '../../../electron/kpi/trend.ts'
import { randomStream } from './comparison-fixtures.ts'

function weeks(values: readonly (number | null)[], more: Partial<TrendPoint> = {}): TrendPoint[] {
  return values.map((value, i) => {
    const from = new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10)
    const to = new Date(Date.UTC(2026, 0, 11 + 7 * i)).toISOString().slice(0, 10)
    return { from, to, value, n: 40, complete: true, ...more }
  })
}

const falling = [30, 28, 29, 26, 27, 24, 25, 22, 23, 20, 21, 18]
const noise = [24, 28, 25, 30, 22, 27, 29, 23, 26, 24, 28, 25]

describe('trendOf', () => {
  it('reads falling times as improving, with the slope per period', () => {
    const trend = trendOf(weeks(falling), 'lower', { unit: 'seconds' })
    expect(trend.direction).toBe('improving')
    expect(trend.slope?.perPeriod).toBe(-1)
    expect(trend.test?.method).toBe('mann-kendall')
    expect(trend.test?.p).toBeCloseTo(0.000162, 6)
    expect(trend.points).toHaveLength(12)
  })

  it('reads the same series as worsening where higher is better, and as changing where neither is', () => {
    expect(trendOf(weeks(falling), 'higher').direction).toBe('worsening')
    expect(trendOf(weeks([...falling].reverse()), 'higher').direction).toBe('improving')
    expect(trendOf(weeks(falling), 'neutral', { unit: 'count' }).direction).toBe('changing')
  })

  it('says no clear trend, never flat', () => {
    const trend = trendOf(weeks(noise), 'lower')
    expect(trend.direction).toBe('no-clear-trend')
    expect(trend.slope).not.toBeNull()
    expect(trendOf(weeks(Array<number>(12).fill(5)), 'lower').direction).toBe('no-clear-trend')
  })

  it('needs 8 points with 10 cases each', () => {
    expect(trendOf(weeks(falling.slice(0, 7)), 'lower')).toMatchObject({
      direction: 'too-little-data',
      slope: null,
      test: null,
    })
    expect(trendOf(weeks(falling, { n: 9 }), 'lower').direction).toBe('too-little-data')
    expect(trendOf(weeks(falling, { n: 9 }), 'neutral', { unit: 'count' }).direction).toBe('changing')
    expect(trendOf([], 'lower').direction).toBe('too-little-data')
  })

  it('draws unfinished, empty and small periods and leaves them out of the test', () => {
    const [last] = weeks([900], { complete: false })
    const [small] = weeks([900], { n: 3 })
    const [empty] = weeks([null], { n: 0 })
    if (!last || !small || !empty) throw new Error('three points were made')
    const points = [...weeks(falling).toSpliced(4, 0, empty, small), last]
    const trend = trendOf(points, 'lower', { unit: 'seconds' })
    expect(trend.points).toHaveLength(15)
    expect([4, 5, 14].map((at) => trend.points[at]?.unusual)).toEqual([false, false, false])
    expect(trend.test?.p).toBeCloseTo(0.000162, 6)
    // Two periods without a value in the middle: the same fall takes longer.
    expect(trend.slope?.perPeriod).toBeGreaterThan(-1)
    expect(trend.slope?.perPeriod).toBeLessThan(-0.8)
  })

  it('asks for more where weeks remember each other', () => {
    const next = randomStream(11)
    let plain = 0
    let corrected = 0
    for (let run = 0; run < 300; run += 1) {
      const series: number[] = []
      let deviation = 0
      for (let week = 0; week < 26; week += 1) {
        deviation = 0.6 * deviation + next() + next() + next() - 1.5
        series.push(100 + deviation)
      }
      if (mannKendall(series).p <= 0.05) plain += 1
      if (trendOf(weeks(series), 'lower').direction !== 'no-clear-trend') corrected += 1
    }
    // No series has a trend. A test that ignores the memory finds one in a fifth of them or more.
    expect(plain / 300).toBeGreaterThan(0.2)
    expect(corrected).toBeLessThan(0.75 * plain)
  })

  it('marks unusual weeks on a log scale, against frozen limits where they are given', () => {
    const baseline = [12, 14, 11, 13, 15, 12, 16, 13, 12]
    const series = weeks([...baseline, 25, 21])
    const trend = trendOf(series, 'lower', { unit: 'seconds', limitsFrom: baseline })
    expect(trend.points.map(({ unusual }) => unusual)).toEqual([...baseline.map(() => false), true, false])
    expect(trendOf(weeks(baseline.slice(0, 7)), 'lower').points.some(({ unusual }) => unusual)).toBe(false)
  })
})
