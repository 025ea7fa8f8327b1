/** The user's word about customers: which addresses are one person's, and which messages are opt-outs. */
import { areSame, chooseSame, knownAddress, linkContacts, listContactLinks } from '../import/store/contact-links.ts'
import { decideSuspicion, listSuspicions } from '../import/store/opt-out-review.ts'
import { AppError } from '../../shared/errors.ts'
import { changeFacts } from './change-facts.ts'
import type { Handlers } from './job.ts'
import type { Session } from './session.ts'

export const customerHandlers: Handlers<
  'contacts.links' | 'contacts.link' | 'contacts.unlink' | 'optOuts.review' | 'optOuts.decide'
> = {
  'contacts.links': (session) => listContactLinks(session.workspace().reader),
  'contacts.link': (session, { address, other }) => link(session, address, other),
  'contacts.unlink': (session, { address, other }) => unlink(session, address, other),
  'optOuts.review': (session) => listSuspicions(session.workspace().reader),
  'optOuts.decide': (session, { id, isOptOut }) =>
    changeFacts(session, (db) => decideSuspicion(db, id, isOptOut, session.now())),
}

type Addresses = readonly [address: string, other: string]

function changeLink(
  session: Session,
  address: string,
  other: string,
  change: (...addresses: Addresses) => void,
): { address: string; other: string } {
  const { db } = session.workspace()
  const { country } = session.settings()
  const known = db.transaction((): Addresses => {
    const both: Addresses = [knownAddress(db, address, country), knownAddress(db, other, country)]
    change(...both)
    return both
  })()
  session.changed()
  return { address: known[0], other: known[1] }
}

/** KPIs read customers through `same_as`, so that nothing else has to be made anew. */
function link(session: Session, address: string, other: string): { address: string; other: string } {
  const { db } = session.workspace()
  return changeLink(session, address, other, (first, second) => {
    chooseSame(db, first, second, true, session.now())
    linkContacts(db)
    if (areSame(db, first, second)) return
    throw new AppError(
      'argument-invalid',
      `${first} and ${second} stay apart: you said of one of their other addresses that it is another customer's. Take that back first.`,
      { address: first, other: second },
    )
  })
}

/** A link of the user's is taken back; one that the exports make is denied. */
function unlink(session: Session, address: string, other: string): { address: string; other: string } {
  const { db } = session.workspace()
  return changeLink(session, address, other, (first, second) => {
    if (!areSame(db, first, second))
      throw new AppError('not-found', `${first} and ${second} are not linked.`, { address: first, other: second })
    chooseSame(db, first, second, null, session.now())
    linkContacts(db)
    if (!areSame(db, first, second)) return
    chooseSame(db, first, second, false, session.now())
    linkContacts(db)
  })
}
