import { Gunzip } from 'fflate'
import { crc32 } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import { refuseBomb } from './bomb-guard.ts'
import type { Chunk } from './byte-source.ts'
import { inflateStepBytes } from './limits.ts'

// RFC 1952: ten bytes of header, an empty deflate block of two, eight of trailer.
const smallestGzip = 20
// A member's end is known once the header of the next one is read, which holds a file name at most.
const rememberedBytes = 2 * inflateStepBytes

/**
 * Inflates gzip data of one or more members, synchronously and in pieces. Every member's CRC-32 and length are compared
 * with its trailer (RFC 1952, 2.3.1).
 *
 * Throws `file-truncated`, `file-too-large` (a bomb) and `format-malformed`.
 */
export function* gunzip(name: string, chunks: Iterable<Chunk>): Generator<Chunk, void, void> {
  let inflated: Uint8Array[] = []
  let crc = 0
  let memberBytes = 0
  let totalBytes = 0
  let readBytes = 0
  let recent = Buffer.alloc(0)
  const stream = new Gunzip((bytes) => {
    if (bytes.length === 0) return
    crc = crc32(bytes, crc)
    memberBytes += bytes.length
    totalBytes += bytes.length
    inflated.push(bytes)
  })
  const checkMember = (end: number): void => {
    const at = recent.length - (readBytes - end) - 8
    if (at < 0 || recent.readUInt32LE(at) !== crc || recent.readUInt32LE(at + 4) !== memberBytes % 2 ** 32) {
      throw truncated(name)
    }
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
      if (error instanceof Error && 'code' in error && error.code === 0) throw truncated(name)
      throw new AppError('format-malformed', `${name} starts like a gzip file, but its content is damaged.`, {
        file: name,
      })
    }
  }

  let end = 0
  for (const chunk of chunks) {
    end = chunk.end
    for (let from = 0; from < chunk.bytes.length; from += inflateStepBytes) {
      // A copy: fflate keeps what it cannot use yet, and the reader fills its buffer again.
      const step = chunk.bytes.slice(from, from + inflateStepBytes)
      readBytes += step.length
      recent = Buffer.concat([recent.subarray(-rememberedBytes), step])
      inflate(step, false)
      refuseBomb(name, totalBytes, readBytes)
      for (const bytes of inflated) yield { bytes, end }
      inflated = []
    }
  }
  if (readBytes < smallestGzip) throw truncated(name)
  inflate(new Uint8Array(0), true)
  for (const bytes of inflated) yield { bytes, end }
  checkMember(readBytes)
}

function truncated(name: string): AppError {
  return new AppError('file-truncated', `${name} is a gzip file that ends in the middle or is damaged.`, { file: name })
}
