/** In which layout a file is read, and by which format. */
import { isSupportedCountry } from 'libphonenumber-js/min'
import { AppError } from '../../shared/errors.ts'
import type { ImportChoices } from '../../shared/model.ts'
import type { ExportFormat } from './export-format.ts'
import { inspectFile } from './file/file-bytes.ts'
import type { ExportFile } from './file/file-bytes.ts'
import { exportFormats } from './formats.ts'
import { findMessageColumns, missingForMessages } from './formats/message-table.ts'
import { recogniseOtherExport } from './other-exports.ts'
import {
  isDelimiter,
  jsonCandidate,
  looksLikeJson,
  tableCandidates,
  textCandidate,
  wrappedCandidate,
} from './file/sample-export.ts'
import type { Candidate } from './file/sample-export.ts'
import { scanAnew } from './file/scan-cache.ts'
import type { KnownScan, ScanCache } from './file/scan-cache.ts'
import { isEncoding } from './file/text-encoding.ts'
import { mapSteps } from './steps.ts'
import { listNames } from './table/table-columns.ts'
import { xmlRootOf } from './file/xml-head.ts'
import { assertZone } from './times/zone-offset.ts'

/** Detection looks at fewer rows than planning: names decide most of it. */
const detectionRows = 200

interface InspectedExport extends KnownScan {
  readonly file: ExportFile
  /** Every way to read it, the likeliest first. */
  readonly candidates: readonly Candidate[]
}

/** How much of a file has been looked through. */
export interface LookProgress {
  readonly file: ExportFile
  readonly bytesRead: number
  /** The second time, for what only all rows can tell; the first time it is about the bytes. */
  readonly ofRows: boolean
}

/**
 * All bytes of the file, in steps. Throws what `recognise` (read-export.ts) throws, but for what only a format can say.
 */
export function* inspectExport(
  path: string,
  choices: ImportChoices,
  scans: ScanCache | null,
): Generator<LookProgress, InspectedExport, void> {
  assertChoices(choices)
  const file = inspectFile(path, choices.entry)
  const encoding = choices.encoding ?? choices.mapping?.encoding
  const steps = (scans?.scan ?? scanAnew)(file, encoding, choices.sheet)
  const { scan, answers } = yield* mapSteps(steps, (bytesRead) => ({ file, bytesRead, ofRows: false }))
  return { file, scan, answers, candidates: candidatesOf(file, scan, choices) }
}

function candidatesOf(file: ExportFile, scan: KnownScan['scan'], choices: ImportChoices): readonly Candidate[] {
  const { mapping } = choices
  // A mapping can describe a table that starts like JSON; a delimiter alone means those files that are tables.
  if (mapping?.delimiter === undefined) {
    const wrapped = wrappedCandidate(file, scan)
    if (wrapped !== null) return [wrapped]
    if (looksLikeJson(scan.head)) return [jsonCandidate(file, scan)]
  }
  if (mapping === undefined && xmlRootOf(scan.head) !== null) return [textCandidate(file, scan)]
  const delimiter = choices.delimiter ?? mapping?.delimiter
  return [...tableCandidates(file, scan, { delimiter, skipLines: mapping?.skipLines }), textCandidate(file, scan)]
}

function assertChoices(choices: ImportChoices): void {
  if (choices.zone !== undefined) assertZone(choices.zone)
  if (choices.country !== undefined && !isSupportedCountry(choices.country)) {
    throw new AppError('argument-invalid', `There is no country ${choices.country}; countries look like US or DE.`, {
      country: choices.country,
    })
  }
  if (choices.encoding !== undefined && !isEncoding(choices.encoding)) {
    throw new AppError(
      'argument-invalid',
      `There is no text encoding called ${choices.encoding}; there are utf-8, windows-1252, utf-16le and others.`,
      { encoding: choices.encoding },
    )
  }
  if (choices.delimiter !== undefined && !isDelimiter(choices.delimiter)) {
    throw new AppError(
      'argument-invalid',
      `“${choices.delimiter}” cannot separate columns; a delimiter is one character, such as ; or a tab.`,
      { delimiter: choices.delimiter },
    )
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

/** Throws `format-unknown` and `mapping-invalid`. */
export function chooseFormat(candidates: readonly Candidate[], choices: ImportChoices, fileName: string): Choice {
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
