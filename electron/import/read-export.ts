/** The entrance to the reading of exports: recognise a file, then read its rows. */
import type { AuthorGuess, ImportChoices, ZoneName } from '../../shared/model.ts'
import { chooseFormat, inspectExport } from './choose-format.ts'
import type { LookProgress } from './choose-format.ts'
import type { ExportFormat, ExportSample, FileScan, FormatPlan, PlanSettings } from './export-format.ts'
import { readRawRows } from './file/export-layout.ts'
import type { ExportLayout } from './file/export-layout.ts'
import { batchRows } from './file/limits.ts'
import { finishSteps, mapSteps } from './steps.ts'
import type { RowVerdict } from './record.ts'
import type { StoredHeader } from './store/rejected-rows.ts'
import { openRowReader } from './row-verdict.ts'
import type { ScanCache } from './file/scan-cache.ts'
import { columnTexts, headerFingerprint } from './table/table-columns.ts'
import { countExtraHeaders } from './table/table-furniture.ts'

export interface RecognisedExport {
  readonly path: string
  readonly fileName: string
  readonly byteCount: number
  /** Of the file's bytes as they are on disk. */
  readonly sha256: string
  readonly formatId: string
  readonly formatTitle: string
  /** One sentence. */
  readonly recognisedBecause: string
  /** Namespace of the vendor's ids: exports of one product share it, so that the same row in two of them is one. */
  readonly sourceKey: string
  readonly sourceName: string
  /** The zone that times without one are read in; null where none of the first rows needs it. */
  readonly zone: ZoneName | null
  readonly zoneUsed: boolean
  /** Plain sentences. Reading the rows may add to them what the first rows did not show. */
  readonly assumptions: readonly string[]
  readonly columns: readonly { readonly name: string; readonly meaning: string | null; readonly example: string }[]
  /** See `ImportPreview`. */
  readonly encoding: string | null
  readonly delimiter: string | null
  /** Of a table: what its raw rows are made of; null elsewhere. */
  readonly header: StoredHeader | null
  /** Of a table: equal for files with the same column names; null elsewhere. */
  readonly headerFingerprint: string | null
  /** Empty where the export says who wrote. */
  readonly authors: readonly AuthorGuess[]
  /** Without conversation ids: to be split by silence. */
  readonly isLog: boolean
  readonly defaultSplitGapSeconds: number
  /** How `readRows` goes on; of no meaning elsewhere. */
  readonly reading: {
    readonly layout: ExportLayout
    readonly plan: FormatPlan
    readonly added: string[]
    /** Header rows below the header. */
    readonly extraHeaders: number
  }
}

interface ReadDefaults {
  readonly zone: ZoneName
  readonly country: string
}

const exampleLength = 80

/**
 * Reads enough of the file to know its format, columns, encoding and zone; hashes all of it.
 *
 * Throws `file-missing`, `file-is-folder`, `file-unreadable`, `file-empty`, `file-truncated`, `file-too-large`,
 * `format-unknown`, `format-malformed`, `encoding-unclear`, `mapping-invalid`, `choice-needed`, `not-found` and
 * `argument-invalid`.
 */
export function recognise(path: string, choices: ImportChoices, defaults: ReadDefaults): RecognisedExport {
  return finishSteps(recogniseInSteps(path, choices, defaults, null))
}

/** As `recognise`, saying how far the file has been looked through. */
export function* recogniseInSteps(
  path: string,
  choices: ImportChoices,
  defaults: ReadDefaults,
  scans: ScanCache | null,
): Generator<LookProgress, RecognisedExport, void> {
  const { file, scan, answers, candidates } = yield* inspectExport(path, choices, scans)
  const { candidate, format, because } = chooseFormat(candidates, choices, file.name)
  const { layout, sample } = candidate
  const settings: PlanSettings = {
    choices,
    defaultZone: defaults.zone,
    *scanColumn(column, visit) {
      for (const { rows, end } of readRawRows(layout, undefined)) {
        for (const { cells } of rows) visit(cells[column] ?? '')
        yield end
      }
    },
    *scanRows(cut, visit) {
      for (const { rows, end } of readRawRows(layout, cut)) {
        for (const row of rows) visit(row)
        yield end
      }
    },
    remember: <Value>(about: string, findOut: () => FileScan<Value>) => {
      // Another delimiter or header is another table.
      const key = JSON.stringify([format.id, layout.kind, layout.kind === 'table' && layout.csv, layout.names, about])
      if (!answers.has(key)) throw new OpenQuestion(key, findOut)
      return answers.get(key) as Value // the question names its answer; see PlanSettings.remember
    },
  }
  const plan = yield* mapSteps(planInSteps(format, sample, settings, answers), (bytesRead) => ({
    file,
    bytesRead,
    ofRows: true,
  }))
  const added: string[] = []
  const known = [...file.assumptions, ...scan.assumptions, ...plan.assumptions]
  return {
    path,
    fileName: file.name,
    byteCount: file.byteCount,
    sha256: scan.sha256,
    formatId: format.id,
    formatTitle: format.title,
    recognisedBecause: because,
    sourceKey: plan.sourceKey,
    sourceName: plan.sourceName,
    zone: plan.zone,
    zoneUsed: plan.zone !== null,
    get assumptions() {
      return [...known, ...added]
    },
    encoding: askedEncoding(layout, choices),
    delimiter: layout.kind === 'table' ? layout.csv.delimiter : null,
    header:
      layout.kind === 'table'
        ? { names: layout.names, delimiter: layout.csv.delimiter }
        : layout.kind === 'sheet'
          ? { names: layout.names, delimiter: ',' }
          : null,
    headerFingerprint: sample.shape === 'table' ? headerFingerprint(sample.names) : null,
    columns:
      plan.fields ??
      sample.names.map((name, column) => ({
        name,
        meaning: plan.meanings[column] ?? null,
        example: (columnTexts(sample, column).find((text) => text.trim() !== '') ?? '').slice(0, exampleLength),
      })),
    authors: plan.authors ?? [],
    isLog: plan.isLog,
    defaultSplitGapSeconds: plan.defaultSplitGapSeconds,
    reading: { layout, plan, added, extraHeaders: sample.shape === 'table' ? countExtraHeaders(sample) : 0 },
  }
}

/** A plan wants to know something about the whole file. */
class OpenQuestion extends Error {
  readonly key: string
  readonly findOut: () => FileScan<unknown>
  constructor(key: string, findOut: () => FileScan<unknown>) {
    super(`The plan asks for ${key}.`)
    this.key = key
    this.findOut = findOut
  }
}

/** Plans are quick but for what they ask about the whole file: that is found out in steps, and the plan made again. */
function* planInSteps(
  format: ExportFormat,
  sample: ExportSample,
  settings: PlanSettings,
  answers: Map<string, unknown>,
): FileScan<FormatPlan> {
  for (;;) {
    try {
      return format.plan(sample, settings)
    } catch (error) {
      if (!(error instanceof OpenQuestion)) throw error
      answers.set(error.key, yield* error.findOut())
    }
  }
}

/** JSON is UTF-8 (RFC 8259, 8.1): asked only where its bytes are something else. */
function askedEncoding({ kind, encoding }: ExportLayout, choices: ImportChoices): string | null {
  if (kind === 'sheet') return null
  const isSettled = kind === 'json' && encoding === 'utf-8' && choices.encoding === undefined
  return isSettled ? null : encoding.toLowerCase()
}

/**
 * Every row of the file in batches of about a thousand, each row with exactly one verdict; memory does not grow with the
 * file. `chunkBytes` is how much is read at once: rows do not depend on it.
 *
 * Throws as `recognise` does where a later part of the file is damaged; nothing read so far may be kept then.
 */
export function* readRows(
  recognised: RecognisedExport,
  chunkBytes?: number,
): Generator<{ verdicts: readonly RowVerdict[]; bytesRead: number }, void, void> {
  const { layout, plan, added, extraHeaders } = recognised.reading
  const mapper = plan.openMapper()
  const readRow = openRowReader(layout, mapper.map, extraHeaders)
  let verdicts: RowVerdict[] = []
  let end = 0
  for (const batch of readRawRows(layout, plan.cut, chunkBytes)) {
    end = batch.end
    for (const row of batch.rows) {
      verdicts.push(readRow(row))
      if (verdicts.length >= batchRows) {
        yield { verdicts, bytesRead: end }
        verdicts = []
      }
    }
  }
  added.splice(0, added.length, ...mapper.lateAssumptions())
  yield { verdicts, bytesRead: end }
}
