/**
 * Opening and creating workspaces. A workspace file is hostile until read: it is opened as data only, and its schema must
 * be exactly ours before any statement touches it.
 */
import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, unlinkSync } from 'node:fs'
import { basename } from 'node:path'
import DatabaseConstructor from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { applicationId, migrate, newestVersion, versionOf } from './migrations.ts'

export interface Workspace {
  readonly path: string
  readonly name: string
  /** The only writable connection. */
  readonly db: Database
  /** Sees the last committed state, also while a long import is being written. */
  readonly reader: Database
  readonly close: () => void
}

const busyTimeoutMs = 5000
const sqliteHeader = 'SQLite format 3\0'

/** Creates an empty workspace file (mode 0600) and opens it. */
export function createWorkspace(path: string): Workspace {
  if (existsSync(path)) {
    throw new AppError('workspace-exists', `${basename(path)} exists already.`, { file: basename(path) })
  }
  // Made here rather than by SQLite so that no other user of the machine can read it, not even for a moment.
  closeSync(openSync(path, 'wx', 0o600))
  return connect(path)
}

/** Opens a workspace, bringing an older one up to date after writing a backup beside it. */
export function openWorkspace(path: string): Workspace {
  checkIsDatabase(path)
  const probe = new DatabaseConstructor(path, { fileMustExist: true, timeout: busyTimeoutMs })
  let version: number
  try {
    secure(probe)
    if (Number(probe.pragma('application_id', { simple: true })) !== applicationId) {
      throw new AppError('workspace-foreign', `${basename(path)} is a database, but not a Plumbline workspace.`, {
        file: basename(path),
      })
    }
    version = versionOf(probe)
    if (version > newestVersion) {
      throw new AppError(
        'workspace-newer',
        `${basename(path)} has version ${version}; this Plumbline knows versions up to ${newestVersion}.`,
        { file: basename(path), version },
      )
    }
    checkSchema(probe, version, basename(path))
    if (version < newestVersion) probe.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    probe.close()
  }
  if (version < newestVersion) copyFileSync(path, `${path}.before-version-${newestVersion}.bak`)
  return connect(path)
}

function checkIsDatabase(path: string): void {
  const name = basename(path)
  if (!existsSync(path)) throw new AppError('workspace-missing', `There is no file ${name}.`, { file: name })
  const stat = statSync(path)
  if (stat.isDirectory()) throw new AppError('file-is-folder', `${name} is a folder.`, { file: name })
  const header = Buffer.alloc(sqliteHeader.length)
  const handle = openSync(path, 'r')
  try {
    readSync(handle, header, 0, header.length, 0)
  } finally {
    closeSync(handle)
  }
  if (header.toString('latin1') !== sqliteHeader) {
    throw new AppError(
      'workspace-not-database',
      stat.size === 0 ? `${name} is empty.` : `${name} does not begin like a workspace file.`,
      { file: name },
    )
  }
}

function connect(path: string): Workspace {
  const db = new DatabaseConstructor(path, { timeout: busyTimeoutMs })
  try {
    secure(db)
    db.pragma('journal_mode = WAL')
    // WAL's own default would lose the last transactions at a power cut.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -32768')
    migrate(db)
  } catch (error) {
    db.close()
    throw error
  }
  const reader = new DatabaseConstructor(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  secure(reader)
  return {
    path,
    name: basename(path).replace(/\.plumbline$/i, ''),
    db,
    reader,
    close: () => {
      reader.close()
      db.close()
    },
  }
}

/** A file may carry code in its schema (views, triggers, functions); none of it is trusted to run. */
function secure(db: Database): void {
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('mmap_size = 0')
}

interface SchemaRow {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}

function schemaOf(db: Database): string[] {
  const rows = db
    .prepare<[], SchemaRow>(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'`)
    .all()
  return rows.map((row) => `${row.type} ${row.name} ${row.sql ?? ''}`).sort()
}

/** Refuses a file whose tables, indexes, triggers or views differ from those of its version. */
function checkSchema(db: Database, version: number, file: string): void {
  const expected = new DatabaseConstructor(':memory:')
  try {
    migrate(expected, version)
    const found = schemaOf(db)
    const wanted = new Set(schemaOf(expected))
    const foreign = found.find((entry) => !wanted.has(entry))
    if (foreign !== undefined || found.length !== wanted.size) {
      throw new AppError('workspace-damaged', `The structure of ${file} is not that of a workspace.`, {
        file,
        difference: (foreign ?? 'a table is missing').slice(0, 120),
      })
    }
  } finally {
    expected.close()
  }
}

/** Removes a workspace that was created for an operation which then failed, so that nothing half-made stays behind. */
export function discardWorkspace(workspace: Workspace): void {
  workspace.close()
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(workspace.path + suffix)) unlinkSync(workspace.path + suffix)
  }
}
