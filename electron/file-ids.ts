/** Files that the user picked, by id. The renderer sees ids; paths stay on this side. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../shared/errors.ts'

/** What a file was picked for. An id is good for that only: an export chosen for import cannot be written over. */
export type FilePurpose =
  'import' | 'workspace' | 'new-workspace' | 'report' | 'rejected-rows' | 'profile' | 'profile-target'

export interface FileIds {
  readonly issue: (path: string, purposes: readonly FilePurpose[]) => string
  /** Throws `not-found` for an id that was never issued for this purpose. */
  readonly resolve: (fileId: string, purpose: FilePurpose) => string
}

export function createFileIds(): FileIds {
  const files = new Map<string, { readonly path: string; readonly purposes: readonly FilePurpose[] }>()
  const idsByFile = new Map<string, string>()
  return {
    issue: (path, purposes) => {
      const key = JSON.stringify([path, purposes])
      const known = idsByFile.get(key)
      if (known) return known
      const fileId = randomUUID()
      files.set(fileId, { path, purposes })
      idsByFile.set(key, fileId)
      return fileId
    },
    resolve: (fileId, purpose) => {
      const file = files.get(fileId)
      if (file?.purposes.includes(purpose)) return file.path
      throw new AppError('not-found', 'This file was not picked for that in this session.', { purpose })
    },
  }
}
