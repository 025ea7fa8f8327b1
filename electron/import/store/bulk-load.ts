/**
 * The first import of a workspace is its largest. Keeping the indexes of `message` up to date row by row costs more than
 * everything else together, so while the table is empty at the start they are dropped, the keys of the file are kept in
 * memory (some 20 bytes each), and the indexes are made at the end by sorting. All inside the import's transaction.
 */
import type { Database } from 'better-sqlite3'
import { versionById } from './versions.ts'
import type { VersionLookup } from './versions.ts'

export interface BulkLoad {
  readonly lookup: VersionLookup
  /** Makes the indexes again. */
  readonly finish: () => void
}

/** Null unless the table is empty. */
export function startBulkLoad(db: Database): BulkLoad | null {
  if (db.prepare('SELECT 1 FROM message LIMIT 1').get() !== undefined) return null
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'message' AND sql IS NOT NULL ORDER BY name`,
    )
    .all()
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  const ids = startKeyMap()
  const read = versionById(db, 'message')
  return {
    lookup: {
      // The map compares the first half of the key only, so the rows are asked for the whole of it.
      find: (key) =>
        ids
          .find(key)
          .map(read)
          .filter((version) => version[5].equals(key)),
      added: ids.add,
    },
    finish: () => {
      for (const { sql } of indexes) db.exec(sql)
    },
  }
}

interface KeyMap {
  /** Ids of all rows whose key begins with the same 8 bytes. */
  readonly find: (key: Buffer) => readonly number[]
  readonly add: (key: Buffer, id: number) => void
}

/** Open addressing with linear probing, at most three quarters full; a slot is the first 8 bytes of a key and a row id. */
function startKeyMap(): KeyMap {
  let capacity = 1024
  let slots = new Uint32Array(capacity * 3)
  let used = 0

  // Keys are hashes already: their first word spreads evenly.
  const place = (first: number, second: number, id: number): void => {
    let slot = first & (capacity - 1)
    while (slots[slot * 3 + 2] !== 0) slot = (slot + 1) & (capacity - 1)
    slots[slot * 3] = first
    slots[slot * 3 + 1] = second
    slots[slot * 3 + 2] = id
  }
  const grow = (): void => {
    const old = slots
    capacity *= 2
    slots = new Uint32Array(capacity * 3)
    for (let i = 0; i < old.length; i += 3) {
      const id = old[i + 2] ?? 0
      if (id !== 0) place(old[i] ?? 0, old[i + 1] ?? 0, id)
    }
  }
  return {
    find: (key) => {
      const first = key.readUInt32LE(0)
      const second = key.readUInt32LE(4)
      const found: number[] = []
      for (let slot = first & (capacity - 1); ; slot = (slot + 1) & (capacity - 1)) {
        const id = slots[slot * 3 + 2] ?? 0
        if (id === 0) return found
        if (slots[slot * 3] === first && slots[slot * 3 + 1] === second) found.push(id)
      }
    },
    add: (key, id) => {
      if (used * 4 >= capacity * 3) grow()
      used++
      place(key.readUInt32LE(0), key.readUInt32LE(4), id)
    },
  }
}
