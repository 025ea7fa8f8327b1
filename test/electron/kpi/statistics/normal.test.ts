import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile, twoSidedP, z95 } from '../../../../electron/kpi/statistics/normal.ts'

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

/** P(0 ≤ Z ≤ z) by Simpson's rule over the density: slow, and independent of both approximations. */
function integratedHalf(z: number): number {
  const steps = 20_000
  const width = z / steps
  let sum = density(0) + density(z)
  for (let i = 1; i < steps; i += 1) sum += (i % 2 === 1 ? 4 : 2) * density(i * width)
  return (sum * width) / 3
}

describe('normal distribution', () => {
  it.each([0.1, 0.5, 1, 1.96, 2.5758, 3.5, 5])('has the cdf that its density integrates to at %f', (z) => {
    expect(normalCdf(z)).toBeCloseTo(0.5 + integratedHalf(z), 12)
    expect(normalCdf(-z)).toBeCloseTo(0.5 - integratedHalf(z), 12)
  })

  // Abramowitz and Stegun 1964, table 26.1 and 26.5; far tail: 26.2.
  it.each([
    [1, 0.8413447460685429],
    [2, 0.9772498680518208],
    [-3, 0.00134989803163009],
    [-6, 9.865876450376981e-10],
  ])('agrees with the published table at %f', (z, expected) => {
    expect(Math.abs(normalCdf(z) - expected)).toBeLessThan(2e-15)
    expect(normalCdf(z) / expected).toBeCloseTo(1, 8)
  })

  it('quantile undoes cdf', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13)
      }),
    )
    expect(normalQuantile(0.975)).toBeCloseTo(z95, 14)
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
  })

  it('gives symmetric p-values of at most 1', () => {
    expect(twoSidedP(0)).toBe(1)
    expect(twoSidedP(z95)).toBeCloseTo(0.05, 14)
    expect(twoSidedP(-2)).toBe(twoSidedP(2))
  })
})
