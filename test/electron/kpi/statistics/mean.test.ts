import { describe, expect, it } from 'vitest'
import { meanInterval, meanOf, varianceOf, welch } from '../../../../electron/kpi/statistics/mean.ts'
import { tQuantile95, twoSidedTailOfT } from '../../../../electron/kpi/statistics/student-t.ts'
import { twoSidedP, z95 } from '../../../../electron/kpi/statistics/normal.ts'

// Cushny and Peebles' hours of additional sleep, the example of Student 1908 (R: data set `sleep`).
const first = Float64Array.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2)
const second = Float64Array.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)

describe('Student’s t', () => {
  it('has the quantiles of the printed tables', () => {
    // 97.5 % points; Abramowitz and Stegun, table 26.10, to three decimals.
    const table = { 1: 12.706, 2: 4.303, 3: 3.182, 5: 2.571, 10: 2.228, 20: 2.086, 30: 2.042, 60: 2, 120: 1.98 }
    for (const [degrees, t] of Object.entries(table)) expect(tQuantile95(Number(degrees))).toBeCloseTo(t, 3)
  })

  it('is exact where it has a closed form', () => {
    // One degree of freedom is Cauchy's: P(|T| > t) = 1 − 2 arctan(t)/π, quantile tan(0.475 π).
    expect(twoSidedTailOfT(3, 1)).toBeCloseTo(1 - (2 * Math.atan(3)) / Math.PI, 13)
    expect(tQuantile95(1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 10)
    // Two: P(|T| > t) = 1 − t/√(2 + t²), quantile √2 · 0.95/√(1 − 0.95²).
    expect(twoSidedTailOfT(1.5, 2)).toBeCloseTo(1 - 1.5 / Math.sqrt(2 + 2.25), 13)
    expect(tQuantile95(2)).toBeCloseTo((Math.SQRT2 * 0.95) / Math.sqrt(1 - 0.95 ** 2), 11)
    // Four: F(t) = ½ + ⅜ (t/√(1 + t²/4)) (1 − t²/(12 (1 + t²/4))).
    const u = 1 + 2.5 ** 2 / 4
    const half = (3 / 8) * (2.5 / Math.sqrt(u)) * (1 - 2.5 ** 2 / (12 * u))
    expect(twoSidedTailOfT(2.5, 4)).toBeCloseTo(1 - 2 * half, 13)
  })

  it('keeps its tails and becomes the normal distribution', () => {
    expect(twoSidedTailOfT(0, 7)).toBe(1)
    // Four degrees, far out: the density is 12/t⁵ to first order, both tails together 6/t⁴.
    expect(twoSidedTailOfT(1000, 4) / (6 / 1000 ** 4)).toBeCloseTo(1, 4)
    expect(twoSidedTailOfT(2.2, 1e7)).toBeCloseTo(twoSidedP(2.2), 7)
    expect(tQuantile95(1e6)).toBeCloseTo(z95 + (z95 ** 3 + z95) / 4e6, 9)
    expect(twoSidedTailOfT(tQuantile95(17.776), 17.776)).toBeCloseTo(0.05, 13)
  })
})

describe('means', () => {
  it('give R’s t.test on Student’s own data', () => {
    expect(meanOf(first)).toBeCloseTo(0.75, 12)
    expect(meanOf(second)).toBeCloseTo(2.33, 12)
    // t.test(extra ~ group, sleep): t = −1.8608, df = 17.776, p = 0.07939, 95 % −3.3654832 to 0.2054832.
    const difference = welch(first, second)
    expect(difference?.degrees).toBeCloseTo(17.776, 3)
    expect(difference?.p).toBeCloseTo(0.07939, 5)
    expect(difference?.interval.low).toBeCloseTo(-3.3654832, 7)
    expect(difference?.interval.high).toBeCloseTo(0.2054832, 7)
    // t.test of the ten differences: mean 1.58, 95 % 0.7001142 to 2.4598858.
    const gains = first.map((value, index) => (second[index] ?? 0) - value)
    expect(meanInterval(gains)?.low).toBeCloseTo(0.7001142, 7)
    expect(meanInterval(gains)?.high).toBeCloseTo(2.4598858, 7)
  })

  it('need something that varies', () => {
    expect(varianceOf(Float64Array.of(3))).toBeNaN()
    expect(meanInterval(Float64Array.of(3))).toBeNull()
    expect(meanInterval(Float64Array.of(1, 1, 1))).toBeNull()
    expect(welch(Float64Array.of(3), second)).toBeNull()
    expect(welch(Float64Array.of(1, 1), Float64Array.of(2, 2, 2))).toMatchObject({
      value: -1,
      p: 0,
      interval: { low: -1, high: -1 },
    })
    expect(welch(Float64Array.of(1, 1), Float64Array.of(1, 1))?.p).toBe(1)
  })

  it('keep their digits far from zero', () => {
    const far = first.map((value) => value + 1e9)
    expect(varianceOf(far)).toBeCloseTo(varianceOf(first), 5)
  })
})
