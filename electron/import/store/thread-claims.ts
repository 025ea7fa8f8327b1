/**
 * A thread's channel, customer and inbox where the export has conversations: several rows of several files may name them.
 * What each import says is kept as its claim, and the thread is what the claims make of it: the conversation's own record
 * before its messages, the smaller text before the larger. So neither the order of rows and imports nor an undo matters.
 */
import type { Database } from 'better-sqlite3'
import type { Channel } from '../../../shared/model.ts'
import { splitGapSeconds } from '../export-format.ts'
import type { TouchedRows } from './stored-facts.ts'

export type ClaimRank = 0 | 1

interface Named {
  readonly id: number
  readonly text: string
}

/** Where no claim names a channel. */
export const unknownChannelOfThread: Channel = 'other'

export interface Claim {
  readonly threadId: number
  /** The thread did not exist before this import. */
  readonly isNew: boolean
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

interface Collected {
  readonly isNew: boolean
  readonly ranks: (Said | undefined)[]
}

export function openClaims(db: Database, importId: number): ClaimWriter {
  const collected = new Map<number, Collected>()
  return {
    add: ({ threadId, isNew, rank, channel, contact, inbox }) => {
      let claims = collected.get(threadId)
      if (claims === undefined) collected.set(threadId, (claims = { isNew, ranks: [] }))
      const known = claims.ranks[rank]
      if (known === undefined) {
        claims.ranks[rank] = { channel, contact, inbox }
        return
      }
      if (channel !== null && (known.channel === null || channel < known.channel)) known.channel = channel
      known.contact = smaller(known.contact, contact)
      known.inbox = smaller(known.inbox, inbox)
    },
    finish: () => {
      const insert = db.prepare<[number, number, number, string | null, number | null, number | null]>(
        'INSERT INTO thread_claim (thread_id, import_id, rank, channel, contact_id, inbox_id) VALUES (?, ?, ?, ?, ?, ?)',
      )
      const settle = db.prepare<[string, number, number | null, number | null, number]>(
        'UPDATE thread SET channel = ?, split_gap_seconds = ?, contact_id = ?, inbox_id = ? WHERE id = ?',
      )
      const older: number[] = []
      for (const [threadId, { isNew, ranks }] of collected) {
        ranks.forEach((said, rank) => {
          if (said === undefined) return
          insert.run(threadId, importId, rank, said.channel, said.contact?.id ?? null, said.inbox?.id ?? null)
        })
        if (!isNew) older.push(threadId)
        else {
          const [own, ofMessages] = ranks
          const channel = own?.channel ?? ofMessages?.channel ?? unknownChannelOfThread
          settle.run(
            channel,
            gapOf(channel),
            (own?.contact ?? ofMessages?.contact)?.id ?? null,
            (own?.inbox ?? ofMessages?.inbox)?.id ?? null,
            threadId,
          )
        }
      }
      return settleThreads(db, older)
    },
  }
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
  const threads = new Set<number>()
  const contacts = new Set<number>()
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
