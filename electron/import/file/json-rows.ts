/** JSON files as rows: one per line, or one per value at chosen places of a document. */
import { AppError } from '../../../shared/errors.ts'
import { openJsonCutter } from './json-cutter.ts'
import type { JsonPath } from './json-cutter.ts'
import { maxJsonDepth, maxRowLength } from './limits.ts'
import type { RawBatch, RawRow, TextChunk } from './raw-row.ts'

/** Where the records of a JSON file are. */
export type JsonContainer =
  /** One value per line (NDJSON, JSON lines); a broken line is a row of its own. */
  | { readonly kind: 'lines' }
  /** The values at these places of one document, or of several that follow each other. */
  | { readonly kind: 'document'; readonly paths: readonly JsonPath[] }

export type JsonObject = Readonly<Record<string, unknown>>

/** A JSON value and where it was found. */
export interface JsonRecord {
  /** 1-based line, in a document the 1-based number of the record. */
  readonly line: number
  readonly path: JsonPath
  readonly value: unknown
  /** The text of a line that is not JSON. */
  readonly broken: string | null
}

/**
 * Cuts decoded text into JSON values, streaming: memory holds one record at a time.
 *
 * Throws `format-malformed`, `file-truncated` and `file-too-large` (depth, length); a broken line of a lines file is a
 * record with `broken`.
 */
export function* cutJsonRecords(
  chunks: Iterable<TextChunk>,
  container: JsonContainer,
  fileName: string,
): Generator<{ records: JsonRecord[]; end: number }, void, void> {
  if (container.kind === 'lines') yield* cutLines(chunks, fileName)
  else yield* cutDocument(chunks, container, fileName)
}

function* cutLines(
  chunks: Iterable<TextChunk>,
  fileName: string,
): Generator<{ records: JsonRecord[]; end: number }, void, void> {
  let rest = ''
  let line = 1
  let end = 0
  for (const chunk of chunks) {
    end = chunk.end
    const text = rest + chunk.text
    const records: JsonRecord[] = []
    let from = 0
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      records.push(parseLine(text.slice(from, at), line))
      line++
      from = at + 1
    }
    rest = text.slice(from)
    if (rest.length > maxRowLength) {
      throw new AppError('file-too-large', `Line ${line} of ${fileName} is longer than 8 MB.`, { file: fileName, line })
    }
    if (records.length > 0) yield { records, end }
  }
  if (rest !== '') yield { records: [parseLine(rest, line)], end }
}

function parseLine(text: string, line: number): JsonRecord {
  const trimmed = text.trim()
  if (trimmed === '') return { line, path: '', value: undefined, broken: null }
  try {
    if (depthOf(trimmed) > maxJsonDepth) return { line, path: '', value: undefined, broken: trimmed }
    return { line, path: '', value: parseLossless(trimmed), broken: null }
  } catch {
    return { line, path: '', value: undefined, broken: trimmed }
  }
}

/** Nesting of brackets, an upper bound: brackets inside strings count too, so only deep looking lines are looked at twice. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  // Most lines have fewer opening brackets than the limit, wherever they are.
  if (text.split('[').length + text.split('{').length - 2 <= maxJsonDepth) return 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return deepest
}

/** Numbers beyond 2^53, such as ids, stay the text that they were. */
function parseLossless(text: string): unknown {
  return /[:[,\s]-?\d{16}/.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text)
}

function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isLong = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
  return isLong ? context?.source : value
}

function* cutDocument(
  chunks: Iterable<TextChunk>,
  { paths }: Extract<JsonContainer, { kind: 'document' }>,
  fileName: string,
): Generator<{ records: JsonRecord[]; end: number }, void, void> {
  let records: JsonRecord[] = []
  let count = 0
  let charsSinceRecord = 0
  const cutter = openJsonCutter(paths, (path, value) => {
    count++
    charsSinceRecord = 0
    records.push({ line: count, path, value, broken: null })
  })
  let end = 0
  for (const chunk of chunks) {
    end = chunk.end
    charsSinceRecord += chunk.text.length
    try {
      cutter.write(chunk.text)
    } catch (error) {
      if (error instanceof AppError) throw new AppError(error.code, `${fileName}: ${error.message}`, { file: fileName })
      throw new AppError('format-malformed', `${fileName} is not valid JSON after record ${count}.`, {
        file: fileName,
        record: count,
      })
    }
    // A value that nobody asked for may be long; one that is built, and a text that never ends, may not.
    if (cutter.charsSinceToken() > maxRowLength || (cutter.isBuilding() && charsSinceRecord > maxRowLength * 2)) {
      throw new AppError('file-too-large', `A record in ${fileName} is longer than 8 MB.`, { file: fileName })
    }
    if (records.length > 0) {
      yield { records, end }
      records = []
    }
  }
  try {
    cutter.end()
  } catch {
    throw new AppError('file-truncated', `${fileName} ends in the middle of its JSON, after record ${count}.`, {
      file: fileName,
      record: count,
    })
  }
  if (!cutter.hasToken()) throw new AppError('file-empty', `${fileName} holds no JSON value.`, { file: fileName })
  if (records.length > 0) yield { records, end }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field of a JSON record as the text of a cell: null and absent are empty, nested values their JSON. */
export function cellOf(record: JsonObject, name: string): string {
  // Own fields only: a record must not answer for `constructor`.
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return JSON.stringify(value) ?? ''
}

/** JSON records as rows of cells in the order of `names`. */
export function* jsonRows(
  batches: Iterable<{ records: JsonRecord[]; end: number }>,
  names: readonly string[],
): Generator<RawBatch, void, void> {
  for (const { records, end } of batches) {
    yield { rows: records.map((record) => toRow(record, names)), end }
  }
}

function toRow({ line, path, value, broken }: JsonRecord, names: readonly string[]): RawRow {
  if (broken !== null)
    return { line, path, cells: [], source: broken, problem: { code: 'json-invalid', text: broken }, ignored: null }
  if (value === undefined) return { line, path, cells: [], source: '', problem: null, ignored: 'blank line' }
  if (!isJsonObject(value)) {
    return {
      line,
      path,
      cells: [],
      source: value,
      problem: { code: 'not-an-object', text: JSON.stringify(value) },
      ignored: null,
    }
  }
  const cells = names.map((name) => cellOf(value, name))
  return { line, path, cells, source: value, problem: null, ignored: null }
}

/** What a product's own JSON format cuts its file with: one row per value at `paths`, nested values and all. */
export function cutJson(
  container: JsonContainer,
): (chunks: Iterable<TextChunk>, fileName: string) => Generator<RawBatch, void, void> {
  return (chunks, fileName) => jsonRows(cutJsonRecords(chunks, container, fileName), [])
}
