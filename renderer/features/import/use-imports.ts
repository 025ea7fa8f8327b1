/** Files that the user chose or dropped, and the queue that they wait in. Kept above the screens. */
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { PickedFile } from '../../../shared/api.ts'
import type { AppError } from '../../../shared/errors.ts'
import { adoptFiles, call, toAppError } from '../../api.ts'
import { createImportQueue } from './import-queue.ts'
import type { ImportQueue } from './import-queue.ts'
import type { QueueState } from './queued-export.ts'

export interface Imports {
  readonly queue: ImportQueue
  readonly state: QueueState
  /** Why files could not be taken at all. */
  readonly error: AppError | null
  readonly chooseFiles: () => void
  readonly chooseFolder: () => void
  readonly dropFiles: (files: readonly File[]) => void
  /** Empties the queue: another workspace was opened. */
  readonly reset: () => void
}

export function useImports(): Imports {
  const [queue] = useState(createImportQueue)
  const state = useSyncExternalStore(queue.subscribe, queue.state)
  const [error, setError] = useState<AppError | null>(null)
  const take = useCallback(
    (files: Promise<readonly PickedFile[]>) => {
      setError(null)
      files.then(queue.add, (cause: unknown) => setError(toAppError(cause)))
    },
    [queue],
  )
  const actions = useMemo(
    () => ({
      chooseFiles: () => take(call('files.chooseImports', undefined)),
      chooseFolder: () =>
        take(call('files.chooseImportFolder', undefined).then((folder) => (folder === null ? [] : [folder]))),
      dropFiles: (files: readonly File[]) => take(adoptFiles(files)),
      reset: () => {
        queue.clear()
        setError(null)
      },
    }),
    [queue, take],
  )
  return { queue, state, error, ...actions }
}
