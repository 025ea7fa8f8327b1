import { describe, expect, it } from 'vitest'
import { dispersionOf, dispersionWithin, sharedExcess } from '../../../../electron/kpi/statistics/dispersion.ts'
import { rateRatio, stockRatio, stockSpread } from '../../../../electron/kpi/statistics/rate.ts'
import { tQuantile95 } from '../../../../electron/kpi/statistics/student-t.ts'

const repeated = (...counts: readonly (readonly [number, number])[]): Int32Array =>
  Int32Array.from(counts.flatMap(([value, times]) => Array<number>(times).fill(value)))

describe('dispersion of counts', () => {
  it('finds chance alone in deaths by horse kick (von Bortkiewicz 1898: 200 corps-years, mean 0.61, variance 0.61)', () => {
    // Σ f (y − 0.61)² = 109 · 0.3721 + 65 · 0.1521 + 22 · 1.9321 + 3 · 5.7121 + 11.4921 = 121.58; / 199 / 0.61.
    const found = dispersionWithin([repeated([0, 109], [1, 65], [2, 22], [3, 3], [4, 1])])
    expect(found?.factor).toBeCloseTo(121.58 / 199 / 0.61, 10)
    expect(found?.degrees).toBe(199)
  })

  it('adds up groups, each around its own mean', () => {
    // 2 4 6: s² 4, 3 · 4 = 12; 10 30: s² 200, 2 · 200 = 400; zeros none. 412 over a total of 52.
    const found = dispersionWithin([Int32Array.of(2, 4, 6), Int32Array.of(10, 30), Int32Array.of(0, 0, 0)])
    expect(found?.factor).toBeCloseTo(412 / 52, 12)
    expect(found?.degrees).toBe(5)
    // (variance − mean)/mean² of a day, on average: (412/52 − 1) · 8/52.
    expect(found?.excess).toBeCloseTo(((412 / 52 - 1) * 8) / 52, 12)
    expect(dispersionWithin([Int32Array.of(5, 5, 5)])).toEqual({ factor: 1, excess: 0, degrees: 2 })
    expect(dispersionWithin([Int32Array.of(7)])).toBeNull()
    expect(dispersionWithin([Int32Array.of(0, 0)])).toBeNull()
    expect(dispersionWithin([])).toBeNull()
  })

  it('gives weekdays means of their own from two weeks on: quiet Sundays are no variation', () => {
    const week = [40, 42, 38, 41, 39, 5, 0]
    const steady = { counts: Int32Array.from([...week, ...week, ...week]), firstWeekday: 1 }
    expect(dispersionOf(steady)).toEqual({ factor: 1, excess: 0, degrees: 14 })
    // The same days, begun on a Thursday, sorted into the same weekdays.
    const shifted = { counts: Int32Array.from([...week.slice(3), ...week, ...week.slice(0, 3)]), firstWeekday: 4 }
    expect(dispersionOf(shifted)?.factor).toBe(1)
    const short = dispersionOf({ counts: Int32Array.from(week), firstWeekday: 1 })
    expect(short?.factor).toBeGreaterThan(10)
  })

  it('gives a side no less than both together show', () => {
    const [calm, wild] = [
      { factor: 1, excess: 0, degrees: 10 },
      { factor: 5, excess: 0.4, degrees: 30 },
    ]
    expect(sharedExcess(calm, wild)[0]).toBeCloseTo(0.4 * 0.75, 12)
    expect(sharedExcess(calm, wild)[1]).toBe(0.4)
  })
})

describe('rates and stocks with dispersion', () => {
  const wild = { factor: 4, excess: 0.9, degrees: 18 }
  const calm = { factor: 1, excess: 0, degrees: 18 }

  it('widens the interval of a rate ratio by the excess of its days and by Student’s t', () => {
    const rates = rateRatio(340, 90, 280, 90, [wild, wild])
    const [a, b] = [1 / 340 + 0.9 / 90, 1 / 280 + 0.9 / 90]
    const degrees = (a + b) ** 2 / (a ** 2 / 18 + b ** 2 / 18)
    const half = tQuantile95(degrees) * Math.sqrt(a + b)
    expect(rates?.interval.high).toBeCloseTo(Math.exp(Math.log(340 / 280) + half), 12)
    expect(rates?.ratio).toBeCloseTo(340 / 280, 12)
    expect(rates?.p).toBeGreaterThan(0.1)
    expect(rateRatio(340, 90, 280, 90, [calm, calm])).toEqual(rateRatio(340, 90, 280, 90))
  })

  it('compares stocks by the time that their members stay', () => {
    // 40 open of 300 that came in 30 days stay 4 days; 80 of 300 in 15 days stay 4 days as well.
    const first = { size: 40, arrivals: 300, days: 30, spread: { byChance: 0.02, byDays: 0.01 } }
    const second = { size: 80, arrivals: 300, days: 15, spread: { byChance: 0.03, byDays: 0.04 } }
    const ratio = stockRatio(first, second)
    expect(ratio?.ratio).toBeCloseTo(1, 12)
    expect(ratio?.interval.high).toBeCloseTo(Math.exp(1.959963984540054 * Math.sqrt(0.05)), 10)
    // The first side has an excess of 0.9, the second one half of that.
    expect(stockRatio(first, second, [wild, calm])?.variances[0]).toBeCloseTo(0.02 + 0.9 * 0.01, 12)
    expect(stockRatio(first, second, [wild, calm])?.variances[1]).toBeCloseTo(0.03 + 0.45 * 0.04, 12)
    expect(stockRatio({ ...first, size: 0 }, second)).toBeNull()
  })

  it('knows what moves a stock against its arrivals', () => {
    // Before the period 4 are left; in it 10 and 20 came, of which 2 and 10 are left: S = 16, A = 30, 12 in both.
    const spread = stockSpread(Int32Array.of(4, 2, 10), Int32Array.of(0, 10, 20), 12)
    const byChance = 1 / 16 + 1 / 30 - 24 / 480
    const squares = (4 / 16) ** 2 + (2 / 16 - 10 / 30) ** 2 + (10 / 16 - 20 / 30) ** 2
    expect(spread?.byChance).toBeCloseTo(byChance, 12)
    expect(spread?.byDays).toBeCloseTo(squares - byChance, 12)
    // Half of every day's arrivals are left: wild days move nothing.
    expect(stockSpread(Int32Array.of(5, 10), Int32Array.of(10, 20), 15)?.byDays).toBe(0)
    expect(stockSpread(Int32Array.of(0), Int32Array.of(10), 0)).toBeNull()
  })
})
