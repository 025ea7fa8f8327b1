import { expect, it } from 'vitest'
import { survive } from '../durability/survival.ts'

it('500 kills and 2,000 torn logs', { timeout: 3_600_000 }, async () => {
  expect((await survive({ kills: 500, tears: 2000, seed: 12 })).problems).toEqual([])
})
