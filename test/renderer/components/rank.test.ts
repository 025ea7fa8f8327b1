import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankRanges, rankText } from '../../../renderer/components/rank.ts'

describe('ranks', () => {
  it('ties what overlaps, without carrying a tie over', () => {
    // a and b overlap, b and c overlap, a and c do not.
    const ranges = rankRanges(
      [
        { low: 10, high: 20 },
        { low: 18, high: 30 },
        { low: 25, high: 40 },
      ],
      'lower',
    )
    expect(ranges.map(rankText)).toEqual(['1–2', '1–3', '2–3'])
  })

  it('ranks from the other end where more is better', () => {
    const ranges = rankRanges(
      [
        { low: 0.1, high: 0.2 },
        { low: 0.8, high: 0.9 },
      ],
      'higher',
    )
    expect(ranges.map(rankText)).toEqual(['2', '1'])
  })

  it('never puts one ahead of another that it overlaps', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 }))
      .map(([low, width]) => ({ low, high: low + width }))
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 12 }), (items) => {
        const ranges = rankRanges(items, 'lower')
        for (const [i, a] of items.entries())
          for (const [j, b] of items.entries()) {
            const isApart = a.high < b.low
            if (isApart) expect((ranges[i]?.to ?? 0) - (ranges[j]?.to ?? 0)).toBeLessThanOrEqual(0)
            if (a.low <= b.high && b.low <= a.high) expect((ranges[i]?.from ?? 0) <= (ranges[j]?.to ?? 0)).toBe(true)
          }
      }),
    )
  })
})
