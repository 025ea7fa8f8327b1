import { afterEach, expect, test } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { AppError } from '../../../shared/errors.ts'
import type { JobProgress } from '../../../shared/progress.ts'

const started: DataThread[] = []

function startTinyThread(): DataThread {
  const thread = startDataThread(new URL('./tiny-thread.ts', import.meta.url))
  started.push(thread)
  return thread
}

/** What a call failed with, as code and sentence. */
async function failureOf(call: Promise<unknown>): Promise<AppError> {
  const outcome = await call.then(
    () => new Error('The call succeeded.'),
    (error: unknown) => error,
  )
  if (outcome instanceof AppError) return outcome
  throw outcome
}

afterEach(async () => {
  for (const thread of started.splice(0)) await thread.stop()
})

test('a call carries its input and path and gets its own reply', async () => {
  const thread = startTinyThread()
  const changes: boolean[] = []
  thread.onDataChanged((workspaceOpen) => changes.push(workspaceOpen))
  const [first, opened, third] = await Promise.all([
    thread.call('workspaces.current', undefined),
    thread.call('workspaces.open', { fileId: 'file-1' }, '/tmp/a.plumbline'),
    thread.call('workspaces.current', undefined),
  ])
  expect(first).toBe(1)
  expect(opened).toEqual({ input: { fileId: 'file-1' }, path: '/tmp/a.plumbline' })
  expect(third).toBe(3)
  expect(changes).toEqual([true])
})

test('progress arrives, and a cancelled import rejects with its code and details', async () => {
  const thread = startTinyThread()
  const seen: (JobProgress | null)[] = []
  thread.onProgress((progress) => {
    seen.push(progress)
    thread.cancel()
  })
  const failure = await failureOf(thread.call('imports.commit', { previewId: 'p' }))
  expect(failure).toMatchObject({ code: 'cancelled', message: 'The import was cancelled.', details: { rows: 3 } })
  expect(seen).toHaveLength(1)
})

test.each([
  ['an error that nobody catches', 'imports.list'],
  ['the thread leaving', 'workspaces.close'],
] as const)('after %s every pending and every later call is rejected', async (_, method) => {
  const thread = startTinyThread()
  let stops = 0
  thread.onStopped(() => {
    stops += 1
  })
  const failures = await Promise.all([
    failureOf(thread.call('imports.formats', undefined)),
    failureOf(thread.call(method, undefined)),
  ])
  failures.push(await failureOf(thread.call('workspaces.current', undefined)))
  expect(failures.map((failure) => failure.code)).toEqual(Array(3).fill('data-thread-stopped'))
  expect(stops).toBe(1)
  // The thrown text quotes a customer; it must not reach a log or a screen.
  expect(failures.map((failure) => failure.message).join('\n')).not.toContain('Jane')
})

test('an entry file that is not there rejects the calls', async () => {
  const thread = startDataThread(new URL('./no-such-thread.ts', import.meta.url))
  expect((await failureOf(thread.call('imports.formats', undefined))).code).toBe('data-thread-stopped')
})

test('an orderly stop lets pending calls end, reports no accident and refuses later calls', async () => {
  const thread = startTinyThread()
  let stops = 0
  thread.onStopped(() => {
    stops += 1
  })
  const importing = failureOf(thread.call('imports.commit', { previewId: 'p' }))
  await thread.stop()
  expect((await importing).code).toBe('cancelled')
  expect((await failureOf(thread.call('workspaces.current', undefined))).code).toBe('data-thread-stopped')
  await thread.stop()
  expect(stops).toBe(0)
})

test('a value that cannot be sent rejects its own call only', async () => {
  const thread = startTinyThread()
  const unsendable = { fileId: 'x', zone: 'UTC', country: 'US', callback: () => 1 }
  await expect(thread.call('workspaces.create', unsendable)).rejects.toThrow('could not be cloned')
  await expect(thread.call('workspaces.current', undefined)).resolves.toBe(2)
})
