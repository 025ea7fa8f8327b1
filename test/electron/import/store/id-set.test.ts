import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idSet, inChunks } from '../../../../electron/import/store/id-set.ts'

describe('a set of ids', () => {
  it('holds what a set of numbers holds, in ascending order', () => {
    const ids = fc.array(fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.maxSafeInteger()))
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const set = idSet(first)
        set.addAll(second)
        const expected = new Set([...first, ...second])
        expect([...set]).toEqual([...expected].sort((a, b) => a - b))
        expect(set.size).toBe(expected.size)
        for (const id of [...first, ...second]) expect(set.has(id)).toBe(true)
        expect(idSet(first).has(second[0] ?? 0)).toBe(new Set(first).has(second[0] ?? 0))
      }),
    )
  })

  it('comes in chunks that together are the whole', () => {
    expect([...inChunks(idSet([5, 1, 3, 2, 4]), 2)]).toEqual([[1, 2], [3, 4], [5]])
    expect([...inChunks(idSet(), 2)]).toEqual([])
  })
})
