/** Files that the user chose or dropped, and the queue that they wait in. Kept above the screens. */
import { useCallback, useState } from 'react'
import type { PickedFile } from '../../../shared/api.ts'
import type { AppError } from '../../../shared/errors.ts'
import { adoptFiles, call, toAppError } from '../../api.ts'
import { useImportQueue } from './import-queue.ts'
import type { ImportQueue } from './import-queue.ts'

export interface Imports {
  readonly queue: ImportQueue
  /** Why files could not be taken at all. */
  readonly error: AppError | null
  readonly chooseFiles: () => void
  readonly dropFiles: (files: readonly File[]) => void
  /** Empties the queue: another workspace was opened. */
  readonly reset: () => void
}

export function useImports(): Imports {
  const queue = useImportQueue()
  const [error, setError] = useState<AppError | null>(null)
  const { add, clear } = queue
  const take = useCallback(
    (files: Promise<readonly PickedFile[]>) => {
      setError(null)
      files.then(add, (cause: unknown) => setError(toAppError(cause)))
    },
    [add],
  )
  return {
    queue,
    error,
    chooseFiles: useCallback(() => take(call('files.chooseImports', undefined)), [take]),
    dropFiles: useCallback((files) => take(adoptFiles(files)), [take]),
    reset: useCallback(() => {
      clear()
      setError(null)
    }, [clear]),
  }
}
