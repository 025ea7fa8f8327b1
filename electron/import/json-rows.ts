import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { AppError } from '../../shared/errors.ts'
import { maxJsonDepth, maxRowLength } from './limits.ts'
import type { RawBatch, RawRow, TextChunk } from './raw-row.ts'

/** Where the records of a JSON file are. */
export type JsonContainer =
  /** One object per line (NDJSON, JSON lines). */
  | { readonly kind: 'lines' }
  /** The elements of the outermost array. */
  | { readonly kind: 'array' }
  /** The elements of the array under this key of the outermost object; several such objects may follow each other. */
  | { readonly kind: 'envelope'; readonly key: string }

export type JsonObject = Readonly<Record<string, unknown>>

/** A JSON value and where it was found. */
export interface JsonRecord {
  readonly line: number
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
  if (trimmed === '') return { line, value: undefined, broken: null }
  try {
    if (depthOf(trimmed) > maxJsonDepth) return { line, value: undefined, broken: trimmed }
    return { line, value: parseLossless(trimmed), broken: null }
  } catch {
    return { line, value: undefined, broken: trimmed }
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

/** Counts depth and lengths while the tokens pass. */
class CarefulTokenizer extends Tokenizer {
  // The declared type is `number`, but any JSON value may stand here; ids beyond 2^53 stay text.
  protected override parseNumber(text: string): number {
    const value = Number(text)
    return Number.isSafeInteger(value) || !/^-?\d+$/.test(text) ? value : (text as unknown as number)
  }
}

function* cutDocument(
  chunks: Iterable<TextChunk>,
  container: Exclude<JsonContainer, { kind: 'lines' }>,
  fileName: string,
): Generator<{ records: JsonRecord[]; end: number }, void, void> {
  const tooLarge = (what: string): AppError =>
    new AppError('file-too-large', `${what} in ${fileName}.`, { file: fileName })
  let records: JsonRecord[] = []
  let count = 0
  let depth = 0
  let hasToken = false
  let charsSinceRecord = 0
  let charsSinceToken = 0
  const tokenizer = new CarefulTokenizer({ separator: '' })
  const parser = new TokenParser({
    paths: [container.kind === 'array' ? '$.*' : '$.*.*'],
    keepStack: false,
    separator: '',
  })
  tokenizer.onToken = (token) => {
    hasToken = true
    charsSinceToken = 0
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) {
      if (++depth > maxJsonDepth) throw tooLarge(`Values are nested more than ${maxJsonDepth} deep`)
    } else if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth--
    parser.write(token)
  }
  const add = (value: unknown): void => {
    count++
    charsSinceRecord = 0
    records.push({ line: count, value, broken: null })
  }
  parser.onValue = (info) => {
    if (container.kind === 'array') {
      if (info.stack.length === 1 && Array.isArray(info.parent)) add(info.value)
    } else if (Array.isArray(info.parent) && info.stack[1]?.key === container.key) add(info.value)
  }
  let end = 0
  for (const chunk of chunks) {
    end = chunk.end
    charsSinceRecord += chunk.text.length
    charsSinceToken += chunk.text.length
    try {
      tokenizer.write(chunk.text)
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new AppError('format-malformed', `${fileName} is not valid JSON after record ${count}.`, {
        file: fileName,
        record: count,
      })
    }
    if (charsSinceToken > maxRowLength || charsSinceRecord > maxRowLength * 2)
      throw tooLarge('A record is longer than 8 MB')
    if (records.length > 0) {
      yield { records, end }
      records = []
    }
  }
  try {
    tokenizer.end()
    parser.end()
  } catch {
    throw new AppError('file-truncated', `${fileName} ends in the middle of its JSON, after record ${count}.`, {
      file: fileName,
      record: count,
    })
  }
  if (!hasToken) throw new AppError('file-empty', `${fileName} holds no JSON value.`, { file: fileName })
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

function toRow({ line, value, broken }: JsonRecord, names: readonly string[]): RawRow {
  if (broken !== null)
    return { line, cells: [], source: broken, problem: { code: 'json-invalid', text: broken }, ignored: null }
  if (value === undefined) return { line, cells: [], source: '', problem: null, ignored: 'blank line' }
  if (!isJsonObject(value)) {
    return {
      line,
      cells: [],
      source: value,
      problem: { code: 'not-an-object', text: JSON.stringify(value) },
      ignored: null,
    }
  }
  const cells = names.map((name) => cellOf(value, name))
  return { line, cells, source: value, problem: null, ignored: null }
}
