import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { gunzip } from './gunzip.ts'
import { readChunkBytes } from './limits.ts'

/** A file that exists, is a file and is not empty. */
export interface ExportFile {
  readonly path: string
  readonly name: string
  readonly byteCount: number
  readonly isGzip: boolean
}

export interface Chunk {
  readonly bytes: Uint8Array
  /** File offset (of the compressed file, if it is one) after these bytes: the progress. */
  readonly end: number
}

/** Throws `file-missing`, `file-is-folder`, `file-unreadable` and `file-empty`. */
export function inspectFile(filePath: string): ExportFile {
  const name = path.basename(filePath)
  const stat = reading(name, () => fs.statSync(filePath))
  if (stat.isDirectory()) throw new AppError('file-is-folder', `${name} is a folder.`, { file: name })
  if (!stat.isFile()) throw new AppError('file-unreadable', `${name} is not a regular file.`, { file: name })
  if (stat.size === 0) throw new AppError('file-empty', `${name} has no content at all.`, { file: name })
  const head = new Uint8Array(2)
  const handle = reading(name, () => fs.openSync(filePath, 'r'))
  try {
    reading(name, () => fs.readSync(handle, head, 0, 2, 0))
  } finally {
    fs.closeSync(handle)
  }
  return { path: filePath, name, byteCount: stat.size, isGzip: head[0] === 0x1f && head[1] === 0x8b }
}

/**
 * The bytes of the file, inflated if it is a gzip file; `onRaw` sees them as they are on disk. Stops reading when the
 * caller stops iterating.
 */
export function* readBytes(
  file: ExportFile,
  chunkBytes = readChunkBytes,
  onRaw?: (bytes: Uint8Array) => void,
): Generator<Chunk, void, void> {
  const handle = reading(file.name, () => fs.openSync(file.path, 'r'))
  try {
    const raw = rawChunks(handle, file, chunkBytes, onRaw)
    if (!file.isGzip) {
      yield* raw
      return
    }
    yield* gunzip({
      name: file.name,
      byteCount: file.byteCount,
      chunks: raw,
      readTrailer: (end) => {
        const trailer = new Uint8Array(8)
        reading(file.name, () => fs.readSync(handle, trailer, 0, 8, Math.max(0, end - 8)))
        return trailer
      },
    })
  } finally {
    fs.closeSync(handle)
  }
}

function* rawChunks(
  handle: number,
  file: ExportFile,
  chunkBytes: number,
  onRaw: ((bytes: Uint8Array) => void) | undefined,
): Generator<Chunk, void, void> {
  const buffer = new Uint8Array(chunkBytes)
  let end = 0
  for (;;) {
    const position = end
    const count = reading(file.name, () => fs.readSync(handle, buffer, 0, chunkBytes, position))
    if (count === 0) return
    end += count
    const bytes = buffer.subarray(0, count)
    onRaw?.(bytes)
    yield { bytes, end }
  }
}

/** Turns the operating system's error into the failure that the user can act on. */
function reading<Value>(name: string, action: () => Value): Value {
  try {
    return action()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('file-missing', `There is no file ${name} at this place.`, { file: name })
    }
    if (code === 'EISDIR') throw new AppError('file-is-folder', `${name} is a folder.`, { file: name })
    throw new AppError('file-unreadable', `${name} cannot be read (${code}).`, { file: name, cause: code })
  }
}
