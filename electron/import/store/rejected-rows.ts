/** The rows of an import that could not be read, as a CSV to correct and to import again. */
import type { Database } from 'better-sqlite3'
import Papa from 'papaparse'
import { AppError } from '../../../shared/errors.ts'
import { writeAtomically } from '../../workspace/write-file.ts'
import { parseCsv } from '../file/csv-rows.ts'
import { guardCell, ownColumns, rowColumn } from '../table/rejected-columns.ts'

interface StoredRejection {
  readonly line: number
  readonly code: string
  readonly column_name: string | null
  readonly text: string
  readonly raw: string
}

/** How a table's rows are kept: its columns, and what separates the cells of a raw row. */
export interface StoredHeader {
  readonly names: readonly string[]
  readonly delimiter: string
}

/** @returns the number of rows written */
export function writeRejectedRows(db: Database, importId: number, path: string): number {
  const found = db.prepare<[number], { header: string | null }>('SELECT header FROM import WHERE id = ?').get(importId)
  if (found === undefined) throw new AppError('not-found', `There is no import ${importId}.`, { importId })
  const header = found.header === null ? null : (JSON.parse(found.header) as StoredHeader) // written by the import alone
  const rows = db
    .prepare<[number], StoredRejection>(
      'SELECT line, code, column_name, text, raw FROM rejected_row WHERE import_id = ? ORDER BY line',
    )
    .all(importId)
  const table = rows.map((row) => {
    const own = [String(row.line), row.code, row.column_name ?? '', row.text]
    return [...own, ...cellsOf(row.raw, header)].map(guardCell)
  })
  const names = [...ownColumns, ...(header === null ? [rowColumn] : header.names.map(guardCell))]
  writeAtomically(path, `${Papa.unparse([names, ...table])}\r\n`)
  return rows.length
}

function cellsOf(raw: string, header: StoredHeader | null): readonly string[] {
  if (header === null) return [raw]
  return parseCsv(raw, { delimiter: header.delimiter, newline: '\n' }, false).data[0] ?? [raw]
}
