import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { supportsOf } from '../../../../electron/kpi/statistics/gates.ts'
import { groupAscending, groupMedians } from '../../../../electron/kpi/statistics/groups.ts'
import { intervalOf } from '../../../../electron/kpi/statistics/interval.ts'
import { moreCasesPerSide } from '../../../../electron/kpi/statistics/sample-size.ts'

describe('groups', () => {
  it('gives one median per conversation; turns of none stand for themselves', () => {
    const medians = groupMedians(Float64Array.of(10, 30, 5, 20, 7, 9), Int32Array.of(4, 4, 2, 4, -1, -1))
    expect([...medians]).toEqual([5, 7, 9, 20])
  })

  it('keeps every value that has a group', () => {
    const cases = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: -1, max: 5 })), { maxLength: 40 })
    fc.assert(
      fc.property(cases, (list) => {
        const grouped = groupAscending(
          Float64Array.from(list, ([value]) => value),
          Int32Array.from(list, ([, group]) => group),
        )
        for (const [group, members] of grouped) {
          const expected = list.filter(([, other]) => other === group).map(([value]) => value)
          expect([...members]).toEqual(expected.sort((x, y) => x - y))
        }
        expect(grouped.has(-1)).toBe(false)
      }),
    )
  })
})

describe('gates', () => {
  it('open at the sizes of the design', () => {
    expect(supportsOf(5)).toEqual({ median: false, p90: false, verdict: false })
    expect(supportsOf(6)).toEqual({ median: true, p90: false, verdict: false })
    expect(supportsOf(20)).toEqual({ median: true, p90: false, verdict: true })
    expect(supportsOf(36)).toEqual({ median: true, p90: true, verdict: true })
    expect(supportsOf(9, 'nps').median).toBe(false)
    expect(supportsOf(10, 'nps').median).toBe(true)
  })
})

describe('intervalOf', () => {
  it('chooses the method by the kind of cases', () => {
    const values = Float64Array.of(40, 2, 3, 3, 22, 4, 5, 15, 6, 7, 9, 12)
    expect(intervalOf('duration', { values, numerator: 0, denominator: 0 })).toEqual({ low: 3, high: 15, level: 0.95 })
    expect(intervalOf('share', { values, numerator: 40, denominator: 50 })?.low).toBeCloseTo(0.6696, 4)
    const scores = Float64Array.from([...Array(45).fill(9), ...Array(23).fill(8), ...Array(12).fill(6)])
    expect(intervalOf('nps', { values: scores, numerator: 0, denominator: 0 })?.low).toBeCloseTo(39.76 - 15.91, 2)
    expect(intervalOf('count', { values, numerator: 0, denominator: 0 })).toBeUndefined()
    expect(intervalOf('duration', { values: Float64Array.of(1, 2), numerator: 0, denominator: 0 })).toBeUndefined()
  })
})

describe('more cases needed', () => {
  it('shrinks the standard error to the difference over 2.8', () => {
    // Two shares of 0.5: unit variance 0.25 each; to settle 0.1 with n = 100: 2 · 0.25/N = (0.1/2.8016)².
    const more = moreCasesPerSide(0.1, 0.05, { unitVariance: 0.25, n: 100 }, { unitVariance: 0.25, n: 100 })
    expect(100 + (more ?? NaN)).toBe(Math.ceil(0.5 / (0.1 / 2.8015852) ** 2))
  })

  it('asks for more the smaller the difference is, and for nothing where it is settled or hopeless', () => {
    const side = { unitVariance: 1, n: 50 }
    const small = moreCasesPerSide(0.2, 0.1, side, side)
    const large = moreCasesPerSide(0.4, 0.1, side, side)
    expect(small ?? NaN).toBeGreaterThan(large ?? NaN)
    expect(moreCasesPerSide(3, 0.1, side, side)).toBeNull()
    expect(moreCasesPerSide(0, 1e-9, side, side)).toBeNull()
  })
})
