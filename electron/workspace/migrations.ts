/**
 * The ordered, frozen steps from an empty file to today's schema. Step n takes `user_version` from n-1 to n. A released
 * step is never edited, and no step imports app code.
 */
import type { Database } from 'better-sqlite3'
import { schema001 } from './schema-001.ts'
import { schema002 } from './schema-002.ts'
import { schema003 } from './schema-003.ts'

export const migrations: readonly string[] = [schema001, schema002, schema003]

/** "PLMB": what `file` and other programs can tell a workspace by. */
export const applicationId = 0x504c4d42

export const newestVersion = migrations.length

export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Brings the schema up to `target`; each step and its `user_version` in one transaction. */
export function migrate(db: Database, target: number = newestVersion): void {
  for (let version = versionOf(db) + 1; version <= target; version++) {
    const step = migrations[version - 1] ?? ''
    db.transaction(() => {
      db.exec(step)
      db.pragma(`application_id = ${applicationId}`)
      db.pragma(`user_version = ${version}`)
    }).exclusive()
  }
}
