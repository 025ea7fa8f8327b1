/**
 * The file of rejected rows: the export's own columns behind a few of ours, so that a row can be corrected and the file
 * imported again. What is no table, JSON, is kept as text in one column.
 */

/** Stand before the export's own columns. */
export const ownColumns = ['Plumbline line', 'Plumbline reason', 'Plumbline column', 'Plumbline text'] as const
/** Holds the whole row where the export is no table. */
export const rowColumn = 'Plumbline row'

/** How many leading columns of a table are ours: 0 for every other table. */
export function countOwnColumns(names: readonly string[]): number {
  return ownColumns.every((name, index) => names[index]?.trim() === name) ? ownColumns.length : 0
}

export function isWrapped(names: readonly string[]): boolean {
  return countOwnColumns(names) > 0 && names[ownColumns.length]?.trim() === rowColumn
}

/**
 * Spreadsheets run cells that begin like a formula. The writer puts an apostrophe before them, and before cells that have
 * one there already; the reader takes one away again.
 */
const isGuarded = /^'*[=+\-@\t\r\n\0\uFF0B\uFF0D\uFF1D\uFF20]/

export function guardCell(cell: string): string {
  return isGuarded.test(cell) ? `'${cell}` : cell
}

export function unguardCell(cell: string): string {
  return cell.startsWith("'") && isGuarded.test(cell) ? cell.slice(1) : cell
}

/** A row of such a file without our columns. */
export function stripOwnColumns(cells: readonly string[], count: number): readonly string[] {
  return cells.slice(count).map(unguardCell)
}
