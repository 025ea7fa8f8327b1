/** The caller's side of the data thread: calls with numbers, replies matched to them, and an end that nobody waits on. */
import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { Reply } from '../../shared/errors.ts'
import type { JobProgress } from '../../shared/progress.ts'
import type { DataThread, FromThread, ThreadMethodName, ThreadOutput, ToThread } from './protocol.ts'

interface PendingCall {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

/** The sources beside this file under plain Node, the bundled worker beside the bundle otherwise. */
function entryBesideThisFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './entry.ts' : './worker.js', import.meta.url)
}

/**
 * Starts the thread that owns the database. When it ends without being asked to, every pending and every later call
 * rejects with `data-thread-stopped`; it is never started again silently.
 */
export function startDataThread(entry: URL = entryBesideThisFile()): DataThread {
  // V8 would let garbage pile up to a hundred megabytes before it looks; imports make short-lived objects by the million.
  const worker = new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb: 8 } })
  const pending = new Map<number, PendingCall>()
  const progressListeners: ((progress: JobProgress | null) => void)[] = []
  const changeListeners: ((workspaceOpen: boolean) => void)[] = []
  const stoppedListeners: (() => void)[] = []
  let lastCallId = 0
  let isGone = false
  let isStopping = false
  let reason = 'The data thread has ended.'

  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (exitCode) => {
      if (exitCode !== 0 && !isStopping) reason = `${reason} Exit code ${exitCode}.`
      markGone()
      resolve()
    })
  })

  function markGone(): void {
    if (isGone) return
    isGone = true
    for (const call of pending.values()) call.reject(new AppError('data-thread-stopped', reason))
    pending.clear()
    if (!isStopping) for (const listener of stoppedListeners) listener()
  }

  function send(message: ToThread): void {
    worker.postMessage(message, [])
  }

  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'reply': {
        const call = pending.get(message.callId)
        pending.delete(message.callId)
        if (call) settle(call, message.reply)
        break
      }
      case 'import-progress':
        for (const listener of progressListeners) listener(message.progress)
        break
      case 'data-changed':
        for (const listener of changeListeners) listener(message.workspaceOpen)
        break
    }
  })
  // The cause may quote imported text, so only its kind goes into the sentence. `exit` follows and tells the callers.
  worker.once('error', (error: unknown) => {
    reason = `The data thread failed with ${error instanceof Error ? error.name : 'an unknown error'}.`
  })
  worker.once('messageerror', () => {
    reason = 'The data thread sent a message that cannot be read.'
    void worker.terminate()
  })

  return {
    call: <Name extends ThreadMethodName>(method: Name, input: unknown, path: string | null = null) =>
      new Promise<ThreadOutput<Name>>((resolve, reject) => {
        if (isGone || isStopping) {
          reject(new AppError('data-thread-stopped', reason))
          return
        }
        lastCallId += 1
        send({ type: 'call', callId: lastCallId, method, input, path })
        // Boundary: the thread answers `method` with the output that the protocol declares for it.
        pending.set(lastCallId, { resolve: (value) => resolve(value as ThreadOutput<Name>), reject })
      }),
    cancel: () => {
      if (!isGone) send({ type: 'cancel' })
    },
    onProgress: (listener) => void progressListeners.push(listener),
    onDataChanged: (listener) => void changeListeners.push(listener),
    onStopped: (listener) => void stoppedListeners.push(listener),
    stop: async () => {
      if (!isGone && !isStopping) {
        send({ type: 'stop' })
        isStopping = true
      }
      await ended
    },
  }
}

function settle(call: PendingCall, reply: Reply<unknown>): void {
  if (reply.ok) call.resolve(reply.value)
  else call.reject(new AppError(reply.code, reply.message, reply.details))
}
