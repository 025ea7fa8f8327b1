import { expect, it } from 'vitest'
import { runFuzz } from '../fuzz/run-fuzz.ts'

it('reads 200,000 damaged files of all formats without a crash, a hang or much memory', async () => {
  const outcomes = []
  for (let seed = 1; seed <= 20; seed++) outcomes.push(await runFuzz({ seed, files: 10_000 }))
  const slowestMs = Math.max(...outcomes.map((outcome) => outcome.slowestMs))
  const megabytes = Math.max(...outcomes.map((outcome) => outcome.residentBytes)) / 1e6
  process.stdout.write(`slowest file ${slowestMs.toFixed(0)} ms, at most ${megabytes.toFixed(0)} MB\n`)
  expect(outcomes.flatMap((outcome) => outcome.problems)).toEqual([])
  expect(outcomes.reduce((sum, outcome) => sum + outcome.files, 0)).toBe(200_000)
  expect(slowestMs).toBeLessThan(5000)
  expect(megabytes).toBeLessThan(500)
})
