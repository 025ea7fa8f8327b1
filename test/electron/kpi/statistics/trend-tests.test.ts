import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { autocorrelations, averageRanks, hamedRaoFactor } from '../../../../electron/kpi/statistics/autocorrelation.ts'
import { xmrLimits, xmrLogLimits } from '../../../../electron/kpi/statistics/control-limits.ts'
import { mannKendall, mannKendallVariance } from '../../../../electron/kpi/statistics/mann-kendall.ts'
import { theilSen } from '../../../../electron/kpi/statistics/theil-sen.ts'

const falling = [30, 28, 29, 26, 27, 24, 25, 22, 23, 20, 21, 18]
const positions = (values: readonly number[]): number[] => values.map((_, i) => i)

function permutations(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]]
  return values.flatMap((value, i) => permutations(values.toSpliced(i, 1)).map((rest) => [value].concat(rest)))
}

const score = (values: readonly number[]): number =>
  values.reduce(
    (sum, value, i) => sum + values.slice(i + 1).reduce((inner, later) => inner + Math.sign(later - value), 0),
    0,
  )

describe('Mann–Kendall', () => {
  it('gives the values of the design', () => {
    const { s, variance, z, p } = mannKendall(falling)
    expect(s).toBe(-56)
    expect(variance).toBeCloseTo(212.667, 3)
    expect(z).toBeCloseTo(-3.7715, 4)
    expect(p).toBeCloseTo(0.000162, 6)
  })

  // Kendall 1975, table 1 (one-sided), as reprinted in Gilbert 1987, table A18.
  it.each([
    [4, 6, 0.042],
    [5, 8, 0.042],
    [8, 16, 0.031],
    [9, 20, 0.022],
    [10, 21, 0.036],
    [10, 23, 0.023],
  ])('is exact for short series: n = %i, S = %i', (n, s, oneSided) => {
    // Swapping neighbours of a rising series lowers S by 2 each.
    const values = Array.from({ length: n }, (_, i) => i)
    let excess = (n * (n - 1)) / 2 - s
    for (let end = n - 1; excess > 0; end -= 1) {
      for (let i = 0; i < end && excess > 0; i += 1) {
        const [one, other] = [values[i] ?? 0, values[i + 1] ?? 0]
        values[i] = other
        values[i + 1] = one
        excess -= 2
      }
    }
    const result = mannKendall(values)
    expect(result.s).toBe(s)
    expect(result.z).toBeNull()
    expect(result.p / 2).toBeCloseTo(oneSided, 3)
  })

  it('counts all orders of six values', () => {
    const orders = permutations([1, 2, 3, 4, 5, 6])
    const scores = orders.map(score)
    orders.slice(0, 120).forEach((order) => {
      const s = score(order)
      const extreme = scores.filter((other) => Math.abs(other) >= Math.abs(s)).length
      expect(mannKendall(order).p).toBeCloseTo(extreme / 720, 12)
    })
  })

  it('has the variance of all orders, ties included', () => {
    const values = [1, 1, 2, 3, 3, 3]
    const scores = permutations(values).map(score)
    const variance = scores.reduce((sum, s) => sum + s * s, 0) / scores.length
    expect(mannKendallVariance(values)).toBeCloseTo(variance, 10)
  })

  it('turns its sign with the direction and ignores any stretching of the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 30 }), (values) => {
        const result = mannKendall(values)
        expect(mannKendall([...values].reverse()).s).toBe(-result.s + 0)
        expect(mannKendall(values.map((value) => value ** 3 + 5)).p).toBe(result.p)
        expect(mannKendall(values, 2).p).toBeGreaterThanOrEqual(mannKendall(values, 1.0000001).p - 1e-12)
      }),
    )
  })

  it('knows no trend in a constant series', () => {
    expect(mannKendall([4, 4, 4, 4]).p).toBe(1)
  })
})

describe('Theil–Sen', () => {
  it('gives the values of the design', () => {
    const result = theilSen(positions(falling), falling)
    expect(result?.slope).toBe(-1)
    expect(result?.interval?.low).toBeCloseTo(-1.143, 3)
    expect(result?.interval?.high).toBeCloseTo(-0.875, 10)
  })

  it('finds a straight line through outliers and gaps, and follows the scale', () => {
    const x = [0, 1, 2, 4, 5, 7, 8, 9, 11]
    const line = x.map((position) => 3 * position + 2)
    line[4] = 900
    expect(theilSen(x, line)?.slope).toBeCloseTo(3, 12)
    expect(
      theilSen(
        x,
        line.map((value) => -2 * value),
      )?.slope,
    ).toBeCloseTo(-6, 12)
    expect(theilSen([1], [5])).toBeNull()
  })

  it('keeps its slope inside its interval', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 25 }), (values) => {
        const result = theilSen(positions(values), values)
        if (!result?.interval) return
        expect(result.interval.low).toBeLessThanOrEqual(result.slope)
        expect(result.interval.high).toBeGreaterThanOrEqual(result.slope)
      }),
    )
  })
})

describe('Hamed–Rao', () => {
  it('agrees with the formula written out for a series with a memory', () => {
    const values = [10, 11, 12, 13, 14, 13, 12, 11, 10, 9, 8, 9, 10, 11, 12, 13, 14, 13, 12, 11, 10, 9, 8, 9]
    const n = values.length
    const slope = theilSen(positions(values), values)?.slope ?? NaN
    const detrended = values.map((value, i) => value - slope * i)
    const ranks = detrended.map(
      (value) =>
        detrended.filter((other) => other < value).length +
        (detrended.filter((other) => other === value).length + 1) / 2,
    )
    const mean = (n + 1) / 2
    const total = ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0)
    let factor = 1
    for (let lag = 1; lag < n; lag += 1) {
      let sum = 0
      for (let t = lag; t < n; t += 1) sum += ((ranks[t] ?? 0) - mean) * ((ranks[t - lag] ?? 0) - mean)
      const correlation = sum / total
      if (Math.abs(correlation) > 1.959964 / Math.sqrt(n)) {
        factor += (2 / (n * (n - 1) * (n - 2))) * (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation
      }
    }
    expect(factor).toBeGreaterThan(1)
    expect(hamedRaoFactor(positions(values), values)).toBeCloseTo(factor, 10)
    expect(averageRanks(detrended)).toEqual(ranks)
  })

  it('leaves a series without memory alone, and never narrows', () => {
    expect(hamedRaoFactor(positions(falling), falling)).toBe(1)
    expect(hamedRaoFactor([0, 1, 2], [1, 2, 3])).toBe(1)
    expect(autocorrelations([5, 5, 5])).toEqual([0, 0])
  })
})

describe('XmR limits', () => {
  const baseline = [12, 14, 11, 13, 15, 12, 16, 13, 12]

  it('gives the values of the design, with 25 as a signal', () => {
    const limits = xmrLogLimits(baseline)
    expect(limits?.centre).toBeCloseTo(13.026, 3)
    expect(limits?.low).toBeCloseTo(7.9, 3)
    expect(limits?.high).toBeCloseTo(21.477, 3)
    expect(25 > (limits?.high ?? NaN)).toBe(true)
  })

  it('is the geometric mean, divided and multiplied by the same factor', () => {
    const limits = xmrLogLimits(baseline)
    const product = baseline.reduce((all, value) => all * value, 1)
    expect(limits?.centre).toBeCloseTo(product ** (1 / baseline.length), 10)
    expect((limits?.low ?? NaN) * (limits?.high ?? NaN)).toBeCloseTo((limits?.centre ?? NaN) ** 2, 8)
    expect(xmrLimits([3])).toBeNull()
    // 10 12 11: mean 11, moving ranges 2 and 1.
    expect(xmrLimits([10, 12, 11])).toEqual({ centre: 11, low: 11 - 2.66 * 1.5, high: 11 + 2.66 * 1.5 })
  })
})
