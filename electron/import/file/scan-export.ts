import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/errors.ts'
import { readBytes } from './file-bytes.ts'
import type { ExportFile } from './file-bytes.ts'
import { sampleBytes } from './limits.ts'
import { sampleSheet } from './sample-sheet.ts'
import type { SheetSample } from './sample-sheet.ts'
import { EncodingScan, openTextStream } from './text-encoding.ts'
import type { EncodingFinding } from './text-encoding.ts'

export interface ExportScan extends EncodingFinding {
  /** Of the file as it is on disk, compressed or not; of an archive's entry as it is once unpacked. */
  readonly sha256: string
  /** The beginning of the file as text; empty for a workbook. */
  readonly head: string
  /** Whether `head` is all of it. */
  readonly isWhole: boolean
  /** The sheet of a workbook that is read, with its first rows; null for a text. */
  readonly sheet: SheetSample | null
}

// Files that people drop by mistake, by their first bytes. ZIP files get here only inside of something else.
const signatures: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF document'],
  ['PK\u0003\u0004', 'a packed ZIP archive or workbook; unpack it first'],
  ['\u0089PNG', 'an image (PNG)'],
  ['\u00ff\u00d8\u00ff', 'an image (JPEG)'],
  ['GIF8', 'an image (GIF)'],
  ['SQLite format 3', 'a database (SQLite)'],
  ['BZh', 'a bzip2 archive'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\u0028\u00b5\u002f\u00fd', 'a Zstandard archive'],
  ['\u00fd7zXZ', 'an XZ archive'],
  ['{\\rtf', 'a text document (RTF)'],
]

// Office documents before 2007, and encrypted ones since, are OLE files ([MS-CFB]): a small file system whose names are
// UTF-16. [MS-OFFCRYPTO] 2.3.4.4, [MS-XLS] 2.1.2 and [MS-DOC] 2.1.1 name these streams.
const oleSignature = '\u00d0\u00cf\u0011\u00e0'
const oleStreams: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'a workbook or document that is protected with a password; save it without one'],
  ['Workbook', 'an old Excel workbook (XLS); save it as XLSX or CSV'],
  ['WordDocument', 'an old Word document (DOC)'],
  ['PowerPoint Document', 'an old presentation (PPT)'],
]

/**
 * One pass over all bytes: their hash, their encoding, the beginning as text. A damaged gzip file is found here. Yields
 * how many bytes of the file on disk have been read.
 *
 * Throws `file-unreadable`, `file-empty`, `file-truncated`, `file-too-large`, `format-malformed`, `format-unknown` (not a
 * text), `encoding-unclear`, `mapping-invalid` (`encoding` does not exist) and `argument-invalid` (no such sheet).
 */
export function* scanExport(
  file: ExportFile,
  encoding: string | undefined,
  sheet?: string,
): Generator<number, ExportScan, void> {
  if (file.kind === 'workbook') return yield* scanWorkbook(file, sheet)
  if (sheet !== undefined) {
    throw new AppError('argument-invalid', `${file.name} is no workbook; it has no sheet “${sheet}”.`, {
      file: file.name,
      sheet,
    })
  }
  const hash = createHash('sha256')
  const encodingScan = new EncodingScan()
  const headChunks: Uint8Array[] = []
  let headLength = 0
  let isWhole = true
  for (const { bytes, end } of readBytes(file, undefined, (raw) => hash.update(raw))) {
    if (headLength < sampleBytes) {
      const part = bytes.slice(0, sampleBytes - headLength)
      headChunks.push(part)
      headLength += part.length
      if (part.length < bytes.length) isWhole = false
      if (headLength === sampleBytes) refuseOtherFiles(file.name, Buffer.concat(headChunks), encoding)
    } else {
      isWhole = false
    }
    if (encoding === undefined) encodingScan.add(bytes)
    yield end
  }
  const head = Buffer.concat(headChunks)
  if (head.length === 0)
    throw new AppError('file-empty', `${file.name} holds nothing once it is unpacked.`, { file: file.name })
  if (headLength < sampleBytes) refuseOtherFiles(file.name, head, encoding)
  const finding = encoding === undefined ? encodingScan.finish() : { encoding, assumptions: [] }
  const stream = openTextStream(finding.encoding, file.name)
  const text = stream.write(head) + (isWhole ? stream.end() : '')
  if (text.trim() === '')
    throw new AppError('file-empty', `${file.name} holds nothing but blank space.`, { file: file.name })
  return { ...finding, sha256: hash.digest('hex'), head: text, isWhole, sheet: null }
}

function* scanWorkbook(file: ExportFile, wanted: string | undefined): Generator<number, ExportScan, void> {
  const hash = createHash('sha256')
  for (const { end } of readBytes(file, undefined, (raw) => hash.update(raw))) yield end
  const sheet = sampleSheet(file, wanted)
  return {
    encoding: 'utf-8',
    assumptions: sheet.assumptions,
    sha256: hash.digest('hex'),
    head: '',
    isWhole: true,
    sheet,
  }
}

function refuseOtherFiles(name: string, head: Buffer, encoding: string | undefined): void {
  const start = head.subarray(0, 512).toString('latin1')
  const found = start.startsWith(oleSignature)
    ? (oleStreams.find(([stream]) => head.includes(Buffer.from(`${stream}\0`, 'utf16le')))?.[1] ??
      'an old Office document, such as XLS or DOC')
    : (signatures.find(([signature]) => start.startsWith(signature))?.[1] ?? markupOf(start))
  if (found !== undefined) throw otherFile(name, `is ${found}`, found)
  if (encoding !== undefined) return
  const isUtf16 = /^(?:\u00ff\u00fe|\u00fe\u00ff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0])/.test(start)
  if (!isUtf16 && start.includes('\0')) throw otherFile(name, 'is not text but binary data', 'binary data')
}

function otherFile(name: string, sentence: string, found: string): AppError {
  const reads = 'Plumbline reads conversation exports as CSV, XLSX, JSON or other text.'
  return new AppError('format-unknown', `${name} ${sentence}. ${reads}`, { file: name, found })
}

function markupOf(start: string): string | undefined {
  const text = start
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'a web page (HTML)'
  return undefined
}
