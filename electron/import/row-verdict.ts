/** From a raw row to its one verdict: what its layout says of it, else what the format makes of it. */
import { writeCsvRow } from './file/csv-rows.ts'
import { isRejection, shortText } from './export-format.ts'
import type { RowMapper } from './export-format.ts'
import type { ExportLayout } from './file/export-layout.ts'
import { maxFieldLength } from './file/limits.ts'
import type { RawRow } from './file/raw-row.ts'
import type { RowVerdict } from './record.ts'
import { isRepeatedHeader, isTrailer } from './table/table-furniture.ts'

/** @param extraHeaders header rows below the header */
export function openRowReader(
  layout: ExportLayout,
  map: RowMapper['map'],
  extraHeaders: number,
): (row: RawRow) => RowVerdict {
  return layout.kind === 'table' || layout.kind === 'sheet'
    ? tableRowReader(layout, map, extraHeaders)
    : (row) => toVerdict(row, map, '')
}

function tableRowReader(
  layout: Extract<ExportLayout, { kind: 'table' | 'sheet' }>,
  map: RowMapper['map'],
  extraHeaders: number,
): (row: RawRow) => RowVerdict {
  const delimiter = layout.kind === 'sheet' ? ',' : layout.csv.delimiter
  const width = layout.names.length
  // Names missing at the end are the trailing delimiters of some exports: rows need not have them.
  let leastWidth = width
  while (leastWidth > 1 && layout.names[leastWidth - 1] === '') leastWidth--
  const read = (row: RawRow): RowVerdict => {
    const { cells, line } = row
    const count = cells.length
    if (
      row.ignored === null &&
      (count < leastWidth || (count > width && cells.slice(width).some((cell) => cell !== '')))
    ) {
      const raw = writeCsvRow(cells, delimiter)
      const text = `${count} instead of ${width} columns: ${raw}`
      return { verdict: 'rejected', line, code: 'columns-mismatch', column: null, text: shortText(text), raw }
    }
    return toVerdict(row, map, delimiter, layout.names)
  }
  let dataRows = 0
  return (row) => {
    const verdict = read(row)
    if (row.ignored === null) dataRows++
    if (verdict.verdict !== 'rejected') return verdict
    const { line, cells } = row
    if (dataRows <= extraHeaders || isRepeatedHeader(cells, layout.names)) {
      return { verdict: 'ignored', line, kind: 'header' }
    }
    return isTrailer(cells) ? { verdict: 'ignored', line, kind: 'trailer' } : verdict
  }
}

function toVerdict(row: RawRow, map: RowMapper['map'], delimiter: string, names: readonly string[] = []): RowVerdict {
  const { line, cells } = row
  if (row.ignored !== null) return { verdict: 'ignored', line, kind: row.ignored }
  if (row.problem !== null) {
    const { code, text } = row.problem
    return { verdict: 'rejected', line, code, column: null, text: shortText(text), raw: rawText(row, delimiter) }
  }
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column] ?? ''
    if (cell.length <= maxFieldLength) continue
    const raw = rawText(row, delimiter)
    return {
      verdict: 'rejected',
      line,
      code: 'field-too-long',
      column: names[column] ?? null,
      text: shortText(cell),
      raw,
    }
  }
  const mapped = map(cells, row)
  if (typeof mapped === 'string') return { verdict: 'ignored', line, kind: mapped }
  if (isRejection(mapped)) return { verdict: 'rejected', line, ...mapped, raw: rawText(row, delimiter) }
  return { verdict: 'records', line, records: mapped }
}

function rawText(row: RawRow, delimiter: string): string {
  if (row.source === undefined) return writeCsvRow(row.cells, delimiter)
  return typeof row.source === 'string' && row.problem?.code !== 'not-an-object'
    ? row.source
    : JSON.stringify(row.source)
}
