/**
 * Reads conversations with their messages, one after the other: the vendors' counting looks at what the facts of the engine
 * no longer hold. Beside the facts and the drill-down this is the only SQL of the engine.
 */
import type { Database } from 'better-sqlite3'
import type { Facts } from '../../../shared/facts.ts'
import type { VendorId } from '../../../shared/vendors.ts'
import { chosenAuthors } from './chosen-authors.ts'
import type { VendorConversation, VendorMessage } from './conversation.ts'

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

interface StoredMessage {
  readonly sent_at: number
  readonly direction: 'in' | 'out'
  readonly author_kind: string
  readonly agent_id: number | null
  readonly kind: string
  readonly event: 'closed' | 'reopened' | null
  readonly is_automatic: number
  readonly is_failed: number
  /** The user says that a machine sends this text. */
  readonly is_chosen_automatic: number
}

interface StoredConversation {
  readonly thread_id: number
  readonly is_split: number
  readonly next_opened_at: number | null
}

interface StoredRecord {
  readonly opened_at: number | null
  readonly closed_at: number | null
  readonly reported: string | null
}

/** Every conversation that is wanted by anybody. */
export function* loadConversations(db: Database, facts: Facts, wanted: Wanted): Generator<VendorConversation> {
  const authors = chosenAuthors(db)
  const place = db.prepare<[number], StoredConversation>(
    `SELECT c.thread_id, t.is_split,
       (SELECT min(later.opened_at) FROM conversation later
        WHERE later.thread_id = c.thread_id AND later.id <> c.id AND later.opened_at > c.opened_at) next_opened_at
     FROM conversation c JOIN thread t ON t.id = c.thread_id WHERE c.id = ?`,
  )
  // Of one instant the customer comes first, and what happened after what was written, as the facts have it.
  const written = db.prepare<[number], StoredMessage>(
    `SELECT sent_at, direction, author_kind, agent_id, kind, event, is_automatic, is_failed,
       ${authors.isAutomaticText} is_chosen_automatic FROM message
     WHERE thread_id = ? AND is_current = 1 AND author_kind <> 'unknown'
     ORDER BY sent_at, direction, kind = 'event', key`,
  )
  const recorded = db.prepare<[number], StoredRecord>(
    `SELECT opened_at, closed_at, reported FROM conversation_record WHERE thread_id = ? AND is_current = 1
     ORDER BY version_at, part, key`,
  )
  const { conversations } = facts
  for (let position = 0; position < conversations.count; position++) {
    const isInside = { replier: wanted.replier[position] === 1, assignee: wanted.assignee[position] === 1 }
    const turns = wanted.turns.get(position) ?? []
    if (!isInside.replier && !isInside.assignee && !turns.some((turn) => turn.isInside)) continue
    const id = conversations.id[position] ?? -1
    const stored = place.get(id)
    if (stored === undefined) continue
    const openedAt = conversations.openedAt[position] ?? Number.NaN
    const isWhole = stored.is_split === 0
    const until = stored.next_opened_at ?? Infinity
    const messages = written
      .all(stored.thread_id)
      .filter(({ sent_at: at }) => isWhole || (at >= openedAt && at < until))
      .map((message) => readMessage(message, authors))
    // Of a log that is split, a record belongs to no single conversation.
    const records = isWhole ? recorded.all(stored.thread_id) : []
    yield {
      id,
      team: conversations.team[position] ?? -1,
      isService: conversations.isService[position] === 1,
      openedAt,
      firstReplyAt: conversations.firstReplyAt[position] ?? Number.NaN,
      closedAt: conversations.closedAt[position] ?? Number.NaN,
      turns: turns.map(({ turn, isInside: isOwn }) => ({
        startedAt: facts.turns.startedAt[turn] ?? Number.NaN,
        endedAt: facts.turns.endedAt[turn] ?? Number.NaN,
        isInside: isOwn,
      })),
      isInside,
      createdAt: createdAt(records, messages, openedAt),
      recordedCloseAt: records.findLast(({ closed_at: at }) => at !== null)?.closed_at ?? Number.NaN,
      messages,
      reported: reportedOf(records),
    }
  }
}

function readMessage(message: StoredMessage, authors: ReturnType<typeof chosenAuthors>): VendorMessage {
  const isByAgent = message.author_kind === 'agent' && message.is_automatic === 0
  return {
    at: message.sent_at,
    isIncoming: message.direction === 'in',
    isWritten: message.kind === 'message',
    event: message.event,
    isByPerson: { exported: isByAgent, corrected: authors.isPerson(message) },
    isByBot: message.direction === 'out' && !isByAgent,
    isFailed: message.is_failed === 1,
  }
}

function createdAt(records: readonly StoredRecord[], messages: readonly VendorMessage[], openedAt: number): number {
  const recordedAt = records.findLast(({ opened_at: at }) => at !== null)?.opened_at
  const first = messages.find((message) => message.isWritten)?.at ?? openedAt
  return Math.min(recordedAt ?? first, first)
}

/** Parts of one conversation complete each other; the newer one knows better. */
function reportedOf(records: readonly StoredRecord[]): Readonly<Record<string, number>> {
  const all: Record<string, number> = {}
  for (const { reported } of records) {
    if (reported === null) continue
    const own: unknown = JSON.parse(reported)
    if (typeof own !== 'object' || own === null) continue
    for (const [name, seconds] of Object.entries(own)) if (typeof seconds === 'number') all[name] = seconds
  }
  return all
}
