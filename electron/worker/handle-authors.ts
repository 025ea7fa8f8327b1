/** Who of the repliers is a bot, and which texts a machine sent: the user's word, and the facts made anew with it. */
import { chooseAuthor, chooseAutomaticText, listAuthors } from '../import/author-choices.ts'
import { rebuildFacts } from '../import/stored-facts.ts'
import type { TouchedRows } from '../import/stored-facts.ts'
import type { Handlers, Job } from './job.ts'
import type { Session } from './session.ts'

export const authorHandlers: Handlers<'authors.list' | 'authors.choose' | 'authors.chooseText'> = {
  'authors.list': (session) => listAuthors(session.workspace().reader),
  'authors.choose': (session, { agent, kind }) =>
    choose(session, () => chooseAuthor(session.workspace().db, agent, kind, session.now())),
  'authors.chooseText': (session, { text, isAutomatic }) =>
    choose(session, () => chooseAutomaticText(session.workspace().db, text, isAutomatic, session.now())),
}

/** One transaction: the choice and everything that follows from it, or nothing. */
function* choose(session: Session, write: () => TouchedRows): Job<null> {
  const { db } = session.workspace()
  db.exec('BEGIN IMMEDIATE')
  try {
    const touched = write()
    for (const _step of rebuildFacts(db, touched, session.settings())) yield null
    db.exec('COMMIT')
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
  session.changed()
  return null
}
