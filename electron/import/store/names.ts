/** Names that repeat (contacts, agents, teams, inboxes, threads) are stored once; these caches save the look-ups. */
import type { Database } from 'better-sqlite3'
import type { Channel } from '../../../shared/model.ts'
import { normaliseContact } from './contact-address.ts'
import { threadKey } from './identity.ts'
import { unknownChannelOfThread } from './thread-claims.ts'
import type { ClaimRank, ClaimWriter } from './thread-claims.ts'

export interface Contact {
  readonly id: number
  readonly address: string
}

export interface Thread {
  readonly id: number
  readonly key: string
  /** Closing time stored before this import, null if none. */
  readonly knownClosedAt: number | null
}

export interface ThreadQuestion {
  readonly conversation: string | null
  /** Null = somebody else knows it; a log always does. */
  readonly channel: Channel | null
  readonly contact: string | null
  readonly inbox: string | null
}

export interface Names {
  readonly contact: (raw: string | null) => Contact | null
  readonly agent: (name: string | null, kind: 'agent' | 'bot') => number | null
  readonly team: (name: string | null) => number | null
  readonly inbox: (name: string | null) => number | null
  /** `rank`: who says what the question holds; see thread-claims.ts. */
  readonly thread: (question: ThreadQuestion, rank: ClaimRank) => Thread
  /** Of a thread that exists. */
  readonly threadKey: (id: number) => string
}

export interface NamesOptions {
  readonly importId: number
  readonly sourceId: number
  readonly sourceKey: string
  readonly country: string
  /** Silence that splits a log of the channel. */
  readonly splitGapSeconds: (channel: Channel) => number
  readonly claims: ClaimWriter
}

export function openNames(db: Database, options: NamesOptions): Names {
  const inbox = nameTable(db, 'inbox')
  const contact = contactTable(db, options.country)
  const keyOfThread = db.prepare<[number], string>('SELECT key FROM thread WHERE id = ?').pluck()
  return {
    contact,
    agent: agentTable(db),
    team: nameTable(db, 'team'),
    inbox,
    thread: threadTable(db, options, contact, inbox),
    threadKey: (id) => keyOfThread.get(id) as string, // it exists, see above
  }
}

/** Files name the same customers near each other. A cache that is full starts again: memory stays flat. */
const mostCached = 50_000

/** Trimmed; empty text is no name. */
function clean(name: string | null): string | null {
  const text = name?.trim() ?? ''
  return text === '' ? null : text
}

function nameTable(db: Database, table: 'team' | 'inbox'): (name: string | null) => number | null {
  const find = db.prepare<[string], { id: number }>(`SELECT id FROM ${table} WHERE name = ?`)
  const insert = db.prepare<[string]>(`INSERT INTO ${table} (name) VALUES (?)`)
  const cache = new Map<string, number>()
  return (raw) => {
    const name = clean(raw)
    if (name === null) return null
    let id = cache.get(name)
    if (id === undefined) {
      id = find.get(name)?.id ?? Number(insert.run(name).lastInsertRowid)
      cache.set(name, id)
    }
    return id
  }
}

function agentTable(db: Database): Names['agent'] {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM agent WHERE name = ?')
  const insert = db.prepare<[string, string]>('INSERT INTO agent (name, kind) VALUES (?, ?)')
  const cache = new Map<string, number>()
  return (raw, kind) => {
    const name = clean(raw)
    if (name === null) return null
    let id = cache.get(name)
    if (id === undefined) {
      id = find.get(name)?.id ?? Number(insert.run(name, kind).lastInsertRowid)
      cache.set(name, id)
    }
    return id
  }
}

function contactTable(db: Database, country: string): Names['contact'] {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM contact WHERE address = ?')
  const insert = db.prepare<[string, string]>('INSERT INTO contact (address, kind) VALUES (?, ?)')
  const cache = new Map<string, Contact>()
  return (raw) => {
    const text = clean(raw)
    if (text === null) return null
    let contact = cache.get(text)
    if (contact === undefined) {
      const { address, kind } = normaliseContact(text, country)
      const id = find.get(address)?.id ?? Number(insert.run(address, kind).lastInsertRowid)
      contact = { id, address }
      if (cache.size >= mostCached) cache.clear()
      cache.set(text, contact)
    }
    return contact
  }
}

function threadTable(
  db: Database,
  options: NamesOptions,
  contactOf: Names['contact'],
  inboxOf: Names['inbox'],
): Names['thread'] {
  const find = db.prepare<[string], { id: number }>('SELECT id FROM thread WHERE key = ?')
  // Not joined to the statement above: SQLite would prepare for the join at every call, which costs ten times the look-up.
  const findClosedAt = db
    .prepare<[number, number], number | null>(
      'SELECT max(closed_at) FROM conversation_record WHERE thread_id = ? AND import_id <> ?',
    )
    .pluck()
  const insert = db.prepare<[string, number, string, number | null, number | null, string | null, number, number]>(
    `INSERT INTO thread (key, source_id, channel, contact_id, inbox_id, external_id, is_split, split_gap_seconds)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const cache = new Map<string, Thread>()
  return (question, rank) => {
    const { conversation, channel } = question
    const contact = contactOf(question.contact)
    const inboxName = clean(question.inbox)
    const inbox = inboxOf(question.inbox)
    const isLog = conversation === null
    const key = threadKey(options.sourceKey, conversation, channel ?? '', contact?.address ?? null, inboxName)
    let thread = cache.get(key)
    if (thread === undefined) {
      const found = find.get(key)
      const id =
        found?.id ??
        insert.run(
          key,
          options.sourceId,
          channel ?? unknownChannelOfThread,
          // A log's key says it all; elsewhere the claims do.
          isLog ? (contact?.id ?? null) : null,
          isLog ? inbox : null,
          conversation,
          isLog ? 1 : 0,
          options.splitGapSeconds(channel ?? unknownChannelOfThread),
        ).lastInsertRowid
      thread = {
        id: Number(id),
        key,
        knownClosedAt: found === undefined ? null : (findClosedAt.get(found.id, options.importId) ?? null),
      }
      if (cache.size >= mostCached) cache.clear()
      cache.set(key, thread)
    }
    if (!isLog) {
      options.claims.add({
        threadId: thread.id,
        rank,
        channel,
        contact: contact === null ? null : { id: contact.id, text: contact.address },
        inbox: inbox === null || inboxName === null ? null : { id: inbox, text: inboxName },
      })
    }
    return thread
  }
}
