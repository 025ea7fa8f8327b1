/** What the user says about a workspace: the word itself and the facts that follow from it, together or not at all. */
import type { Database } from 'better-sqlite3'
import type { FactsOptions } from '../import/store/stored-facts.ts'
import type { TouchedRows } from '../import/store/touched-rows.ts'
import { rebuildFacts } from '../import/store/stored-facts.ts'
import type { Job } from './job.ts'
import { reportShare } from './report-share.ts'
import type { Session } from './session.ts'

/**
 * One transaction; leaving the job early leaves the workspace as it was. `write` stores what was said and tells whose
 * facts depend on it; null = nobody's. Facts are made by `options`: the settings as they are then.
 */
export function* changeFacts(
  session: Session,
  write: (db: Database) => Job<TouchedRows | null> | TouchedRows | null,
  options: FactsOptions = session.settings(),
): Job<null> {
  const { db } = session.workspace()
  db.exec('BEGIN IMMEDIATE')
  try {
    const written = write(db)
    const touched = written !== null && 'next' in written ? yield* written : written
    if (touched !== null) yield* reportShare('facts', rebuildFacts(db, touched, options), session.now)
    db.exec('COMMIT')
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
  session.changed()
  return null
}
