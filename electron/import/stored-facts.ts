/**
 * The stored facts (`conversation`, `turn`, `opt_out`) of some threads, made anew from their current rows. Facts are
 * derivable: making them for all threads gives the same rows as keeping them up to date import by import.
 */
import type { Database } from 'better-sqlite3'
import type { AuthorKind, Direction, EventName, MessageKind, SplitCounts } from '../../shared/model.ts'
import { readAuthorChoices } from './author-choices.ts'
import type { AuthorChoices } from './author-choices.ts'
import { countServiceConversations, deriveConversations } from './conversations.ts'
import type { DerivedConversation, ThreadMessage, ThreadRecord } from './conversations.ts'
import { rebuildSuspicions } from './opt-out-review.ts'

const threadsPerStep = 500
const hourSeconds = 3600

export interface FactsOptions {
  readonly courtesyEndsTurn: boolean
}

export interface FactsProgress {
  readonly threadsDone: number
  readonly threads: number
}

/** What an import or an undo changed: ids of threads, and of contacts whose opt-outs changed. */
export interface TouchedRows {
  readonly threads: ReadonlySet<number>
  readonly contacts: ReadonlySet<number>
}

/**
 * Replaces the facts of what was touched and of every other thread of the same contacts that an opt-in could concern.
 * Runs inside the caller's transaction; yields between steps so that the caller can report progress or stop.
 */
export function* rebuildFacts(
  db: Database,
  touched: TouchedRows,
  options: FactsOptions,
): Generator<FactsProgress, SplitCounts | null> {
  const contacts = [...new Set([...contactsOf(db, touched.threads), ...touched.contacts])]
  const threads = [...new Set([...touched.threads, ...threadsWithOptWords(db, contacts)])].sort((a, b) => a - b)
  rebuildSuspicions(db, threads)
  rebuildOptOuts(db, contacts)
  const writer = openFactsWriter(db)
  const choices = readAuthorChoices(db)
  const counts = { h24: 0, h48: 0, d5: 0 }
  let hasSplitThread = false
  for (let start = 0; start < threads.length; start += threadsPerStep) {
    const step = readThreads(db, threads.slice(start, start + threadsPerStep), choices)
    for (const thread of step) {
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
    yield { threadsDone: Math.min(start + threadsPerStep, threads.length), threads: threads.length }
  }
  return hasSplitThread ? counts : null
}

/** Everything: after a change of a setting that facts depend on. */
export function touchEverything(db: Database): TouchedRows {
  return {
    threads: new Set(db.prepare<[], number>('SELECT id FROM thread').pluck().all()),
    contacts: new Set(db.prepare<[], number>('SELECT id FROM contact').pluck().all()),
  }
}

/**
 * Whether START is an opt-in depends on an earlier opt-out of the same contact in any thread or list, so threads with
 * such words are made together with the touched ones.
 */
function threadsWithOptWords(db: Database, contacts: readonly number[]): number[] {
  return db
    .prepare<[string], number>(
      `SELECT DISTINCT message.thread_id FROM message CROSS JOIN thread ON thread.id = message.thread_id
       WHERE (message.keyword IN ('opt-out', 'opt-in') OR message.opt_out_wish = 1)
         AND thread.contact_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(contacts))
}

function contactsOf(db: Database, threads: ReadonlySet<number>): number[] {
  return db
    .prepare<[string], number>(
      `SELECT DISTINCT contact_id FROM thread
       WHERE contact_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify([...threads]))
}

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
 * (`CROSS JOIN` fixes the order of the loops: from the few messages that the partial indexes hold, not from the contacts.)
 * Opt-outs and opt-ins of some contacts, from words in their messages, refusals by the carrier and opt-out lists. An
 * opt-in word counts only after an opt-out of the same contact on the same channel: "YES" may answer anything else. Of one
 * instant an opt-in is not after the opt-out; further ties are ordered by key, never by the order of imports.
 */
function rebuildOptOuts(db: Database, contacts: readonly number[]): void {
  const chosen = JSON.stringify(contacts)
  db.prepare('DELETE FROM opt_out WHERE contact_id IN (SELECT value FROM json_each(?))').run(chosen)
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
         AND (message.keyword IN ('opt-out', 'opt-in') OR message.opt_out_wish = 1)
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

interface StoredThread {
  readonly id: number
  readonly sourceId: number
  readonly channel: string
  readonly contactId: number | null
  readonly inboxId: number | null
  readonly isSplit: boolean
  readonly splitGapSeconds: number
  readonly messages: ThreadMessage[]
  record: ThreadRecord | null
}

type MessageTuple = [
  threadId: number,
  id: number,
  sentAt: number,
  direction: Direction,
  authorKind: AuthorKind,
  agentId: number | null,
  teamId: number | null,
  kind: MessageKind,
  event: EventName | null,
  isAutomatic: number,
  isFailed: number,
  keyword: string | null,
]

function readThreads(db: Database, ids: readonly number[], choices: AuthorChoices): StoredThread[] {
  const chosen = JSON.stringify(ids)
  const threads = new Map<number, StoredThread>()
  const rows = db
    .prepare<
      [string],
      {
        id: number
        source_id: number
        channel: string
        contact_id: number | null
        inbox_id: number | null
        is_split: number
        split_gap_seconds: number
      }
    >(
      `SELECT id, source_id, channel, contact_id, inbox_id, is_split, split_gap_seconds FROM thread
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(chosen)
  for (const row of rows) {
    threads.set(row.id, {
      id: row.id,
      sourceId: row.source_id,
      channel: row.channel,
      contactId: row.contact_id,
      inboxId: row.inbox_id,
      isSplit: row.is_split === 1,
      splitGapSeconds: row.split_gap_seconds,
      messages: [],
      record: null,
    })
  }
  const optInIds = new Set(
    db
      .prepare<[string], number>(
        `SELECT message_id FROM opt_out WHERE message_id IS NOT NULL AND state = 'in' AND contact_id IN (
           SELECT contact_id FROM thread WHERE id IN (SELECT value FROM json_each(?)))`,
      )
      .pluck()
      .all(chosen),
  )
  const suspicions = new Map(
    db
      .prepare<[string], { id: number; state: string }>(
        `SELECT message_id id, state FROM opt_out_suspicion WHERE thread_id IN (SELECT value FROM json_each(?))`,
      )
      .all(chosen)
      .map(({ id, state }) => [id, state]),
  )
  const messages = db
    .prepare<[string]>(
      `SELECT thread_id, id, sent_at, direction, author_kind, agent_id, team_id, kind, event, is_automatic, is_failed,
              keyword
       FROM message WHERE thread_id IN (SELECT value FROM json_each(?)) AND is_current = 1 AND author_kind <> 'unknown'
       ORDER BY thread_id, sent_at, direction, kind = 'event', key`,
    )
    .raw()
    .all(chosen) as MessageTuple[] // raw rows of the twelve columns above
  const automaticIds = choices.automaticMessages(chosen)
  for (const row of messages) {
    const [threadId, id, sentAt, direction, authorKind, agentId, teamId, kind, event, isAutomatic, isFailed, keyword] =
      row
    threads.get(threadId)?.messages.push({
      id,
      sentAt,
      direction,
      authorKind: (agentId === null ? undefined : choices.kindOf(agentId)) ?? authorKind,
      agentId,
      teamId,
      kind,
      event,
      isAutomatic: isAutomatic === 1 || automaticIds.has(id),
      isFailed: isFailed === 1,
      isOptEvent: direction === 'in' && (isCertain(keyword, suspicions.get(id)) || optInIds.has(id)),
      isCourtesy: keyword === 'courtesy',
    })
  }
  for (const { messages } of threads.values()) if (messages.some(({ isOptEvent }) => isOptEvent)) messages.sort(inOrder)
  readRecords(db, chosen, threads)
  return [...threads.values()]
}

function isCertain(keyword: string | null, suspicion: string | undefined): boolean {
  return suspicion === undefined ? keyword === 'opt-out' : suspicion === 'confirmed'
}

/** What products call a conversation that somebody has to work on. A close that an older part tells is over then. */
const openStatus = /^(?:new|open|opened|reopened|pending|hold|on[- ]hold|unresolved|in progress|waiting)$/i

/** Parts of one conversation complete each other: what several of them say, the newest of them says. */
function readRecords(db: Database, chosen: string, threads: ReadonlyMap<number, StoredThread>): void {
  const records = db
    .prepare<
      [string],
      {
        thread_id: number
        opened_at: number | null
        first_reply_at: number | null
        closed_at: number | null
        reopen_count: number | null
        reply_count: number | null
        agent_id: number | null
        team_id: number | null
        left_out: string | null
        status: string | null
      }
    >(
      `SELECT thread_id, opened_at, first_reply_at, closed_at, reopen_count, reply_count, agent_id, team_id, left_out,
         status
       FROM conversation_record WHERE thread_id IN (SELECT value FROM json_each(?)) AND is_current = 1
       ORDER BY thread_id, version_at DESC, part, key`,
    )
    .all(chosen)
  const openAgain = new Set<number>()
  for (const row of records) {
    const thread = threads.get(row.thread_id)
    if (thread === undefined) continue
    const newer = thread.record
    const closedAt = openAgain.has(row.thread_id) ? null : row.closed_at
    if (closedAt === null && row.status !== null && openStatus.test(row.status)) openAgain.add(row.thread_id)
    thread.record = {
      openedAt: newer?.openedAt ?? row.opened_at,
      firstReplyAt: newer?.firstReplyAt ?? row.first_reply_at,
      closedAt: newer?.closedAt ?? closedAt,
      reopenCount: newer?.reopenCount ?? row.reopen_count,
      replyCount: newer?.replyCount ?? row.reply_count,
      agentId: newer?.agentId ?? row.agent_id,
      teamId: newer?.teamId ?? row.team_id,
      leftOut: newer?.leftOut ?? row.left_out,
    }
  }
}

/** The order of the query, with opt-outs and opt-ins after the other messages of their instant. */
function inOrder(a: ThreadMessage, b: ThreadMessage): number {
  if (a.sentAt !== b.sentAt) return a.sentAt - b.sentAt
  if (a.direction !== b.direction) return a.direction === 'in' ? -1 : 1
  if ((a.kind === 'event') !== (b.kind === 'event')) return a.kind === 'event' ? 1 : -1
  return Number(a.isOptEvent) - Number(b.isOptEvent)
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
