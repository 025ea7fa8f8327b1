/** A table as the mapping wizard shows it: its columns, its first rows, and what they could mean. */
import { AppError } from '../../shared/errors.ts'
import { tableRowKinds } from '../../shared/model.ts'
import type { ImportChoices, TableOutline, TableRowKind } from '../../shared/model.ts'
import { inspectExport } from './choose-format.ts'
import type { LookProgress } from './choose-format.ts'
import type { ExportSample } from './export-format.ts'
import { exportFormats } from './formats.ts'
import { finishSteps } from './steps.ts'
import type { Candidate } from './file/sample-export.ts'
import type { ScanCache } from './file/scan-cache.ts'
import { columnTexts, headerFingerprint } from './table/table-columns.ts'
import { mappingKeys } from './table/table-fields.ts'
import { closedLists } from './table/table-values.ts'

const shownRows = 20
/** A column of more distinct values is no list of words that could be translated. */
const maxValues = 30

/** Throws `format-unknown` for what is no table, and what inspecting the file throws. */
export function outlineTable(path: string, choices: ImportChoices, scans: ScanCache | null): TableOutline {
  const { file, candidates } = finishSteps(inspectExport(path, choices, scans))
  const table = likeliestTable(candidates)
  if (table === null) {
    throw new AppError('format-unknown', `${file.name} is no table whose columns could be described.`, {
      file: file.name,
    })
  }
  const { sample, layout } = table
  const values = valuesByColumn(sample)
  return {
    names: sample.names,
    rows: sample.rows.slice(0, shownRows),
    suggestions: byKind((kind) => suggestionsOf(sample, kind)),
    fields: byKind((kind) => mappingKeys[kind]),
    values,
    words: readWords([...new Set(Object.values(values).flat())]),
    delimiter: layout.kind === 'table' ? layout.csv.delimiter : null,
    encoding: layout.kind === 'sheet' ? null : layout.encoding.toLowerCase(),
    sheets: layout.kind === 'sheet' ? layout.workbook.sheets.map(({ name }) => name) : [],
    sheet: layout.kind === 'sheet' ? layout.sheet.name : null,
  }
}

function valuesByColumn(sample: ExportSample): Record<string, string[]> {
  return Object.fromEntries(
    sample.names.flatMap((name, column) => {
      const values = [...new Set(columnTexts(sample, column).map((text) => text.trim()))].filter((text) => text !== '')
      return values.length > 0 && values.length <= maxValues ? [[name, values.sort()]] : []
    }),
  )
}

function readWords(values: readonly string[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(closedLists).map(([field, read]) => [
      field,
      Object.fromEntries(
        values.flatMap((value) => {
          const meaning = read(value)
          return meaning === null ? [] : [[value, String(meaning)]]
        }),
      ),
    ]),
  )
}

/** Fingerprints of every way to read the file as a table, the likeliest first; looks through the file in steps. */
export function* tableFingerprints(
  path: string,
  choices: ImportChoices,
  scans: ScanCache | null,
): Generator<LookProgress, string[], void> {
  const { candidates } = yield* inspectExport(path, choices, scans)
  return candidates
    .filter(({ sample }) => sample.shape === 'table')
    .map(({ sample }) => headerFingerprint(sample.names))
}

/** The first header that names at least as many columns as any other: what stands above it is preamble. */
function likeliestTable(candidates: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null
  let most = 1
  for (const candidate of candidates) {
    const { sample } = candidate
    if (sample.shape === 'text' || sample.rows.length === 0) continue
    const named = sample.names.filter((name) => name.trim() !== '').length
    if (named > most) {
      best = candidate
      most = named
    }
  }
  return best
}

function suggestionsOf(sample: ExportSample, kind: TableRowKind): Record<string, string> {
  const columns = exportFormats.find(({ row }) => row === kind)?.suggest?.(sample) ?? {}
  return Object.fromEntries(
    Object.entries(columns).flatMap(([field, indexes]) => {
      const name = sample.names[indexes?.[0] ?? -1]
      return name === undefined || !mappingKeys[kind].includes(field) ? [] : [[field, name]]
    }),
  )
}

function byKind<Value>(make: (kind: TableRowKind) => Value): Record<TableRowKind, Value> {
  return Object.fromEntries(tableRowKinds.map((kind) => [kind, make(kind)])) as Record<TableRowKind, Value> // every kind
}
