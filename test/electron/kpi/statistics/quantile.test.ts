import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ascending,
  medianInterval,
  quantile7,
  quantileInterval,
  quantileRanks,
} from '../../../../electron/kpi/statistics/quantile.ts'

const a = Float64Array.of(2, 3, 3, 4, 5, 6, 7, 9, 12, 15, 22, 40)
const b = Float64Array.of(5, 8, 9, 11, 12, 14, 18, 20, 25, 31, 44, 90, 120)

/** Probability that at most k of n values lie below the p-quantile, by counting subsets. */
function tail(k: number, n: number, p: number): number {
  let sum = 0
  let choose = 1
  for (let i = 0; i <= k; i += 1) {
    sum += choose * p ** i * (1 - p) ** (n - i)
    choose = (choose * (n - i)) / (i + 1)
  }
  return sum
}

describe('quantile7', () => {
  it('gives the medians and p90 of the design', () => {
    expect(quantile7(a, 0.5)).toBe(6.5)
    expect(quantile7(b, 0.5)).toBe(18)
    expect(quantile7(a, 0.9)).toBeCloseTo(21.3, 12)
    expect(quantile7(b, 0.9)).toBeCloseTo(80.8, 12)
  })

  it('gives the value of the PERCENTILE.INC documentation (Microsoft): 1, 3, 2, 4 at 0.3 is 1.9', () => {
    expect(quantile7(ascending(Float64Array.of(1, 3, 2, 4)), 0.3)).toBeCloseTo(1.9, 12)
  })

  it('is NaN for nothing, the value for one, and ends at the extremes', () => {
    expect(quantile7(new Float64Array(0), 0.5)).toBeNaN()
    expect(quantile7(Float64Array.of(7), 0.9)).toBe(7)
    expect(quantile7(b, 0)).toBe(5)
    expect(quantile7(b, 1)).toBe(120)
  })

  it('grows with p, and mirrors', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 })
    const p = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(values, p, p, (list, p1, p2) => {
        const sorted = ascending(Float64Array.from(list))
        const mirrored = ascending(sorted.map((value) => -value))
        expect(quantile7(sorted, Math.min(p1, p2))).toBeLessThanOrEqual(quantile7(sorted, Math.max(p1, p2)) + 1e-9)
        expect(quantile7(mirrored, 1 - p1)).toBeCloseTo(-quantile7(sorted, p1), 8)
      }),
    )
  })
})

describe('ascending', () => {
  it('leaves its argument alone', () => {
    const values = Float64Array.of(3, 1, 2)
    expect([...ascending(values)]).toEqual([1, 2, 3])
    expect([...values]).toEqual([3, 1, 2])
    expect(ascending(a)).toBe(a)
  })
})

describe('quantile intervals', () => {
  it('gives the median intervals of the design', () => {
    expect(medianInterval(a)).toEqual({ low: 3, high: 15, level: 0.95 })
    expect(medianInterval(b)).toEqual({ low: 9, high: 44, level: 0.95 })
  })

  it('exists from 6 values for the median, 36 for p90 and 72 for p95', () => {
    expect(quantileRanks(5, 0.5)).toBeNull()
    expect(quantileRanks(6, 0.5)).toEqual({ low: 1, high: 6 })
    expect(quantileRanks(35, 0.9)).toBeNull()
    expect(quantileRanks(36, 0.9)?.high).toBe(36)
    expect(quantileRanks(71, 0.95)).toBeNull()
    expect(quantileRanks(72, 0.95)?.high).toBe(72)
    expect(quantileInterval(new Float64Array(0), 0.5)).toBeNull()
  })

  it('takes the innermost ranks whose tails are at most 2.5 % each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.constantFrom(0.25, 0.5, 0.9), (n, p) => {
        const ranks = quantileRanks(n, p)
        // Conover's r and s by trying every rank.
        let r = 0
        while (tail(r, n, p) <= 0.025) r += 1
        let s = n + 1
        while (1 - tail(s - 2, n, p) <= 0.025) s -= 1
        expect(ranks).toEqual(r >= 1 && s <= n ? { low: r, high: s } : null)
      }),
    )
  })
})
