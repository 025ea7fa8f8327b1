/** A data thread that answers a few methods without a database, to test the caller's side alone. */
import { parentPort } from 'node:worker_threads'
import type { FromThread, ToThread } from '../../../electron/worker/protocol.ts'

const port = parentPort
if (!port) throw new Error('This file runs as a worker thread.')

function send(message: FromThread): void {
  port?.postMessage(message)
}

const progress = {
  file: 'a.csv',
  phase: 'reading',
  bytesRead: 1,
  byteCount: 2,
  rowsRead: 1,
  rate: 1,
  secondsLeft: null,
} as const

let waitingCallId: number | null = null

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'stop':
      if (waitingCallId !== null) cancelWaiting(waitingCallId)
      port.close()
      break
    case 'cancel':
      if (waitingCallId !== null) cancelWaiting(waitingCallId)
      break
    case 'call':
      answer(message.callId, message.method, message.input, message.path)
      break
  }
})

function cancelWaiting(callId: number): void {
  waitingCallId = null
  send({
    type: 'reply',
    callId,
    reply: { ok: false, code: 'cancelled', message: 'The import was cancelled.', details: { rows: 3 } },
  })
}

function answer(callId: number, method: string, input: unknown, path: string | null): void {
  switch (method) {
    case 'workspaces.open':
      send({ type: 'data-changed', workspaceOpen: true })
      send({ type: 'reply', callId, reply: { ok: true, value: { input, path } } })
      break
    case 'imports.commit':
      waitingCallId = callId
      send({ type: 'import-progress', progress })
      break
    case 'imports.list':
      throw new TypeError('Jane Doe, +1 555 0100')
    case 'workspaces.close':
      process.exit(7)
      break
    case 'imports.formats':
      break // Never answered.
    default:
      send({ type: 'reply', callId, reply: { ok: true, value: callId } })
  }
}
