/** From the beginning of a file to its possible layouts, each with the sample that a format can recognise. */
import { AppError } from '../../../shared/errors.ts'
import { parseCsv } from './csv-rows.ts'
import type { ExportSample } from '../export-format.ts'
import { padRow } from './export-layout.ts'
import type { ExportLayout } from './export-layout.ts'
import type { ExportFile } from './file-bytes.ts'
import {
  countOwnColumns,
  isWrapped,
  ownColumns as ownColumnNames,
  stripOwnColumns,
  unguardCell,
} from '../table/rejected-columns.ts'
import { objectsAt, readJsonHead } from './json-head.ts'
import type { JsonHead } from './json-head.ts'
import { cellOf, isJsonObject } from './json-rows.ts'
import type { JsonContainer, JsonObject } from './json-rows.ts'
import { maxColumns, sampleRows } from './limits.ts'
import type { SheetSample } from './sample-sheet.ts'
import type { ExportScan } from './scan-export.ts'

export interface Candidate {
  readonly layout: ExportLayout
  readonly sample: ExportSample
}

/** What the user says about how a table is cut. */
interface TableCut {
  readonly delimiter?: string | undefined
  readonly skipLines?: number | undefined
}

const delimiters = [',', ';', '\t', '|']
/** Report periods, titles and the like may stand above the header; more than this is no table. */
const headerCandidates = 10

export function looksLikeJson(head: string): boolean {
  return /^\s*(?:\{|\[\s*(?:[[{\]]|$))/.test(head)
}

export function isDelimiter(text: string): boolean {
  return text.length === 1 && !['"', '\n', '\r'].includes(text)
}

/** Every way to read the table, the likeliest first. Throws `mapping-invalid` and `file-too-large`. */
export function tableCandidates(file: ExportFile, scan: ExportScan, cut: TableCut): Candidate[] {
  if (scan.sheet !== null) return sheetCandidates(file, scan.sheet, cut)
  const separatorLine = /^sep=(.)\r?\n/i.exec(scan.head)
  const skipLines = (cut.skipLines ?? 0) + (separatorLine === null ? 0 : 1)
  const newline = scan.head.includes('\n') || !scan.head.includes('\r') ? '\n' : '\r'
  const text = dropHead(scan.head, skipLines, newline)
  const wanted = cut.delimiter ?? separatorLine?.[1]
  if (wanted !== undefined && !isDelimiter(wanted)) {
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
  return ranked.flatMap(({ csv, rows }) =>
    findHeaders(rows, cut).map((headerIndex): Candidate => {
      const { names, body, ownColumns } = tableFrom(file, rows, headerIndex)
      return {
        layout: { kind: 'table', file, encoding: scan.encoding, names, csv, skipLines, headerIndex, ownColumns },
        sample: tableSample(file, names, body, scan.head),
      }
    }),
  )
}

function sheetCandidates(file: ExportFile, sheet: SheetSample, cut: TableCut): Candidate[] {
  const rows = sheet.rows.filter(({ line }) => line > (cut.skipLines ?? 0))
  const cells = rows.map((row) => row.cells)
  return findHeaders(cells, cut).map((headerIndex): Candidate => {
    const { names, body, ownColumns } = tableFrom(file, cells, headerIndex)
    const { workbook, sheet: one } = sheet
    const headerLine = rows[headerIndex]?.line ?? 1
    return {
      layout: { kind: 'sheet', file, encoding: 'utf-8', names, workbook, sheet: one, headerLine, ownColumns },
      sample: tableSample(
        file,
        names,
        body.map((row) => padRow(row, names.length)),
        '',
      ),
    }
  })
}

/** Indexes of the rows that can be the header: the first ones that are not blank. */
function findHeaders(rows: readonly (readonly string[])[], { skipLines }: TableCut): number[] {
  return rows
    .flatMap((row, index) => (row.some((cell) => cell.trim() !== '') ? [index] : []))
    .slice(0, skipLines === undefined ? headerCandidates : 1)
}

function tableFrom(
  file: ExportFile,
  rows: readonly (readonly string[])[],
  headerIndex: number,
): { names: readonly string[]; body: readonly (readonly string[])[]; ownColumns: number } {
  const header = rows[headerIndex] ?? []
  const ownColumns = countOwnColumns(header)
  const names = stripOwnColumns(header, ownColumns)
  if (names.length > maxColumns) throw tooManyColumns(file.name, names.length)
  const body = rows.slice(headerIndex + 1).filter((cells) => cells.some((cell) => cell.trim() !== ''))
  return { names, ownColumns, body: body.slice(0, sampleRows).map((cells) => stripOwnColumns(cells, ownColumns)) }
}

function tableSample(
  file: ExportFile,
  names: readonly string[],
  rows: readonly (readonly string[])[],
  text: string,
): ExportSample {
  return { fileName: file.name, shape: 'table', names, rows, outerNames: [], text, json: null, container: null }
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

/** Rejected rows of a JSON export, wrapped into a table of ours to be corrected; null for anything else. */
export function wrappedCandidate(file: ExportFile, scan: ExportScan): Candidate | null {
  if (!scan.head.startsWith(ownColumnNames[0])) return null
  const csv = { delimiter: ',', newline: '\n' } as const
  const [header = [], ...rows] = parseCsv(scan.head, csv, !scan.isWhole).data.map(trimEnd)
  if (!isWrapped(header)) return null
  const head = rows.map((cells) => unguardCell(cells.at(-1) ?? '')).join('\n')
  const candidate = jsonCandidate(file, { ...scan, head }, true)
  if (candidate.layout.kind !== 'json') return null
  return { ...candidate, layout: { ...candidate.layout, wrapping: csv } }
}

/** `isLines`: known to be one value per line. Throws `format-malformed` and `file-too-large`. */
export function jsonCandidate(file: ExportFile, scan: ExportScan, isLines = false): Candidate {
  const found = readJsonHead(scan.head)
  const head = isLines ? { ...found, isLines } : found
  if (head.roots.length === 0) {
    throw new AppError('format-malformed', `${file.name} starts like JSON, but is not.`, { file: file.name })
  }
  const container = findContainer(head)
  const path = container.kind === 'lines' ? '' : (container.paths[0] ?? '')
  const beginning = objectsAt(head, path).slice(0, sampleRows)
  // The sample of a longer file ends somewhere in the middle of a record.
  const records = scan.isWhole || beginning.length < 2 ? beginning : beginning.slice(0, -1)
  const names = flatNames(records)
  if (names.length > maxColumns) throw tooManyColumns(file.name, names.length)
  const [first] = objectsAt(head, '')
  return {
    layout: { kind: 'json', file, encoding: scan.encoding, names, container, wrapping: null },
    sample: {
      fileName: file.name,
      shape: container.kind === 'lines' ? 'lines' : 'document',
      names,
      rows: records.map((record) => names.map((name) => cellOf(record, name))),
      outerNames: container.kind === 'lines' || first === undefined ? [] : Object.keys(first),
      text: scan.head,
      json: head,
      container,
    },
  }
}

// Where lists are, by the usual words; any other array of objects comes after these.
const listKeys = ['messages', 'conversations', 'tickets', 'responses', 'data', 'items', 'results', 'records', 'rows']

/** Where the records of a JSON file are that no product's own format claims. */
function findContainer(head: JsonHead): JsonContainer {
  const [root] = head.roots
  if (Array.isArray(root)) return { kind: 'document', paths: ['*'] }
  const arrays = isJsonObject(root) ? Object.keys(root).filter((name) => Array.isArray(root[name])) : []
  const known = listKeys.find((name) => arrays.includes(name))
  if (head.isLines && known === undefined) return { kind: 'lines' }
  const key = known ?? arrays.find((name) => objectsAt(head, `${name}.*`).length > 0)
  // One object can be one record or a whole answer; only records have an identity of their own.
  const isRecord =
    known === undefined && isJsonObject(root) && ['id', 'sid', 'direction'].some((name) => Object.hasOwn(root, name))
  return { kind: 'document', paths: [key === undefined || isRecord ? '' : `${key}.*`] }
}

/** The whole file as text, for formats that are neither tables nor JSON. */
export function textCandidate(file: ExportFile, scan: ExportScan): Candidate {
  return {
    layout: { kind: 'text', file, encoding: scan.encoding, names: [] },
    sample: {
      fileName: file.name,
      shape: 'text',
      names: [],
      rows: [],
      outerNames: [],
      text: scan.head,
      json: null,
      container: null,
    },
  }
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
