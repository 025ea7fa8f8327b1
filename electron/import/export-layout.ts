/** How the rows of a file are laid out, once it is known, and the reading of its raw rows. */
import { cutCsvRows, writeCsvRow } from './csv-rows.ts'
import type { CsvShape } from './csv-rows.ts'
import { readBytes } from './file-bytes.ts'
import type { ExportFile } from './file-bytes.ts'
import { cutJsonRecords, jsonRows } from './json-rows.ts'
import type { JsonContainer } from './json-rows.ts'
import type { RawBatch, RawRow, TextChunk } from './raw-row.ts'
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
    }
  | {
      readonly kind: 'sheet'
      readonly workbook: Workbook
      readonly sheet: Sheet
      /** The number of the header's row; what stands before it is preamble. */
      readonly headerLine: number
    }
  | { readonly kind: 'json'; readonly container: JsonContainer }
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
  const chunks =
    layout.kind === 'sheet' ? sheetText(layout, chunkBytes) : readText(layout.file, layout.encoding, chunkBytes)
  if (cut !== undefined) yield* cut(chunks, layout.file.name)
  else if (layout.kind === 'json')
    yield* jsonRows(cutJsonRecords(chunks, layout.container, layout.file.name), layout.names)
  else if (layout.kind === 'table') yield* readTableRows(chunks, layout)
  else if (layout.kind === 'sheet') yield* readSheetTable(layout, chunkBytes)
}

type SheetLayout = Extract<ExportLayout, { kind: 'sheet' }>

/** Rows need not reach the last column: empty cells at their end are not stored. */
function* readSheetTable(layout: SheetLayout, chunkBytes: number | undefined): Generator<RawBatch, void, void> {
  const width = layout.names.length
  for (const { rows, end } of readSheet(layout.workbook, layout.sheet, chunkBytes)) {
    const raw: RawRow[] = []
    for (const { line, cells } of rows) {
      if (line === layout.headerLine) continue
      const row = { line, path: '', cells: padRow(cells, width), source: undefined, problem: null, ignored: null }
      if (isBlank(row)) raw.push(ignoredRow(line, 'blank line'))
      else if (line < layout.headerLine) raw.push(ignoredRow(line, 'preamble'))
      else raw.push(row)
    }
    yield { rows: raw, end }
  }
}

/** The sheet as CSV, for formats that cut their tables by themselves. */
function* sheetText(layout: SheetLayout, chunkBytes: number | undefined): Generator<TextChunk, void, void> {
  for (const { rows, end } of readSheet(layout.workbook, layout.sheet, chunkBytes)) {
    yield { text: rows.map(({ cells }) => `${writeCsvRow(cells, ',')}\n`).join(''), end }
  }
}

export function padRow(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')]
}

/** The whole file, decoded. */
export function* readText(
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
    if (index > layout.headerIndex && !batch.rows.some(isBlank)) {
      yield batch
      continue
    }
    const rows: RawRow[] = []
    for (const row of batch.rows) {
      if (isBlank(row)) rows.push(ignoredRow(row.line, 'blank line'))
      else if (index < layout.headerIndex) rows.push(ignoredRow(row.line, 'preamble'))
      else if (index > layout.headerIndex) rows.push(row)
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
