/**
 * Exports on their way into the workspace. Kept above the screens, so that looking at the dashboard loses nothing. First
 * what the user waits for, then the first looks, then the counting of large files; imported one after the other, and the
 * failure of one leaves the others alone.
 */
import type { PickedFile } from '../../../shared/api.ts'
import type { ImportChoices, ImportPreview } from '../../../shared/model.ts'
import { AppError } from '../../../shared/errors.ts'
import { call, toAppError } from '../../api.ts'
import { createJobLine } from './job-line.ts'
import { emptyQueue, isStopped, queueExport } from './queued-export.ts'
import type { QueuedExport, QueueState } from './queued-export.ts'

export interface ImportQueue {
  readonly state: () => QueueState
  readonly subscribe: (listener: () => void) => () => void
  readonly add: (files: readonly PickedFile[]) => void
  /** Makes the preview again with other choices. */
  readonly choose: (id: string, choices: ImportChoices) => void
  /** A preview for trying choices out; the export keeps its own. */
  readonly tryOut: (id: string, choices: ImportChoices) => Promise<ImportPreview>
  readonly importOne: (id: string) => void
  /** Every export that is ready, one after the other. */
  readonly importAll: () => void
  /** Stops the running look, import or count of this export, or the look that it waits for. */
  readonly stop: (id: string) => void
  readonly countAgain: (id: string) => void
  readonly remove: (id: string) => void
  readonly clearDone: () => void
  readonly clear: () => void
}

/** What the user waits for, imports, first looks, counts. */
const ranks = { choice: 0, commit: 1, look: 2, count: 3 } as const

export function createImportQueue(): ImportQueue {
  let state = emptyQueue
  let importCount = 0
  const listeners = new Set<() => void>()
  const line = createJobLine(() => call('imports.cancel', undefined))

  const find = (id: string): QueuedExport | undefined => state.exports.find((each) => each.id === id)
  const change = (next: Partial<QueueState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const update = (id: string, part: Partial<QueuedExport>): void =>
    change({ exports: state.exports.map((each) => (each.id === id ? { ...each, ...part } : each)) })
  /** Containers go with the last of their exports. */
  const keep = (isKept: (each: QueuedExport) => boolean): void => {
    const exports = state.exports.filter(isKept)
    const containers = state.containers.filter(({ file }) => exports.some((each) => each.file.fileId === file.fileId))
    change({ exports, containers })
  }

  /** Resolves to the preview, or to null if it failed or a newer choice has been made meanwhile. */
  async function preview(id: string, next: 'ready' | 'waiting'): Promise<ImportPreview | null> {
    const entry = find(id)
    if (!entry) return null
    const { choices, file } = entry
    const isCurrent = (): boolean => find(id)?.choices === choices
    const importsBefore = importCount
    try {
      const value = await call('imports.preview', { fileId: file.fileId, choices })
      const now = find(id)
      if (!now || !isCurrent() || isStopped(now)) return null
      const count = value.isComplete ? 'none' : 'waiting'
      update(id, { state: next, preview: value, count, importsBefore, error: null })
      if (!value.isComplete && next === 'ready') addCount(id)
      return value
    } catch (cause) {
      const error = toAppError(cause)
      if (!isCurrent()) return null
      if (error.code !== 'cancelled') update(id, { state: 'failed', count: 'none', error })
      // Else it was stopped: `stop` has said so, unless this was the last look before an import.
      else if (next === 'waiting') update(id, { state: 'ready' })
      return null
    }
  }

  const addPreview = (id: string, rank: number): void =>
    line.add({ key: `preview ${id}`, rank, run: () => preview(id, 'ready').then(() => undefined) })

  const addCount = (id: string): void =>
    line.add({ key: `count ${id}`, rank: ranks.count, isBackground: true, run: () => count(id) })

  async function count(id: string): Promise<void> {
    const shown = find(id)?.preview
    if (!shown || shown.isComplete || find(id)?.state !== 'ready') return
    update(id, { count: 'running' })
    const isCurrent = (): boolean => find(id)?.preview === shown && find(id)?.state !== 'previewing'
    try {
      const value = await call('imports.count', { previewId: shown.previewId })
      if (isCurrent()) update(id, { preview: value, count: 'none' })
    } catch (cause) {
      const error = toAppError(cause)
      if (!isCurrent()) return
      if (error.code === 'preview-outdated') return addPreview(id, ranks.look)
      if (error.code !== 'cancelled') return update(id, { state: 'failed', count: 'none', error })
      // Made to give way, not stopped by the user: it goes on later.
      if (find(id)?.count === 'running') {
        update(id, { count: 'waiting' })
        addCount(id)
      }
    }
  }

  async function commit(id: string): Promise<void> {
    const entry = find(id)
    if (entry?.state !== 'waiting') return
    const isCurrent = entry.importsBefore === importCount && entry.preview !== null
    const current = isCurrent ? entry.preview : await preview(id, 'waiting')
    if (!current) return
    update(id, { state: 'importing', count: 'none' })
    try {
      const summary = await call('imports.commit', { previewId: current.previewId })
      importCount++
      update(id, { state: 'done', summary })
      // What the others would add may have changed with this import.
      for (const other of state.exports) if (other.state === 'ready') addPreview(other.id, ranks.look)
    } catch (cause) {
      const error = toAppError(cause)
      update(id, { state: error.code === 'cancelled' ? 'ready' : 'failed', error })
      if (error.code === 'cancelled' && !current.isComplete) update(id, { count: 'stopped' })
    }
  }

  function importThese(ids: readonly string[]): void {
    for (const id of ids) {
      update(id, { state: 'waiting', error: null })
      line.add({ key: `commit ${id}`, rank: ranks.commit, run: () => commit(id) })
    }
  }

  /** An archive or a folder becomes one card per export that it holds. */
  async function look(file: PickedFile): Promise<void> {
    let found: readonly QueuedExport[]
    try {
      const contents = await call('imports.contents', { fileId: file.fileId })
      if (!find(file.fileId)) return
      const inside = contents.filter(({ leftOut }) => leftOut === null)
      const leftOut = contents.filter((each) => each.leftOut !== null)
      if (contents.length > 0) change({ containers: [...state.containers, { file, leftOut }] })
      found = inside.map((each) => queueExport(file, each))
    } catch (cause) {
      return update(file.fileId, { state: 'failed', error: toAppError(cause) })
    }
    if (found.length > 0)
      change({ exports: state.exports.flatMap((each) => (each.id === file.fileId ? found : [each])) })
    for (const id of found.length > 0 ? found.map((each) => each.id) : [file.fileId]) addPreview(id, ranks.look)
  }

  const drop = (id: string): void => {
    line.drop((key) => ['preview', 'count', 'commit', 'try'].some((kind) => key === `${kind} ${id}`))
    line.interrupt(`count ${id}`)
    line.interrupt(`preview ${id}`)
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (picked) => {
      const waiting = new Set(state.exports.filter((each) => each.state !== 'done').map(({ file }) => file.fileId))
      const added = picked.filter(({ fileId }) => !waiting.has(fileId))
      const again = new Set(added.map(({ fileId }) => fileId))
      keep(({ file }) => !again.has(file.fileId))
      change({ exports: [...state.exports, ...added.map((file) => queueExport(file, null))] })
      for (const file of added) void look(file)
    },
    choose: (id, choices) => {
      update(id, { choices, state: 'previewing', count: 'none', error: null })
      drop(id)
      addPreview(id, ranks.choice)
    },
    tryOut: (id, choices) =>
      new Promise((resolve, reject) => {
        const file = find(id)?.file
        if (!file) return reject(new Error('The export is no longer in the list.'))
        const run = (): Promise<void> => call('imports.preview', { fileId: file.fileId, choices }).then(resolve, reject)
        line.add({ key: `try ${id}`, rank: ranks.choice, run })
      }),
    importOne: (id) => importThese([id]),
    importAll: () => importThese(state.exports.filter((each) => each.state === 'ready').map(({ id }) => id)),
    stop: (id) => {
      if (find(id)?.state === 'previewing') {
        line.drop((key) => key === `preview ${id}`)
        update(id, { state: 'failed', error: new AppError('cancelled', 'The file was not read to its end.') })
        line.interrupt(`preview ${id}`)
      }
      if (find(id)?.count === 'running') update(id, { count: 'stopped' })
      line.interrupt(`count ${id}`)
      line.interrupt(`commit ${id}`)
    },
    countAgain: (id) => {
      update(id, { count: 'waiting' })
      addCount(id)
    },
    remove: (id) => {
      drop(id)
      keep((each) => each.id !== id)
    },
    clearDone: () => keep((each) => each.state !== 'done'),
    clear: () => {
      for (const { id } of state.exports) drop(id)
      change(emptyQueue)
    },
  }
}
