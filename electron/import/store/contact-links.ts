/**
 * `same_as` of every contact: from the records of people that exports brought and from the user's word. Derived from the
 * stored rows, inside the transaction of whatever changed them.
 */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import type { ContactLinks, EpochMs } from '../../../shared/model.ts'
import { normaliseContact } from './contact-address.ts'
import { joinCustomers } from './same-customer.ts'
import type { ContactChoice, KnownAddress, KnownPerson, SameCustomers } from './same-customer.ts'

interface PersonEntry {
  readonly alias: string
  readonly role: string | null
  readonly name: string | null
  readonly address: string | null
  readonly kind: KnownAddress['kind'] | null
  /** JSON: see schema-003. */
  readonly also: string | null
}

/** Everybody that any export says something of, the newest entry of each first. */
function readPeople(db: Database): KnownPerson[] {
  const entries = db
    .prepare<[], PersonEntry>(
      `SELECT alias, role, name, address, address_kind kind, also FROM directory_entry
       WHERE kind = 'person' AND is_current = 1
       ORDER BY alias, version_at DESC, (role IS NULL) + (name IS NULL) + (address IS NULL), key`,
    )
    .iterate()
  const people: KnownPerson[] = []
  let own: PersonEntry[] = []
  const close = (): void => {
    const [first] = own
    if (first === undefined) return
    const role = own.find((entry) => entry.role !== null)?.role ?? null
    const addresses = new Map<string, KnownAddress['kind']>()
    for (const { address, kind } of own) if (address !== null) addresses.set(address, kind ?? 'other')
    for (const { also } of own)
      if (also !== null)
        for (const [address, kind] of JSON.parse(also) as [string, KnownAddress['kind']][]) addresses.set(address, kind) // written by the record store alone
    people.push({
      alias: first.alias,
      names: [...new Set(own.flatMap(({ name }) => name ?? []))],
      addresses: [...addresses].map(([address, kind]) => ({ address, kind })),
      isOurs: role === 'agent' || role === 'bot',
    })
  }
  for (const entry of entries) {
    if (own[0]?.alias !== entry.alias) {
      close()
      own = []
    }
    own.push(entry)
  }
  close()
  return people
}

interface StoredChoice extends ContactChoice {
  readonly decidedAt: number
}

function readChoices(db: Database): StoredChoice[] {
  return db
    .prepare<[], { address: string; other: string; isSame: number; decidedAt: number }>(
      'SELECT address, other, is_same isSame, decided_at decidedAt FROM contact_choice ORDER BY address, other',
    )
    .all()
    .map((row) => ({ ...row, isSame: row.isSame === 1 }))
}

/** A choice about an address that nothing in the workspace mentions rests until something does. */
function openIsKnown(db: Database, people: readonly KnownPerson[]): (address: string) => boolean {
  const named = new Set(people.flatMap(({ addresses }) => addresses.map(({ address }) => address)))
  // Not by the contact row alone: it may be left from an import that is just being taken back.
  const used = db
    .prepare<[string], number>(
      `SELECT 1 FROM contact WHERE address = ? AND (
         EXISTS (SELECT 1 FROM thread WHERE thread.contact_id = contact.id AND (
           EXISTS (SELECT 1 FROM message WHERE message.thread_id = thread.id)
           OR EXISTS (SELECT 1 FROM conversation_record WHERE conversation_record.thread_id = thread.id)))
         OR EXISTS (SELECT 1 FROM survey_response WHERE survey_response.contact_id = contact.id)
         OR EXISTS (SELECT 1 FROM opt_out_record WHERE opt_out_record.contact_id = contact.id))`,
    )
    .pluck()
  return (address) => named.has(address) || used.get(address) !== undefined
}

function joinStored(
  db: Database,
): SameCustomers & { readonly choices: readonly (StoredChoice & { isUsed: boolean })[] } {
  const people = readPeople(db)
  const isKnown = openIsKnown(db, people)
  const choices = readChoices(db).map((choice) => ({
    ...choice,
    isUsed: isKnown(choice.address) && isKnown(choice.other),
  }))
  return {
    ...joinCustomers(
      people,
      choices.filter(({ isUsed }) => isUsed),
    ),
    choices,
  }
}

export function linkContacts(db: Database): void {
  const hasAny = db.prepare(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM directory_entry) OR EXISTS (SELECT 1 FROM contact_choice)
       OR EXISTS (SELECT 1 FROM contact WHERE same_as IS NOT NULL)`,
  )
  if (hasAny.get() === undefined) return
  const { rootOf } = joinStored(db)
  const rows = db
    .prepare<[], { id: number; address: string; before: number | null; rootBefore: string | null }>(
      `SELECT contact.id, contact.address, contact.same_as before, root.address rootBefore
       FROM contact LEFT JOIN contact root ON root.id = contact.same_as`,
    )
    .iterate()
  // Kept until all are read, since nothing can be written while the query runs.
  const changes: { readonly id: number; readonly root: string | null; readonly before: number | null }[] = []
  for (const { id, address, before, rootBefore } of rows) {
    const root = rootOf.get(address) ?? null
    if (root !== rootBefore) changes.push({ id, root, before })
  }
  const find = db.prepare<[string], number>('SELECT id FROM contact WHERE address = ?').pluck()
  const insert = db.prepare<[string, string]>('INSERT INTO contact (address, kind) VALUES (?, ?)')
  const idOf = (root: string): number => find.get(root) ?? Number(insert.run(root, kindOf(root)).lastInsertRowid)
  const update = db.prepare<[number | null, number]>('UPDATE contact SET same_as = ? WHERE id = ?')
  for (const { id, root } of changes) update.run(root === null ? null : idOf(root), id)
  removeLeftOver(
    db,
    changes.flatMap(({ before }) => before ?? []),
  )
}

function kindOf(address: string): KnownAddress['kind'] {
  // Addresses are stored in their normal form, which tells its kind in any country.
  return normaliseContact(address, '').kind
}

/** A contact that only stood for others has nothing to stand for any more. */
function removeLeftOver(db: Database, ids: readonly number[]): void {
  if (ids.length === 0) return
  db.prepare(
    `DELETE FROM contact WHERE id IN (SELECT value FROM json_each(?))
       AND id NOT IN (SELECT contact_id FROM thread WHERE contact_id IS NOT NULL)
       AND id NOT IN (SELECT contact_id FROM thread_claim WHERE contact_id IS NOT NULL)
       AND id NOT IN (SELECT contact_id FROM survey_response WHERE contact_id IS NOT NULL)
       AND id NOT IN (SELECT contact_id FROM opt_out_record)
       AND id NOT IN (SELECT same_as FROM contact WHERE same_as IS NOT NULL)`,
  ).run(JSON.stringify([...new Set(ids)]))
}

export function listContactLinks(db: Database): ContactLinks {
  const { shared, choices } = joinStored(db)
  return {
    choices,
    shared: shared.map(({ address, people }) => ({
      address,
      people: people.map(({ alias, names, addresses }) => ({
        name: names[0] ?? alias,
        addresses: addresses.map((one) => one.address),
      })),
    })),
  }
}

/** The address as the workspace knows it. Throws `not-found` for one that it does not know. */
export function knownAddress(db: Database, text: string, country: string): string {
  const { address } = normaliseContact(text, country)
  const known = db.prepare(
    `SELECT 1 FROM contact WHERE address = @address
     UNION SELECT 1 FROM directory_entry WHERE address = @address
       OR EXISTS (SELECT 1 FROM json_each(coalesce(also, '[]')) further WHERE further.value ->> 0 = @address)`,
  )
  if (known.get({ address }) === undefined)
    throw new AppError('not-found', `No customer of this workspace has the address ${text.trim()}.`, { address: text })
  return address
}

/** Both addresses as `knownAddress` gives them. Call `linkContacts` afterwards. */
export function chooseSame(db: Database, first: string, second: string, isSame: boolean | null, now: EpochMs): void {
  if (first === second)
    throw new AppError('argument-invalid', `${first} is one address; a link needs two.`, { address: first })
  const [address, other] = first < second ? [first, second] : [second, first]
  if (isSame === null) db.prepare('DELETE FROM contact_choice WHERE address = ? AND other = ?').run(address, other)
  else {
    db.prepare('INSERT OR REPLACE INTO contact_choice (address, other, is_same, decided_at) VALUES (?, ?, ?, ?)').run(
      address,
      other,
      isSame ? 1 : 0,
      now,
    )
  }
}

/** Whether two addresses are one customer's as things stand. */
export function areSame(db: Database, first: string, second: string): boolean {
  // Not from the stored contacts: a record of a person may name an address that nothing else does.
  const { rootOf } = joinStored(db)
  return (rootOf.get(first) ?? first) === (rootOf.get(second) ?? second)
}
