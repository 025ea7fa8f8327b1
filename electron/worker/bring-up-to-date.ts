/** What a workspace of an earlier version lacks and its migrations cannot make, since they run no code of the app. */
import { hasTextsToRead, readOldTexts } from '../import/store/reclassify.ts'
import { touchEverything } from '../import/store/stored-facts.ts'
import { changeFacts } from './change-facts.ts'
import type { Job } from './job.ts'
import { reportShare } from './report-share.ts'
import type { Session } from './session.ts'

/** In one transaction; if it is stopped, the next opening begins again. */
export function* bringUpToDate(session: Session): Job<void> {
  const { db } = session.workspace()
  if (!hasTextsToRead(db)) return
  const settings = session.settings()
  yield* changeFacts(session, function* () {
    yield* reportShare('texts', readOldTexts(db, settings), session.now)
    return touchEverything(db)
  })
}
