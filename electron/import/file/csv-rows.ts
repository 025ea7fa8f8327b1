import Papa from 'papaparse'
import { AppError } from '../../../shared/errors.ts'
import { maxRowLength } from './limits.ts'
import type { RawBatch, RawRow, TextChunk } from './raw-row.ts'

export interface CsvShape {
  readonly delimiter: string
  /** `\n` also reads `\r\n` and a mix of both; `\r` is for the files of old Macs only. */
  readonly newline: '\n' | '\r'
}

export interface ParsedRows {
  readonly data: readonly (readonly string[])[]
  readonly errors: readonly { readonly code: string; readonly row?: number }[]
  readonly meta: { readonly cursor: number }
}

/**
 * Cuts decoded text into rows, header included. The rows and their line numbers do not depend on where the chunks are cut:
 * a row is only taken when the row after it has begun.
 *
 * Throws `format-malformed` (a quote that is never closed, named with its line) and `file-too-large` (an endless row).
 */
export function* cutCsvRows(
  chunks: Iterable<TextChunk>,
  shape: CsvShape,
  fileName: string,
  firstLine = 1,
): Generator<RawBatch, void, void> {
  let rest = ''
  let line = firstLine
  let end = 0
  for (const chunk of chunks) {
    end = chunk.end
    if (chunk.text === '') continue
    const text = rest + chunk.text
    const parsed = parseCsv(text, shape, true)
    rest = text.slice(parsed.meta.cursor)
    if (rest.length > maxRowLength)
      throw endlessRow(rest, line + countNewlines(text, shape.newline, parsed.meta.cursor), shape, fileName)
    if (parsed.data.length === 0) continue
    const lineCount = countNewlines(text, shape.newline, parsed.meta.cursor)
    yield { rows: numberRows(parsed.data, line, lineCount, shape), end }
    line += lineCount
  }
  if (rest.endsWith('\r') && shape.newline === '\n') rest = rest.slice(0, -1)
  if (rest === '') return
  const parsed = parseCsv(rest, shape, false)
  if (parsed.errors.some((error) => error.code === 'MissingQuotes')) throw unclosedQuote(line, fileName)
  yield { rows: numberRows(parsed.data, line, countNewlines(rest, shape.newline, rest.length), shape), end }
}

export function parseCsv(text: string, shape: CsvShape, ignoreLastRow: boolean): ParsedRows {
  const parser = new Papa.Parser({
    delimiter: shape.delimiter,
    newline: shape.newline,
    header: false,
    dynamicTyping: false,
    skipEmptyLines: false,
  })
  // papaparse's synchronous core is declared to return `any`; the shape is the one of its own results.
  return parser.parse(text, 0, ignoreLastRow) as ParsedRows
}

function numberRows(
  rows: readonly (readonly string[])[],
  firstLine: number,
  lineCount: number,
  shape: CsvShape,
): RawRow[] {
  // As many line ends as rows: no cell holds one, which is quick to know for most files.
  const hasInnerLines = lineCount > rows.length
  const numbered: RawRow[] = []
  let line = firstLine
  for (const cells of rows) {
    numbered.push({
      line,
      path: '',
      cells: shape.newline === '\n' ? withoutCarriageReturn(cells) : cells,
      source: undefined,
      problem: null,
      ignored: null,
    })
    line++
    if (hasInnerLines) {
      for (const cell of cells) {
        if (cell.includes(shape.newline)) line += countNewlines(cell, shape.newline, cell.length)
      }
    }
  }
  return numbered
}

function withoutCarriageReturn(cells: readonly string[]): readonly string[] {
  const last = cells.length - 1
  const cell = cells[last]
  if (cell === undefined || !cell.endsWith('\r')) return cells
  const stripped = cells.slice()
  stripped[last] = cell.slice(0, -1)
  return stripped
}

function countNewlines(text: string, newline: string, end: number): number {
  let count = 0
  for (let at = text.indexOf(newline); at !== -1 && at < end; at = text.indexOf(newline, at + 1)) count++
  return count
}

function endlessRow(rest: string, line: number, shape: CsvShape, fileName: string): AppError {
  const firstEnd = rest.indexOf(shape.newline)
  if (firstEnd !== -1 && firstEnd < maxRowLength) return unclosedQuote(line, fileName)
  return new AppError('file-too-large', `The row in line ${line} of ${fileName} is longer than 8 MB.`, {
    file: fileName,
    line,
  })
}

function unclosedQuote(line: number, fileName: string): AppError {
  return new AppError(
    'format-malformed',
    `A quote in the row that starts in line ${line} of ${fileName} is never closed.`,
    {
      file: fileName,
      line,
    },
  )
}

/** A row as CSV text again, for the file of rejected rows. */
export function writeCsvRow(cells: readonly string[], delimiter: string): string {
  return cells
    .map((cell) =>
      cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') || cell.includes('\r')
        ? `"${cell.replaceAll('"', '""')}"`
        : cell,
    )
    .join(delimiter)
}
