/**
 * Rows that several imports may hold in several versions. Of the versions of one key the one with the highest
 * `(version_at, content_hash)` is current, whatever order the imports came in.
 */
import type { Database } from 'better-sqlite3'

export type VersionedTable =
  'message' | 'conversation_record' | 'survey_response' | 'opt_out_record' | 'directory_entry'
export const versionedTables: readonly VersionedTable[] = [
  'message',
  'conversation_record',
  'survey_response',
  'opt_out_record',
  'directory_entry',
]

/** `new`: nobody knew the key. `changed`: this version is now the current one. `duplicate`: nothing follows from it. */
export type PutOutcome = 'new' | 'changed' | 'duplicate'

export type ColumnValue = string | number | null | Buffer

export type VersionTuple = [
  id: number,
  importId: number,
  contentHash: Buffer,
  versionAt: number,
  isCurrent: number,
  key: Buffer,
]

export interface VersionWriter {
  /** Values in the order of the columns given to `openVersions`. */
  readonly put: (key: Buffer, contentHash: Buffer, versionAt: number, values: readonly ColumnValue[]) => PutOutcome
}

/** Where the stored versions of a key are found. */
export interface VersionLookup {
  readonly find: (key: Buffer) => readonly VersionTuple[]
  /** Called after each insert. */
  readonly added: (key: Buffer, id: number) => void
}

const versionColumns = 'id, import_id, content_hash, version_at, is_current, key'

function indexLookup(db: Database, table: VersionedTable): VersionLookup {
  const find = db.prepare<[Buffer]>(`SELECT ${versionColumns} FROM ${table} WHERE key = ?`).raw()
  // Raw rows of the columns above.
  return { find: (key) => find.all(key) as VersionTuple[], added: () => undefined }
}

/** One stored version by its id, which must exist. */
export function versionById(db: Database, table: VersionedTable): (id: number) => VersionTuple {
  const find = db.prepare<[number]>(`SELECT ${versionColumns} FROM ${table} WHERE id = ?`).raw()
  return (id) => find.get(id) as VersionTuple // a raw row of the columns above
}

/**
 * @param held called once for every row that this import holds, stored by it or by another import before
 * @param retired called with the id of a row that a newer version takes the place of
 */
export function openVersions(
  db: Database,
  table: VersionedTable,
  columns: readonly string[],
  importId: number,
  held: (contentHash: Buffer) => void,
  lookup: VersionLookup = indexLookup(db, table),
  retired: (id: number) => void = () => undefined,
): VersionWriter {
  const names = ['import_id', 'key', 'content_hash', 'version_at', 'is_current', ...columns]
  const insert = db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
  const retire = db.prepare<[number]>(`UPDATE ${table} SET is_current = 0 WHERE id = ?`)
  const alsoIn = db.prepare<[number, string, number]>(
    'INSERT OR IGNORE INTO also_in (import_id, entity, row_id) VALUES (?, ?, ?)',
  )
  const add = (
    key: Buffer,
    contentHash: Buffer,
    versionAt: number,
    isCurrent: number,
    values: readonly ColumnValue[],
  ): void => {
    const { lastInsertRowid } = insert.run(importId, key, contentHash, versionAt, isCurrent, ...values)
    lookup.added(key, Number(lastInsertRowid))
    held(contentHash)
  }
  return {
    put: (key, contentHash, versionAt, values) => {
      const versions = lookup.find(key)
      if (versions.length === 0) {
        add(key, contentHash, versionAt, 1, values)
        return 'new'
      }
      const same = versions.find((version) => version[2].equals(contentHash))
      if (same !== undefined) {
        if (same[1] !== importId && alsoIn.run(importId, table, same[0]).changes > 0) held(contentHash)
        return 'duplicate'
      }
      const current = versions.find((version) => version[4] === 1)
      const wins = current === undefined || isNewer(versionAt, contentHash, current[3], current[2])
      if (wins && current !== undefined) {
        retire.run(current[0])
        retired(current[0])
      }
      add(key, contentHash, versionAt, wins ? 1 : 0, values)
      return wins ? 'changed' : 'duplicate'
    },
  }
}

function isNewer(versionAt: number, contentHash: Buffer, otherAt: number, otherHash: Buffer): boolean {
  return versionAt === otherAt ? contentHash.compare(otherHash) > 0 : versionAt > otherAt
}

/**
 * Takes an import's rows away: what another import holds too changes hands, the rest is deleted, and the newest version
 * that is left becomes current.
 */
export function removeVersions(db: Database, table: VersionedTable, importId: number): void {
  const inherit = `UPDATE ${table} SET import_id = (
      SELECT min(also_in.import_id) FROM also_in WHERE also_in.entity = '${table}' AND also_in.row_id = ${table}.id)
    WHERE import_id = ? AND id IN (SELECT row_id FROM also_in WHERE entity = '${table}')`
  const forget = `DELETE FROM also_in WHERE entity = '${table}' AND EXISTS (
    SELECT 1 FROM ${table} WHERE ${table}.id = also_in.row_id AND ${table}.import_id = also_in.import_id)`
  db.prepare<[number, string]>('DELETE FROM also_in WHERE import_id = ? AND entity = ?').run(importId, table)
  db.prepare<[number]>(inherit).run(importId)
  db.prepare(forget).run()
  const keys = db
    .prepare<[number, number]>(
      `SELECT DISTINCT key FROM ${table} removed WHERE import_id = ? AND is_current = 1
         AND EXISTS (SELECT 1 FROM ${table} left_over WHERE left_over.key = removed.key AND left_over.import_id <> ?)`,
    )
    .pluck()
    .all(importId, importId)
  db.prepare<[number]>(`DELETE FROM ${table} WHERE import_id = ?`).run(importId)
  const promote = db.prepare<[unknown]>(
    `UPDATE ${table} SET is_current = 1 WHERE id = (
       SELECT id FROM ${table} WHERE key = ? ORDER BY version_at DESC, content_hash DESC LIMIT 1)`,
  )
  for (const key of keys) promote.run(key)
}
