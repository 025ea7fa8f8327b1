/** Who of the repliers is a bot, and which texts a machine sent: the user's word, and the facts made anew with it. */
import { chooseAuthor, chooseAutomaticText, listAuthors } from '../import/store/author-choices.ts'
import { changeFacts } from './change-facts.ts'
import type { Handlers } from './job.ts'

export const authorHandlers: Handlers<'authors.list' | 'authors.choose' | 'authors.chooseText'> = {
  'authors.list': (session) => listAuthors(session.workspace().reader),
  'authors.choose': (session, { agent, kind }) =>
    changeFacts(session, (db) => chooseAuthor(db, agent, kind, session.now())),
  'authors.chooseText': (session, { text, isAutomatic }) =>
    changeFacts(session, (db) => chooseAutomaticText(db, text, isAutomatic, session.now())),
}
