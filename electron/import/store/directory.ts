/**
 * Joins what several files of one export say: who stands behind an alias, and which side wrote a message whose row names
 * its author by an alias alone. Derived from the stored rows, so that the order of imports does not matter; runs inside the
 * transaction of the import or undo that changed them.
 */
import type { Database } from 'better-sqlite3'
import type { Direction, KnownOrUnknownAuthor } from '../../../shared/model.ts'
import { linkContacts } from './contact-links.ts'
import { idSet, inChunks } from './id-set.ts'
import type { ReadonlyIdSet } from './id-set.ts'
import { unknownSide } from './sides.ts'

/** What all current entries of one alias say together. */
interface Entry {
  readonly role: 'customer' | 'agent' | 'bot' | null
  readonly name: string | null
  readonly address: string | null
}

export interface DirectoryScope {
  readonly threads: ReadonlyIdSet
  readonly aliases: ReadonlySet<string>
}

/** Everything of the workspace. */
export function wholeDirectory(db: Database): DirectoryScope {
  return {
    threads: idSet(
      db.prepare<[], number>('SELECT DISTINCT thread_id FROM message WHERE author_alias IS NOT NULL').pluck().iterate(),
    ),
    aliases: new Set(),
  }
}

/** @returns the threads whose messages changed sides by it */
export function resolveDirectory(db: Database, scope: DirectoryScope): ReadonlyIdSet {
  const entries = openEntries(db)
  const changed = resolveSides(db, entries, scope)
  resolveNames(db, entries)
  return changed
}

/** The newest entry first; of equally old ones the one that says more. */
function openEntries(db: Database): (kind: 'person' | 'team' | 'inbox', alias: string) => Entry | null {
  const find = db.prepare<[string, string], Entry>(
    `SELECT role, name, address FROM directory_entry
     WHERE alias = ? AND kind = ? AND is_current = 1
     ORDER BY version_at DESC, (role IS NULL) + (name IS NULL) + (address IS NULL), key`,
  )
  const cache = new Map<string, Entry | null>()
  return (kind, alias) => {
    const known = cache.get(`${kind} ${alias}`)
    if (known !== undefined) return known
    const all = find.all(alias, kind)
    const entry =
      all.length === 0
        ? null
        : {
            role: all.find(({ role }) => role !== null)?.role ?? null,
            name: all.find(({ name }) => name !== null)?.name ?? null,
            address: all.find(({ address }) => address !== null)?.address ?? null,
          }
    cache.set(`${kind} ${alias}`, entry)
    return entry
  }
}

type Entries = ReturnType<typeof openEntries>

interface AuthoredMessage {
  readonly id: number
  readonly alias: string
  readonly threadId: number
  readonly direction: Direction
  readonly authorKind: KnownOrUnknownAuthor
  readonly agentId: number | null
}

const threadsPerStep = 1000

function resolveSides(db: Database, entries: Entries, scope: DirectoryScope): ReadonlyIdSet {
  const changed = idSet()
  // Most exports say who wrote; then no thread has to be looked at.
  if (db.prepare('SELECT 1 FROM message WHERE author_alias IS NOT NULL LIMIT 1').get() === undefined) return changed
  const threads = idSet(scope.threads)
  const ofAliases = db
    .prepare<[string], number>(
      'SELECT DISTINCT thread_id FROM message WHERE author_alias IN (SELECT value FROM json_each(?))',
    )
    .pluck()
  threads.addAll(ofAliases.iterate(JSON.stringify([...scope.aliases])))
  const find = db.prepare<[string], AuthoredMessage>(
    `SELECT id, author_alias alias, thread_id threadId, direction, author_kind authorKind, agent_id agentId FROM message
     WHERE author_alias IS NOT NULL AND thread_id IN (SELECT value FROM json_each(?)) ORDER BY thread_id`,
  )
  const customersOf = openCustomers(db, entries)
  const agentId = openAgents(db)
  const update = db.prepare<[string, string, number | null, number]>(
    'UPDATE message SET direction = ?, author_kind = ?, agent_id = ? WHERE id = ?',
  )
  for (const chunk of inChunks(threads, threadsPerStep)) {
    for (const message of find.all(JSON.stringify(chunk))) {
      const side = sideOf(message.alias, entries, () => customersOf(message.threadId))
      const isOurs = side.authorKind === 'agent' || side.authorKind === 'bot'
      const isSame =
        side.direction === message.direction &&
        side.authorKind === message.authorKind &&
        isOurs === (message.agentId !== null)
      if (isSame) continue
      update.run(side.direction, side.authorKind, isOurs ? agentId(message.alias) : null, message.id)
      changed.add(message.threadId)
    }
  }
  return changed
}

interface Side {
  readonly direction: Direction
  readonly authorKind: KnownOrUnknownAuthor
}

/** The directory knows best; else whoever the conversation is with is the customer, and everybody else is an agent. */
function sideOf(alias: string, entries: Entries, customers: () => ReadonlySet<string>): Side {
  const role = entries('person', alias)?.role ?? null
  if (role === 'customer') return { direction: 'in', authorKind: 'customer' }
  if (role !== null) return { direction: 'out', authorKind: role }
  const known = customers()
  if (known.size === 0) return unknownSide
  const address = entries('person', alias)?.address ?? null
  return known.has(alias) || (address !== null && known.has(address))
    ? { direction: 'in', authorKind: 'customer' }
    : { direction: 'out', authorKind: 'agent' }
}

/** Every address and alias by which a thread's customer is known; of the last thread asked for only. */
function openCustomers(db: Database, entries: Entries): (threadId: number) => ReadonlySet<string> {
  const find = db
    .prepare<[number, number], string>(
      `SELECT contact.address FROM thread_claim JOIN contact ON contact.id = contact_id WHERE thread_id = ?
       UNION SELECT contact.address FROM thread JOIN contact ON contact.id = contact_id WHERE thread.id = ?`,
    )
    .pluck()
  let last: { readonly threadId: number; readonly known: ReadonlySet<string> } | null = null
  return (threadId) => {
    if (last?.threadId !== threadId) {
      const addresses = find.all(threadId, threadId)
      const behind = addresses.flatMap((address) => entries('person', address)?.address ?? [])
      last = { threadId, known: new Set([...addresses, ...behind]) }
    }
    return last.known
  }
}

function openAgents(db: Database): (name: string) => number {
  const find = db.prepare<[string], number>('SELECT id FROM agent WHERE name = ?').pluck()
  const insert = db.prepare<[string]>('INSERT INTO agent (name) VALUES (?)')
  return (name) => find.get(name) ?? Number(insert.run(name).lastInsertRowid)
}

/** `same_as` of everything that is named by an alias. */
function resolveNames(db: Database, entries: Entries): void {
  linkContacts(db)
  resolveTable(db, 'agent', 'person', (alias) => {
    const entry = entries('person', alias)
    const name = entry?.name ?? entry?.address ?? null
    return name === null || name === alias ? null : { name, kind: entry?.role === 'bot' ? 'bot' : 'agent' }
  })
  for (const table of ['team', 'inbox'] as const) {
    resolveTable(db, table, table, (alias) => {
      const name = entries(table, alias)?.name ?? null
      return name === null || name === alias ? null : { name, kind: null }
    })
  }
}

function resolveTable(
  db: Database,
  table: 'agent' | 'team' | 'inbox',
  kind: 'person' | 'team' | 'inbox',
  target: (alias: string) => { readonly name: string; readonly kind: string | null } | null,
): void {
  const rows = db
    .prepare<[string], { id: number; alias: string; sameAs: number | null }>(
      `SELECT id, name alias, same_as sameAs FROM ${table}
       WHERE same_as IS NOT NULL OR name IN (SELECT alias FROM directory_entry WHERE kind = ?)`,
    )
    .all(kind)
  const find = db.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck()
  const hasKind = table === 'agent'
  const insert = db.prepare(
    hasKind ? `INSERT INTO ${table} (name, kind) VALUES (?, ?)` : `INSERT INTO ${table} (name) VALUES (?)`,
  )
  const update = db.prepare<[number | null, number]>(`UPDATE ${table} SET same_as = ? WHERE id = ?`)
  for (const row of rows) {
    const wanted = target(row.alias)
    const id =
      wanted === null
        ? null
        : (find.get(wanted.name) ??
          Number(insert.run(...(hasKind ? [wanted.name, wanted.kind] : [wanted.name])).lastInsertRowid))
    if (id !== row.sameAs) update.run(id, row.id)
  }
}
