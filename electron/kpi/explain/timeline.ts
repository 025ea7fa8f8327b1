/** One conversation in full: its messages, what every KPI makes of it and why, and who else the customer is. */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import type { Facts } from '../../../shared/facts.ts'
import type { Selection, Timeline } from '../../../shared/model.ts'
import type { Reading } from '../column-cache.ts'
import { casesOfConversation } from './conversation-cases.ts'
import { rowOf } from './conversation-row.ts'
import { messagesOf } from './timeline-messages.ts'

/**
 * Throws `not-found` for an id that no conversation has. With a selection, what lies outside of it is said to be. The
 * stretches are in calendar seconds; the values are what the reading of time makes of them.
 */
export function timelineOf(db: Database, facts: Facts, id: number, selection: Selection, reading: Reading): Timeline {
  const position = facts.conversations.id.indexOf(id)
  if (position === -1) throw new AppError('not-found', `There is no conversation ${id} in this workspace.`, { id })
  return {
    conversation: rowOf(db, facts, position, null),
    messages: messagesOf(db, id, facts.conversations.openedAt[position] ?? Number.NaN, reading.settings),
    intervals: casesOfConversation(facts, position, selection, reading),
    sameCustomer: sameCustomerAs(db, id),
  }
}

/** Ids that only one product knows somebody by say nothing to a reader. */
function sameCustomerAs(db: Database, id: number): Timeline['sameCustomer'] {
  const rows = db
    .prepare<{ id: number }, { address: string; isByUser: number }>(
      `SELECT other.address, EXISTS (
         SELECT 1 FROM contact_choice WHERE is_same = 1 AND other.address IN (contact_choice.address, contact_choice.other)
       ) isByUser
       FROM conversation JOIN contact own ON own.id = conversation.contact_id
       JOIN contact other ON coalesce(other.same_as, other.id) = coalesce(own.same_as, own.id) AND other.id <> own.id
       WHERE conversation.id = @id AND other.kind <> 'other' ORDER BY other.address`,
    )
    .all({ id })
  return rows.map(({ address, isByUser }) => ({ address, isByUser: isByUser === 1 }))
}
