import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanOf, varianceOf } from '../../../../electron/kpi/statistics/mean.ts'
import { meanRatio } from '../../../../electron/kpi/statistics/mean-ratio.ts'
import { tQuantile95 } from '../../../../electron/kpi/statistics/student-t.ts'

// statpsych, the examples of ci.ratio.mean2 and ci.median2 (Bonett).
const first = Float64Array.of(32, 39, 26, 35, 43, 27, 40, 37, 34, 29, 49, 42, 40)
const second = Float64Array.of(36, 44, 47, 42, 49, 39, 46, 31, 33, 48)

describe('ratio of means', () => {
  it('follows the log scale of its authors where both sides vary alike', () => {
    // The same shape, twice as large: pooling changes nothing.
    const twice = first.map((value) => 2 * value)
    const { ratio, interval, degrees, p } = meanRatio(twice, first) ?? expect.fail()
    const variation = varianceOf(first) / meanOf(first) ** 2
    const half = tQuantile95(12) * Math.sqrt((2 * variation) / 13)
    expect(ratio).toBeCloseTo(2, 12)
    expect(degrees).toBe(12)
    expect(interval.low).toBeCloseTo(Math.exp(Math.log(2) - half), 10)
    expect(interval.high).toBeCloseTo(Math.exp(Math.log(2) + half), 10)
    expect(p).toBeLessThan(1e-6)
  })

  it('is at least as wide as with each side’s own variation', () => {
    const { ratio, interval } = meanRatio(second, first) ?? expect.fail()
    expect(ratio).toBeCloseTo(41.5 / (473 / 13), 12)
    const own = [first, second].map((side) => varianceOf(side) / meanOf(side) ** 2 / side.length)
    const narrow = 1.96 * Math.sqrt((own[0] ?? 0) + (own[1] ?? 0))
    expect(Math.log(interval.high / interval.low)).toBeGreaterThan(2 * narrow)
  })

  it('turns round when the sides change places, whatever the unit', () => {
    const counts = fc
      .array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 40 })
      .filter((values) => new Set(values).size > 1)
      .map((values) => Float64Array.from(values))
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const forth = meanRatio(one, other) ?? expect.fail()
        const back = meanRatio(other, one) ?? expect.fail()
        expect(forth.ratio * back.ratio).toBeCloseTo(1, 9)
        expect(forth.interval.low * back.interval.high).toBeCloseTo(1, 9)
        expect(forth.p).toBeCloseTo(back.p, 9)
        const scaled = meanRatio(
          one.map((value) => 12 * value),
          other.map((value) => 12 * value),
        )
        expect(scaled?.interval.high).toBeCloseTo(forth.interval.high, 6)
        expect(forth.p <= 0.05).toBe(forth.interval.low > 1 || forth.interval.high < 1)
      }),
    )
  })

  it('needs two numbers a side, something above zero, and some variation', () => {
    expect(meanRatio(Float64Array.of(1), first)).toBeNull()
    expect(meanRatio(Float64Array.of(0, 0, 0), first)).toBeNull()
    expect(meanRatio(Float64Array.of(2, 2), Float64Array.of(3, 3))).toBeNull()
    expect(meanRatio(Float64Array.of(2, 2), first)?.interval.high).toBeGreaterThan(0)
  })
})
