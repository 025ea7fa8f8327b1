/** A copy of the committed state, also while the workspace is in use. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'

/** Complete or not there at all. Throws `workspace-exists` rather than overwrite. */
export function backupTo(db: Database, path: string): void {
  if (existsSync(path))
    throw new AppError('workspace-exists', `${basename(path)} exists already.`, { file: basename(path) })
  const partial = `${path}.part`
  rmSync(partial, { force: true })
  try {
    // VACUUM INTO reads one consistent state and writes a file that is valid by itself, without a WAL beside it.
    db.prepare('VACUUM INTO ?').run(partial)
    renameSync(partial, path)
  } finally {
    rmSync(partial, { force: true })
  }
}
