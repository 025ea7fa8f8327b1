/**
 * One file into the workspace: read, judge row by row, store, derive, count. A preview is the same run rolled back, so
 * what is written is what was shown. All in one transaction; leaving the generator early undoes everything.
 */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type {
  EntityCounts,
  ImportChoices,
  ImportPreview,
  ImportProgress,
  ImportSummary,
  PreviewRow,
  RejectedRow,
  RowCounts,
  SplitCounts,
  WorkspaceSettings,
} from '../../shared/model.ts'
import { countEntities } from '../workspace/settings.ts'
import { resolveDirectory } from './directory.ts'
import { readRows, recognise } from './read-export.ts'
import type { RecognisedExport } from './read-export.ts'
import type { ScanCache } from './scan-cache.ts'
import type { ImportRecord, RowVerdict } from './record.ts'
import { openRecordStore } from './record-store.ts'
import type { RecordStore } from './record-store.ts'
import { rebuildFacts } from './stored-facts.ts'
import type { PutOutcome } from './versions.ts'

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

export interface ImportOutcome {
  readonly summary: ImportSummary
  readonly preview: Omit<ImportPreview, 'previewId'>
}

const shownRejections = 100
const shownRows = 20

/** @returns what was (or, in a dry run, would be) imported */
export function* importFile(db: Database, request: ImportRequest): Generator<ImportProgress, ImportOutcome> {
  const startedAt = request.now()
  const recognised = recognise(
    request.path,
    request.choices,
    { zone: request.settings.zone, country: request.settings.country },
    request.scans ?? null,
  )
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
    const resolved = resolveDirectory(db, { threads: store.touched.threads, aliases: store.touchedAliases })
    const touched = { ...store.touched, threads: new Set([...store.touched.threads, ...resolved]) }
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
      request,
      importId,
      tally,
      splitCounts,
      entities: difference(countEntities(db), before),
      assumptions: [
        ...recognised.assumptions,
        ...splitAssumption(db, recognised, request, store.touched.threads),
        ...unknownAuthors(db, importId),
      ],
      startedAt,
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

interface Tally {
  readonly rows: { -readonly [Key in keyof RowCounts]: number }
  readonly ignoredKinds: Record<string, number>
  readonly rejected: RejectedRow[]
  readonly sample: PreviewRow[]
  readonly count: (row: RowVerdict, outcome: PutOutcome) => void
}

function startTally(): Tally {
  const rows = { read: 0, new: 0, changed: 0, duplicate: 0, rejected: 0, ignored: 0 }
  const ignoredKinds: Record<string, number> = {}
  const rejected: RejectedRow[] = []
  const sample: PreviewRow[] = []
  return {
    rows,
    ignoredKinds,
    rejected,
    sample,
    count: (row, outcome) => {
      rows.read++
      switch (row.verdict) {
        case 'records':
          rows[outcome]++
          if (sample.length < shownRows) sample.push(...row.records.slice(0, 1).map((one) => previewOf(row.line, one)))
          break
        case 'rejected':
          rows.rejected++
          if (rejected.length < shownRejections) {
            rejected.push({ line: row.line, code: row.code, column: row.column, text: row.text })
          }
          break
        case 'ignored':
          rows.ignored++
          ignoredKinds[row.kind] = (ignoredKinds[row.kind] ?? 0) + 1
          break
      }
    },
  }
}

function previewOf(line: number, record: ImportRecord): PreviewRow {
  const none = { line, at: null, channel: null, direction: null, author: '', contact: '', text: '' }
  if (record.type === 'person' || record.type === 'group') {
    const author = record.type === 'person' ? (record.role ?? '') : record.of
    const contact = record.type === 'person' ? (record.address ?? '') : ''
    return { ...none, kind: record.type, author, contact, text: record.name ?? record.alias }
  }
  const base = { ...none, contact: record.contact ?? '' }
  switch (record.type) {
    case 'message':
      return {
        ...base,
        kind: 'message',
        at: record.sentAt,
        channel: record.channel,
        direction: record.direction,
        author: record.agent ?? record.authorKind ?? record.author ?? '',
        text: (record.text ?? '').slice(0, 200),
      }
    case 'conversation':
      return { ...base, kind: 'conversation', at: record.openedAt, channel: record.channel, author: record.agent ?? '' }
    case 'survey':
      return {
        ...base,
        kind: 'survey',
        at: record.answeredAt,
        channel: record.channel,
        author: record.agent ?? '',
        text: record.score === null ? `${record.kind}, not answered` : `${record.kind} ${record.score}`,
      }
    case 'opt-out':
      return { ...base, kind: 'opt-out', at: record.at, channel: record.channel, text: `opted ${record.state}` }
  }
}

function describeProgress(
  recognised: RecognisedExport,
  rowsRead: number,
  phase: ImportProgress['phase'],
  bytesRead: number,
  elapsedMs: number,
): ImportProgress {
  const share = recognised.byteCount === 0 ? 1 : bytesRead / recognised.byteCount
  return {
    file: recognised.fileName,
    phase,
    bytesRead,
    byteCount: recognised.byteCount,
    rowsRead,
    rate: elapsedMs > 0 ? Math.round((rowsRead / elapsedMs) * 1000) : 0,
    // Nothing is said before a twentieth is read: it would jump.
    secondsLeft: phase === 'reading' && share >= 0.05 ? ((1 - share) / share) * (elapsedMs / 1000) : null,
  }
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

function splitAssumption(
  db: Database,
  recognised: RecognisedExport,
  request: ImportRequest,
  threads: ReadonlySet<number>,
): string[] {
  if (!recognised.isLog) return []
  const seconds = request.choices.splitGapSeconds ?? recognised.defaultSplitGapSeconds
  const find = db.prepare<[string, number], number>(
    `SELECT split_gap_seconds FROM thread WHERE id IN (SELECT value FROM json_each(?)) AND channel = 'email'
       AND split_gap_seconds <> ? LIMIT 1`,
  )
  const ofEmail = find.pluck().get(JSON.stringify([...threads]), seconds)
  const email = ofEmail === undefined ? '' : `, e-mail after ${gapText(ofEmail)}`
  return [`conversations split after ${gapText(seconds)} of silence${email}`]
}

/** Messages that count nowhere until another file of the same export says who wrote them. */
function unknownAuthors(db: Database, importId: number): string[] {
  const count = db
    .prepare<[number], number>(
      `SELECT count(*) FROM message WHERE import_id = ? AND is_current = 1 AND author_kind = 'unknown'`,
    )
    .pluck()
    .get(importId)
  if (count === undefined || count === 0) return []
  return [
    `${count} messages do not say whether the customer or the team wrote them; they count once the tickets or the users of the same export are imported too`,
  ]
}

function gapText(seconds: number): string {
  return seconds % 86_400 === 0 && seconds > 86_400 ? `${seconds / 86_400} days` : `${seconds / 3600} h`
}

function difference(after: EntityCounts, before: EntityCounts): EntityCounts {
  return {
    conversations: after.conversations - before.conversations,
    messages: after.messages - before.messages,
    contacts: after.contacts - before.contacts,
    agents: after.agents - before.agents,
    surveys: after.surveys - before.surveys,
    optOuts: after.optOuts - before.optOuts,
  }
}

function describeOutcome(parts: {
  readonly recognised: RecognisedExport
  readonly request: ImportRequest
  readonly importId: number
  readonly tally: Tally
  readonly splitCounts: SplitCounts | null
  readonly entities: EntityCounts
  readonly assumptions: readonly string[]
  readonly startedAt: number
  readonly isComplete: boolean
}): ImportOutcome {
  const { recognised, request, tally, entities, assumptions, splitCounts } = parts
  const { rows, ignoredKinds, rejected, sample } = tally
  return {
    summary: {
      id: parts.importId,
      file: recognised.fileName,
      format: recognised.formatId,
      source: recognised.sourceName,
      sha256: recognised.sha256,
      zone: recognised.zone ?? 'UTC',
      rows,
      ignoredKinds,
      rejected,
      entities,
      assumptions,
      splitCounts,
      importedAt: parts.startedAt,
      seconds: (request.now() - parts.startedAt) / 1000,
    },
    preview: {
      file: recognised.fileName,
      byteCount: recognised.byteCount,
      sha256: recognised.sha256,
      format: recognised.formatId,
      formatTitle: recognised.formatTitle,
      recognisedBecause: recognised.recognisedBecause,
      isComplete: parts.isComplete,
      rows,
      ignoredKinds,
      rejected,
      entities,
      assumptions,
      splitCounts,
      headerFingerprint: recognised.headerFingerprint,
      columns: recognised.columns,
      authors: recognised.authors,
      sample,
      choices: request.choices,
      zone: recognised.zone,
    },
  }
}
