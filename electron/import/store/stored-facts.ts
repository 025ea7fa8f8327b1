/**
 * The stored facts (`conversation`, `turn`, `opt_out`) of some threads, made anew from their current rows. Facts are
 * derivable: making them for all threads gives the same rows as keeping them up to date import by import.
 */
import type { Database } from 'better-sqlite3'
import type { SplitCounts } from '../../../shared/model.ts'
import { readAuthorChoices } from './author-choices.ts'
import { countServiceConversations, deriveConversations } from './conversations.ts'
import type { DerivedConversation } from './conversations.ts'
import { idSet, inChunks } from './id-set.ts'
import type { ReadonlyIdSet } from './id-set.ts'
import { hasOptWord, rebuildOptOuts } from './opt-out-facts.ts'
import { rebuildSuspicions } from './opt-out-review.ts'
import { readThreads } from './stored-threads.ts'
import type { TouchedRows } from './touched-rows.ts'
import type { StoredThread } from './stored-threads.ts'

const threadsPerStep = 500
const hourSeconds = 3600

export interface FactsOptions {
  readonly courtesyEndsTurn: boolean
}

export interface StepsDone {
  readonly done: number
  readonly total: number
}

/**
 * Replaces the facts of what was touched and of every other thread of the same contacts that an opt-in could concern.
 * Runs inside the caller's transaction; yields between steps so that the caller can report progress or stop.
 */
export function* rebuildFacts(
  db: Database,
  touched: TouchedRows,
  options: FactsOptions,
): Generator<StepsDone, SplitCounts | null> {
  const contacts = idSet(touched.contacts)
  contacts.addAll(contactsOf(db, touched.threads))
  const threads = idSet(touched.threads)
  threads.addAll(threadsWithOptWords(db, contacts))
  rebuildSuspicions(db, threads)
  rebuildOptOuts(db, contacts)
  const writer = openFactsWriter(db)
  const choices = readAuthorChoices(db)
  const counts = { h24: 0, h48: 0, d5: 0 }
  let hasSplitThread = false
  let threadsDone = 0
  for (const chunk of inChunks(threads, threadsPerStep)) {
    for (const thread of readThreads(db, chunk, choices)) {
      writer.replace(
        thread,
        deriveConversations(thread.messages, thread.record, {
          isSplit: thread.isSplit,
          splitGapSeconds: thread.splitGapSeconds,
          courtesyEndsTurn: options.courtesyEndsTurn,
        }),
      )
      if (!thread.isSplit) continue
      hasSplitThread = true
      counts.h24 += countServiceConversations(thread.messages, 24 * hourSeconds)
      counts.h48 += countServiceConversations(thread.messages, 48 * hourSeconds)
      counts.d5 += countServiceConversations(thread.messages, 120 * hourSeconds)
    }
    threadsDone += chunk.length
    yield { done: threadsDone, total: threads.size }
  }
  return hasSplitThread ? counts : null
}

/** Everything: after a change of a setting that facts depend on. */
export function touchEverything(db: Database): TouchedRows {
  return {
    threads: idSet(db.prepare<[], number>('SELECT id FROM thread').pluck().iterate()),
    contacts: idSet(db.prepare<[], number>('SELECT id FROM contact').pluck().iterate()),
  }
}

/**
 * Whether START is an opt-in depends on an earlier opt-out of the same contact in any thread or list, so threads with
 * such words are made together with the touched ones.
 */
function* threadsWithOptWords(db: Database, contacts: ReadonlyIdSet): Generator<number> {
  const all = db
    .prepare<[], { threadId: number; contactId: number }>(
      `SELECT DISTINCT message.thread_id threadId, thread.contact_id contactId
       FROM message CROSS JOIN thread ON thread.id = message.thread_id
       WHERE ${hasOptWord} AND thread.contact_id IS NOT NULL`,
    )
    .iterate()
  for (const { threadId, contactId } of all) if (contacts.has(contactId)) yield threadId
}

function* contactsOf(db: Database, threads: Iterable<number>): Generator<number> {
  const find = db.prepare<[number], number | null>('SELECT contact_id FROM thread WHERE id = ?').pluck()
  for (const thread of threads) {
    const contact = find.get(thread)
    if (typeof contact === 'number') yield contact
  }
}

interface FactsWriter {
  readonly replace: (thread: StoredThread, conversations: readonly DerivedConversation[]) => void
}

function openFactsWriter(db: Database): FactsWriter {
  const remove = db.prepare<[number]>('DELETE FROM conversation WHERE thread_id = ?')
  const insert = db.prepare(
    `INSERT INTO conversation (thread_id, source_id, channel, kind, contact_id, inbox_id, team_id, first_reply_agent_id,
       last_agent_id, opened_at, first_reply_at, closed_at, last_event_at, message_count, human_reply_count, reopen_count,
       agent_count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertTurn = db.prepare(
    'INSERT INTO turn (conversation_id, started_at, ended_at, ended_by, agent_id) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    replace: (thread, conversations) => {
      remove.run(thread.id)
      for (const one of conversations) {
        const id = insert.run(
          thread.id,
          thread.sourceId,
          thread.channel,
          one.kind,
          thread.contactId,
          thread.inboxId,
          one.teamId,
          one.firstReplyAgentId,
          one.lastAgentId,
          one.openedAt,
          one.firstReplyAt,
          one.closedAt,
          one.lastEventAt,
          one.messageCount,
          one.humanReplyCount,
          one.reopenCount,
          one.agentCount,
        ).lastInsertRowid
        for (const turn of one.turns) insertTurn.run(id, turn.startedAt, turn.endedAt, turn.endedBy, turn.agentId)
      }
    },
  }
}
