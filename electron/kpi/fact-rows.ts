/** Reading rows of a workspace into columns: what all parts of the facts share. */
import type { Database } from 'better-sqlite3'

/** What a row holds after `raw()`: no blobs and no big integers are stored in these tables. */
export type Cell = number | string | null

/** Positions of names by row id; the names in the order of their ids. */
export interface Names {
  readonly names: readonly string[]
  readonly positionOf: (id: Cell | undefined) => number
}

export interface Lookups {
  readonly teams: Names
  readonly agents: Names
  readonly inboxes: Names
  readonly sources: Names
  /** The contact behind an alias; everybody else is who they are. */
  readonly contactOf: (id: Cell | undefined) => number
}

export function countRows(db: Database, from: string): number {
  return db.prepare<[], { n: number }>(`SELECT count(*) n FROM ${from}`).get()?.n ?? 0
}

export function eachRow(db: Database, sql: string, visit: (row: readonly Cell[], position: number) => void): void {
  let position = 0
  const rows = db.prepare<[], readonly Cell[]>(sql).raw().iterate()
  for (const row of rows) visit(row, position++)
}

export const time = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : Number.NaN)
export const whole = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : -1)

export function indexOfName(names: readonly string[]): (cell: Cell | undefined) => number {
  const positions = new Map<Cell | undefined, number>(names.map((name, position) => [name, position]))
  return (cell) => positions.get(cell) ?? -1
}
