/** The data thread: the one place that owns the workspace's writable connection. */
import { parentPort } from 'node:worker_threads'
import { startDispatcher } from './dispatch.ts'
import type { ToThread } from './protocol.ts'

const port = parentPort
if (port === null) throw new Error('The data thread runs as a worker thread only.')

const dispatcher = startDispatcher(
  (message) => port.postMessage(message),
  () => Date.now(),
  (error) => process.stderr.write(`${traceOf(error)}\n`),
)

port.on('message', (message: ToThread) => {
  void answer(message)
})

async function answer(message: ToThread): Promise<void> {
  await dispatcher.receive(message)
  if (message.type === 'stop') port?.close()
}

/** Kind and place of a bug, for the log. Its message is left out: it may quote imported text. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something other than an error was thrown'
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [error.name, ...frames].join('\n')
}
