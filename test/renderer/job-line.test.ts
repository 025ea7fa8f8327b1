import { expect, test } from 'vitest'
import { createJobLine } from '../../renderer/features/import/job-line.ts'

test('a background job is stopped for another one, and a cancel never meets the next job', async () => {
  const log: string[] = []
  let stop = (): void => undefined
  const line = createJobLine(async () => {
    log.push('cancel')
    stop()
    await Promise.resolve()
    log.push('told')
  })
  const ended = Promise.withResolvers<void>()
  const count = (): Promise<void> => new Promise((resolve) => (stop = resolve))
  line.add({ key: 'count', rank: 3, isBackground: true, run: count })
  line.add({ key: 'first', rank: 2, run: async () => void log.push('first') })
  line.add({ key: 'first', rank: 2, run: async () => void log.push('first again') })
  line.add({
    key: 'last',
    rank: 2,
    run: async () => {
      log.push('last')
      ended.resolve()
    },
  })
  line.add({ key: 'urgent', rank: 0, run: async () => void log.push('urgent') })
  await ended.promise
  expect(log).toEqual(['cancel', 'told', 'urgent', 'first again', 'last'])
})

test('dropped jobs do not run', async () => {
  const log: string[] = []
  const line = createJobLine(() => Promise.resolve())
  line.add({ key: 'one', rank: 0, run: () => Promise.resolve() })
  line.add({ key: 'two', rank: 0, run: async () => void log.push('two') })
  line.drop((key) => key === 'two')
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(log).toEqual([])
})
