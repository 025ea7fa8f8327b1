/** What the user is told of an import: while it runs, and when it is done. */
import type { Database } from 'better-sqlite3'
import type {
  EntityCounts,
  ImportChoices,
  ImportPreview,
  ImportProgress,
  ImportSummary,
  SplitCounts,
} from '../../shared/model.ts'
import type { LookProgress } from './choose-format.ts'
import type { ReadonlyIdSet } from './store/id-set.ts'
import type { RecognisedExport } from './read-export.ts'
import type { RowTally } from './row-tally.ts'

export interface ImportOutcome {
  readonly summary: ImportSummary
  readonly preview: Omit<ImportPreview, 'previewId'>
}

export function describeProgress(
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
    secondsLeft: phase === 'reading' ? secondsLeftOf(share, elapsedMs) : null,
  }
}

export function describeLook({ file, bytesRead, ofRows }: LookProgress, elapsedMs: number): ImportProgress {
  const { name, byteCount } = file
  const secondsLeft = secondsLeftOf(bytesRead / byteCount, elapsedMs)
  return { file: name, phase: ofRows ? 'checking' : 'looking', bytesRead, byteCount, rowsRead: 0, rate: 0, secondsLeft }
}

/** Nothing is said before a twentieth is read: it would jump. */
function secondsLeftOf(share: number, elapsedMs: number): number | null {
  return share >= 0.05 ? ((1 - share) / share) * (elapsedMs / 1000) : null
}

/** What was assumed, with what only the stored rows show. */
export function listAssumptions(
  db: Database,
  recognised: RecognisedExport,
  choices: ImportChoices,
  importId: number,
  threads: ReadonlyIdSet,
): readonly string[] {
  return [
    ...recognised.assumptions,
    ...splitAssumption(db, recognised, choices, threads),
    ...unknownAuthors(db, importId),
  ]
}

function splitAssumption(
  db: Database,
  recognised: RecognisedExport,
  choices: ImportChoices,
  threads: ReadonlyIdSet,
): string[] {
  if (!recognised.isLog) return []
  const seconds = choices.splitGapSeconds ?? recognised.defaultSplitGapSeconds
  const others = db
    .prepare<[number], { id: number; gap: number }>(
      `SELECT id, split_gap_seconds gap FROM thread WHERE channel = 'email' AND split_gap_seconds <> ?`,
    )
    .all(seconds)
  const ofEmail = others.find(({ id }) => threads.has(id))?.gap
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

export function describeOutcome(parts: {
  readonly recognised: RecognisedExport
  readonly choices: ImportChoices
  readonly importId: number
  readonly tally: RowTally
  readonly splitCounts: SplitCounts | null
  /** What the workspace held before the import. */
  readonly before: EntityCounts
  readonly after: EntityCounts
  readonly assumptions: readonly string[]
  readonly startedAt: number
  readonly endedAt: number
  readonly isComplete: boolean
}): ImportOutcome {
  const { recognised, assumptions, splitCounts, startedAt } = parts
  const { rows, ignoredKinds, rejected, sample } = parts.tally
  const shared = {
    file: recognised.fileName,
    format: recognised.formatId,
    sha256: recognised.sha256,
    rows,
    ignoredKinds,
    rejected,
    entities: difference(parts.after, parts.before),
    assumptions,
    splitCounts,
  }
  return {
    summary: {
      id: parts.importId,
      ...shared,
      source: recognised.sourceName,
      zone: recognised.zone ?? 'UTC',
      importedAt: startedAt,
      seconds: (parts.endedAt - startedAt) / 1000,
    },
    preview: {
      ...shared,
      byteCount: recognised.byteCount,
      formatTitle: recognised.formatTitle,
      recognisedBecause: recognised.recognisedBecause,
      isComplete: parts.isComplete,
      headerFingerprint: recognised.headerFingerprint,
      columns: recognised.columns,
      authors: recognised.authors,
      sample,
      choices: parts.choices,
      encoding: recognised.encoding,
      delimiter: recognised.delimiter,
      zone: recognised.zone,
    },
  }
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
