/** Threads as they are stored: their current messages, in order, and what records say of the whole conversation. */
import type { Database } from 'better-sqlite3'
import type { AuthorKind, Direction, EventName, MessageKind } from '../../../shared/model.ts'
import type { AuthorChoices } from './author-choices.ts'
import type { ThreadMessage, ThreadRecord } from './conversations.ts'

export interface StoredThread {
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

export function readThreads(db: Database, ids: readonly number[], choices: AuthorChoices): StoredThread[] {
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
