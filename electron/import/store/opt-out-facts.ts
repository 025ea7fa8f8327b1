/**
 * The opt-outs and opt-ins of some contacts (`opt_out`), from words in their messages, refusals by the carrier and opt-out
 * lists.
 */
import type { Database } from 'better-sqlite3'
import type { ReadonlyIdSet } from './id-set.ts'

/** SQL: the few rows of `message` that may be an opt-out or opt-in, as the index `message_opt_word` holds them. */
export const hasOptWord = `(message.keyword IN ('opt-out', 'opt-in') OR message.opt_out_wish = 1)`

interface OptOutCandidate {
  readonly contact_id: number
  readonly channel: string
  readonly source_id: number
  readonly inbox_id: number | null
  readonly at: number | null
  readonly state: 'out' | 'in'
  readonly evidence: string
  readonly message_id: number | null
  readonly record_id: number | null
}

/**
 * An opt-in word counts only after an opt-out of the same contact on the same channel: "YES" may answer anything else. Of
 * one instant an opt-in is not after the opt-out; further ties are ordered by key, never by the order of imports.
 */
export function rebuildOptOuts(db: Database, contacts: ReadonlyIdSet): void {
  // Few contacts have any or had one.
  const concerned = db
    .prepare<[], number>(
      `SELECT thread.contact_id FROM message CROSS JOIN thread ON thread.id = message.thread_id
       WHERE ${hasOptWord} AND thread.contact_id IS NOT NULL
       UNION SELECT thread.contact_id FROM message CROSS JOIN thread ON thread.id = message.thread_id
       WHERE message.has_21610 = 1 AND thread.contact_id IS NOT NULL
       UNION SELECT contact_id FROM opt_out_record
       UNION SELECT contact_id FROM opt_out`,
    )
    .pluck()
    .all()
  const chosen = JSON.stringify(concerned.filter(contacts.has))
  db.prepare('DELETE FROM opt_out WHERE contact_id IN (SELECT value FROM json_each(?))').run(chosen)
  // `CROSS JOIN` fixes the order of the loops: from the few messages that the partial indexes hold, not from the contacts.
  const candidates = db
    .prepare<[string, string, string], OptOutCandidate>(
      `SELECT thread.contact_id, thread.channel, thread.source_id, thread.inbox_id, message.sent_at at,
              CASE message.keyword WHEN 'opt-in' THEN 'in' ELSE 'out' END state,
              CASE WHEN message.keyword IS NULL THEN 'wish' ELSE 'keyword' END evidence,
              message.id message_id, NULL record_id, message.key
       FROM message CROSS JOIN thread ON thread.id = message.thread_id
       LEFT JOIN opt_out_suspicion suspicion ON suspicion.message_id = message.id
       WHERE thread.contact_id IN (SELECT value FROM json_each(?)) AND message.is_current = 1
         AND message.kind = 'message' AND message.direction = 'in' AND message.author_kind <> 'unknown'
         AND ${hasOptWord}
         AND (suspicion.state = 'confirmed' OR (suspicion.state IS NULL AND message.keyword IN ('opt-out', 'opt-in')))
       UNION ALL
       SELECT thread.contact_id, thread.channel, thread.source_id, thread.inbox_id, message.sent_at, 'out', 'error-21610',
              message.id, NULL, message.key
       FROM message CROSS JOIN thread ON thread.id = message.thread_id
       WHERE thread.contact_id IN (SELECT value FROM json_each(?)) AND message.is_current = 1 AND message.has_21610 = 1
       UNION ALL
       SELECT contact_id, channel, source_id, NULL, at, state, evidence, NULL, id, key
       FROM opt_out_record WHERE contact_id IN (SELECT value FROM json_each(?)) AND is_current = 1
       ORDER BY 1, 2, at, state, evidence, key`,
    )
    .all(chosen, chosen, chosen)
  const insert = db.prepare(
    `INSERT INTO opt_out (contact_id, channel, source_id, inbox_id, at, state, evidence, message_id, record_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  let group = ''
  let isOut = false
  for (const candidate of candidates) {
    const next = `${candidate.contact_id} ${candidate.channel}`
    if (next !== group) isOut = false
    group = next
    if (candidate.state === 'in' && candidate.evidence === 'keyword' && !isOut) continue
    isOut = candidate.state === 'out'
    insert.run(
      candidate.contact_id,
      candidate.channel,
      candidate.source_id,
      candidate.inbox_id,
      candidate.at,
      candidate.state,
      candidate.evidence,
      candidate.message_id,
      candidate.record_id,
    )
  }
}
