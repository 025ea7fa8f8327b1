import { createHash } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import { readBytes } from './file-bytes.ts'
import type { ExportFile } from './file-bytes.ts'
import { sampleBytes } from './limits.ts'
import { EncodingScan, openTextStream } from './text-encoding.ts'
import type { EncodingFinding } from './text-encoding.ts'

export interface ExportScan extends EncodingFinding {
  /** Of the file as it is on disk, compressed or not. */
  readonly sha256: string
  /** The beginning of the file as text. */
  readonly head: string
  /** Whether `head` is all of it. */
  readonly isWhole: boolean
}

// Files that people drop by mistake, by their first bytes.
const signatures: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF document'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet (XLSX)'],
  ['PK\u0005\u0006', 'an empty ZIP archive'],
  ['\u0089PNG', 'an image (PNG)'],
  ['\u00ff\u00d8\u00ff', 'an image (JPEG)'],
  ['GIF8', 'an image (GIF)'],
  ['SQLite format 3', 'a database (SQLite)'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office document (XLS or DOC)'],
  ['BZh', 'a bzip2 archive'],
  ['7z\u00bc\u00af', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\u0028\u00b5\u002f\u00fd', 'a Zstandard archive'],
  ['\u00fd7zXZ', 'an XZ archive'],
  ['{\\rtf', 'a text document (RTF)'],
]

/**
 * One pass over all bytes: their hash, their encoding, the beginning as text. A damaged gzip file is found here.
 *
 * Throws `file-unreadable`, `file-empty`, `file-truncated`, `file-too-large`, `format-malformed`, `format-unknown` (not a
 * text), `mapping-invalid` (`encoding` does not exist), `encoding-unclear` (it does not fit).
 */
export function scanExport(file: ExportFile, encoding: string | undefined): ExportScan {
  const hash = createHash('sha256')
  const encodingScan = new EncodingScan()
  const headChunks: Uint8Array[] = []
  let headLength = 0
  let isWhole = true
  let isChecked = false
  for (const { bytes } of readBytes(file, undefined, (raw) => hash.update(raw))) {
    if (headLength < sampleBytes) {
      const part = bytes.slice(0, sampleBytes - headLength)
      headChunks.push(part)
      headLength += part.length
      if (part.length < bytes.length) isWhole = false
      if (!isChecked && headLength >= 512) {
        refuseOtherFiles(file.name, Buffer.concat(headChunks), encoding)
        isChecked = true
      }
    } else {
      isWhole = false
    }
    if (encoding === undefined) encodingScan.add(bytes)
  }
  const head = Buffer.concat(headChunks)
  if (head.length === 0)
    throw new AppError('file-empty', `${file.name} holds nothing once it is unpacked.`, { file: file.name })
  refuseOtherFiles(file.name, head, encoding)
  const finding = encoding === undefined ? encodingScan.finish() : { encoding, assumptions: [] }
  const stream = openTextStream(finding.encoding, file.name)
  const text = stream.write(head) + (isWhole ? stream.end() : '')
  if (text.trim() === '')
    throw new AppError('file-empty', `${file.name} holds nothing but blank space.`, { file: file.name })
  return { ...finding, sha256: hash.digest('hex'), head: text, isWhole }
}

function refuseOtherFiles(name: string, head: Buffer, encoding: string | undefined): void {
  const start = head.subarray(0, 512).toString('latin1')
  const found = signatures.find(([signature]) => start.startsWith(signature))?.[1] ?? markupOf(start)
  if (found !== undefined) {
    throw new AppError(
      'format-unknown',
      `${name} is ${found}; Plumbline reads conversation exports as CSV or JSON text.`,
      { file: name, found },
    )
  }
  if (encoding !== undefined) return
  const isUtf16 = /^(?:\u00ff\u00fe|\u00fe\u00ff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0])/.test(start)
  if (!isUtf16 && start.includes('\0')) {
    throw new AppError(
      'format-unknown',
      `${name} is not text but binary data; Plumbline reads conversation exports as CSV or JSON text.`,
      { file: name, found: 'binary data' },
    )
  }
}

function markupOf(start: string): string | undefined {
  const text = start
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'a web page (HTML)'
  return undefined
}
