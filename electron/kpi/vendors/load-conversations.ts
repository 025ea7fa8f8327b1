/**
 * Reads conversations with their messages: the vendors' counting looks at what the facts of the engine no longer hold.
 * Beside the facts and the drill-down this is the only SQL of the engine.
 */
import type { Database } from 'better-sqlite3'
import type { Facts } from '../../../shared/facts.ts'
import type { VendorId } from '../../../shared/vendors.ts'
import { eachRow, time, whole } from '../fact-rows.ts'
import type { VendorConversation, VendorMessage } from './conversation.ts'
import { readThreadMessages } from './thread-messages.ts'

/** Names of the sources that hold the vendor's own exports. */
export function sourcesOfVendor(db: Database, vendor: VendorId): readonly string[] {
  return db.prepare<[string], string>('SELECT name FROM source WHERE key = ? ORDER BY id').pluck().all(vendor)
}

/** What a request wants to know of each conversation, by its position in the facts. */
export interface Wanted {
  readonly replier: Uint8Array
  readonly assignee: Uint8Array
  /** Answered turns by conversation: positions in the turn facts. */
  readonly turns: ReadonlyMap<number, readonly { readonly turn: number; readonly isInside: boolean }[]>
}

/** Every conversation that is wanted by anybody, in no particular order. */
export function* loadConversations(db: Database, facts: Facts, wanted: Wanted): Generator<VendorConversation> {
  const threads = threadsOf(db, facts, wanted)
  const records = readRecords(db, threads)
  const messagesOf = readThreadMessages(db, (thread) => threads.has(thread))
  for (const [id, thread] of threads) yield* conversationsOf(facts, wanted, thread, messagesOf(id), records.get(id))
}

interface Thread {
  /** A log, or a thread that lives for ever: its conversations were split by silence. */
  readonly isSplit: boolean
  /** All its conversations, by opening; `isWanted`: somebody asks for it. */
  readonly conversations: { readonly position: number; readonly isWanted: boolean }[]
}

/** Those with a wanted conversation. */
function threadsOf(db: Database, facts: Facts, wanted: Wanted): Map<number, Thread> {
  const { id, count } = facts.conversations
  const rowOf = new Map<number, { readonly thread: number; readonly isSplit: boolean }>()
  eachRow(
    db,
    'SELECT c.id, c.thread_id, t.is_split FROM conversation c JOIN thread t ON t.id = c.thread_id',
    (row) => void rowOf.set(whole(row[0]), { thread: whole(row[1]), isSplit: row[2] === 1 }),
  )
  const threads = new Map<number, Thread>()
  // In the order of opening, as the facts are.
  for (let position = 0; position < count; position++) {
    const row = rowOf.get(id[position] ?? -1)
    if (row === undefined) continue
    const isWanted =
      wanted.replier[position] === 1 ||
      wanted.assignee[position] === 1 ||
      (wanted.turns.get(position) ?? []).some((turn) => turn.isInside)
    const known = threads.get(row.thread)
    if (known === undefined) threads.set(row.thread, { isSplit: row.isSplit, conversations: [{ position, isWanted }] })
    else known.conversations.push({ position, isWanted })
  }
  for (const [thread, { conversations }] of threads)
    if (!conversations.some(({ isWanted }) => isWanted)) threads.delete(thread)
  return threads
}

/** What the export says of a conversation as a whole. NaN = nothing. */
interface Recorded {
  openedAt: number
  closedAt: number
  reported: Record<string, number>
}

/** Parts of one conversation complete each other; the newer one knows better. */
function readRecords(db: Database, threads: ReadonlyMap<number, Thread>): ReadonlyMap<number, Recorded> {
  const records = new Map<number, Recorded>()
  eachRow(
    db,
    `SELECT thread_id, opened_at, closed_at, reported FROM conversation_record WHERE is_current = 1
     ORDER BY version_at, part, key`,
    (row) => {
      const thread = whole(row[0])
      if (!threads.has(thread)) return
      const known = records.get(thread) ?? { openedAt: Number.NaN, closedAt: Number.NaN, reported: {} }
      records.set(thread, known)
      if (row[1] !== null) known.openedAt = time(row[1])
      if (row[2] !== null) known.closedAt = time(row[2])
      if (typeof row[3] === 'string') addReported(known.reported, row[3])
    },
  )
  return records
}

function addReported(all: Record<string, number>, json: string): void {
  const own: unknown = JSON.parse(json)
  if (typeof own !== 'object' || own === null) return
  for (const [name, seconds] of Object.entries(own)) if (typeof seconds === 'number') all[name] = seconds
}

function conversationsOf(
  facts: Facts,
  wanted: Wanted,
  { isSplit, conversations: all }: Thread,
  messages: readonly VendorMessage[],
  recorded: Recorded | undefined,
): VendorConversation[] {
  const { conversations, turns } = facts
  return all.flatMap(({ position, isWanted }, index) => {
    if (!isWanted) return []
    const openedAt = conversations.openedAt[position] ?? Number.NaN
    const next = all[index + 1]?.position
    const until = next === undefined ? Infinity : (conversations.openedAt[next] ?? Infinity)
    const own = isSplit ? messages.filter(({ at }) => at >= openedAt && at < until) : messages
    // Of a log that is split, a record belongs to no single conversation.
    const record = isSplit ? undefined : recorded
    const first = own.find((message) => message.isWritten)?.at ?? openedAt
    return [
      {
        id: conversations.id[position] ?? -1,
        team: conversations.team[position] ?? -1,
        isService: conversations.isService[position] === 1,
        openedAt,
        firstReplyAt: conversations.firstReplyAt[position] ?? Number.NaN,
        closedAt: conversations.closedAt[position] ?? Number.NaN,
        turns: (wanted.turns.get(position) ?? []).map(({ turn, isInside }) => ({
          startedAt: turns.startedAt[turn] ?? Number.NaN,
          endedAt: turns.endedAt[turn] ?? Number.NaN,
          isInside,
        })),
        isInside: { replier: wanted.replier[position] === 1, assignee: wanted.assignee[position] === 1 },
        createdAt: record === undefined || !(record.openedAt < first) ? first : record.openedAt,
        recordedCloseAt: record?.closedAt ?? Number.NaN,
        messages: own,
        reported: record?.reported ?? {},
      },
    ]
  })
}
