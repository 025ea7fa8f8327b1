import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedNps, npsDifference, npsInterval, npsScore } from '../../../../electron/kpi/statistics/nps.ts'

/** Mean and standard error of a list of +100, 0, −100 with weights: the same numbers by the textbook way. */
function weightedMoments(promoters: number, detractors: number, n: number): { mean: number; error: number } {
  const groups = [
    { value: 100, weight: promoters + 0.75 },
    { value: 0, weight: n - promoters - detractors + 1.5 },
    { value: -100, weight: detractors + 0.75 },
  ]
  const size = groups.reduce((sum, { weight }) => sum + weight, 0)
  const mean = groups.reduce((sum, { value, weight }) => sum + value * weight, 0) / size
  const variance = groups.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0) / size
  return { mean, error: Math.sqrt(variance / size) }
}

describe('NPS', () => {
  it('gives the values of the design', () => {
    expect(npsScore(45, 12, 80)).toBeCloseTo(41.25, 10)
    expect(npsScore(30, 20, 70)).toBeCloseTo(14.29, 2)
    const first = adjustedNps(45, 12, 80)
    const second = adjustedNps(30, 20, 70)
    expect(first.score).toBeCloseTo(39.76, 2)
    expect(1.959964 * first.standardError).toBeCloseTo(15.91, 2)
    expect(second.score).toBeCloseTo(13.7, 2)
    expect(1.959964 * second.standardError).toBeCloseTo(19.01, 2)
    const difference = npsDifference({ promoters: 45, detractors: 12, n: 80 }, { promoters: 30, detractors: 20, n: 70 })
    expect(difference?.value).toBeCloseTo(26.06, 2)
    expect(difference?.interval.low).toBeCloseTo(1.27, 2)
    expect(difference?.interval.high).toBeCloseTo(50.85, 2)
    expect(difference?.z).toBeCloseTo(2.061, 3)
    expect(difference?.p).toBeCloseTo(0.0393, 4)
  })

  it('is the mean of +100, 0 and −100 with three more answers', () => {
    const answers = fc.tuple(fc.nat(200), fc.nat(200), fc.integer({ min: 1, max: 200 }))
    fc.assert(
      fc.property(answers, ([promoters, detractors, passives]) => {
        const n = promoters + detractors + passives
        const { score, standardError } = adjustedNps(promoters, detractors, n)
        const slow = weightedMoments(promoters, detractors, n)
        expect(score).toBeCloseTo(slow.mean, 9)
        expect(standardError).toBeCloseTo(slow.error, 9)
      }),
    )
  })

  it('stays on its scale and needs answers', () => {
    expect(npsInterval(10, 0, 10)?.high).toBeLessThanOrEqual(100)
    expect(npsInterval(0, 10, 10)?.low).toBeGreaterThanOrEqual(-100)
    expect(npsInterval(0, 0, 0)).toBeNull()
    expect(npsDifference({ promoters: 1, detractors: 0, n: 1 }, { promoters: 0, detractors: 0, n: 0 })).toBeNull()
  })
})
