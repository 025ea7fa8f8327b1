/** The renderer's only way to data: typed calls over the preload's bridge, and hooks that keep a screen up to date. */
import { useCallback, useEffect, useState } from 'react'
import type { Bridge, EventName, Events, Input, MethodName, Output, PickedFile } from '../shared/api.ts'
import { AppError } from '../shared/errors.ts'
import type { Reply } from '../shared/errors.ts'
import type { ImportProgress } from '../shared/model.ts'
import type { JobProgress, RecomputeProgress } from '../shared/progress.ts'

declare global {
  interface Window {
    readonly plumbline: Bridge
  }
}

const stopListeners = new Set<() => void>()

/** Calls `listener` when any call finds that the data thread is gone. Returns its unsubscribe. */
export function onDataStopped(listener: () => void): () => void {
  stopListeners.add(listener)
  return () => stopListeners.delete(listener)
}

function unwrap(reply: Reply<unknown>): unknown {
  if (reply.ok) return reply.value
  if (reply.code === 'data-thread-stopped') for (const listener of stopListeners) listener()
  throw new AppError(reply.code, reply.message, reply.details)
}

/** One call to the Node side. Rejects with an `AppError` carrying the code of the reply. */
export async function call<Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> {
  // The boundary: both sides are compiled from the same `Methods`, so the value has the method's type.
  return unwrap(await window.plumbline.invoke(method, input)) as Output<Name>
}

/** Registers dropped files on the Node side; the renderer gets ids, never paths. */
export async function adoptFiles(files: readonly File[]): Promise<readonly PickedFile[]> {
  return unwrap(await window.plumbline.adopt(files)) as readonly PickedFile[] // as in `call`
}

/** Turns whatever was thrown into the one kind of failure that screens show. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  return new AppError('internal', cause instanceof Error ? cause.message : 'The reason is not known.')
}

export function useEvent<Name extends EventName>(event: Name, listener: (payload: Events[Name]) => void): void {
  useEffect(() => window.plumbline.on(event, listener), [event, listener])
}

export type ApiState<Value> = { readonly reload: () => void } & (
  | { readonly status: 'loading'; readonly value: Value | undefined; readonly error: undefined }
  | { readonly status: 'ok'; readonly value: Value; readonly error: undefined }
  | { readonly status: 'failed'; readonly value: Value | undefined; readonly error: AppError }
)

interface Answer<Value> {
  /** The question that was answered; another one is still on its way. */
  readonly question: string
  readonly value: Value | undefined
  readonly error: AppError | undefined
}

/**
 * The answer to one call, asked again when the input changes (compared as JSON) or on `data-changed`. While a new answer
 * is on its way the status is `loading` and `value` still holds the previous one. Stale answers are ignored. An input of
 * `null` asks nothing.
 */
export function useApi<Name extends MethodName>(method: Name, input: Input<Name> | null): ApiState<Output<Name>> {
  const [attempt, setAttempt] = useState(0)
  const [answer, setAnswer] = useState<Answer<Output<Name>>>({ question: '', value: undefined, error: undefined })
  const inputText = JSON.stringify(input)
  const [stable, setStable] = useState({ inputText, input })
  if (stable.inputText !== inputText) setStable({ inputText, input })
  const question = `${method} ${stable.inputText} ${attempt}`
  const stableInput = stable.input

  const reload = useCallback(() => setAttempt((count) => count + 1), [])
  useEvent('data-changed', reload)

  useEffect(() => {
    if (stableInput === null) return undefined
    let isCurrent = true
    call(method, stableInput).then(
      (value) => isCurrent && setAnswer({ question, value, error: undefined }),
      (cause: unknown) =>
        isCurrent && setAnswer((previous) => ({ question, value: previous.value, error: toAppError(cause) })),
    )
    return () => {
      isCurrent = false
    }
  }, [method, stableInput, question])

  if (answer.question !== question) return { status: 'loading', value: answer.value, error: undefined, reload }
  if (answer.error) return { status: 'failed', value: answer.value, error: answer.error, reload }
  // An answer without an error came from the call itself, so it has the method's type, `null` included.
  return { status: 'ok', value: answer.value as Output<Name>, error: undefined, reload }
}

function useJobProgress(): JobProgress | null {
  const [progress, setProgress] = useState<JobProgress | null>(null)
  useEvent('import-progress', setProgress)
  return progress
}

/** The newest word about the running import since the component appeared, null before the first. */
export function useProgress(): ImportProgress | null {
  const progress = useJobProgress()
  return progress !== null && 'file' in progress ? progress : null
}

/** How far the running change of what is stored is; null when nothing is worked out again. */
export function useRecomputeProgress(): RecomputeProgress | null {
  const progress = useJobProgress()
  return progress !== null && 'share' in progress ? progress : null
}
