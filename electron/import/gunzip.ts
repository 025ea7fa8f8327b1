import { Gunzip } from 'fflate'
import { crc32 } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import { bombFloorBytes, maxInflatedBytes, maxInflateRatio } from './limits.ts'

// Small steps: one step can inflate to 1032 times its size before a limit is looked at.
const stepBytes = 32 * 1024
// RFC 1952: ten bytes of header, an empty deflate block of two, eight of trailer.
const smallestGzip = 20

export interface GzipInput {
  readonly name: string
  readonly byteCount: number
  /** The compressed bytes in file order; `end` is the file offset after them. */
  readonly chunks: Iterable<{ readonly bytes: Uint8Array; readonly end: number }>
  /** The eight bytes before a file offset: the trailer of the member that ends there. */
  readonly readTrailer: (end: number) => Uint8Array
}

/**
 * Inflates a gzip file of one or more members, synchronously and in pieces. Every member's CRC-32 and length are compared
 * with its trailer (RFC 1952, 2.3.1).
 *
 * Throws `file-truncated`, `file-too-large` (a bomb) and `format-malformed`.
 */
export function* gunzip(input: GzipInput): Generator<{ bytes: Uint8Array; end: number }, void, void> {
  if (input.byteCount < smallestGzip) throw truncated(input.name)
  let inflated: Uint8Array[] = []
  let crc = 0
  let memberBytes = 0
  let totalBytes = 0
  const stream = new Gunzip((bytes) => {
    if (bytes.length === 0) return
    crc = crc32(bytes, crc)
    memberBytes += bytes.length
    totalBytes += bytes.length
    inflated.push(bytes)
  })
  const checkMember = (end: number): void => {
    const trailer = input.readTrailer(end)
    const view = new DataView(trailer.buffer, trailer.byteOffset, trailer.byteLength)
    if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== memberBytes % 2 ** 32)
      throw truncated(input.name)
    crc = 0
    memberBytes = 0
  }
  stream.onmember = checkMember

  const inflate = (bytes: Uint8Array, isLast: boolean): void => {
    try {
      stream.push(bytes, isLast)
    } catch (error) {
      if (error instanceof AppError) throw error
      // fflate numbers its errors; 0 is "unexpected EOF".
      if (error instanceof Error && 'code' in error && error.code === 0) throw truncated(input.name)
      throw new AppError('format-malformed', `${input.name} starts like a gzip file, but its content is damaged.`, {
        file: input.name,
      })
    }
  }

  let readBytes = 0
  for (const chunk of input.chunks) {
    const start = chunk.end - chunk.bytes.length
    for (let from = 0; from < chunk.bytes.length; from += stepBytes) {
      // A copy: fflate keeps what it cannot use yet, and the reader fills its buffer again.
      const step = chunk.bytes.slice(from, from + stepBytes)
      readBytes += step.length
      inflate(step, false)
      if (totalBytes > maxInflatedBytes || (totalBytes > bombFloorBytes && totalBytes > readBytes * maxInflateRatio)) {
        throw new AppError(
          'file-too-large',
          `${input.name} inflates to more than ${maxInflateRatio} times its size, which no export does.`,
          { file: input.name },
        )
      }
      for (const bytes of inflated) yield { bytes, end: start + from + step.length }
      inflated = []
    }
  }
  inflate(new Uint8Array(0), true)
  for (const bytes of inflated) yield { bytes, end: input.byteCount }
  checkMember(input.byteCount)
}

function truncated(name: string): AppError {
  return new AppError('file-truncated', `${name} is a gzip file that ends in the middle or is damaged.`, { file: name })
}
