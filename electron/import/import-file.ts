/**
 * One file into the workspace: read, judge row by row, store, derive, count. A preview is the same run rolled back, so
 * what is written is what was shown. All in one transaction; leaving the generator early undoes everything.
 */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type {
  ImportChoices,
  ImportProgress,
  ImportSummary,
  RowCounts,
  SplitCounts,
  WorkspaceSettings,
} from '../../shared/model.ts'
import type { LookProgress } from './choose-format.ts'
import { countEntities } from '../workspace/settings.ts'
import { resolveDirectory } from './store/directory.ts'
import { describeLook, describeOutcome, describeProgress, listAssumptions } from './import-outcome.ts'
import type { ImportOutcome } from './import-outcome.ts'
import { readRows, recogniseInSteps } from './read-export.ts'
import type { RecognisedExport } from './read-export.ts'
import type { ImportRecord } from './record.ts'
import { openRecordStore } from './store/record-store.ts'
import type { RecordStore } from './store/record-store.ts'
import { mapSteps } from './steps.ts'
import { startTally } from './row-tally.ts'
import type { ScanCache } from './file/scan-cache.ts'
import { rebuildFacts } from './store/stored-facts.ts'
import type { PutOutcome } from './store/versions.ts'

export type { ImportOutcome } from './import-outcome.ts'

export interface ImportRequest {
  readonly path: string
  readonly choices: ImportChoices
  readonly settings: WorkspaceSettings
  /** Milliseconds since the epoch; the entry point's clock. */
  readonly now: () => number
  /** True: everything is done and then rolled back. */
  readonly dryRun: boolean
  /** Stops after this many rows: a preview of the beginning. Only with `dryRun`. */
  readonly maxRows?: number | undefined
  /** What the user was shown; anything else is not written. `rows` is null where only the beginning was counted. */
  readonly expected?: { readonly sha256: string; readonly rows: RowCounts | null; readonly file: string } | undefined
  /** What was found out about the file's bytes before; null = look again. */
  readonly scans?: ScanCache | null
}

/** @returns what was (or, in a dry run, would be) imported */
export function* importFile(db: Database, request: ImportRequest): Generator<ImportProgress, ImportOutcome> {
  const startedAt = request.now()
  const { zone, country } = request.settings
  const look = recogniseInSteps(request.path, request.choices, { zone, country }, request.scans ?? null)
  const recognised = yield* reportLook(look, request.now)
  const maxRows = request.maxRows ?? Infinity
  let isComplete = true
  const tally = startTally()
  const progress = (phase: ImportProgress['phase'], bytesRead: number): ImportProgress =>
    describeProgress(recognised, tally.rows.read, phase, bytesRead, request.now() - startedAt)

  db.exec('BEGIN IMMEDIATE')
  try {
    const before = countEntities(db)
    const importId = insertImport(db, recognised, request, startedAt)
    const store = openRecordStore(db, importId, recognised, request)
    const saveRejected = db.prepare(
      'INSERT INTO rejected_row (import_id, line, code, column_name, text, raw) VALUES (?, ?, ?, ?, ?, ?)',
    )
    reading: for (const batch of readRows(recognised)) {
      for (const row of batch.verdicts) {
        if (tally.rows.read >= maxRows) {
          isComplete = false
          break reading
        }
        tally.count(row, row.verdict === 'records' ? putRecords(store, row.records) : 'duplicate')
        if (row.verdict === 'rejected') saveRejected.run(importId, row.line, row.code, row.column, row.text, row.raw)
      }
      yield progress('reading', batch.bytesRead)
    }
    store.finish()
    if (tally.rows.read === 0) {
      throw new AppError('file-empty', `${recognised.fileName} has a header but no rows.`, {
        file: recognised.fileName,
      })
    }
    const { touched } = store
    touched.threads.addAll(resolveDirectory(db, { threads: touched.threads, aliases: store.touchedAliases }))
    const facts = rebuildFacts(db, touched, { courtesyEndsTurn: request.settings.courtesyEndsTurn })
    let splitCounts: SplitCounts | null = null
    for (let step = facts.next(); ; step = facts.next()) {
      if (step.done === true) {
        splitCounts = step.value
        break
      }
      yield progress('conversations', recognised.byteCount)
    }
    yield progress('saving', recognised.byteCount)
    const outcome = describeOutcome({
      recognised,
      choices: request.choices,
      importId,
      tally,
      splitCounts,
      before,
      after: countEntities(db),
      assumptions: listAssumptions(db, recognised, request.choices, importId, touched.threads),
      startedAt,
      endedAt: request.now(),
      isComplete,
    })
    checkExpected(request, outcome.summary)
    completeImport(db, importId, outcome.summary, store.rowsHash())
    db.exec(request.dryRun ? 'ROLLBACK' : 'COMMIT')
    return outcome
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}

/** The steps of a look through a file as progress. */
export function* reportLook<Value>(
  steps: Generator<LookProgress, Value, void>,
  now: () => number,
): Generator<ImportProgress, Value, void> {
  let startedAt = now()
  let bytesBefore = 0
  return yield* mapSteps(steps, (step) => {
    // Each look starts at the beginning of the file.
    if (step.bytesRead < bytesBefore) startedAt = now()
    bytesBefore = step.bytesRead
    return describeLook(step, now() - startedAt)
  })
}

function checkExpected(request: ImportRequest, summary: ImportSummary): void {
  const { expected } = request
  if (expected === undefined) return
  const hasOtherRows = expected.rows !== null && JSON.stringify(expected.rows) !== JSON.stringify(summary.rows)
  if (expected.sha256 !== summary.sha256 || hasOtherRows) {
    throw new AppError('preview-outdated', `${expected.file} or the workspace changed after the preview.`, {
      file: expected.file,
    })
  }
}

/** The most telling outcome of a row's records is the row's. */
function putRecords(store: RecordStore, records: readonly ImportRecord[]): PutOutcome {
  let outcome: PutOutcome = 'duplicate'
  for (const record of records) {
    const one = store.put(record)
    if (one === 'new' || (one === 'changed' && outcome === 'duplicate')) outcome = one
  }
  return outcome
}

function insertImport(db: Database, recognised: RecognisedExport, request: ImportRequest, importedAt: number): number {
  db.prepare('INSERT OR IGNORE INTO source (key, name, format) VALUES (?, ?, ?)').run(
    recognised.sourceKey,
    recognised.sourceName,
    recognised.formatId,
  )
  return Number(
    db
      .prepare(
        `INSERT INTO import (source_id, file_name, byte_count, sha256, rows_sha256, format, zone, split_gap_seconds,
           keeps_text, choices, assumptions, read_count, new_count, changed_count, duplicate_count, rejected_count,
           ignored_count, ignored_kinds, entities, seconds, imported_at, header)
         VALUES ((SELECT id FROM source WHERE key = ?), ?, ?, ?, '', ?, ?, ?, ?, ?, '[]', 0, 0, 0, 0, 0, 0, '{}', '{}', 0, ?, ?)`,
      )
      .run(
        recognised.sourceKey,
        recognised.fileName,
        recognised.byteCount,
        recognised.sha256,
        recognised.formatId,
        recognised.zone ?? 'UTC',
        request.choices.splitGapSeconds ?? recognised.defaultSplitGapSeconds,
        request.choices.keepText === false ? 0 : 1,
        JSON.stringify(request.choices),
        importedAt,
        recognised.header === null ? null : JSON.stringify(recognised.header),
      ).lastInsertRowid,
  )
}

function completeImport(db: Database, importId: number, summary: ImportSummary, rowsHash: string): void {
  const { rows } = summary
  db.prepare(
    `UPDATE import SET rows_sha256 = ?, assumptions = ?, read_count = ?, new_count = ?, changed_count = ?,
       duplicate_count = ?, rejected_count = ?, ignored_count = ?, ignored_kinds = ?, entities = ?, split_counts = ?,
       seconds = ? WHERE id = ?`,
  ).run(
    rowsHash,
    JSON.stringify(summary.assumptions),
    rows.read,
    rows.new,
    rows.changed,
    rows.duplicate,
    rows.rejected,
    rows.ignored,
    JSON.stringify(summary.ignoredKinds),
    JSON.stringify(summary.entities),
    summary.splitCounts === null ? null : JSON.stringify(summary.splitCounts),
    summary.seconds,
    importId,
  )
}
