/** From the beginning of a file to its possible layouts, each with the sample that a format can recognise. */
import { Tokenizer, TokenType } from '@streamparser/json'
import { AppError } from '../../shared/errors.ts'
import type { TableMapping } from '../../shared/model.ts'
import { parseCsv } from './csv-rows.ts'
import type { ExportSample } from './export-format.ts'
import type { ExportLayout } from './export-layout.ts'
import type { ExportFile } from './file-bytes.ts'
import { cellOf, cutJsonRecords, isJsonObject } from './json-rows.ts'
import type { JsonContainer, JsonObject } from './json-rows.ts'
import { maxColumns, sampleRows } from './limits.ts'
import type { TextChunk } from './raw-row.ts'
import type { ExportScan } from './scan-export.ts'

export interface Candidate {
  readonly layout: ExportLayout
  readonly sample: ExportSample
}

const delimiters = [',', ';', '\t', '|']
/** Report periods, titles and the like may stand above the header; more than this is no table. */
const headerCandidates = 10

export function looksLikeJson(head: string): boolean {
  return /^\s*(?:\{|\[\s*(?:[[{\]]|$))/.test(head)
}

/** Every way to read the table, the likeliest first. Throws `mapping-invalid` and `file-too-large`. */
export function tableCandidates(file: ExportFile, scan: ExportScan, mapping: TableMapping | undefined): Candidate[] {
  const separatorLine = /^sep=(.)\r?\n/i.exec(scan.head)
  const skipLines = (mapping?.skipLines ?? 0) + (separatorLine === null ? 0 : 1)
  const newline = scan.head.includes('\n') || !scan.head.includes('\r') ? '\n' : '\r'
  const text = dropHead(scan.head, skipLines, newline)
  const wanted = mapping?.delimiter ?? separatorLine?.[1]
  if (wanted !== undefined && (wanted.length !== 1 || wanted === '"' || wanted === '\n' || wanted === '\r')) {
    throw new AppError(
      'mapping-invalid',
      `“${wanted}” cannot separate columns; a delimiter is one character, such as ; or a tab.`,
      {
        delimiter: wanted,
      },
    )
  }
  const ranked = (wanted === undefined ? delimiters : [wanted])
    .map((delimiter) => {
      const csv = { delimiter, newline } as const
      const rows = parseCsv(text, csv, !scan.isWhole).data.slice(0, sampleRows + headerCandidates)
      return { csv, rows: newline === '\n' ? rows.map(trimEnd) : rows }
    })
    .toSorted((left, right) => regularity(right.rows) - regularity(left.rows))
  return ranked.flatMap(({ csv, rows }) => {
    const headers = rows
      .map((row, index) => ({ row, index }))
      .filter(({ row }) => row.some((cell) => cell.trim() !== ''))
      .slice(0, mapping?.skipLines === undefined ? headerCandidates : 1)
    return headers.map(({ row, index }): Candidate => {
      if (row.length > maxColumns) throw tooManyColumns(file.name, row.length)
      const body = rows
        .slice(index + 1)
        .filter((cells) => cells.some((cell) => cell.trim() !== ''))
        .slice(0, sampleRows)
      return {
        layout: { kind: 'table', file, encoding: scan.encoding, names: row, csv, skipLines, headerIndex: index },
        sample: { fileName: file.name, shape: 'table', names: row, rows: body, outerNames: [] },
      }
    })
  })
}

function dropHead(head: string, lines: number, newline: string): string {
  let from = 0
  for (let line = 0; line < lines; line++) {
    const at = head.indexOf(newline, from)
    if (at === -1) return ''
    from = at + 1
  }
  return head.slice(from)
}

function trimEnd(row: readonly string[]): readonly string[] {
  const last = row.at(-1)
  return last?.endsWith('\r') === true ? [...row.slice(0, -1), last.slice(0, -1)] : row
}

/** How much the rows look like a table: the commonest width, if it is more than one column, by the rows that have it. */
function regularity(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const row of rows.slice(0, 200)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of counts) best = Math.max(best, width < 2 ? 0 : count * Math.log2(width))
  return best
}

/** Throws `format-malformed`, `file-truncated`, `file-too-large` and `format-unknown`. */
export function jsonCandidate(file: ExportFile, scan: ExportScan): Candidate {
  const { container, outerNames } = findContainer(file.name, scan.head)
  const records = sampleRecords(file.name, scan, container)
  const names = flatNames(records)
  if (names.length > maxColumns) throw tooManyColumns(file.name, names.length)
  return {
    layout: { kind: 'json', file, encoding: scan.encoding, names, container },
    sample: {
      fileName: file.name,
      shape: container.kind === 'lines' ? 'lines' : 'document',
      names,
      rows: records.map((record) => names.map((name) => cellOf(record, name))),
      outerNames,
    },
  }
}

// Where lists are, by the usual words; any other array of objects comes after these.
const listKeys = ['messages', 'conversations', 'tickets', 'responses', 'data', 'items', 'results', 'records', 'rows']

function findContainer(fileName: string, head: string): { container: JsonContainer; outerNames: readonly string[] } {
  const text = head.trimStart()
  if (text.startsWith('[')) return { container: { kind: 'array' }, outerNames: [] }
  const outer = readOuter(text)
  const key = listKeys.find((name) => outer.arrays.includes(name)) ?? outer.objectArrays[0]
  const lines = text.split('\n', 2)
  const isOnePerLine = isObjectLine(lines[0])
  // One line can be one record or a whole answer; only records have an identity of their own.
  const isAlone = text.indexOf('\n') === -1 || text.slice(text.indexOf('\n')).trim() === ''
  const isAnswer = isAlone && !outer.names.some((name) => name === 'id' || name === 'sid' || name === 'direction')
  const isList = key !== undefined && (listKeys.includes(key) || !isOnePerLine || isAnswer)
  if (isOnePerLine && !isList) return { container: { kind: 'lines' }, outerNames: [] }
  if (key !== undefined) return { container: { kind: 'envelope', key }, outerNames: outer.names }
  if (outer.names.length === 0) {
    throw new AppError('format-malformed', `${fileName} starts like JSON, but is not.`, { file: fileName })
  }
  throw new AppError(
    'format-unknown',
    `${fileName} is one JSON object with the fields ${outer.names.slice(0, 20).join(', ')}, and none of them is a list of messages.`,
    { file: fileName, columns: outer.names.slice(0, 100) },
  )
}

function isObjectLine(line: string | undefined): boolean {
  try {
    return isJsonObject(JSON.parse(line ?? ''))
  } catch {
    return false
  }
}

interface OuterObject {
  readonly names: string[]
  readonly arrays: string[]
  readonly objectArrays: string[]
}

/** The fields of the first object, and which of them are arrays, as far as the text goes. */
function readOuter(text: string): OuterObject {
  const outer: OuterObject = { names: [], arrays: [], objectArrays: [] }
  let depth = 0
  let expectsKey = false
  let key = ''
  let isDone = false
  const tokenizer = new Tokenizer({ separator: '' })
  tokenizer.onToken = ({ token, value }) => {
    if (isDone) return
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      const isObject = token === TokenType.LEFT_BRACE
      if (depth === 1 && !isObject) outer.arrays.push(key)
      const isFirstOfKey = outer.arrays.at(-1) === key && !outer.objectArrays.includes(key)
      if (depth === 2 && isObject && isFirstOfKey) outer.objectArrays.push(key)
      depth++
      expectsKey = depth === 1 && isObject
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      depth--
      isDone = depth === 0
    } else if (depth === 1 && token === TokenType.COMMA) expectsKey = true
    else if (depth === 1 && token === TokenType.STRING && expectsKey) {
      key = String(value)
      outer.names.push(key)
      expectsKey = false
    }
  }
  // The text is cut off or broken somewhere; what came before is what is known.
  tokenizer.onError = () => {
    isDone = true
  }
  tokenizer.write(text)
  return outer
}

function sampleRecords(fileName: string, scan: ExportScan, container: JsonContainer): JsonObject[] {
  const found: JsonObject[] = []
  try {
    for (const { records } of cutJsonRecords(pieces(scan.head), container, fileName)) {
      for (const { value } of records) if (isJsonObject(value)) found.push(value)
      if (found.length >= sampleRows) break
    }
  } catch (error) {
    // The sample of a longer file ends somewhere in the middle of a record.
    if (scan.isWhole) throw error
  }
  return found.slice(0, sampleRows)
}

function* pieces(text: string): Generator<TextChunk, void, void> {
  const length = 16 * 1024
  for (let at = 0; at < text.length; at += length) yield { text: text.slice(at, at + length), end: at }
}

/** Field names in order of appearance, without those that hold objects and lists. */
function flatNames(records: readonly JsonObject[]): string[] {
  const nested = new Map<string, number>()
  for (const record of records) {
    for (const name of Object.keys(record)) {
      const value = record[name]
      const weight = value === null ? 0 : typeof value === 'object' ? 1 : -1
      nested.set(name, (nested.get(name) ?? 0) + weight)
    }
  }
  return [...nested].filter(([, weight]) => weight <= 0).map(([name]) => name)
}

function tooManyColumns(fileName: string, count: number): AppError {
  return new AppError('file-too-large', `${fileName} has ${count} columns; the limit is ${maxColumns}.`, {
    file: fileName,
    columns: count,
  })
}
