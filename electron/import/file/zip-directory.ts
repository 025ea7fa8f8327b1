/**
 * The table of contents of a ZIP file. Format: PKWARE APPNOTE 6.3.10 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT);
 * section numbers below are of it.
 */
import iconv from 'iconv-lite'
import { isUtf8 } from 'node:buffer'
import { AppError } from '../../../shared/errors.ts'
import { readExactly } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { maxContents, maxZipDirectoryBytes } from './limits.ts'

export interface ZipEntry {
  /** With `/` between folders; never absolute, never leading out. */
  readonly name: string
  readonly byteCount: number
  readonly compressedSize: number
  /** 0 = stored, 8 = deflated; nothing else is read. */
  readonly method: number
  readonly crc32: number
  /** Where its local header starts, and where it must have ended. */
  readonly offset: number
  readonly limit: number
  /** Why it cannot be read, such as `encrypted`; null = it can. */
  readonly refusal: string | null
}

interface DirectoryPlace {
  readonly offset: number
  readonly size: number
  readonly count: number
}

// 4.4.5, as far as archivers of our time write them.
const methodNames: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
}

/** Whether these first bytes are of a ZIP file: with entries, or empty. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
}

/**
 * The files in the archive, without its folders. No entry overlaps another one, so that what is inflated cannot be more
 * than the file is large times what DEFLATE can do.
 *
 * Throws `file-truncated`, `format-malformed` and `file-too-large`.
 */
export function readZipDirectory(source: ByteSource, name: string): ZipEntry[] {
  const place = findDirectory(source, name)
  if (place.count > maxContents) throw tooManyEntries(name)
  if (place.size > maxZipDirectoryBytes) throw tooManyEntries(name)
  if (place.offset + place.size > source.byteCount)
    throw damaged(name, 'its table of contents is not where it should be')
  const bytes = readExactly(source, place.offset, place.size, name)
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50;) {
    const length = 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (at + length > bytes.length) throw damaged(name, 'its table of contents ends in the middle')
    entries.push(readEntry(bytes.subarray(at, at + length), name))
    if (entries.length > maxContents) throw tooManyEntries(name)
    at += length
  }
  if (entries.length < place.count) throw damaged(name, 'its table of contents lacks files')
  const files = withLimits(entries, place.offset, name).filter((entry) => !entry.name.endsWith('/'))
  const names = new Set(files.map((entry) => entry.name))
  if (names.size < files.length) throw damaged(name, 'it holds two files of the same name')
  return files
}

/** 4.3.16: the record stands at the end of the file, before a comment of at most 64 KB. */
function findDirectory(source: ByteSource, name: string): DirectoryPlace {
  const tailLength = Math.min(source.byteCount, 22 + 0xffff)
  const tailStart = source.byteCount - tailLength
  const tail = readExactly(source, tailStart, tailLength, name)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + 22 + tail.readUInt16LE(at + 20) > tail.length) continue
    const disk = tail.readUInt16LE(at + 4)
    const count = tail.readUInt16LE(at + 10)
    const size = tail.readUInt32LE(at + 12)
    const offset = tail.readUInt32LE(at + 16)
    const isLarge = disk === 0xffff || count === 0xffff || size === 0xffffffff || offset === 0xffffffff
    if (isLarge) return findLargeDirectory(source, tailStart + at, name)
    if (disk !== 0) throw damaged(name, 'it is one part of a split archive')
    return { offset, size, count }
  }
  throw new AppError(
    'file-truncated',
    `${name} is a ZIP file that ends in the middle: its table of contents, which stands at the end, is missing.`,
    { file: name },
  )
}

/** 4.3.14 and 4.3.15: ZIP64. */
function findLargeDirectory(source: ByteSource, endOffset: number, name: string): DirectoryPlace {
  if (endOffset < 20) throw damaged(name, 'its table of contents is not where it should be')
  const locator = readExactly(source, endOffset - 20, 20, name)
  const at = readLong(locator, 8)
  if (locator.readUInt32LE(0) !== 0x07064b50 || at === null || at + 56 > source.byteCount) {
    throw damaged(name, 'its table of contents is not where it should be')
  }
  const record = readExactly(source, at, 56, name)
  const [count, size, offset] = [readLong(record, 32), readLong(record, 40), readLong(record, 48)]
  if (record.readUInt32LE(0) !== 0x06064b50 || count === null || size === null || offset === null) {
    throw damaged(name, 'its table of contents is not where it should be')
  }
  return { offset, size, count }
}

/** 4.3.12: `bytes` is one file header of the central directory. */
function readEntry(bytes: Buffer, archive: string): ZipEntry {
  const flags = bytes.readUInt16LE(8)
  const method = bytes.readUInt16LE(10)
  const nameEnd = 46 + bytes.readUInt16LE(28)
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(30))
  const name = readName(bytes.subarray(46, nameEnd), (flags & 0x800) !== 0, archive)
  const sizes = readSizes(bytes, extra, archive)
  // 4.4.4 and 7: bit 0 is any encryption, bit 6 the strong one, bit 13 hides the directory; method 99 is AES.
  const isEncrypted = (flags & 0x2041) !== 0 || method === 99
  const isLink = bytes.readUInt8(5) === 3 && ((bytes.readUInt32LE(38) >>> 16) & 0xf000) === 0xa000
  const refusal = isEncrypted
    ? 'encrypted'
    : method !== 0 && method !== 8
      ? `packed with ${methodNames[method] ?? `method ${method}`}`
      : isLink
        ? 'a link to another file'
        : null
  return { name, ...sizes, method, crc32: bytes.readUInt32LE(16), limit: 0, refusal }
}

/** 4.5.3: what does not fit into 32 bits stands in the extra field 1, in this order. */
function readSizes(
  bytes: Buffer,
  extra: Buffer,
  archive: string,
): Pick<ZipEntry, 'byteCount' | 'compressedSize' | 'offset'> {
  let large = extra.subarray(0, 0)
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) large = extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  let from = 0
  const [byteCount, compressedSize, offset] = [24, 20, 42].map((at) => {
    const value = bytes.readUInt32LE(at)
    if (value !== 0xffffffff) return value
    const long = from + 8 <= large.length ? readLong(large, from) : null
    if (long === null) throw damaged(archive, 'the size of a file in it is missing')
    from += 8
    return long
  })
  return { byteCount: byteCount ?? 0, compressedSize: compressedSize ?? 0, offset: offset ?? 0 }
}

/** Appendix D. Apple's archiver writes UTF-8 without saying so. */
function readName(bytes: Buffer, saysUtf8: boolean, archive: string): string {
  const text = saysUtf8 || isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'cp437')
  // Old archivers on Windows write backslashes.
  const name = text
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
  const isHostile =
    name === '' ||
    name.startsWith('/') ||
    /^[a-z]:\//i.test(name) ||
    name.includes('\0') ||
    name.split('/').includes('..')
  if (isHostile) throw damaged(archive, 'the name of a file in it leads out of the archive')
  return name
}

function withLimits(entries: readonly ZipEntry[], directoryOffset: number, name: string): ZipEntry[] {
  let limit = directoryOffset
  const limited: ZipEntry[] = []
  for (const entry of entries.toSorted((left, right) => right.offset - left.offset)) {
    // 4.3.7: a local header has 30 bytes and the name.
    if (entry.offset + 30 + entry.compressedSize > limit) throw damaged(name, 'files in it overlap')
    limited.push({ ...entry, limit })
    limit = entry.offset
  }
  return limited.toSorted((left, right) => (left.name < right.name ? -1 : 1))
}

/** A 64-bit number; null beyond what a number holds exactly. */
function readLong(bytes: Buffer, at: number): number | null {
  const value = Number(bytes.readBigUInt64LE(at))
  return Number.isSafeInteger(value) ? value : null
}

export function damaged(name: string, why: string): AppError {
  return new AppError('format-malformed', `${name} is a damaged ZIP file: ${why}.`, { file: name })
}

function tooManyEntries(name: string): AppError {
  return new AppError('file-too-large', `${name} holds more than ${maxContents.toLocaleString('en-US')} files.`, {
    file: name,
  })
}
