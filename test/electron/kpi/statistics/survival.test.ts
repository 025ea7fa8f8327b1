import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ascending, quantile7 } from '../../../../electron/kpi/statistics/quantile.ts'
import { kaplanMeier, kaplanMeierMedian } from '../../../../electron/kpi/statistics/survival.ts'

const list = (...values: number[]): Float64Array => Float64Array.from(values)

/** Efron's (1967) redistribution to the right: every waiting case hands its weight to all later ones. */
function redistributed(times: readonly number[], waiting: readonly number[]): Map<number, number> {
  const cases = [
    ...times.map((time) => ({ time, answered: true, weight: 1 })),
    ...waiting.map((time) => ({ time, answered: false, weight: 1 })),
  ].sort((x, y) => x.time - y.time || Number(y.answered) - Number(x.answered))
  const survival = new Map<number, number>()
  let gone = 0
  cases.forEach((item, i) => {
    if (item.answered) {
      gone += item.weight
      survival.set(item.time, 1 - gone / cases.length)
      return
    }
    const later = cases.slice(i + 1)
    for (const other of later) other.weight += item.weight / later.length
  })
  return survival
}

describe('Kaplan–Meier', () => {
  it('gives the curve and median of the design', () => {
    const answered = list(1, 2, 2, 3, 5, 8)
    const waiting = list(4, 6, 8, 10)
    const curve = kaplanMeier(answered, waiting)
    expect(curve.map(({ time }) => time)).toEqual([1, 2, 3, 5, 8])
    expect(curve.map(({ survival }) => Number(survival.toFixed(12)))).toEqual([0.9, 0.7, 0.6, 0.48, 0.32])
    expect(kaplanMeierMedian(answered, waiting)).toBe(5)
    expect(quantile7(answered, 0.5)).toBe(2.5)
  })

  it('gives the remission times of 6-MP (Freireich et al. 1963, as in Kleinbaum and Klein, table 2.1): median 23', () => {
    const relapses = list(6, 6, 6, 7, 10, 13, 16, 22, 23)
    const censored = list(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    const expected = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    kaplanMeier(relapses, censored).forEach(({ survival }, i) => expect(survival).toBeCloseTo(expected[i] ?? NaN, 4))
    expect(kaplanMeierMedian(relapses, censored)).toBe(23)
  })

  it('equals redistribution to the right', () => {
    const times = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 15 })
    fc.assert(
      fc.property(times, times, (answered, waiting) => {
        const slow = redistributed(answered, waiting)
        for (const { time, survival } of kaplanMeier(list(...answered), list(...waiting))) {
          expect(survival).toBeCloseTo(slow.get(time) ?? NaN, 9)
        }
      }),
    )
  })

  it('is the ordinary median where nobody waits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 }), (answered) => {
        const sorted = ascending(list(...answered))
        expect(kaplanMeierMedian(sorted, list())).toBeCloseTo(quantile7(sorted, 0.5), 12)
      }),
    )
  })

  it('never falls when someone waits longer than all answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (answered, count) => {
          const more = kaplanMeierMedian(list(...answered), new Float64Array(count).fill(100))
          expect(more ?? Infinity).toBeGreaterThanOrEqual(quantile7(ascending(list(...answered)), 0.5))
        },
      ),
    )
  })

  it('is null where the median is not reached or nothing was answered', () => {
    expect(kaplanMeierMedian(list(1), list(5, 5, 5))).toBeNull()
    expect(kaplanMeierMedian(list(), list(5))).toBeNull()
  })

  it('waiting cases change a flattering median: 17 % waiting, true median 12 h, answered alone 9 h', () => {
    // Exponential quantiles with median 12 h, cut off at the time that 17 % exceed.
    const all = Float64Array.from({ length: 1000 }, (_, i) => (-12 / Math.LN2) * Math.log(1 - (i + 0.5) / 1000))
    const end = all[829] ?? NaN
    const answered = all.filter((hours) => hours <= end)
    const waiting = new Float64Array(1000 - answered.length).fill(end)
    expect(quantile7(answered, 0.5)).toBeLessThan(9.5)
    expect(kaplanMeierMedian(answered, waiting)).toBeCloseTo(12, 0)
  })
})
