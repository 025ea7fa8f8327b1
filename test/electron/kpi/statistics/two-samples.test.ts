import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logMedianVariance, medianRatio } from '../../../../electron/kpi/statistics/median-ratio.ts'
import { normalQuantile, twoSidedP } from '../../../../electron/kpi/statistics/normal.ts'
import { ascending, quantile7 } from '../../../../electron/kpi/statistics/quantile.ts'
import { mannWhitney, probabilityLower } from '../../../../electron/kpi/statistics/rank-sum.ts'
import { rateRatio } from '../../../../electron/kpi/statistics/rate.ts'
import { hodgesLehmann, nthDifference } from '../../../../electron/kpi/statistics/shift.ts'

const a = Float64Array.of(2, 3, 3, 4, 5, 6, 7, 9, 12, 15, 22, 40)
const b = Float64Array.of(5, 8, 9, 11, 12, 14, 18, 20, 25, 31, 44, 90, 120)

const sample = (max: number) =>
  fc
    .array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 25 })
    .map((values) => ascending(Float64Array.from(values)))

function differences(first: Float64Array, second: Float64Array): number[] {
  return [...first].flatMap((x) => [...second].map((y) => x - y)).sort((x, y) => x - y)
}

/** U and p from ranks, as textbooks do it by hand. */
function rankSumByHand(first: Float64Array, second: Float64Array): { u: number; p: number } {
  const all = [...first, ...second]
  const rank = (value: number): number =>
    all.filter((other) => other < value).length + (all.filter((other) => other === value).length + 1) / 2
  const n = first.length
  const m = second.length
  const ranks = all.map(rank)
  const u = ranks.slice(0, n).reduce((sum, value) => sum + value, 0) - (n * (n + 1)) / 2
  // Variance of a sum of n ranks drawn without replacement from these ranks: ties included without a formula for them.
  const mean = (all.length + 1) / 2
  const spread = ranks.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1)
  const variance = (spread * n * m) / all.length
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5)
  return { u, p: variance > 0 ? twoSidedP(distance / Math.sqrt(variance)) : 1 }
}

describe('Mann–Whitney', () => {
  it('gives the values of the design', () => {
    const { u, p } = mannWhitney(a, b)
    expect(u).toBe(33.5)
    expect(p).toBeCloseTo(0.016615, 6)
    expect(probabilityLower(u, 12, 13)).toBeCloseTo(0.7853, 4)
  })

  it('gives U = 35 for the permeability of membranes (Hollander and Wolfe 1973, p. 69)', () => {
    const term = ascending(Float64Array.of(0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46))
    const early = ascending(Float64Array.of(1.15, 0.88, 0.9, 0.74, 1.21))
    expect(mannWhitney(term, early).u).toBe(35)
    expect(hodgesLehmann(term, early).value).toBeCloseTo(0.305, 10)
  })

  it('agrees with the ranks taken by hand, and with counting all pairs', () => {
    fc.assert(
      fc.property(sample(12), sample(12), (first, second) => {
        const { u, p } = mannWhitney(first, second)
        const slow = rankSumByHand(first, second)
        expect(u).toBe(slow.u)
        expect(p).toBeCloseTo(slow.p, 9)
        const wins = differences(first, second).reduce((sum, d) => sum + (d < 0 ? 1 : d === 0 ? 0.5 : 0), 0)
        expect(probabilityLower(u, first.length, second.length)).toBeCloseTo(wins / (first.length * second.length), 12)
      }),
    )
  })

  it('comes close to the exact permutation p-value', () => {
    // All 3,432 ways to choose 7 of 14 distinct values.
    const first = Float64Array.of(1, 2, 4, 5, 7, 9, 12)
    const second = Float64Array.of(3, 6, 8, 10, 11, 13, 14)
    const observed = Math.abs(mannWhitney(first, second).u - 24.5)
    let extreme = 0
    let total = 0
    for (let mask = 0; mask < 1 << 14; mask += 1) {
      const chosen = [...Array(14).keys()].filter((bit) => (mask >> bit) % 2 === 1)
      if (chosen.length !== 7) continue
      total += 1
      const u = chosen.reduce((sum, bit) => sum + bit + 1, 0) - 28
      if (Math.abs(u - 24.5) >= observed) extreme += 1
    }
    expect(total).toBe(3432)
    expect(Math.abs(mannWhitney(first, second).p - extreme / total)).toBeLessThan(0.005)
  })

  it('is 1 where everything is equal', () => {
    expect(mannWhitney(Float64Array.of(3, 3), Float64Array.of(3, 3, 3)).p).toBe(1)
  })
})

describe('Hodges–Lehmann', () => {
  it('gives the values of the design', () => {
    expect(hodgesLehmann(a, b)).toEqual({ value: -9, low: -24, high: -2, level: 0.95 })
  })

  it('selects from all differences without listing them', () => {
    fc.assert(
      fc.property(sample(60), sample(60), fc.double({ min: 0, max: 1, noNaN: true }), (first, second, part) => {
        const all = differences(first, second)
        const k = 1 + Math.floor(part * (all.length - 1))
        expect(nthDifference(first, second, k)).toBe(all[k - 1])
        expect(hodgesLehmann(first, second).value).toBe(quantile7(Float64Array.from(all), 0.5))
      }),
    )
  })

  it('works on values that are no whole numbers', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(values, values, (one, other) => {
        const first = ascending(Float64Array.from(one))
        const second = ascending(Float64Array.from(other))
        const all = differences(first, second)
        all.forEach((expected, i) => expect(nthDifference(first, second, i + 1)).toBe(expected))
      }),
      { numRuns: 60 },
    )
  })

  it('moves with its samples', () => {
    fc.assert(
      fc.property(sample(60), sample(60), fc.integer({ min: -50, max: 50 }), (first, second, shift) => {
        const moved = hodgesLehmann(
          first.map((value) => value + shift),
          second,
        )
        const still = hodgesLehmann(first, second)
        expect(moved.value).toBe(still.value + shift)
        expect(moved.low).toBe(still.low + shift)
      }),
    )
  })
})

describe('Price–Bonett', () => {
  it('gives the published example of its authors (statpsych, ci.ratio.median2)', () => {
    const first = ascending(Float64Array.of(36, 44, 47, 42, 49, 39, 46, 31, 33, 48))
    const second = ascending(Float64Array.of(32, 39, 26, 35, 43, 27, 40, 37, 34, 29, 49, 42, 40))
    const { ratio, interval } = medianRatio(first, second)
    expect(ratio).toBeCloseTo(1.162162, 6)
    expect(interval.low).toBeCloseTo(0.927667, 6)
    expect(interval.high).toBeCloseTo(1.455933, 6)
  })

  it('uses the order statistics and the tail that it names', () => {
    // n = 12: c = round(6.5 − 3.46) = 3, P(X < 3) = 79/4096; x(10) = 15, x(3) = 3.
    const z = -normalQuantile(79 / 4096)
    expect(logMedianVariance(a)).toBeCloseTo((Math.log(15 / 3) / (2 * z)) ** 2, 12)
  })

  it('turns round when the sides change places, and does not care about the unit above half a second', () => {
    const times = fc
      .array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 40 })
      .map((values) => ascending(Float64Array.from(values)))
    fc.assert(
      fc.property(times, times, (first, second) => {
        const forth = medianRatio(first, second)
        const back = medianRatio(second, first)
        expect(forth.ratio * back.ratio).toBeCloseTo(1, 9)
        expect(forth.interval.low * back.interval.high).toBeCloseTo(1, 9)
        const minutes = medianRatio(
          first.map((value) => value * 60),
          second.map((value) => value * 60),
        )
        expect(minutes.interval.high).toBeCloseTo(forth.interval.high, 6)
      }),
    )
  })

  it('counts zero as half a second', () => {
    const zeros = Float64Array.of(0, 0, 0, 0, 0, 0)
    expect(medianRatio(zeros, Float64Array.of(1, 1, 1, 1, 1, 1)).ratio).toBeCloseTo(0.5, 12)
  })
})

describe('rate ratio', () => {
  it('gives the values of the design', () => {
    const rates = rateRatio(340, 90, 280, 90)
    expect(rates?.ratio).toBeCloseTo(1.2143, 4)
    expect(rates?.interval.low).toBeCloseTo(1.0366, 4)
    expect(rates?.interval.high).toBeCloseTo(1.4224, 4)
  })

  it('counts per day', () => {
    expect(rateRatio(100, 10, 100, 20)?.ratio).toBeCloseTo(2, 12)
    expect(rateRatio(0, 10, 100, 20)).toBeNull()
    expect(rateRatio(10, 0, 100, 20)).toBeNull()
  })
})

function spreadTimes(factor: number): Float64Array {
  return Float64Array.from({ length: 500_000 }, (_, i) => Math.round(((i * 7919) % 500_000) * factor)).sort()
}

describe('half a million values per side', () => {
  it('stay within seconds', () => {
    const first = spreadTimes(1)
    const second = spreadTimes(1.1)
    const start = performance.now()
    mannWhitney(first, second)
    medianRatio(first, second)
    const { value } = hodgesLehmann(first, second)
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(value).toBeLessThan(0)
  })
})
