/**
 * Messages of threads in the order of time. Read as they lie and sorted here, thread by thread: SQLite takes several times
 * as long to sort them all. They are kept as bare numbers, and only one thread's are made into messages at a time.
 */
import type { Database } from 'better-sqlite3'
import { countRows, time, whole } from '../fact-rows.ts'
import type { Cell } from '../fact-rows.ts'
import { chosenAuthors } from '../chosen-authors.ts'
import type { ChosenAuthors } from '../chosen-authors.ts'
import type { VendorMessage } from './conversation.ts'

/** What a message is, as bits of one number. */
const incoming = 1
const written = 2
const closed = 4
const reopened = 8
const byAgent = 16
const automatic = 32
const failed = 64
const event = 128
const automaticText = 256

const bit = (condition: string, value: number): string => `${value} * (${condition})`

/** @returns the messages of a thread, of one instant the customer's first, and what happened after what was written */
export function readThreadMessages(
  db: Database,
  isWanted: (thread: number) => boolean,
): (thread: number) => VendorMessage[] {
  const authors = chosenAuthors(db)
  const bits = [
    bit(`direction = 'in'`, incoming),
    bit(`kind = 'message'`, written),
    bit(`event IS 'closed'`, closed),
    bit(`event IS 'reopened'`, reopened),
    bit(`author_kind = 'agent'`, byAgent),
    bit('is_automatic', automatic),
    bit('is_failed', failed),
    bit(`kind = 'event'`, event),
    bit(authors.isAutomaticText, automaticText),
  ].join(' + ')
  const rows = db
    .prepare<[], readonly Cell[]>(
      `SELECT thread_id, sent_at, agent_id, ${bits}, id FROM message WHERE is_current = 1 AND author_kind <> 'unknown'`,
    )
    .raw()
    .iterate()
  const count = countRows(db, 'message')
  const at = new Float64Array(count)
  const agent = new Int32Array(count)
  const marks = new Int32Array(count)
  const id = new Int32Array(count)
  // Of each thread the message read last, and of each message the one of its thread that was read before it.
  const threads = db.prepare<[], number | null>('SELECT max(id) FROM thread').pluck().get() ?? 0
  const last = new Int32Array(threads + 1).fill(-1)
  const before = new Int32Array(count)
  let size = 0
  for (const row of rows) {
    const thread = whole(row[0])
    if (!isWanted(thread)) continue
    before[size] = last[thread] ?? -1
    last[thread] = size
    at[size] = time(row[1])
    agent[size] = whole(row[2])
    marks[size] = whole(row[3])
    id[size] = whole(row[4])
    size++
  }
  const readKey = db.prepare<[number], Buffer>('SELECT key FROM message WHERE id = ?').pluck()
  const keyOf = (message: number): Buffer => readKey.get(id[message] ?? -1) ?? Buffer.alloc(0)
  const has = (message: number, mark: number): number => ((marks[message] ?? 0) & mark) / mark
  const compare = (a: number, b: number): number =>
    (at[a] ?? 0) - (at[b] ?? 0) ||
    has(b, incoming) - has(a, incoming) ||
    has(a, event) - has(b, event) ||
    Buffer.compare(keyOf(a), keyOf(b))
  return (thread) => {
    const own: number[] = []
    for (let message = last[thread] ?? -1; message !== -1; message = before[message] ?? -1) own.push(message)
    return own
      .sort(compare)
      .map((message) => toMessage(at[message] ?? Number.NaN, agent[message] ?? -1, marks[message] ?? 0, authors))
  }
}

function toMessage(at: number, agent: number, marks: number, authors: ChosenAuthors): VendorMessage {
  const is = (mark: number): boolean => (marks & mark) !== 0
  const exported = is(byAgent) && !is(automatic)
  return {
    at,
    isIncoming: is(incoming),
    isWritten: is(written),
    event: is(closed) ? 'closed' : is(reopened) ? 'reopened' : null,
    isByPerson: {
      exported,
      corrected: authors.isPerson({
        kind: is(byAgent) ? 'agent' : null,
        agent,
        isAutomatic: is(automatic) || is(automaticText),
      }),
    },
    isByBot: !is(incoming) && !exported,
    isFailed: is(failed),
  }
}
