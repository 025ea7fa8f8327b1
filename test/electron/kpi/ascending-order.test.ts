import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ascendingOrder } from '../../../electron/kpi/ascending-order.ts'

const key = fc.oneof(
  fc.nat(20),
  fc.nat(70_000),
  fc.integer({ min: 0, max: 2 ** 50 }),
  fc.constantFrom(65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.NaN),
)

describe('ascendingOrder', () => {
  it('is a stable sort with the unknown last', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const rank = (position: number): number => {
          const own = keys[position] ?? Number.NaN
          return Number.isNaN(own) ? Infinity : own
        }
        const expected = keys.map((_, position) => position).sort((a, b) => Math.sign(rank(a) - rank(b)) || a - b)
        expect([...ascendingOrder(Float64Array.from(keys))]).toEqual(expected)
      }),
    )
  })
})
