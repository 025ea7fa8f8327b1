import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xmrLimits, xmrLogLimits } from '../../../../electron/kpi/statistics/control-limits.ts'
import { mannKendall, mannKendallVariance } from '../../../../electron/kpi/statistics/mann-kendall.ts'
import { memoryOf, noMemory } from '../../../../electron/kpi/statistics/memory.ts'
import { averageRanks } from '../../../../electron/kpi/statistics/ranks.ts'
import { seasonalKendall } from '../../../../electron/kpi/statistics/seasonal-kendall.ts'
import { theilSen } from '../../../../electron/kpi/statistics/theil-sen.ts'

const falling = [30, 28, 29, 26, 27, 24, 25, 22, 23, 20, 21, 18]
const positions = (values: readonly number[]): number[] => values.map((_, i) => i)

function permutations(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]]
  return values.flatMap((value, i) => permutations(values.toSpliced(i, 1)).map((rest) => [value].concat(rest)))
}

const score = (values: readonly number[]): number =>
  values.reduce(
    (sum, value, i) => sum + values.slice(i + 1).reduce((inner, later) => inner + Math.sign(later - value), 0),
    0,
  )

describe('Mann–Kendall', () => {
  it('gives the values of the design', () => {
    const { s, variance, z, p } = mannKendall(falling)
    expect(s).toBe(-56)
    expect(variance).toBeCloseTo(212.667, 3)
    expect(z).toBeCloseTo(-3.7715, 4)
    expect(p).toBeCloseTo(0.000162, 6)
  })

  // Kendall 1975, table 1 (one-sided), as reprinted in Gilbert 1987, table A18.
  it.each([
    [4, 6, 0.042],
    [5, 8, 0.042],
    [8, 16, 0.031],
    [9, 20, 0.022],
    [10, 21, 0.036],
    [10, 23, 0.023],
  ])('is exact for short series: n = %i, S = %i', (n, s, oneSided) => {
    // Swapping neighbours of a rising series lowers S by 2 each.
    const values = Array.from({ length: n }, (_, i) => i)
    let excess = (n * (n - 1)) / 2 - s
    for (let end = n - 1; excess > 0; end -= 1) {
      for (let i = 0; i < end && excess > 0; i += 1) {
        const [one, other] = [values[i] ?? 0, values[i + 1] ?? 0]
        values[i] = other
        values[i + 1] = one
        excess -= 2
      }
    }
    const result = mannKendall(values)
    expect(result.s).toBe(s)
    expect(result.z).toBeNull()
    expect(result.p / 2).toBeCloseTo(oneSided, 3)
  })

  it('counts all orders of six values', () => {
    const orders = permutations([1, 2, 3, 4, 5, 6])
    const scores = orders.map(score)
    orders.slice(0, 120).forEach((order) => {
      const s = score(order)
      const extreme = scores.filter((other) => Math.abs(other) >= Math.abs(s)).length
      expect(mannKendall(order).p).toBeCloseTo(extreme / 720, 12)
    })
  })

  it('has the variance of all orders, ties included', () => {
    const values = [1, 1, 2, 3, 3, 3]
    const scores = permutations(values).map(score)
    const variance = scores.reduce((sum, s) => sum + s * s, 0) / scores.length
    expect(mannKendallVariance(values)).toBeCloseTo(variance, 10)
  })

  it('turns its sign with the direction and ignores any stretching of the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 30 }), (values) => {
        const result = mannKendall(values)
        expect(mannKendall([...values].reverse()).s).toBe(-result.s + 0)
        expect(mannKendall(values.map((value) => value ** 3 + 5)).p).toBe(result.p)
        const longMemory = { correlation: 0.3, factor: 2, degrees: 8 }
        expect(mannKendall(values, longMemory).p).toBeGreaterThanOrEqual(
          mannKendall(values, { ...longMemory, factor: 1.0000001, degrees: null }).p - 1e-12,
        )
      }),
    )
  })

  it('knows no trend in a constant series', () => {
    expect(mannKendall([4, 4, 4, 4]).p).toBe(1)
  })
})

describe('Theil–Sen', () => {
  it('gives the values of the design', () => {
    const result = theilSen(positions(falling), falling)
    expect(result?.slope).toBe(-1)
    expect(result?.interval?.low).toBeCloseTo(-1.143, 3)
    expect(result?.interval?.high).toBeCloseTo(-0.875, 10)
  })

  it('finds a straight line through outliers and gaps, and follows the scale', () => {
    const x = [0, 1, 2, 4, 5, 7, 8, 9, 11]
    const line = x.map((position) => 3 * position + 2)
    line[4] = 900
    expect(theilSen(x, line)?.slope).toBeCloseTo(3, 12)
    expect(
      theilSen(
        x,
        line.map((value) => -2 * value),
      )?.slope,
    ).toBeCloseTo(-6, 12)
    expect(theilSen([1], [5])).toBeNull()
  })

  it('keeps its slope inside its interval', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 25 }), (values) => {
        const result = theilSen(positions(values), values)
        if (!result?.interval) return
        expect(result.interval.low).toBeLessThanOrEqual(result.slope)
        expect(result.interval.high).toBeGreaterThanOrEqual(result.slope)
      }),
    )
  })
})

describe('memory of a series', () => {
  // A slow wave: neighbours are alike.
  const wave = [10, 11, 12, 13, 14, 13, 12, 11, 10, 9, 8, 9, 10, 11, 12, 13, 14, 13, 12, 11, 10, 9, 8, 9]

  it('agrees with the formulas written out', () => {
    // Least squares of the ranks on their predecessors, a constant and time, by the normal equations (Cramer's rule).
    const ranks = averageRanks(wave)
    const n = wave.length
    const rows = ranks.slice(1).map((rank, i) => ({ rank, before: ranks[i] ?? NaN, t: i }))
    const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((all, row) => all + of(row), 0)
    const matrix = [
      [sum((r) => r.before ** 2), sum((r) => r.before), sum((r) => r.before * r.t)],
      [sum((r) => r.before), rows.length, sum((r) => r.t)],
      [sum((r) => r.before * r.t), sum((r) => r.t), sum((r) => r.t ** 2)],
    ]
    const right = [sum((r) => r.before * r.rank), sum((r) => r.rank), sum((r) => r.t * r.rank)]
    const first = determinant(matrix.map((row, i) => [right[i] ?? NaN, row[1] ?? NaN, row[2] ?? NaN]))
    const fitted = first / determinant(matrix)
    const unbiased = (n * fitted + 2) / (n - 4)
    const correlation = Math.min(0.98, 2 * Math.sin((Math.PI * Math.min(1, unbiased)) / 6))
    let factor = 1
    for (let lag = 1; lag < n; lag += 1) factor += 2 * (1 - lag / n) * correlation ** lag
    const memory = memoryOf(wave)
    expect(memory.correlation).toBeGreaterThan(0.5)
    expect(memory.correlation).toBeCloseTo(correlation, 10)
    expect(memory.factor).toBeCloseTo(factor, 10)
    expect(memory.degrees).toBeCloseTo(Math.max(1, n / factor - 3), 10)
  })

  it('finds none in a series that jumps, a straight line, a constant or a handful of values', () => {
    for (const values of [falling, [1, 2, 3, 4, 5, 6, 7, 8, 9], Array<number>(12).fill(4), [1, 3, 2, 5]])
      expect(memoryOf(values)).toEqual(noMemory)
  })

  it('never narrows a test, and does not depend on the scale', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 8, maxLength: 40 }), (values) => {
        const memory = memoryOf(values)
        expect(memory.factor).toBeGreaterThanOrEqual(1)
        expect(memoryOf(values.map((value) => Math.log(value) * 7 + 100))).toEqual(memory)
        // With a wider variance and heavier tails no p-value gets smaller; without a memory nothing changes.
        if (memory.factor === 1) expect(mannKendall(values, memory)).toEqual(mannKendall(values))
        else {
          const independent = mannKendall(values, { correlation: 0, factor: 1 + 1e-12, degrees: null })
          expect(mannKendall(values, memory).p).toBeGreaterThanOrEqual(independent.p - 1e-9)
        }
      }),
    )
  })

  it('widens the interval of the slope as it widens the test', () => {
    const memory = memoryOf(wave)
    const plain = theilSen(positions(wave), wave)?.interval
    const wide = theilSen(positions(wave), wave, memory)?.interval
    if (!plain) throw new Error('24 values have an interval')
    expect(wide === null || (wide !== undefined && wide.high - wide.low > plain.high - plain.low)).toBe(true)
  })
})

function determinant(m: readonly (readonly number[])[]): number {
  const at = (row: number, column: number): number => m[row]?.[column] ?? NaN
  return [0, 1, 2].reduce(
    (sum, c) => sum + at(0, c) * (at(1, (c + 1) % 3) * at(2, (c + 2) % 3) - at(1, (c + 2) % 3) * at(2, (c + 1) % 3)),
    0,
  )
}

describe('seasonal Kendall', () => {
  const monthly = (years: readonly (readonly number[])[], first = 1983) =>
    years.flatMap((year, y) => year.map((value, month) => ({ season: month + 1, year: first + y, value })))

  // USEPA, Statistical Analysis of Groundwater Monitoring Data at RCRA Facilities, Unified Guidance (2009), example
  // 14-10; slope and interval by Gilbert's (1987, 17.1) modification of Theil/Sen, as R's EnvStats gives them.
  const concentrations = [
    [1.99, 2.1, 2.12, 2.12, 2.11, 2.15, 2.19, 2.18, 2.16, 2.08, 2.05, 2.08],
    [2.01, 2.1, 2.17, 2.13, 2.13, 2.18, 2.25, 2.24, 2.22, 2.13, 2.08, 2.16],
    [2.15, 2.17, 2.27, 2.23, 2.24, 2.26, 2.31, 2.32, 2.28, 2.22, 2.19, 2.22],
  ]

  it('gives the values of the published example', () => {
    const result = seasonalKendall(monthly(concentrations))
    expect(result?.s).toBe(35)
    expect((result?.variance ?? NaN) / (result?.memory.factor ?? NaN)).toBeCloseTo(43, 10)
    expect(34 / Math.sqrt(43)).toBeCloseTo(5.1849514, 6)
    expect(result?.slope.slope).toBeCloseTo(0.06, 10)
    expect(mannKendallVariance([2.1, 2.1, 2.17])).toBeCloseTo(8 / 3, 10)
  })

  it('sees a trend beside a rhythm that hides it from the plain test', () => {
    const rhythm = [-20, -30, -20, 0, 30, 55, 70, 75, 70, 55, 30, 0]
    const years = [0, 1, 2, 3].map((year) => rhythm.map((swing, m) => 100 + swing - 4 * (year + m / 12)))
    const points = monthly(years)
    const result = seasonalKendall(points)
    // Every month falls in every pair of years: S = −12 · 6, Var(S) = 12 · 4·3·13/18.
    expect(result?.s).toBe(-72)
    expect((result?.variance ?? NaN) / (result?.memory.factor ?? NaN)).toBeCloseTo(104, 10)
    expect(result?.slope.slope).toBeCloseTo(-4, 10)
    expect(result?.memory).toEqual(noMemory)
    expect(result?.p).toBeLessThan(0.001)
    expect(mannKendall(points.map(({ value }) => value)).p).toBeGreaterThan(0.05)
  })

  it('does without seasons that have one year, and needs one with two', () => {
    const one = monthly([[5, 6, 7]])
    expect(seasonalKendall(one)).toBeNull()
    const more = seasonalKendall([...one, { season: 2, year: 1984, value: 9 }])
    expect(more?.s).toBe(1)
    expect(more?.slope.slope).toBe(3)
  })

  it('is not moved by what every year repeats', () => {
    const swing = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 12, maxLength: 12 })
    const year = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(swing, fc.array(year, { minLength: 2, maxLength: 5 }), (rhythm, years) => {
        const result = seasonalKendall(monthly(years))
        const shifted = seasonalKendall(monthly(years.map((own) => own.map((value, m) => value + (rhythm[m] ?? 0)))))
        expect(shifted?.s).toBe(result?.s)
        expect(shifted?.p).toBeCloseTo(result?.p ?? NaN, 9)
        expect(shifted?.slope).toEqual(result?.slope)
      }),
    )
  })
})

describe('XmR limits', () => {
  const baseline = [12, 14, 11, 13, 15, 12, 16, 13, 12]

  it('gives the values of the design, with 25 as a signal', () => {
    const limits = xmrLogLimits(baseline)
    expect(limits?.centre).toBeCloseTo(13.026, 3)
    expect(limits?.low).toBeCloseTo(7.9, 3)
    expect(limits?.high).toBeCloseTo(21.477, 3)
    expect(25 > (limits?.high ?? NaN)).toBe(true)
  })

  it('is the geometric mean, divided and multiplied by the same factor', () => {
    const limits = xmrLogLimits(baseline)
    const product = baseline.reduce((all, value) => all * value, 1)
    expect(limits?.centre).toBeCloseTo(product ** (1 / baseline.length), 10)
    expect((limits?.low ?? NaN) * (limits?.high ?? NaN)).toBeCloseTo((limits?.centre ?? NaN) ** 2, 8)
    expect(xmrLimits([3])).toBeNull()
    // 10 12 11: mean 11, moving ranges 2 and 1.
    expect(xmrLimits([10, 12, 11])).toEqual({ centre: 11, low: 11 - 2.66 * 1.5, high: 11 + 2.66 * 1.5 })
  })
})
