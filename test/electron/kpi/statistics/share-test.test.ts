import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialDensity } from '../../../../electron/kpi/statistics/binomial.ts'
import { twoSidedP } from '../../../../electron/kpi/statistics/normal.ts'
import { newcombe } from '../../../../electron/kpi/statistics/share.ts'
import { shareDifferenceP } from '../../../../electron/kpi/statistics/share-test.ts'

function score(x1: number, n1: number, x2: number, n2: number): number {
  const pooled = (x1 + x2) / (n1 + n2)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  return error === 0 ? 0 : Math.abs(x1 / n1 - x2 / n2) / error
}

/** Every table, one after the other, at every thousandth of the common share. */
function byEnumeration(x1: number, n1: number, x2: number, n2: number): number {
  const observed = score(x1, n1, x2, n2)
  let highest = 0
  for (let share = 0.001; share < 1; share += 0.001) {
    let sum = 0
    for (let a = 0; a <= n1; a++)
      for (let b = 0; b <= n2; b++)
        if (score(a, n1, b, n2) >= observed - 1e-9) sum += binomialDensity(a, n1, share) * binomialDensity(b, n2, share)
    highest = Math.max(highest, sum)
  }
  return highest
}

describe('whether two shares differ', () => {
  it('is the published example', () => {
    // Infected of 15 with and without a vaccine: SciPy's manual gives a one-sided 0.03407 for Barnard's test with the
    // pooled statistic. The sides are equally large, so the two-sided value is twice that.
    expect(shareDifferenceP(7, 15, 12, 15)).toBeCloseTo(2 * 0.03407, 4)
  })

  it('is what the enumeration of all tables gives', () => {
    const table = fc
      .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
      .chain(([n1, n2]) =>
        fc.tuple(fc.integer({ min: 0, max: n1 }), fc.constant(n1), fc.integer({ min: 0, max: n2 }), fc.constant(n2)),
      )
    fc.assert(
      fc.property(table, ([x1, n1, x2, n2]) => {
        const p = shareDifferenceP(x1, n1, x2, n2)
        if (score(x1, n1, x2, n2) === 0) expect(p).toBe(1)
        else expect(Math.abs(p - byEnumeration(x1, n1, x2, n2))).toBeLessThan(2e-3)
        expect(shareDifferenceP(x2, n2, x1, n1)).toBeCloseTo(p, 12)
        expect(shareDifferenceP(n1 - x1, n1, n2 - x2, n2)).toBeCloseTo(p, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('calls at most one in twenty equal shares different', () => {
    for (const [n1, n2] of [
      [20, 20],
      [25, 25],
      [20, 60],
    ] as const) {
      const isDifferent = Array.from({ length: n1 + 1 }, (_, a) =>
        Array.from({ length: n2 + 1 }, (_, b) => {
          const difference = newcombe(a, n1, b, n2)
          const excludesNone = difference !== null && (difference.interval.low > 0 || difference.interval.high < 0)
          return excludesNone && shareDifferenceP(a, n1, b, n2) <= 0.05
        }),
      )
      for (const share of [0.002, 0.01, 0.05, 0.1, 0.25, 0.32, 0.38, 0.5, 0.7, 0.9]) {
        let alarms = 0
        for (const [a, row] of isDifferent.entries()) {
          for (const [b, different] of row.entries()) {
            if (different) alarms += binomialDensity(a, n1, share) * binomialDensity(b, n2, share)
          }
        }
        expect(alarms).toBeLessThanOrEqual(0.0501)
      }
    }
  })

  it('is the score test for large samples, and knows nothing of an empty side', () => {
    expect(shareDifferenceP(300, 3000, 380, 3000)).toBeCloseTo(twoSidedP(score(300, 3000, 380, 3000)), 12)
    // Just below the limit the two are close.
    const near = shareDifferenceP(400, 1000, 450, 1000) / twoSidedP(score(400, 1000, 450, 1000))
    expect(near).toBeGreaterThan(0.95)
    expect(near).toBeLessThan(1.1)
    expect(shareDifferenceP(0, 0, 3, 10)).toBeNaN()
    expect(shareDifferenceP(0, 30, 0, 40)).toBe(1)
  })
})
