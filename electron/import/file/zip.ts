import { Inflate } from 'fflate'
import { crc32 } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import { refuseBomb } from './bomb-guard.ts'
import { chunksOf, readExactly } from './byte-source.ts'
import type { ByteSource, Chunk } from './byte-source.ts'
import { inflateStepBytes, readChunkBytes } from './limits.ts'
import { damaged } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

/**
 * The content of one entry in pieces, synchronously; `name` is how messages call it. Its size and CRC-32 are those of the
 * directory when the generator ends by itself.
 *
 * Throws `file-unreadable` (encrypted or packed in an unknown way), `file-too-large`, `file-truncated` and
 * `format-malformed`.
 */
export function* readZipEntry(
  source: ByteSource,
  entry: ZipEntry,
  name: string,
  chunkBytes = readChunkBytes,
): Generator<Chunk, void, void> {
  if (entry.refusal !== null) {
    throw new AppError(
      'file-unreadable',
      `${name} is ${entry.refusal}; unpack the archive with its own program first.`,
      {
        file: name,
        cause: entry.refusal,
      },
    )
  }
  refuseBomb(name, entry.byteCount, entry.compressedSize)
  const header = readExactly(source, entry.offset, 30, name)
  if (header.readUInt32LE(0) !== 0x04034b50) throw damaged(name, 'it is not where the table of contents says')
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const stop = start + entry.compressedSize
  if (stop > entry.limit) throw damaged(name, 'it overlaps with another file')
  const packed = chunksOf(source, start, stop, chunkBytes)
  let crc = 0
  let total = 0
  for (const chunk of entry.method === 0 ? packed : inflateChunks(packed, entry, name)) {
    crc = crc32(chunk.bytes, crc)
    total += chunk.bytes.length
    if (total > entry.byteCount) throw damaged(name, 'it is longer than the table of contents says')
    yield chunk
  }
  if (total < entry.byteCount) {
    throw new AppError('file-truncated', `${name} ends in the middle.`, { file: name })
  }
  if (crc !== entry.crc32) throw damaged(name, 'its content does not match its checksum')
}

function* inflateChunks(packed: Iterable<Chunk>, entry: ZipEntry, name: string): Generator<Chunk, void, void> {
  let inflated: Uint8Array[] = []
  let total = 0
  let readBytes = 0
  const stream = new Inflate((bytes) => {
    if (bytes.length === 0) return
    total += bytes.length
    inflated.push(bytes)
  })
  for (const chunk of packed) {
    for (let from = 0; from < chunk.bytes.length; from += inflateStepBytes) {
      // A copy: fflate keeps what it cannot use yet, and the reader fills its buffer again.
      const step = chunk.bytes.slice(from, from + inflateStepBytes)
      readBytes += step.length
      try {
        stream.push(step, readBytes === entry.compressedSize)
      } catch (error) {
        // fflate numbers its errors; 0 is "unexpected EOF".
        if (error instanceof Error && 'code' in error && error.code === 0) {
          throw new AppError('file-truncated', `${name} ends in the middle.`, { file: name })
        }
        throw damaged(name, 'its content cannot be inflated')
      }
      refuseBomb(name, total, readBytes)
      for (const bytes of inflated) yield { bytes, end: chunk.end }
      inflated = []
      // What may follow the end of the data is nobody's; fflate would only collect it.
      if (total >= entry.byteCount) return
    }
  }
}
