import { readRows, recognise } from '../../../electron/import/read-export.ts'
import type { RowVerdict } from '../../../electron/import/record.ts'
import type { ImportChoices } from '../../../shared/model.ts'

export const defaults = { zone: 'Europe/Berlin', country: 'DE' }

export function readAll(path: string, choices: ImportChoices = {}, chunkBytes?: number): RowVerdict[] {
  return [...readRows(recognise(path, choices, defaults), chunkBytes)].flatMap(({ verdicts }) => verdicts)
}

/** What a fixture's `.expected.json` holds: small enough to be checked by eye. */
export function describeReading(path: string) {
  const recognised = recognise(path, {}, defaults)
  const verdicts = [...readRows(recognised)].flatMap((batch) => batch.verdicts)
  const ignored: Record<string, number> = {}
  for (const verdict of verdicts) {
    if (verdict.verdict === 'ignored') ignored[verdict.kind] = (ignored[verdict.kind] ?? 0) + 1
  }
  return {
    format: recognised.formatId,
    zone: recognised.zone,
    isLog: recognised.isLog,
    assumptions: recognised.assumptions,
    rows: verdicts.length,
    ignored,
    rejected: verdicts.flatMap((row) =>
      row.verdict === 'rejected' ? [{ line: row.line, code: row.code, column: row.column, text: row.text }] : [],
    ),
    records: verdicts.flatMap((row) =>
      row.verdict === 'records' ? row.records.map((record) => ({ line: row.line, ...readable(record) })) : [],
    ),
  }
}

/** Times as text and without what is empty, so that people can check it. */
function readable(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
      if (value === null || value === false || (key === 'part' && value === '')) return []
      return [[key, key.endsWith('At') || key === 'at' ? new Date(Number(value)).toISOString() : value]]
    }),
  )
}
