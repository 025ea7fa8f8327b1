import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z95 } from '../../../../electron/kpi/statistics/normal.ts'
import { newcombe, wilson } from '../../../../electron/kpi/statistics/share.ts'

/** Wilson's interval as what it is: the shares that a score test does not reject, found by bisection. */
function scoreBound(x: number, n: number, side: -1 | 1): number {
  const isRejected = (share: number): boolean => Math.abs(x / n - share) > z95 * Math.sqrt((share * (1 - share)) / n)
  let inside = x / n
  let outside = side < 0 ? 0 : 1
  for (let i = 0; i < 100; i += 1) {
    const middle = (inside + outside) / 2
    if (isRejected(middle)) outside = middle
    else inside = middle
  }
  return inside
}

const share = fc.integer({ min: 1, max: 400 }).chain((n) => fc.integer({ min: 0, max: n }).map((x) => ({ x, n })))

describe('wilson', () => {
  it.each([
    [40, 50, 0.6696, 0.8876],
    [16, 20, 0.584, 0.9193],
    [0, 300, 0, 0.0126],
    // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (x, n, low, high) => {
    const interval = wilson(x, n)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  it('is what the score test does not reject', () => {
    fc.assert(
      fc.property(share, ({ x, n }) => {
        const interval = wilson(x, n)
        expect(interval?.low).toBeCloseTo(scoreBound(x, n, -1), 9)
        expect(interval?.high).toBeCloseTo(scoreBound(x, n, 1), 9)
      }),
    )
    expect(wilson(0, 0)).toBeNull()
  })

  it('mirrors', () => {
    fc.assert(
      fc.property(share, ({ x, n }) => {
        expect(wilson(x, n)?.low).toBeCloseTo(1 - (wilson(n - x, n)?.high ?? NaN), 12)
      }),
    )
  })
})

describe('newcombe', () => {
  // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10, contrasts (a), (b), (c), (d), (e), (h).
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('%i/%i against %i/%i', (x1, n1, x2, n2, value, low, high) => {
    const difference = newcombe(x1, n1, x2, n2)
    expect(difference?.value).toBeCloseTo(value, 4)
    expect(difference?.interval.low).toBeCloseTo(low, 3)
    expect(difference?.interval.high).toBeCloseTo(high, 3)
  })

  it('changes sign when the sides change places and contains the difference', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const forth = newcombe(one.x, one.n, other.x, other.n)
        const back = newcombe(other.x, other.n, one.x, one.n)
        expect(forth?.interval.low).toBeCloseTo(-(back?.interval.high ?? NaN), 12)
        expect(forth?.interval.low).toBeLessThanOrEqual(forth?.value ?? NaN)
        expect(forth?.interval.high).toBeGreaterThanOrEqual(forth?.value ?? NaN)
      }),
    )
    expect(newcombe(1, 2, 0, 0)).toBeNull()
  })
})
