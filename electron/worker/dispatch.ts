/**
 * Runs calls on the data thread. Reads are answered at once, from the last committed state, also while an import is
 * being written; writes run one after the other. Long work comes as a generator and is driven step by step, so that
 * other messages get their turn between steps and a cancel takes effect at the next one. Counting a file is nothing that
 * the user waits for: it is cancelled as soon as another write wants its turn, and asked for again by whoever wants it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { contract } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import type { Reply } from '../../shared/errors.ts'
import { failureOf } from './failures.ts'
import { handlers } from './handlers.ts'
import type { Job } from './job.ts'
import type { FromThread, ThreadMethodName, ToThread } from './protocol.ts'
import { startSession } from './session.ts'

const progressEveryMs = 100

export interface Dispatcher {
  /** Resolves when the call has been answered. */
  readonly receive: (message: ToThread) => Promise<void>
}

export function startDispatcher(
  send: (message: FromThread) => void,
  now: () => number,
  log: (error: unknown) => void,
): Dispatcher {
  const session = startSession(now)
  let lastWrite: Promise<void> = Promise.resolve()
  let isCancelled = false
  let waitingWrites = 0

  const run = async (method: ThreadMethodName, input: unknown, path: string | null): Promise<Reply<unknown>> => {
    try {
      const handler = handlers[method] as (session: unknown, input: unknown, path: string | null) => unknown // the table is typed per method; here the method is only known at run time
      const result = handler(session, input, path)
      return { ok: true, value: isJob(result) ? await drive(result, givesWay.has(method)) : result }
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'internal') log(error)
      return { ok: false, code: failure.code, message: failure.message, details: failure.details }
    }
  }

  const drive = async (job: Job<unknown>, isInBackground: boolean): Promise<unknown> => {
    let lastProgressAt = -Infinity
    try {
      for (;;) {
        if (isCancelled || (isInBackground && waitingWrites > 0)) {
          isCancelled = false
          job.return(undefined)
          throw new AppError('cancelled', 'The work was cancelled.')
        }
        const step = job.next()
        if (step.done === true) return step.value
        if (step.value !== null && now() - lastProgressAt >= progressEveryMs) {
          lastProgressAt = now()
          send({ type: 'import-progress', progress: step.value })
        }
        await nextTurn()
      }
    } finally {
      if (lastProgressAt > -Infinity) send({ type: 'import-progress', progress: null })
    }
  }

  const write = async (method: ThreadMethodName, input: unknown, path: string | null): Promise<Reply<unknown>> => {
    const turn = givesWay.has(method) ? 0 : 1
    waitingWrites += turn
    const mine = lastWrite.then(() => {
      waitingWrites -= turn
      isCancelled = false
      return run(method, input, path)
    })
    lastWrite = mine.then(() => undefined)
    const reply = await mine
    if (reply.ok && changesData.has(method)) {
      if (method.startsWith('goals.')) session.goalsChanged()
      else session.changed()
      send({ type: 'data-changed', workspaceOpen: session.isOpen() })
    }
    return reply
  }

  return {
    receive: async (message) => {
      switch (message.type) {
        case 'call': {
          const { callId, method, input, path } = message
          const reply = isWrite(method) ? await write(method, input, path) : await run(method, input, path)
          send({ type: 'reply', callId, reply })
          break
        }
        case 'cancel':
          isCancelled = true
          break
        case 'stop':
          isCancelled = true
          await lastWrite
          session.close()
          break
      }
    },
  }
}

/** Writes that make room for any other. */
const givesWay: ReadonlySet<ThreadMethodName> = new Set(['imports.count'])

/** Writes that leave results as they were. */
const keepsData: ReadonlySet<ThreadMethodName> = new Set([
  'imports.preview',
  'imports.count',
  'profiles.save',
  'profiles.remove',
  'profiles.read',
  'node.backup',
  'node.verify',
  'node.sampleFiles',
])
const changesData = { has: (method: ThreadMethodName): boolean => isWrite(method) && !keepsData.has(method) }

function isWrite(method: ThreadMethodName): boolean {
  return method in contract ? contract[method as keyof typeof contract].place === 'write' : true // `in` does not narrow
}

function isJob(result: unknown): result is Job<unknown> {
  return typeof result === 'object' && result !== null && 'next' in result && typeof result.next === 'function'
}
