/** What a workspace of an earlier version lacks and its migrations cannot make, since they run no code of the app. */
import { hasTextsToRead, readOldTexts } from '../import/reclassify.ts'
import { rebuildFacts, touchEverything } from '../import/stored-facts.ts'
import type { Job } from './job.ts'
import type { Session } from './session.ts'

/** In one transaction; if it is stopped, the next opening begins again. */
export function* bringUpToDate(session: Session): Job<void> {
  const { db } = session.workspace()
  if (!hasTextsToRead(db)) return
  const settings = session.settings()
  db.exec('BEGIN IMMEDIATE')
  try {
    readOldTexts(db, settings)
    for (const _step of rebuildFacts(db, touchEverything(db), settings)) yield null
    db.exec('COMMIT')
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
  session.changed()
}
