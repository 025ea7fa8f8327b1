import { expect, it } from 'vitest'
import { runFuzz } from './run-fuzz.ts'

it('reads 3,000 damaged files of all formats without a crash, a hang or much memory', async () => {
  const outcome = await runFuzz({ seed: 20_261_128, files: 3000 })
  expect(outcome.problems).toEqual([])
  expect(outcome.files).toBe(3000)
  expect(outcome.slowestMs).toBeLessThan(5000)
  expect(outcome.residentBytes).toBeLessThan(500_000_000)
}, 300_000)
