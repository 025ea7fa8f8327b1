/** The history of imports, newest first. */
import type { Database } from 'better-sqlite3'
import type { ImportSummary, RejectedRow } from '../../../shared/model.ts'

interface ImportRow {
  readonly id: number
  readonly file_name: string
  readonly format: string
  readonly source: string
  readonly sha256: string
  readonly zone: string
  readonly read_count: number
  readonly new_count: number
  readonly changed_count: number
  readonly duplicate_count: number
  readonly rejected_count: number
  readonly ignored_count: number
  readonly ignored_kinds: string
  readonly entities: string
  readonly assumptions: string
  readonly split_counts: string | null
  readonly imported_at: number
  readonly seconds: number
}

export function listImports(db: Database): ImportSummary[] {
  const rejected = db.prepare<[number], RejectedRow>(
    'SELECT line, code, column_name "column", text FROM rejected_row WHERE import_id = ? ORDER BY line LIMIT 100',
  )
  return db
    .prepare<[], ImportRow>(
      'SELECT import.*, source.name source FROM import JOIN source ON source.id = import.source_id ORDER BY import.id DESC',
    )
    .all()
    .map((row) => ({
      id: row.id,
      file: row.file_name,
      format: row.format,
      source: row.source,
      sha256: row.sha256,
      zone: row.zone,
      rows: {
        read: row.read_count,
        new: row.new_count,
        changed: row.changed_count,
        duplicate: row.duplicate_count,
        rejected: row.rejected_count,
        ignored: row.ignored_count,
      },
      // The JSON columns are written by the import alone.
      ignoredKinds: JSON.parse(row.ignored_kinds) as ImportSummary['ignoredKinds'],
      rejected: rejected.all(row.id),
      entities: JSON.parse(row.entities) as ImportSummary['entities'],
      assumptions: JSON.parse(row.assumptions) as ImportSummary['assumptions'],
      splitCounts: row.split_counts === null ? null : (JSON.parse(row.split_counts) as ImportSummary['splitCounts']),
      importedAt: row.imported_at,
      seconds: row.seconds,
    }))
}
