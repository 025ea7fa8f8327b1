import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialDensity, binomialLowerTail, binomialUpperTail } from '../../../../electron/kpi/statistics/binomial.ts'

/** Pascal's recurrence on probabilities. */
function densities(n: number, p: number): number[] {
  let row = [1]
  for (let trial = 0; trial < n; trial += 1) {
    const next = Array.from({ length: row.length + 1 }, () => 0)
    row.forEach((value, k) => {
      next[k] = (next[k] ?? 0) + value * (1 - p)
      next[k + 1] = (next[k + 1] ?? 0) + value * p
    })
    row = next
  }
  return row
}

describe('binomial distribution', () => {
  it('agrees with the recurrence over all outcomes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (n, p) => {
        const slow = densities(n, p)
        let tail = 0
        slow.forEach((value, k) => {
          tail += value
          expect(binomialDensity(k, n, p)).toBeCloseTo(value, 13)
          expect(binomialLowerTail(k, n, p)).toBeCloseTo(tail, 12)
          expect(binomialUpperTail(k, n, p)).toBeCloseTo(1 - tail + value, 12)
        })
      }),
      { numRuns: 40 },
    )
  })

  it('is exact where the answer is a fraction', () => {
    expect(binomialLowerTail(2, 12, 0.5)).toBeCloseTo(79 / 4096, 15)
    expect(binomialLowerTail(0, 6, 0.5)).toBeCloseTo(1 / 64, 15)
    expect(binomialLowerTail(-1, 6, 0.5)).toBe(0)
    expect(binomialLowerTail(6, 6, 0.5)).toBe(1)
  })

  it('stays near its normal limit for half a million trials', () => {
    // Half a million tosses, 1,000 below half: z = (−1000 + ½)/√125000, P from the normal distribution.
    expect(binomialLowerTail(249_000, 500_000, 0.5)).toBeCloseTo(0.0023492, 7)
  })
})
