import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from '../../../../electron/kpi/statistics/multiplicity.ts'

/** The definition: the smallest level at which the step-up procedure rejects this hypothesis. */
function isRejected(pValues: readonly number[], index: number, level: number): boolean {
  const sorted = [...pValues].sort((a, b) => a - b)
  let cut = -1
  sorted.forEach((p, i) => {
    if (p <= ((i + 1) / sorted.length) * level) cut = p
  })
  return (pValues[index] ?? 1) <= cut
}

describe('Benjamini–Hochberg', () => {
  it('gives the values of the design', () => {
    const q = benjaminiHochberg([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])
    const expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.1057, 0.216, 0.216, 0.216]
    q.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 4))
  })

  it('rejects the four hypotheses of its authors (Benjamini and Hochberg 1995, section 3.2)', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ]
    expect(benjaminiHochberg(p).filter((q) => q <= 0.05)).toHaveLength(4)
  })

  it('is the level at which the step-up procedure begins to reject', () => {
    const list = fc.array(fc.double({ min: 0.0001, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(list, (p) => {
        benjaminiHochberg(p).forEach((q, i) => {
          expect(q).toBeGreaterThanOrEqual((p[i] ?? NaN) - 1e-12)
          expect(isRejected(p, i, q * (1 + 1e-9))).toBe(true)
          if (q < 1) expect(isRejected(p, i, q * (1 - 1e-9))).toBe(false)
        })
      }),
    )
    expect(benjaminiHochberg([])).toEqual([])
  })
})
