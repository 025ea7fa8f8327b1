/** The only entrance to the reading of exports: recognise a file, then read its rows. */
import { isSupportedCountry } from 'libphonenumber-js/min'
import { AppError } from '../../shared/errors.ts'
import type { AuthorGuess, ImportChoices, ZoneName } from '../../shared/model.ts'
import { writeCsvRow } from './csv-rows.ts'
import { isRejection, shortText } from './export-format.ts'
import type { ExportFormat, FormatPlan, RowMapper } from './export-format.ts'
import { readRawRows } from './export-layout.ts'
import type { ExportLayout } from './export-layout.ts'
import { inspectFile } from './file-bytes.ts'
import type { ExportFile } from './file-bytes.ts'
import { exportFormats } from './formats.ts'
import { findMessageColumns, missingForMessages } from './formats/message-table.ts'
import { batchRows, maxFieldLength } from './limits.ts'
import { recogniseOtherExport } from './other-exports.ts'
import type { RawRow } from './raw-row.ts'
import type { StoredHeader } from './rejected-rows.ts'
import type { RowVerdict } from './record.ts'
import { jsonCandidate, looksLikeJson, tableCandidates, textCandidate, wrappedCandidate } from './sample-export.ts'
import type { Candidate } from './sample-export.ts'
import { scanAnew } from './scan-cache.ts'
import type { KnownScan, ScanCache } from './scan-cache.ts'
import { columnTexts, headerFingerprint, listNames } from './table-columns.ts'
import { xmlRootOf } from './xml-head.ts'
import { countExtraHeaders, isRepeatedHeader, isTrailer } from './table-furniture.ts'
import { assertZone } from './zone-offset.ts'

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

const exampleLength = 80
/** Detection looks at fewer rows than planning: names decide most of it. */
const detectionRows = 200

/**
 * Reads enough of the file to know its format, columns, encoding and zone; hashes all of it.
 *
 * Throws `file-missing`, `file-is-folder`, `file-unreadable`, `file-empty`, `file-truncated`, `file-too-large`,
 * `format-unknown`, `format-malformed`, `encoding-unclear`, `mapping-invalid`, `choice-needed`, `not-found` and
 * `argument-invalid`.
 */
export function recognise(
  path: string,
  choices: ImportChoices,
  defaults: { zone: ZoneName; country: string },
  scans: ScanCache | null = null,
): RecognisedExport {
  const { file, scan, answers, candidates } = inspectExport(path, choices, scans)
  const { candidate, format, because } = chooseFormat(candidates, choices, file.name)
  const { layout, sample } = candidate
  const plan = format.plan(sample, {
    choices,
    defaultZone: defaults.zone,
    scanColumn: (column, visit) => {
      for (const { rows } of readRawRows(layout, undefined)) for (const { cells } of rows) visit(cells[column] ?? '')
    },
    scanRows: (cut, visit) => {
      for (const { rows } of readRawRows(layout, cut)) for (const row of rows) visit(row)
    },
    remember: (about, findOut) => {
      // Another delimiter or header is another table.
      const key = JSON.stringify([format.id, layout.kind, layout.kind === 'table' && layout.csv, layout.names, about])
      if (!answers.has(key)) answers.set(key, findOut())
      return answers.get(key) as ReturnType<typeof findOut> // the question names its answer; see PlanSettings.remember
    },
  })
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

interface InspectedExport extends KnownScan {
  readonly file: ExportFile
  /** Every way to read it, the likeliest first. */
  readonly candidates: readonly Candidate[]
}

/** Throws what `recognise` throws, but for what only a format can say. */
export function inspectExport(path: string, choices: ImportChoices, scans: ScanCache | null): InspectedExport {
  assertChoices(choices)
  const file = inspectFile(path, choices.entry)
  const { scan, answers } = (scans?.scan ?? scanAnew)(file, choices.mapping?.encoding, choices.sheet)
  return { file, scan, answers, candidates: candidatesOf(file, scan, choices) }
}

function candidatesOf(file: ExportFile, scan: KnownScan['scan'], { mapping }: ImportChoices): readonly Candidate[] {
  if (mapping?.delimiter === undefined) {
    const wrapped = wrappedCandidate(file, scan)
    if (wrapped !== null) return [wrapped]
    if (looksLikeJson(scan.head)) return [jsonCandidate(file, scan)]
  }
  if (mapping === undefined && xmlRootOf(scan.head) !== null) return [textCandidate(file, scan)]
  return [...tableCandidates(file, scan, mapping), textCandidate(file, scan)]
}

function assertChoices(choices: ImportChoices): void {
  if (choices.zone !== undefined) assertZone(choices.zone)
  if (choices.country !== undefined && !isSupportedCountry(choices.country)) {
    throw new AppError('argument-invalid', `There is no country ${choices.country}; countries look like US or DE.`, {
      country: choices.country,
    })
  }
  const format = choices.format
  if (format !== undefined && !exportFormats.some(({ id }) => id === format)) {
    const ids = exportFormats.map(({ id }) => id)
    throw new AppError('argument-invalid', `There is no format ${format}; there are ${ids.join(', ')}.`, {
      format,
      formats: ids,
    })
  }
}

interface Choice {
  readonly candidate: Candidate
  readonly format: ExportFormat
  readonly because: string
}

function chooseFormat(candidates: readonly Candidate[], choices: ImportChoices, fileName: string): Choice {
  const { mapping } = choices
  const first = candidates[0]
  if (first === undefined)
    throw new AppError('format-unknown', `${fileName} has no line that could be a header.`, { file: fileName })
  const wanted = choices.format ?? exportFormats.find(({ row }) => mapping !== undefined && row === mapping.row)?.id
  const formats = exportFormats.filter(({ id }) => wanted === undefined || id === wanted)
  if (mapping !== undefined && formats[0]?.row === null) {
    throw new AppError('mapping-invalid', `The format ${formats[0].id} is read without a mapping.`, {
      format: formats[0].id,
    })
  }
  const mappedNames = Object.values(mapping?.columns ?? {})
  if (mappedNames.length > 0) {
    const fitting = candidates.find(({ sample }) => mappedNames.every((name) => sample.names.includes(name))) ?? first
    return {
      candidate: fitting,
      format: formats[0] ?? exportFormats[0]!,
      because: 'The mapping says what its columns are.',
    }
  }
  if (wanted === undefined) {
    for (const { sample } of candidates) {
      const other = recogniseOtherExport(sample)
      if (other !== null)
        throw new AppError('format-unknown', `${fileName} is no export of conversations: ${other}.`, { file: fileName })
    }
  }
  let best: (Choice & { readonly score: number }) | null = null
  for (const candidate of candidates) {
    const sample = { ...candidate.sample, rows: candidate.sample.rows.slice(0, detectionRows) }
    for (const format of formats) {
      const detection = format.detect(sample)
      if (detection !== null && detection.score > (best?.score ?? 0)) {
        best = { candidate, format, because: detection.because, score: detection.score }
      }
    }
  }
  if (best !== null) return best
  const forced = formats[0]
  if (wanted !== undefined && forced !== undefined && forced.row !== null) {
    return { candidate: first, format: forced, because: 'The format was chosen.' }
  }
  throw unknownFormat(first, fileName, wanted)
}

function unknownFormat({ sample }: Candidate, fileName: string, wanted: string | undefined): AppError {
  const root = xmlRootOf(sample.text)
  if (root !== null) {
    return new AppError(
      'format-unknown',
      `${fileName} is an XML file of <${root}>, which is no export that Plumbline reads; export the messages as CSV or JSON.`,
      { file: fileName },
    )
  }
  const details = { file: fileName, columns: sample.names.slice(0, 100) }
  if (wanted !== undefined) {
    return new AppError(
      'format-unknown',
      `${fileName} is no ${wanted} file; it has ${listNames(sample.names)}.`,
      details,
    )
  }
  if (sample.shape === 'table' && sample.names.length < 2 && sample.rows.length < 1) {
    return new AppError('format-unknown', `${fileName} is text, but no table of messages.`, details)
  }
  const found = missingForMessages(findMessageColumns(sample))
  const lacks = found.length > 0 ? found : ['a text or a direction']
  const parts = sample.shape === 'table' ? 'columns' : 'fields'
  return new AppError(
    'format-unknown',
    sample.names.length === 0
      ? `${fileName} holds no records that could be messages.`
      : `${fileName} has the ${parts} ${listNames(sample.names)}; as a table of messages it lacks ${lacks.join(' and ')}.`,
    { ...details, missing: lacks },
  )
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
  const readRow =
    layout.kind === 'table' || layout.kind === 'sheet'
      ? tableRowReader(layout, mapper.map, extraHeaders)
      : (row: RawRow) => toVerdict(row, mapper.map, '')
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
