/** The rows of an import that could not be read, as a CSV to correct. */
import type { Database } from 'better-sqlite3'
import Papa from 'papaparse'
import { AppError } from '../../shared/errors.ts'
import { writeAtomically } from '../workspace/write-file.ts'

interface StoredRejection {
  readonly line: number
  readonly code: string
  readonly column_name: string | null
  readonly text: string
  readonly raw: string
}

/** @returns the number of rows written */
export function writeRejectedRows(db: Database, importId: number, path: string): number {
  if (db.prepare('SELECT 1 FROM import WHERE id = ?').get(importId) === undefined) {
    throw new AppError('not-found', `There is no import ${importId}.`, { importId })
  }
  const rows = db
    .prepare<[number], StoredRejection>(
      'SELECT line, code, column_name, text, raw FROM rejected_row WHERE import_id = ? ORDER BY line',
    )
    .all(importId)
  const table = rows.map((row) => [row.line, row.code, row.column_name ?? '', row.text, row.raw])
  const csv = Papa.unparse([['line', 'reason', 'column', 'text', 'row'], ...table], { escapeFormulae: true })
  writeAtomically(path, `${csv}\r\n`)
  return rows.length
}
