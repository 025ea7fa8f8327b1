/** Takes one import back: the workspace becomes what it would be had the file never been imported. */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { resolveDirectory } from './directory.ts'
import { idSet } from './id-set.ts'
import type { IdSet } from './id-set.ts'
import { rebuildFacts } from './stored-facts.ts'
import type { FactsOptions, StepsDone } from './stored-facts.ts'
import { settleThreads } from './thread-claims.ts'
import { removeVersions, versionedTables } from './versions.ts'

/** In one transaction; leaving the generator early leaves the workspace as it was. */
export function* undoImport(db: Database, importId: number, options: FactsOptions): Generator<StepsDone, void> {
  if (db.prepare('SELECT 1 FROM import WHERE id = ?').get(importId) === undefined) {
    throw new AppError('not-found', `There is no import ${importId}.`, { importId })
  }
  db.exec('BEGIN IMMEDIATE')
  try {
    const touched = touchedBy(db, importId)
    const aliases = aliasesOf(db, importId)
    for (const table of versionedTables) removeVersions(db, table, importId)
    const claimed = db
      .prepare<[number], number>('SELECT DISTINCT thread_id FROM thread_claim WHERE import_id = ?')
      .pluck()
      .all(importId)
    // Its claims go with it.
    db.prepare('DELETE FROM import WHERE id = ?').run(importId)
    const settled = settleThreads(db, claimed)
    touched.threads.addAll(settled.threads)
    touched.contacts.addAll(settled.contacts)
    touched.threads.addAll(resolveDirectory(db, { threads: touched.threads, aliases }))
    yield* rebuildFacts(db, touched, options)
    removeUnused(db)
    db.exec('COMMIT')
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}

function touchedBy(db: Database, importId: number): { readonly threads: IdSet; readonly contacts: IdSet } {
  // Also the conversation that an earlier version of a message was in, and now is again.
  const threads = db
    .prepare<[number, number], number>(
      `SELECT DISTINCT thread_id FROM message WHERE key IN (SELECT key FROM message WHERE import_id = ?)
       UNION SELECT thread_id FROM conversation_record WHERE import_id = ?`,
    )
    .pluck()
    .iterate(importId, importId)
  const contacts = db
    .prepare<[number], number>('SELECT DISTINCT contact_id FROM opt_out_record WHERE import_id = ?')
    .pluck()
    .iterate(importId)
  return { threads: idSet(threads), contacts: idSet(contacts) }
}

function aliasesOf(db: Database, importId: number): Set<string> {
  return new Set(
    db
      .prepare<[number], string>('SELECT DISTINCT alias FROM directory_entry WHERE import_id = ?')
      .pluck()
      .all(importId),
  )
}

/** Names and threads that no remaining row mentions: deleted means deleted. */
function removeUnused(db: Database): void {
  // Twice: an alias that goes may have been the only one to mention the name behind it.
  for (let round = 0; round < 2; round++) removeOnce(db)
}

function removeOnce(db: Database): void {
  db.exec(`
    DELETE FROM thread WHERE id NOT IN (SELECT thread_id FROM message)
      AND id NOT IN (SELECT thread_id FROM conversation_record);
    DELETE FROM contact WHERE id NOT IN (SELECT contact_id FROM thread WHERE contact_id IS NOT NULL)
      AND id NOT IN (SELECT contact_id FROM survey_response WHERE contact_id IS NOT NULL)
      AND id NOT IN (SELECT contact_id FROM opt_out_record)
      AND id NOT IN (SELECT contact_id FROM thread_claim WHERE contact_id IS NOT NULL)
      AND id NOT IN (SELECT same_as FROM contact WHERE same_as IS NOT NULL);
    DELETE FROM agent WHERE id NOT IN (SELECT agent_id FROM message WHERE agent_id IS NOT NULL)
      AND id NOT IN (SELECT agent_id FROM conversation_record WHERE agent_id IS NOT NULL)
      AND id NOT IN (SELECT agent_id FROM survey_response WHERE agent_id IS NOT NULL)
      AND id NOT IN (SELECT same_as FROM agent WHERE same_as IS NOT NULL);
    DELETE FROM team WHERE id NOT IN (SELECT team_id FROM message WHERE team_id IS NOT NULL)
      AND id NOT IN (SELECT team_id FROM conversation_record WHERE team_id IS NOT NULL)
      AND id NOT IN (SELECT team_id FROM survey_response WHERE team_id IS NOT NULL)
      AND id NOT IN (SELECT same_as FROM team WHERE same_as IS NOT NULL);
    DELETE FROM inbox WHERE id NOT IN (SELECT inbox_id FROM thread WHERE inbox_id IS NOT NULL)
      AND id NOT IN (SELECT inbox_id FROM thread_claim WHERE inbox_id IS NOT NULL)
      AND id NOT IN (SELECT same_as FROM inbox WHERE same_as IS NOT NULL);
    DELETE FROM source WHERE id NOT IN (SELECT source_id FROM import);
  `)
}
