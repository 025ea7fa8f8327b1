/**
 * Files on their way into the workspace. Kept above the screens, so that looking at the dashboard loses nothing, and
 * imported one after the other: the failure of one file leaves the others alone.
 */
import { useCallback, useRef, useState } from 'react'
import type { PickedFile } from '../../../shared/api.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { ImportChoices, ImportPreview, ImportSummary } from '../../../shared/model.ts'
import { call, toAppError } from '../../api.ts'

/** `preview` is there from the first successful preview on, also while another one is made. */
export interface QueuedFile {
  readonly file: PickedFile
  readonly choices: ImportChoices
  readonly state: 'previewing' | 'ready' | 'waiting' | 'importing' | 'done' | 'failed'
  readonly preview: ImportPreview | null
  readonly summary: ImportSummary | null
  readonly error: AppError | null
  /** How many imports had changed the workspace when the preview was made; an older preview is made again first. */
  readonly importsBefore: number
}

export interface ImportQueue {
  readonly files: readonly QueuedFile[]
  readonly add: (files: readonly PickedFile[]) => void
  /** Makes the preview again with other choices. */
  readonly choose: (fileId: string, choices: ImportChoices) => void
  readonly importFile: (fileId: string) => void
  /** Every file that is ready, one after the other. */
  readonly importAll: () => void
  readonly remove: (fileId: string) => void
  readonly clearDone: () => void
  readonly clear: () => void
}

const find = (files: readonly QueuedFile[], fileId: string): QueuedFile | undefined =>
  files.find((entry) => entry.file.fileId === fileId)

export function useImportQueue(): ImportQueue {
  const [files, setFiles] = useState<readonly QueuedFile[]>([])
  // The same list for code that runs after an await, where the rendered one is old.
  const latest = useRef<readonly QueuedFile[]>([])
  const imports = useRef<Promise<void>>(Promise.resolve())
  const importCount = useRef(0)

  const change = useCallback((next: (files: readonly QueuedFile[]) => readonly QueuedFile[]) => {
    latest.current = next(latest.current)
    setFiles(latest.current)
  }, [])
  const update = useCallback(
    (fileId: string, part: Partial<QueuedFile>) =>
      change((entries) => entries.map((entry) => (entry.file.fileId === fileId ? { ...entry, ...part } : entry))),
    [change],
  )

  /** Resolves to the preview, or to null if it failed or a newer choice has asked again meanwhile. */
  const preview = useCallback(
    async (fileId: string, choices: ImportChoices, next: 'ready' | 'waiting' = 'ready') => {
      update(fileId, { state: next === 'ready' ? 'previewing' : 'waiting', choices, error: null })
      const importsBefore = importCount.current
      try {
        const value = await call('imports.preview', { fileId, choices })
        if (find(latest.current, fileId)?.choices !== choices) return null
        update(fileId, { state: next, preview: value, importsBefore })
        return value
      } catch (cause) {
        if (find(latest.current, fileId)?.choices === choices)
          update(fileId, { state: 'failed', error: toAppError(cause) })
        return null
      }
    },
    [update],
  )

  const commit = useCallback(
    async (fileId: string) => {
      const entry = find(latest.current, fileId)
      if (entry?.state !== 'waiting') return
      const isCurrent = entry.importsBefore === importCount.current
      const current = isCurrent ? entry.preview : await preview(fileId, { ...entry.choices }, 'waiting')
      if (!current) return
      update(fileId, { state: 'importing' })
      try {
        const summary = await call('imports.commit', { previewId: current.previewId })
        importCount.current++
        update(fileId, { state: 'done', summary })
      } catch (cause) {
        const error = toAppError(cause)
        update(fileId, { state: error.code === 'cancelled' ? 'ready' : 'failed', error })
        return
      }
      // What the others would add may have changed with this import.
      for (const other of latest.current)
        if (other.state === 'ready') await preview(other.file.fileId, { ...other.choices })
    },
    [update, preview],
  )

  const importFiles = useCallback(
    (fileIds: readonly string[]) => {
      for (const fileId of fileIds) {
        update(fileId, { state: 'waiting', error: null })
        imports.current = imports.current.then(() => commit(fileId))
      }
    },
    [commit, update],
  )

  return {
    files,
    add: useCallback(
      (picked) => {
        const known = new Set(
          latest.current.filter((entry) => entry.state !== 'done').map((entry) => entry.file.fileId),
        )
        const added = picked.filter((file) => !known.has(file.fileId))
        const addedIds = new Set(added.map((file) => file.fileId))
        change((entries) => [
          ...entries.filter((entry) => !addedIds.has(entry.file.fileId)),
          ...added.map((file): QueuedFile => ({
            file,
            choices: {},
            state: 'previewing',
            preview: null,
            summary: null,
            error: null,
            importsBefore: 0,
          })),
        ])
        for (const file of added) void preview(file.fileId, {})
      },
      [change, preview],
    ),
    choose: useCallback((fileId, choices) => void preview(fileId, choices), [preview]),
    importFile: useCallback((fileId) => importFiles([fileId]), [importFiles]),
    importAll: useCallback(
      () => importFiles(latest.current.filter((entry) => entry.state === 'ready').map((entry) => entry.file.fileId)),
      [importFiles],
    ),
    remove: useCallback(
      (fileId) => change((entries) => entries.filter((entry) => entry.file.fileId !== fileId)),
      [change],
    ),
    clearDone: useCallback(() => change((entries) => entries.filter((entry) => entry.state !== 'done')), [change]),
    clear: useCallback(() => change(() => []), [change]),
  }
}
