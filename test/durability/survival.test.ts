import { expect, it } from 'vitest'
import { survive } from './survival.ts'

it(
  '50 kills and 200 torn logs: nothing acknowledged is lost, nothing is half there',
  { timeout: 300_000 },
  async () => {
    const survival = await survive({ kills: 50, tears: 200, seed: 11 })
    expect(survival.problems).toEqual([])
    expect(survival.acknowledged).toBeGreaterThanOrEqual(50)
  },
)
