/**
 * What the data thread answers, and the messages that carry it. Files are named by path here: ids exist only between
 * the renderer and the main process.
 */
import type { Contract, Input, MethodName, Output, ReportFormat, ReportRequest } from '../../shared/api.ts'
import type { Reply } from '../../shared/errors.ts'
import type { EpochMs, ImportChoices, ImportSummary, RowCounts } from '../../shared/model.ts'
import type { JobProgress } from '../../shared/progress.ts'

/** The methods of the renderer's contract that the data thread answers. */
export type RendererMethodName = {
  [Name in MethodName]: Contract[Name]['place'] extends 'main' ? never : Name
}[MethodName]

/** Methods that only the Node side may call: the headless command and start-up. */
export interface NodeMethods {
  /** Opens the workspace, or creates it first if `create` says with what. */
  'node.open': (input: { create: { zone: string; country: string } | null }) => null
  /** Reads a file and writes it in one pass; `dryRun` writes nothing. */
  'node.import': (input: { choices: ImportChoices; dryRun: boolean }) => ImportSummary
  /** Writes the report to the path. The time of its making is given, so that it can be made again byte for byte. */
  'node.writeReport': (input: { request: ReportRequest; format: ReportFormat; generatedAt: EpochMs }) => {
    byteCount: number
    answer: readonly string[]
  }
  /** Recomputes structure, hashes and facts; the sentences say what differs. */
  'node.verify': (input: undefined) => { problems: readonly string[] }
  /** Writes a copy of the open workspace to the path. */
  'node.backup': (input: undefined) => { byteCount: number }
  /** Makes a new workspace at the path with the synthetic company in it. */
  'node.sampleWorkspace': (input: { seed: number; conversations: number }) => { rows: RowCounts }
  /** Writes the synthetic company as export files, one per format, into the folder at the path. */
  'node.sampleFiles': (input: { seed: number; conversations: number }) => { files: readonly string[] }
}

export type ThreadMethodName = RendererMethodName | keyof NodeMethods
export type ThreadInput<Name extends ThreadMethodName> = Name extends keyof NodeMethods
  ? Parameters<NodeMethods[Name]>[0]
  : Name extends MethodName
    ? Input<Name>
    : never
export type ThreadOutput<Name extends ThreadMethodName> = Name extends keyof NodeMethods
  ? ReturnType<NodeMethods[Name]>
  : Name extends MethodName
    ? Output<Name>
    : never

export type ToThread =
  | {
      readonly type: 'call'
      readonly callId: number
      readonly method: ThreadMethodName
      readonly input: unknown
      /** The file that the call is about: a workspace, an export, a report. */
      readonly path: string | null
    }
  | { readonly type: 'cancel' }
  | { readonly type: 'stop' }

export type FromThread =
  | { readonly type: 'reply'; readonly callId: number; readonly reply: Reply<unknown> }
  | { readonly type: 'import-progress'; readonly progress: JobProgress | null }
  | { readonly type: 'data-changed'; readonly workspaceOpen: boolean }

/** The caller's side of the data thread. */
export interface DataThread {
  /** Rejects with an `AppError`; with `data-thread-stopped` once the thread is gone. */
  readonly call: <Name extends ThreadMethodName>(
    method: Name,
    input: ThreadInput<Name>,
    path?: string | null,
  ) => Promise<ThreadOutput<Name>>
  /** Asks the running import or other long work to stop; its call rejects with `cancelled`. */
  readonly cancel: () => void
  /** Of long work; null when that has ended. */
  readonly onProgress: (listener: (progress: JobProgress | null) => void) => void
  readonly onDataChanged: (listener: (workspaceOpen: boolean) => void) => void
  /** Called once when the thread ended without being asked to. */
  readonly onStopped: (listener: () => void) => void
  /** Lets running work roll back, closes the workspace and ends the thread. */
  readonly stop: () => Promise<void>
}
