/**
 * The boundary between the page and the Node side: who asks, what is asked, with what argument, and in which form the
 * answer or the failure goes back.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { contract, methodNames } from '../shared/api.ts'
import type { Contract, Input, MethodName, Output } from '../shared/api.ts'
import { AppError } from '../shared/errors.ts'
import type { Reply } from '../shared/errors.ts'
import { adoptChannel, methodChannel } from '../shared/wire.ts'
import { z } from 'zod'
import { appOrigin } from './app-protocol.ts'
import { findArgumentProblem } from './plain-data.ts'

/** The methods that the main process answers itself. */
type MainMethodName = {
  [Name in MethodName]: Contract[Name]['place'] extends 'main' ? Name : never
}[MethodName]

type Answer<Given, Value> = (input: Given) => Value | Promise<Value>

export interface Answers {
  readonly main: { readonly [Name in MainMethodName]: Answer<Input<Name>, Output<Name>> }
  /** Answers every other method of the contract. */
  readonly data: (method: Exclude<MethodName, MainMethodName>, input: unknown) => Promise<unknown>
  readonly adopt: (paths: readonly string[]) => Promise<unknown>
  /** Told about every failure that nobody expected; the page learns only that it happened. */
  readonly reportBug: (place: string, cause: unknown) => void
}

/** The parts of an invocation that say where it comes from. */
export interface Sender {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null
}

/** Only the main frame of our own window, showing our own page, may ask. A frame that is gone has no say. */
export function isOurPage(event: Sender, webContentsId: number | null): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === appOrigin && event.sender.id === webContentsId
}

/** A path from `webUtils.getPathForFile`; empty for a file that exists only in the page. */
const droppedPaths = z.array(z.string().max(32_768)).max(1000)

function checkArgument<Value>(method: string, schema: z.ZodType<Value>, given: readonly unknown[]): Value {
  const problem = given.length > 1 ? 'has more than one part' : findArgumentProblem(given[0])
  if (problem) throw new AppError('argument-invalid', `The argument of ${method} ${problem}.`, { method })
  const checked = schema.safeParse(given[0])
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  const where = field === '' ? `The argument of ${method}` : `"${field}" in the argument of ${method}`
  throw new AppError('argument-invalid', `${where} is wrong: ${issue?.message ?? 'invalid'}.`, { method, field })
}

/** The reply for a failure: expected ones as they are, bugs without message, stack or path. */
function failed(place: string, cause: unknown, reportBug: Answers['reportBug']): Reply<never> {
  if (cause instanceof AppError) {
    return { ok: false, code: cause.code, message: cause.message, details: cause.details }
  }
  reportBug(place, cause)
  return {
    ok: false,
    code: 'internal',
    message: 'The cause was noted in plumbline.log, without your data.',
    details: { place },
  }
}

function isMainMethod(method: MethodName): method is MainMethodName {
  return contract[method].place === 'main'
}

async function answer(method: MethodName, given: readonly unknown[], answers: Answers): Promise<unknown> {
  const input = checkArgument<unknown>(method, contract[method].input, given)
  if (!isMainMethod(method)) return answers.data(method, input)
  // Boundary: the schema beside the signature of `method` has just accepted `input`.
  const handler = answers.main[method] as Answer<unknown, unknown>
  return handler(input)
}

/** Registers one channel per method of the contract, and the one for dropped files. `isOurs` decides who may ask. */
export function handleCalls(
  ipcMain: Pick<IpcMain, 'handle'>,
  isOurs: (event: IpcMainInvokeEvent) => boolean,
  answers: Answers,
): void {
  function handle(channel: string, place: string, run: (given: readonly unknown[]) => Promise<unknown>): void {
    ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<Reply<unknown>> => {
      try {
        if (!isOurs(event))
          throw new AppError('argument-invalid', `This page may not call ${place}.`, { method: place })
        return { ok: true, value: await run(given) }
      } catch (error) {
        return failed(place, error, answers.reportBug)
      }
    })
  }

  for (const method of methodNames) handle(methodChannel(method), method, (given) => answer(method, given, answers))
  handle(adoptChannel, adoptChannel, (given) => answers.adopt(checkArgument(adoptChannel, droppedPaths, given)))
}
