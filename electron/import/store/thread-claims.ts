/**
 * A thread's channel, customer and inbox where the export has conversations: several rows of several files may name them.
 * What each import says is kept as its claim, and the thread is what the claims make of it: the conversation's own record
 * before its messages, the smaller text before the larger. So neither the order of rows and imports nor an undo matters.
 */
import type { Database } from 'better-sqlite3'
import type { Channel } from '../../../shared/model.ts'
import { splitGapSeconds } from '../export-format.ts'
import { idSet } from './id-set.ts'
import type { TouchedRows } from './touched-rows.ts'

const claimRanks = [0, 1] as const
export type ClaimRank = (typeof claimRanks)[number]

interface Named {
  readonly id: number
  readonly text: string
}

/** Where no claim names a channel. */
export const unknownChannelOfThread: Channel = 'other'

export interface Claim {
  readonly threadId: number
  readonly rank: ClaimRank
  readonly channel: Channel | null
  readonly contact: Named | null
  readonly inbox: Named | null
}

export interface ClaimWriter {
  readonly add: (claim: Claim) => void
  /** Stores the claims and makes the threads what they say; @returns what changed by it of older threads. */
  readonly finish: () => TouchedRows
}

interface Said {
  channel: Channel | null
  contact: Named | null
  inbox: Named | null
}

/** Of so many threads the claims are kept in memory until they are stored. */
const mostCollected = 20_000

export function openClaims(db: Database, importId: number): ClaimWriter {
  // Rows are numbered in the order in which they are made.
  const newestBefore = db.prepare<[], number | null>('SELECT max(id) FROM thread').pluck().get() ?? 0
  const stored = openStoredClaims(db, importId)
  const settle = db.prepare<[string, number, number | null, number | null, number]>(
    'UPDATE thread SET channel = ?, split_gap_seconds = ?, contact_id = ?, inbox_id = ? WHERE id = ?',
  )
  const older = idSet()
  const collected = new Map<number, Said[]>()
  let hasStored = false
  const flush = (): void => {
    for (const [threadId, ranks] of collected) {
      // A file may come back to a conversation whose claims are stored already.
      if (hasStored) for (const { rank, said } of stored.find(threadId)) combine(ranks, rank, said)
      for (const rank of claimRanks) {
        const said = ranks[rank]
        if (said !== undefined) stored.put(threadId, rank, said)
      }
      if (threadId <= newestBefore) older.add(threadId)
      else {
        // Nobody else claims anything of a new thread.
        const [own, ofMessages] = ranks
        const channel = own?.channel ?? ofMessages?.channel ?? unknownChannelOfThread
        const contact = own?.contact ?? ofMessages?.contact
        settle.run(
          channel,
          gapOf(channel),
          contact?.id ?? null,
          (own?.inbox ?? ofMessages?.inbox)?.id ?? null,
          threadId,
        )
      }
    }
    collected.clear()
    hasStored = true
  }
  return {
    add: ({ threadId, rank, channel, contact, inbox }) => {
      let ranks = collected.get(threadId)
      if (ranks === undefined) {
        if (collected.size >= mostCollected) flush()
        collected.set(threadId, (ranks = []))
      }
      combine(ranks, rank, { channel, contact, inbox })
    },
    finish: () => {
      flush()
      return settleThreads(db, older)
    },
  }
}

function combine(ranks: Said[], rank: ClaimRank, { channel, contact, inbox }: Said): void {
  const known = ranks[rank]
  if (known === undefined) {
    ranks[rank] = { channel, contact, inbox }
    return
  }
  if (channel !== null && (known.channel === null || channel < known.channel)) known.channel = channel
  known.contact = smaller(known.contact, contact)
  known.inbox = smaller(known.inbox, inbox)
}

interface StoredClaims {
  /** What this import has claimed of a thread so far. */
  readonly find: (threadId: number) => readonly { readonly rank: ClaimRank; readonly said: Said }[]
  readonly put: (threadId: number, rank: ClaimRank, said: Said) => void
}

function openStoredClaims(db: Database, importId: number): StoredClaims {
  const find = db.prepare<
    [number, number],
    {
      rank: ClaimRank
      channel: Channel | null
      contactId: number | null
      address: string | null
      inboxId: number | null
      name: string | null
    }
  >(
    `SELECT rank, channel, contact_id contactId, address, inbox_id inboxId, inbox.name
     FROM thread_claim LEFT JOIN contact ON contact.id = contact_id LEFT JOIN inbox ON inbox.id = inbox_id
     WHERE thread_id = ? AND import_id = ?`,
  )
  const put = db.prepare<[number, number, number, string | null, number | null, number | null]>(
    `INSERT OR REPLACE INTO thread_claim (thread_id, import_id, rank, channel, contact_id, inbox_id)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  return {
    find: (threadId) =>
      find.all(threadId, importId).map(({ rank, channel, contactId, address, inboxId, name }) => ({
        rank,
        said: { channel, contact: named(contactId, address), inbox: named(inboxId, name) },
      })),
    put: (threadId, rank, { channel, contact, inbox }) => {
      put.run(threadId, importId, rank, channel, contact?.id ?? null, inbox?.id ?? null)
    },
  }
}

function named(id: number | null, text: string | null): Named | null {
  return id === null || text === null ? null : { id, text }
}

/** Nothing is split here, but a close may be inferred from silence of that length. */
function gapOf(channel: string): number {
  return splitGapSeconds(channel === 'email')
}

function smaller(left: Named | null, right: Named | null): Named | null {
  return left === null || (right !== null && right.text < left.text) ? right : left
}

/** Makes the threads what all claims say of them; @returns those that changed, and whose they were before. */
export function settleThreads(db: Database, threadIds: Iterable<number>): TouchedRows {
  const best = (field: string, join: string, text: string): string =>
    `(SELECT claim.${field} FROM thread_claim claim ${join} WHERE claim.thread_id = thread.id AND claim.${field} IS NOT NULL
      ORDER BY claim.rank, ${text} LIMIT 1)`
  const find = db.prepare<
    [number],
    { channel: string; contact_id: number | null; inbox_id: number | null; contact_before: number | null }
  >(
    `SELECT thread.contact_id contact_before, coalesce(${best('channel', '', 'claim.channel')}, '${unknownChannelOfThread}') channel,
       ${best('contact_id', 'JOIN contact ON contact.id = claim.contact_id', 'contact.address')} contact_id,
       ${best('inbox_id', 'JOIN inbox ON inbox.id = claim.inbox_id', 'inbox.name')} inbox_id
     FROM thread WHERE thread.id = ? AND is_split = 0`,
  )
  const update = db.prepare<
    [string, number, number | null, number | null, number, string, number | null, number | null]
  >(
    `UPDATE thread SET channel = ?, split_gap_seconds = ?, contact_id = ?, inbox_id = ?
     WHERE id = ? AND (channel IS NOT ? OR contact_id IS NOT ? OR inbox_id IS NOT ?)`,
  )
  const threads = idSet()
  const contacts = idSet()
  for (const id of threadIds) {
    const now = find.get(id)
    if (now === undefined) continue
    const { channel, contact_id: contact, inbox_id: inbox } = now
    if (update.run(channel, gapOf(channel), contact, inbox, id, channel, contact, inbox).changes === 0) continue
    threads.add(id)
    if (now.contact_before !== null) contacts.add(now.contact_before)
  }
  return { threads, contacts }
}
