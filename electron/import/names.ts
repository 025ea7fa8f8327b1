/** Names that repeat (contacts, agents, teams, inboxes, threads) are stored once; these caches save the look-ups. */
import type { Database } from 'better-sqlite3'
import type { Channel } from '../../shared/model.ts'
import { normaliseContact } from './contact-address.ts'
import { threadKey } from './identity.ts'

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
  readonly channel: Channel
  readonly contact: string | null
  readonly inbox: string | null
}

export interface Names {
  readonly contact: (raw: string | null) => Contact | null
  readonly agent: (name: string | null, kind: 'agent' | 'bot') => number | null
  readonly team: (name: string | null) => number | null
  readonly inbox: (name: string | null) => number | null
  readonly thread: (question: ThreadQuestion) => Thread
}

export interface NamesOptions {
  readonly sourceId: number
  readonly sourceKey: string
  readonly country: string
  /** Silence that splits a log of the channel. */
  readonly splitGapSeconds: (channel: Channel) => number
  /** Called for a known thread of which something became known that its facts repeat. */
  readonly touch: (threadId: number) => void
}

export function openNames(db: Database, options: NamesOptions): Names {
  const inbox = nameTable(db, 'inbox')
  const contact = contactTable(db, options.country)
  return {
    contact,
    agent: agentTable(db),
    team: nameTable(db, 'team'),
    inbox,
    thread: threadTable(db, options, contact, inbox),
  }
}

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
  const find = db.prepare<[string], { id: number; contact_id: number | null; inbox_id: number | null }>(
    'SELECT id, contact_id, inbox_id FROM thread WHERE key = ?',
  )
  // Not joined to the statement above: SQLite would prepare for the join at every call, which costs ten times the look-up.
  const findClosedAt = db
    .prepare<[number], number | null>('SELECT max(closed_at) FROM conversation_record WHERE thread_id = ?')
    .pluck()
  const insert = db.prepare<[string, number, string, number | null, number | null, string | null, number, number]>(
    `INSERT INTO thread (key, source_id, channel, contact_id, inbox_id, external_id, is_split, split_gap_seconds)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const setContact = db.prepare<[number, number]>('UPDATE thread SET contact_id = ? WHERE id = ?')
  const setInbox = db.prepare<[number, number]>('UPDATE thread SET inbox_id = ? WHERE id = ?')
  const cache = new Map<string, Thread & { hasContact: boolean; hasInbox: boolean }>()
  return (question) => {
    const contact = contactOf(question.contact)
    const inbox = inboxOf(question.inbox)
    const key = threadKey(
      options.sourceKey,
      question.conversation,
      question.channel,
      contact?.address ?? null,
      clean(question.inbox),
    )
    let thread = cache.get(key)
    if (thread === undefined) {
      const found = find.get(key)
      thread =
        found === undefined
          ? {
              id: Number(
                insert.run(
                  key,
                  options.sourceId,
                  question.channel,
                  contact?.id ?? null,
                  inbox,
                  question.conversation,
                  question.conversation === null ? 1 : 0,
                  options.splitGapSeconds(question.channel),
                ).lastInsertRowid,
              ),
              key,
              knownClosedAt: null,
              hasContact: contact !== null,
              hasInbox: inbox !== null,
            }
          : {
              id: found.id,
              key,
              knownClosedAt: findClosedAt.get(found.id) ?? null,
              hasContact: found.contact_id !== null,
              hasInbox: found.inbox_id !== null,
            }
      cache.set(key, thread)
    }
    // Some rows of an export conversation, such as notes, name neither customer nor inbox; the first that does settles it.
    if (!thread.hasContact && contact !== null) {
      setContact.run(contact.id, thread.id)
      thread.hasContact = true
      options.touch(thread.id)
    }
    if (!thread.hasInbox && inbox !== null) {
      setInbox.run(inbox, thread.id)
      thread.hasInbox = true
      options.touch(thread.id)
    }
    return thread
  }
}
