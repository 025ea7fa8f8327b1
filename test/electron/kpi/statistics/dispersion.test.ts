import { describe, expect, it } from 'vitest'
import { dispersionOf, pearsonDispersion } from '../../../../electron/kpi/statistics/dispersion.ts'
import { rateRatio } from '../../../../electron/kpi/statistics/rate.ts'
import { tQuantile95 } from '../../../../electron/kpi/statistics/student-t.ts'

const repeated = (...counts: readonly (readonly [number, number])[]): Int32Array =>
  Int32Array.from(counts.flatMap(([value, times]) => Array<number>(times).fill(value)))

describe('dispersion of counts', () => {
  it('finds chance alone in deaths by horse kick (von Bortkiewicz 1898: 200 corps-years, mean 0.61, variance 0.61)', () => {
    // Σ f (y − 0.61)² = 109 · 0.3721 + 65 · 0.1521 + 22 · 1.9321 + 3 · 5.7121 + 11.4921 = 121.58; / 0.61 / 199.
    const deaths = repeated([0, 109], [1, 65], [2, 22], [3, 3], [4, 1])
    const found = pearsonDispersion([deaths])
    expect(found?.factor).toBeCloseTo(121.58 / 0.61 / 199, 10)
    expect(found?.degrees).toBe(199)
  })

  it('adds up groups, each around its own mean', () => {
    // 2 4 6: mean 4, Σ (y − m)²/m = 8/4; 10 30: mean 20, 200/20; zeros say nothing.
    const found = pearsonDispersion([Int32Array.of(2, 4, 6), Int32Array.of(10, 30), Int32Array.of(0, 0, 0)])
    expect(found).toEqual({ factor: (2 + 10) / 3, degrees: 3 })
    expect(pearsonDispersion([Int32Array.of(5, 5, 5)])?.factor).toBe(1)
    expect(pearsonDispersion([Int32Array.of(7)])).toBeNull()
    expect(pearsonDispersion([])).toBeNull()
  })

  it('gives weekdays means of their own from two weeks on: quiet Sundays are no variation', () => {
    const week = [40, 42, 38, 41, 39, 5, 0]
    const steady = { counts: Int32Array.from([...week, ...week, ...week]), firstWeekday: 1 }
    expect(dispersionOf([steady])).toEqual({ factor: 1, degrees: 12 })
    // The same days, begun on a Thursday, sorted into the same weekdays.
    const shifted = { counts: Int32Array.from([...week.slice(3), ...week, ...week.slice(0, 3)]), firstWeekday: 4 }
    expect(dispersionOf([shifted])?.factor).toBe(1)
    const short = dispersionOf([{ counts: Int32Array.from(week), firstWeekday: 1 }])
    expect(short?.factor).toBeGreaterThan(10)
  })

  it('widens the interval of a rate ratio by √φ and by Student’s t', () => {
    const dispersion = { factor: 4, degrees: 18 }
    const rates = rateRatio(340, 90, 280, 90, dispersion)
    const error = Math.sqrt(4 * (1 / 340 + 1 / 280))
    expect(rates?.interval.high).toBeCloseTo(Math.exp(Math.log(340 / 280) + tQuantile95(18) * error), 12)
    expect(rates?.ratio).toBeCloseTo(340 / 280, 12)
    expect(rates?.p).toBeGreaterThan(0.2)
    expect(rateRatio(340, 90, 280, 90, { factor: 1, degrees: 18 })).toEqual(rateRatio(340, 90, 280, 90))
  })
})
