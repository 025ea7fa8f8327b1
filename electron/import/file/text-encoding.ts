import chardet from 'chardet'
import iconv from 'iconv-lite'
import { isAscii, isUtf8 } from 'node:buffer'
import { AppError } from '../../../shared/errors.ts'
import { openTailLength, sequenceLength } from './utf8.ts'

/** A name that iconv knows, or `damaged-utf-8`: UTF-8 with a few bytes of another encoding in it; those are read as windows-1252, one by one. */
export type EncodingName = string
const damagedUtf8 = 'damaged-utf-8'

export interface EncodingFinding {
  readonly encoding: EncodingName
  /** Sentences for the preview; empty where nothing was guessed. */
  readonly assumptions: readonly string[]
}

// What windows-1252 leaves undefined (https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT).
const undefinedIn1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
// chardet's own figures for a language that it knows well start here; below it is a guess among relatives.
const clearConfidence = 50
// Latin relatives that chardet takes for each other in short texts. windows-1252 is by far the usual one.
const latinRelatives = new Set(['ISO-8859-1', 'ISO-8859-2', 'ISO-8859-9', 'windows-1252', 'windows-1254', 'ASCII'])
const evidenceBytes = 64 * 1024
const byteSet = (...ranges: readonly (readonly [number, number])[]): Set<number> =>
  new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)))
// Beside a Latin letter these are letters in one of the two encodings, and next to never anything in the other
// (https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ROMAN.TXT).
const lettersOfMac = byteSet([0x87, 0x8a], [0x8c, 0x90], [0x98, 0x98], [0x9a, 0x9a], [0x9c, 0x9f])
const lettersOf1252 = byteSet([0xc0, 0xc6], [0xcb, 0xcf], [0xd6, 0xff])

/** Collects what the bytes of a file say about its encoding, chunk by chunk. */
export class EncodingScan {
  private head = new Uint8Array(0)
  private tail = new Uint8Array(0)
  private invalidBytes = 0
  private validSequences = 0
  private undefined1252Bytes = 0
  private macLetters = 0
  private latinLetters = 0
  private utf16: InstanceType<typeof TextDecoder> | null = null
  private damagedUtf16 = 0
  private evidence: Uint8Array | null = null

  add(chunk: Uint8Array): void {
    if (this.head.length < 4) this.head = concat(this.head, chunk.subarray(0, 4 - this.head.length))
    const utf16 = utf16Of(this.head)
    if (utf16 !== null) {
      this.utf16 ??= new TextDecoder(utf16)
      this.damagedUtf16 += replacements(this.utf16.decode(chunk, { stream: true }))
      return
    }
    const bytes = this.tail.length === 0 ? chunk : concat(this.tail, chunk)
    const tailLength = openTailLength(bytes)
    this.tail = bytes.slice(bytes.length - tailLength)
    this.count(bytes.subarray(0, bytes.length - tailLength))
  }

  private count(bytes: Uint8Array): void {
    if (isUtf8(bytes)) {
      // A chunk of valid sequences is strong evidence; how strong exactly does not matter.
      if (!isAscii(bytes)) this.validSequences += 1000
      return
    }
    for (let at = 0; at < bytes.length;) {
      const length = sequenceLength(bytes, at)
      if (length > 1) this.validSequences++
      if (length < 1) {
        this.invalidBytes++
        if (isLetter(bytes[at - 1]) || isLetter(bytes[at + 1])) {
          if (lettersOfMac.has(bytes[at] ?? 0)) this.macLetters++
          if (lettersOf1252.has(bytes[at] ?? 0)) this.latinLetters++
        }
        this.evidence ??= bytes.slice(Math.max(0, at - evidenceBytes / 2), at + evidenceBytes / 2)
      }
      if ((bytes[at] ?? 0) >= 0x80 && undefinedIn1252.has(bytes[at] ?? 0)) this.undefined1252Bytes++
      at += Math.max(1, length)
    }
  }

  /** Always an encoding: a file with a few broken bytes is read, and the bytes are counted. */
  finish(): EncodingFinding {
    const utf16 = utf16Of(this.head)
    if (utf16 !== null) {
      const count = this.damagedUtf16 + replacements(this.utf16?.decode() ?? '')
      const assumptions =
        count === 0 ? [] : [`${count} ${plural(count, 'character')} damaged in the file, shown as \ufffd`]
      return { encoding: utf16, assumptions }
    }
    if (this.tail.length > 0) {
      this.invalidBytes += this.tail.length
      this.evidence ??= this.tail
    }
    if (this.invalidBytes === 0 || this.evidence === null) return { encoding: 'utf-8', assumptions: [] }
    const count = `${this.invalidBytes} ${this.invalidBytes === 1 ? 'byte' : 'bytes'}`
    if (this.validSequences > this.invalidBytes) {
      return {
        encoding: damagedUtf8,
        assumptions: [`text read as UTF-8, but ${count} in it are not: those are read as windows-1252`],
      }
    }
    const encoding = this.guess(this.evidence)
    const lost = encoding === 'windows-1252' ? this.undefined1252Bytes : 0
    return {
      encoding,
      assumptions: [
        `text read as ${encoding}, since ${count} are not UTF-8${lost === 0 ? '' : `; ${lost} of them exist in neither and are shown as \ufffd`}`,
      ],
    }
  }

  private guess(evidence: Uint8Array): EncodingName {
    const guess = chardet.analyse(evidence)[0]
    const isClear = guess !== undefined && guess.confidence >= clearConfidence && iconv.encodingExists(guess.name)
    const isMultibyte = isClear && /^(?:Shift_JIS|Big5|EUC|GB|ISO-2022)/.test(guess.name)
    if (!isMultibyte && this.macLetters > this.latinLetters && this.macLetters * 2 > this.invalidBytes)
      return 'macintosh'
    return isClear && !latinRelatives.has(guess.name) && guess.name !== 'UTF-8' ? guess.name : 'windows-1252'
  }
}

function isLetter(byte: number | undefined): boolean {
  const lower = (byte ?? 0) | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

function plural(count: number, noun: string): string {
  return count === 1 ? `${noun} is` : `${noun}s are`
}

function replacements(text: string): number {
  return text.split('\ufffd').length - 1
}

/** Bytes in, text out, whatever the chunk borders. `end` must be called after the last chunk. */
export interface TextStream {
  readonly write: (bytes: Uint8Array) => string
  readonly end: () => string
}

/** Whether `openTextStream` knows it. */
export function isEncoding(name: string): boolean {
  return name === damagedUtf8 || iconv.encodingExists(name)
}

/** Throws `mapping-invalid` for an encoding that nobody knows. */
export function openTextStream(encoding: EncodingName, fileName: string): TextStream {
  const name: string = encoding.toLowerCase()
  if (name === 'utf-16le' || name === 'utf-16be') {
    // Drops the byte order mark. Half characters become \ufffd; the scan has counted them.
    const decoder = new TextDecoder(name)
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
  }
  if (name === 'utf-8' || name === 'utf8') {
    // Drops the byte order mark; fatal, so that nothing is ever replaced silently.
    const decoder = new TextDecoder(name, { fatal: true })
    const decode = (bytes?: Uint8Array): string => {
      try {
        return decoder.decode(bytes ?? new Uint8Array(0), { stream: bytes !== undefined })
      } catch {
        throw new AppError('encoding-unclear', `${fileName} holds bytes that are not ${name}.`, { file: fileName })
      }
    }
    return { write: decode, end: () => decode() }
  }
  if (name === damagedUtf8) return openDamagedUtf8()
  if (!isEncoding(encoding)) {
    throw new AppError('mapping-invalid', `There is no text encoding called ${encoding}.`, { encoding })
  }
  const decoder = iconv.getDecoder(encoding)
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' }
}

function openDamagedUtf8(): TextStream {
  let tail = new Uint8Array(0)
  let isStart = true
  const decode = (bytes: Uint8Array): string => {
    const utf8 = new TextDecoder('utf-8', { ignoreBOM: !isStart })
    isStart = false
    if (isUtf8(bytes)) return utf8.decode(bytes)
    let text = ''
    let from = 0
    for (let at = 0; at < bytes.length;) {
      const length = sequenceLength(bytes, at)
      if (length < 1) {
        text += utf8.decode(bytes.subarray(from, at)) + iconv.decode(Buffer.from([bytes[at] ?? 0]), 'windows-1252')
        from = at + 1
      }
      at += Math.max(1, length)
    }
    return text + utf8.decode(bytes.subarray(from))
  }
  return {
    write: (chunk) => {
      const bytes = concat(tail, chunk)
      const tailLength = openTailLength(bytes)
      tail = bytes.slice(bytes.length - tailLength)
      return bytes.length === tailLength ? '' : decode(bytes.subarray(0, bytes.length - tailLength))
    },
    end: () => (tail.length === 0 ? '' : decode(tail)),
  }
}

/** UTF-16 by its byte order mark, or by the zero bytes that every second byte of Latin text is. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  return null
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}
