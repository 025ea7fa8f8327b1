/**
 * Opt-outs that are not certain: a wish of more than one word, or the very word that our own message asked for. They count
 * when the user confirms them. Which messages they are follows from the stored rows and the user's decisions, so that
 * neither the order of imports nor an undo matters.
 */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import type { EpochMs, OptOutReview, OptOutSuspicion } from '../../../shared/model.ts'
import { idSet } from './id-set.ts'
import type { ReadonlyIdSet } from './id-set.ts'
import { hasOptWord } from './opt-out-facts.ts'
import type { TouchedRows } from './touched-rows.ts'

/** Makes the suspicions of some threads anew; before the facts that depend on them. */
export function rebuildSuspicions(db: Database, threads: ReadonlyIdSet): void {
  // Few threads have any or had one.
  const concerned = db
    .prepare<[], number>(
      `SELECT thread_id FROM message WHERE ${hasOptWord}
       UNION SELECT thread_id FROM opt_out_suspicion`,
    )
    .pluck()
    .all()
  const chosen = JSON.stringify(concerned.filter(threads.has))
  db.prepare('DELETE FROM opt_out_suspicion WHERE thread_id IN (SELECT value FROM json_each(?))').run(chosen)
  // Our last message before it: what was sent in the same instant is no answer to it. A failed message asked nothing.
  const answers = `EXISTS (
    SELECT 1 FROM message ours WHERE ours.thread_id = message.thread_id AND ${asks('ours')}
      AND instr(ours.opt_out_words, message.opt_out_words) > 0
      AND ours.sent_at = (
        SELECT last.sent_at FROM message last
        WHERE last.thread_id = message.thread_id AND last.sent_at < message.sent_at AND ${asks('last')}
        ORDER BY last.sent_at DESC LIMIT 1))`
  db.prepare(
    `INSERT INTO opt_out_suspicion (message_id, thread_id, reason, state)
     SELECT id, thread_id, reason, CASE decision WHEN 1 THEN 'confirmed' WHEN 0 THEN 'dismissed' ELSE 'waiting' END
     FROM (
       SELECT message.id, message.thread_id, message.keyword, decision.is_opt_out decision,
         CASE WHEN message.keyword IS NULL THEN 'wish' ELSE 'answer' END reason,
         message.keyword IS NULL OR decision.is_opt_out IS NOT NULL OR ${answers} is_open
       FROM message LEFT JOIN opt_out_decision decision ON decision.message_key = message.key
       WHERE ${hasOptWord} AND message.keyword IS NOT 'opt-in'
         AND message.is_current = 1 AND message.kind = 'message' AND message.direction = 'in'
         AND message.author_kind <> 'unknown' AND message.thread_id IN (SELECT value FROM json_each(?)))
     WHERE is_open`,
  ).run(chosen)
}

function asks(message: string): string {
  return `${message}.is_current = 1 AND ${message}.kind = 'message' AND ${message}.direction = 'out'
    AND ${message}.author_kind <> 'unknown' AND ${message}.is_failed = 0`
}

const shown = 500

interface StoredSuspicion {
  readonly id: number
  readonly reason: 'wish' | 'answer'
  readonly state: OptOutSuspicion['state']
  readonly at: number
  readonly channel: OptOutSuspicion['channel']
  readonly contact: string | null
  readonly text: string | null
  readonly asked: string | null
  readonly conversation: number | null
}

/** Those that wait first, then the newest. */
export function listSuspicions(db: Database): OptOutReview {
  const count = (state: string): number =>
    db.prepare<[string], number>('SELECT count(*) FROM opt_out_suspicion WHERE state = ?').pluck().get(state) ?? 0
  const rows = db
    .prepare<[number], StoredSuspicion>(
      `SELECT message.id, suspicion.reason, suspicion.state, message.sent_at at, thread.channel, contact.address contact,
         message.text,
         (SELECT last.text FROM message last WHERE last.thread_id = message.thread_id AND last.sent_at < message.sent_at
            AND ${asks('last')} ORDER BY last.sent_at DESC, last.key LIMIT 1) asked,
         (SELECT conversation.id FROM conversation WHERE conversation.thread_id = message.thread_id
            AND conversation.opened_at <= message.sent_at ORDER BY conversation.opened_at DESC LIMIT 1) conversation
       FROM opt_out_suspicion suspicion JOIN message ON message.id = suspicion.message_id
       JOIN thread ON thread.id = message.thread_id LEFT JOIN contact ON contact.id = thread.contact_id
       ORDER BY suspicion.state <> 'waiting', message.sent_at DESC, message.key LIMIT ?`,
    )
    .all(shown)
  return {
    waiting: count('waiting'),
    confirmed: count('confirmed'),
    dismissed: count('dismissed'),
    rows: rows.map(({ contact, asked, reason, ...row }) => ({
      ...row,
      reason,
      contact: contact ?? '',
      asked: reason === 'answer' ? asked : null,
    })),
  }
}

/**
 * `isOptOut` null takes the decision back. Inside the caller's transaction; @returns whose facts have to be made anew.
 * Throws `not-found` for a message that is not on the list.
 */
export function decideSuspicion(db: Database, messageId: number, isOptOut: boolean | null, now: EpochMs): TouchedRows {
  const message = db
    .prepare<[number], { key: Buffer; threadId: number; contactId: number | null }>(
      `SELECT message.key, message.thread_id threadId, thread.contact_id contactId FROM opt_out_suspicion suspicion
       JOIN message ON message.id = suspicion.message_id JOIN thread ON thread.id = message.thread_id
       WHERE suspicion.message_id = ?`,
    )
    .get(messageId)
  if (message === undefined) {
    throw new AppError('not-found', `There is no message ${messageId} on the list of possible opt-outs.`, {
      id: messageId,
    })
  }
  if (isOptOut === null) db.prepare('DELETE FROM opt_out_decision WHERE message_key = ?').run(message.key)
  else {
    db.prepare('INSERT OR REPLACE INTO opt_out_decision (message_key, is_opt_out, decided_at) VALUES (?, ?, ?)').run(
      message.key,
      isOptOut ? 1 : 0,
      now,
    )
  }
  const { threadId, contactId } = message
  return { threads: idSet([threadId]), contacts: idSet(contactId === null ? [] : [contactId]) }
}
