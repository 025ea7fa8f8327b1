/**
 * Workbooks (XLSX) as tables. Format: ECMA-376 (https://ecma-international.org/publications-and-standards/standards/ecma-376/),
 * part 1 chapter 18 (SpreadsheetML) and part 2 (Open Packaging Conventions). Written by Excel, LibreOffice, Google Sheets
 * and by products that export it.
 */
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { refuseBomb } from './bomb-guard.ts'
import type { ByteSource, Chunk } from './byte-source.ts'
import { builtInFormat, readFormatCode } from './cell-format.ts'
import type { CellFormat } from './cell-format.ts'
import { openContent } from './file-bytes.ts'
import type { ExportFile } from './file-bytes.ts'
import { maxFieldLength } from './limits.ts'
import { SharedTexts, unescapeText } from './shared-texts.ts'
import { readSheetRows } from './sheet-rows.ts'
import type { SheetBatch } from './sheet-rows.ts'
import { readWholeXml } from './xml-stream.ts'
import { readZipEntry } from './zip.ts'
import { readZipDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

/** What is needed to read any sheet of a workbook; it keeps no file open. */
export interface Workbook {
  readonly file: ExportFile
  readonly sheets: readonly Sheet[]
  readonly texts: SharedTexts
  /** By the number that a cell's style has. */
  readonly formats: readonly CellFormat[]
  readonly is1904: boolean
}

export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly part: ZipEntry
}

/** Throws what opening a file throws, `format-malformed` and `file-too-large`. */
export function openWorkbook(file: ExportFile): Workbook {
  const source = openContent(file)
  try {
    const parts = readParts(source, file.name)
    const main = relatedParts(source, parts, '', file.name).find(({ type }) => type === 'officeDocument')?.part
    if (main === undefined) throw lacks(file.name, 'its list of sheets')
    const related = relatedParts(source, parts, main.name, file.name)
    const { is1904, listed } = readSheetList(chunksOf(source, main, file.name), file.name)
    const sheets = listed.flatMap(({ id, name, isHidden }) => {
      // Sheets that hold a chart or a macro have no cells.
      const sheet = related.find((one) => one.id === id && one.type === 'worksheet')
      return sheet === undefined ? [] : [{ name, isHidden, part: sheet.part }]
    })
    if (sheets.length === 0) throw lacks(file.name, 'any sheet with cells')
    const texts = new SharedTexts(file.name)
    const textPart = related.find(({ type }) => type === 'sharedStrings')?.part
    if (textPart !== undefined) readTexts(chunksOf(source, textPart, file.name), file.name, texts)
    const stylePart = related.find(({ type }) => type === 'styles')?.part
    const formats = stylePart === undefined ? [] : readFormats(chunksOf(source, stylePart, file.name), file.name)
    return { file, sheets, texts, formats, is1904 }
  } finally {
    source.close()
  }
}

/** The rows of a sheet that hold anything, in order, in batches. Throws `format-malformed` and `file-too-large`. */
export function* readSheet(workbook: Workbook, sheet: Sheet, chunkBytes?: number): Generator<SheetBatch, void, void> {
  const { file } = workbook
  const source = openContent(file)
  try {
    const chunks = readZipEntry(source, sheet.part, file.name, chunkBytes)
    for (const { rows, end } of readSheetRows(chunks, workbook, `the sheet “${sheet.name}” of ${file.name}`)) {
      yield { rows, end: Math.round((end / sheet.part.compressedSize) * file.byteCount) }
    }
  } finally {
    source.close()
  }
}

/** How many rows a sheet has, about, without understanding them. */
export function countRows(workbook: Workbook, sheet: Sheet): number {
  const source = openContent(workbook.file)
  try {
    let count = 0
    let tail = Buffer.alloc(0)
    for (const { bytes } of readZipEntry(source, sheet.part, workbook.file.name)) {
      // The end of a row's element, whatever its prefix; rows without cells have none.
      const text = Buffer.concat([tail, bytes])
      for (let at = text.indexOf('row>'); at !== -1; at = text.indexOf('row>', at + 4)) count++
      tail = text.subarray(-3)
    }
    return count
  } finally {
    source.close()
  }
}

function readParts(source: ByteSource, name: string): ReadonlyMap<string, ZipEntry> {
  const entries = readZipDirectory(source, name)
  const sum = (size: (entry: ZipEntry) => number): number => entries.reduce((total, entry) => total + size(entry), 0)
  refuseBomb(
    name,
    sum((entry) => entry.byteCount),
    sum((entry) => entry.compressedSize),
  )
  return new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
}

function chunksOf(source: ByteSource, part: ZipEntry, name: string): Generator<Chunk, void, void> {
  return readZipEntry(source, part, name)
}

interface RelatedPart {
  readonly id: string
  /** The last word of the relationship's type: those of ISO 29500 Strict differ in what stands before. */
  readonly type: string
  readonly part: ZipEntry
}

/** Part 2, 9.3: what a part refers to stands beside it in `_rels`; that of the package itself in `_rels/.rels`. */
function relatedParts(
  source: ByteSource,
  parts: ReadonlyMap<string, ZipEntry>,
  from: string,
  name: string,
): readonly RelatedPart[] {
  const slash = from.lastIndexOf('/') + 1
  const folder = from.slice(0, slash)
  const list = parts.get(`${folder}_rels/${from.slice(slash)}.rels`.toLowerCase())
  if (list === undefined) throw lacks(name, 'the list of its parts')
  const found: RelatedPart[] = []
  readWholeXml(chunksOf(source, list, name), name, {
    open: (element, attributes) => {
      if (element !== 'Relationship' || attributes['TargetMode'] === 'External') return
      const target = resolvePart(folder, attributes['Target'] ?? '')
      const part = parts.get(target.toLowerCase())
      if (part === undefined) return
      found.push({ id: attributes['Id'] ?? '', type: attributes['Type']?.split('/').at(-1) ?? '', part })
    },
  })
  return found
}

/** Targets are relative to the part that names them, or start with `/`; none leads out of the package. */
function resolvePart(folder: string, target: string): string {
  return path.posix.resolve(`/${folder}`, target).slice(1)
}

interface ListedSheet {
  readonly id: string
  readonly name: string
  readonly isHidden: boolean
}

function readSheetList(chunks: Iterable<Chunk>, name: string): { is1904: boolean; listed: readonly ListedSheet[] } {
  const listed: ListedSheet[] = []
  let is1904 = false
  readWholeXml(chunks, name, {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(attributes['date1904'] ?? '')
      if (element !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const isHidden = (attributes['state'] ?? 'visible') !== 'visible'
      if (id !== undefined) listed.push({ id, name: attributes['name'] ?? '', isHidden })
    },
  })
  return { is1904, listed }
}

/** 18.4: `si` is one text: `t`, or runs `r` of them; `rPh` is how it is pronounced and no part of it. */
function readTexts(chunks: Iterable<Chunk>, name: string, texts: SharedTexts): void {
  let text = ''
  let isText = false
  let isPhonetic = false
  readWholeXml(chunks, name, {
    open: (element) => {
      if (element === 'si') text = ''
      else if (element === 'rPh') isPhonetic = true
      else if (element === 't') isText = !isPhonetic
    },
    text: (part) => {
      // One character too many is kept, so that the row is rejected by its length.
      if (isText && text.length <= maxFieldLength) text += part.slice(0, maxFieldLength + 1 - text.length)
    },
    close: (element) => {
      if (element === 't') isText = false
      else if (element === 'rPh') isPhonetic = false
      else if (element === 'si') texts.add(unescapeText(text))
    },
  })
}

/** 18.8.30 and 18.8.10: a cell's style is a number in `cellXfs`, whose `xf` names a format. */
function readFormats(chunks: Iterable<Chunk>, name: string): CellFormat[] {
  const custom = new Map<number, CellFormat>()
  const formats: CellFormat[] = []
  let isCells = false
  readWholeXml(chunks, name, {
    open: (element, attributes) => {
      const id = Number(attributes['numFmtId'] ?? 0)
      if (element === 'numFmt') custom.set(id, readFormatCode(attributes['formatCode'] ?? ''))
      else if (element === 'cellXfs') isCells = true
      else if (element === 'xf' && isCells) formats.push(custom.get(id) ?? builtInFormat(id))
    },
    close: (element) => {
      if (element === 'cellXfs') isCells = false
    },
  })
  return formats
}

function lacks(name: string, what: string): AppError {
  return new AppError('format-malformed', `${name} is a workbook that lacks ${what}.`, { file: name })
}
