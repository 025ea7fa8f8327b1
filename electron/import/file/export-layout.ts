/** How the rows of a file are laid out, once it is known, and the reading of its raw rows. */
import { cutCsvRows, writeCsvRow } from './csv-rows.ts'
import type { CsvShape } from './csv-rows.ts'
import { readBytes } from './file-bytes.ts'
import type { ExportFile } from './file-bytes.ts'
import { cutJsonRecords, jsonRows } from './json-rows.ts'
import type { JsonContainer } from './json-rows.ts'
import type { RawBatch, RawRow, TextChunk } from './raw-row.ts'
import { stripOwnColumns, unguardCell } from '../table/rejected-columns.ts'
import { openTextStream } from './text-encoding.ts'
import type { EncodingName } from './text-encoding.ts'
import { readSheet } from './xlsx.ts'
import type { Sheet, Workbook } from './xlsx.ts'

export type ExportLayout = {
  readonly file: ExportFile
  readonly encoding: EncodingName
  readonly names: readonly string[]
} & (
  | {
      readonly kind: 'table'
      readonly csv: CsvShape
      /** Lines that are dropped before anything is parsed. */
      readonly skipLines: number
      /** Index of the header among the parsed rows; what stands before it is preamble. */
      readonly headerIndex: number
      readonly ownColumns: number
    }
  | {
      readonly kind: 'sheet'
      readonly workbook: Workbook
      readonly sheet: Sheet
      /** The number of the header's row; what stands before it is preamble. */
      readonly headerLine: number
      /** Columns of ours before those of the export; see rejected-columns.ts. */
      readonly ownColumns: number
    }
  | {
      readonly kind: 'json'
      readonly container: JsonContainer
      /** The table whose last column holds the JSON lines; null = the file is JSON itself. */
      readonly wrapping: CsvShape | null
    }
  /** Neither: the format cuts it by itself. */
  | { readonly kind: 'text' }
)

/** Cuts decoded text into rows. */
export type Cut = (chunks: Iterable<TextChunk>, fileName: string) => Generator<RawBatch, void, void>

/**
 * All rows of the file but its header, cut by the format where it has a way of its own. Throws what reading, decoding and
 * cutting throw.
 */
export function* readRawRows(
  layout: ExportLayout,
  cut: Cut | undefined,
  chunkBytes?: number,
): Generator<RawBatch, void, void> {
  if (layout.kind === 'sheet') {
    yield* cut === undefined ? readSheetTable(layout, chunkBytes) : cutSheet(layout, cut, chunkBytes)
    return
  }
  const text = readText(layout.file, layout.encoding, chunkBytes)
  const isWrapped = layout.kind === 'json' && layout.wrapping !== null
  const chunks = isWrapped ? unwrap(text, layout.wrapping, layout.file.name) : text
  if (cut !== undefined) yield* cut(chunks, layout.file.name)
  else if (layout.kind === 'json')
    yield* jsonRows(cutJsonRecords(chunks, layout.container, layout.file.name), layout.names)
  else if (layout.kind === 'table') yield* readTableRows(chunks, layout)
}

/** The last cell of each row but the header, one per line. */
function* unwrap(chunks: Iterable<TextChunk>, shape: CsvShape, fileName: string): Generator<TextChunk, void, void> {
  let isHeader = true
  for (const { rows, end } of cutCsvRows(chunks, shape, fileName)) {
    const lines = (isHeader ? rows.slice(1) : rows).map(({ cells }) => `${unguardCell(cells.at(-1) ?? '')}\n`)
    isHeader = false
    yield { text: lines.join(''), end }
  }
}

type SheetLayout = Extract<ExportLayout, { kind: 'sheet' }>

/** Rows need not reach the last column: empty cells at their end are not stored. */
function* readSheetTable(layout: SheetLayout, chunkBytes: number | undefined): Generator<RawBatch, void, void> {
  const width = layout.names.length
  for (const { rows, end } of readSheet(layout.workbook, layout.sheet, chunkBytes)) {
    const raw: RawRow[] = []
    for (const { line, cells: all } of rows) {
      if (line === layout.headerLine) continue
      const cells = line < layout.headerLine ? all : stripOwnColumns(all, layout.ownColumns)
      const row = { line, path: '', cells: padRow(cells, width), source: undefined, problem: null, ignored: null }
      if (isBlank(row)) raw.push(ignoredRow(line, 'blank line'))
      else if (line < layout.headerLine) raw.push(ignoredRow(line, 'preamble'))
      else raw.push(row)
    }
    yield { rows: raw, end }
  }
}

/** Formats that cut their tables by themselves get the sheet as CSV; the rows keep the numbers of the sheet. */
function* cutSheet(layout: SheetLayout, cut: Cut, chunkBytes: number | undefined): Generator<RawBatch, void, void> {
  // By the line where a row starts in the CSV, as long as the row has not come back.
  const numbers = new Map<number, number>()
  for (const { rows, end } of cut(sheetText(layout, chunkBytes, numbers), layout.file.name)) {
    yield {
      rows: rows.map((row) => {
        const line = numbers.get(row.line)
        numbers.delete(row.line)
        return line === undefined ? row : { ...row, line }
      }),
      end,
    }
  }
}

function* sheetText(
  layout: SheetLayout,
  chunkBytes: number | undefined,
  numbers: Map<number, number>,
): Generator<TextChunk, void, void> {
  let csvLine = 1
  for (const { rows, end } of readSheet(layout.workbook, layout.sheet, chunkBytes)) {
    let text = ''
    for (const { line, cells } of rows) {
      numbers.set(csvLine, line)
      const row = `${writeCsvRow(padRow(cells, layout.names.length), ',')}\n`
      csvLine += row.split('\n').length - 1
      text += row
    }
    yield { text, end }
  }
}

export function padRow(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')]
}

/** The whole file, decoded. */
function* readText(
  file: ExportFile,
  encoding: EncodingName,
  chunkBytes: number | undefined,
): Generator<TextChunk, void, void> {
  const stream = openTextStream(encoding, file.name)
  for (const { bytes, end } of readBytes(file, chunkBytes)) yield { text: stream.write(bytes), end }
  yield { text: stream.end(), end: file.byteCount }
}

function* readTableRows(
  chunks: Iterable<TextChunk>,
  layout: Extract<ExportLayout, { kind: 'table' }>,
): Generator<RawBatch, void, void> {
  if (layout.skipLines > 0) {
    yield { rows: Array.from({ length: layout.skipLines }, (_, index) => ignoredRow(index + 1, 'preamble')), end: 0 }
  }
  const text = layout.skipLines > 0 ? dropLines(chunks, layout.skipLines, layout.csv.newline) : chunks
  let index = 0
  for (const batch of cutCsvRows(text, layout.csv, layout.file.name, layout.skipLines + 1)) {
    if (index > layout.headerIndex && layout.ownColumns === 0 && !batch.rows.some(isBlank)) {
      yield batch
      continue
    }
    const rows: RawRow[] = []
    for (const row of batch.rows) {
      if (isBlank(row)) rows.push(ignoredRow(row.line, 'blank line'))
      else if (index < layout.headerIndex) rows.push(ignoredRow(row.line, 'preamble'))
      else if (index > layout.headerIndex)
        rows.push(layout.ownColumns === 0 ? row : { ...row, cells: stripOwnColumns(row.cells, layout.ownColumns) })
      index++
    }
    yield { rows, end: batch.end }
  }
}

function isBlank(row: RawRow): boolean {
  for (const cell of row.cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

function ignoredRow(line: number, kind: string): RawRow {
  return { line, path: '', cells: [], source: undefined, problem: null, ignored: kind }
}

function* dropLines(chunks: Iterable<TextChunk>, count: number, newline: string): Generator<TextChunk, void, void> {
  let left = count
  for (const chunk of chunks) {
    let from = 0
    while (left > 0) {
      const at = chunk.text.indexOf(newline, from)
      if (at === -1) break
      from = at + 1
      left--
    }
    yield { text: left > 0 ? '' : chunk.text.slice(from), end: chunk.end }
  }
}
