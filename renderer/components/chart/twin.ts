/** The table with the same numbers that stands behind every chart, and its CSV. */

export interface TwinCell {
  /** As readers see it. */
  readonly text: string
  /** As other programs read it: seconds, parts of 1, counts, days as YYYY-MM-DD. */
  readonly value: string | number | null
}

export interface Twin {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly TwinCell[])[]
}

export const textCell = (text: string): TwinCell => ({ text, value: text })

/** Starts of a cell that spreadsheets would run as a formula, full-width forms included. */
const formulaStart = /^[=+\-@\t\r\n\0＝＋－＠]/

function writeCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formulaStart.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 with a header line. */
export function twinToCsv(twin: Twin): string {
  const lines = [twin.columns.map((column) => column.label), ...twin.rows.map((row) => row.map((cell) => cell.value))]
  return lines.map((line) => `${line.map(writeCell).join(',')}\r\n`).join('')
}
