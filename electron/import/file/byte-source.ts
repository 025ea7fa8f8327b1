/** Bytes that can be read from any place: of a file, or of an entry of an archive that was unpacked into memory. */
import fs from 'node:fs'
import { AppError } from '../../../shared/errors.ts'

export interface ByteSource {
  readonly byteCount: number
  /** Fills `target` with the bytes from `position` on. Returns how many there were: fewer at the end only. */
  readonly read: (target: Uint8Array, position: number) => number
  readonly close: () => void
}

export interface Chunk {
  readonly bytes: Uint8Array
  /** How far the file on disk (or the packed entry) is read after these bytes: the progress. */
  readonly end: number
}

/** Must be closed. Throws `file-missing`, `file-is-folder` and `file-unreadable`. */
export function openFileSource(path: string, name: string): ByteSource {
  const handle = reading(name, () => fs.openSync(path, 'r'))
  return {
    byteCount: reading(name, () => fs.fstatSync(handle).size),
    read: (target, position) =>
      fillFrom(target, (part, done) => reading(name, () => fs.readSync(handle, part, 0, part.length, position + done))),
    close: () => fs.closeSync(handle),
  }
}

export function openMemorySource(bytes: Uint8Array): ByteSource {
  return {
    byteCount: bytes.length,
    read: (target, position) => {
      const part = bytes.subarray(position, position + target.length)
      target.set(part)
      return part.length
    },
    close: () => undefined,
  }
}

function fillFrom(target: Uint8Array, readPart: (part: Uint8Array, done: number) => number): number {
  let done = 0
  while (done < target.length) {
    const count = readPart(target.subarray(done), done)
    if (count === 0) break
    done += count
  }
  return done
}

/** Throws `file-truncated` where the source ends before. */
export function readExactly(source: ByteSource, position: number, length: number, name: string): Buffer {
  const bytes = Buffer.alloc(length)
  if (source.read(bytes, position) < length) {
    throw new AppError('file-truncated', `${name} ends in the middle.`, { file: name })
  }
  return bytes
}

/** The bytes from `start` to `stop`; `end` counts from `start`. Each chunk is overwritten by the next one. */
export function* chunksOf(
  source: ByteSource,
  start: number,
  stop: number,
  chunkBytes: number,
): Generator<Chunk, void, void> {
  const buffer = new Uint8Array(Math.min(chunkBytes, Math.max(0, stop - start)))
  for (let position = start; position < stop;) {
    const count = source.read(buffer.subarray(0, Math.min(buffer.length, stop - position)), position)
    if (count === 0) return
    position += count
    yield { bytes: buffer.subarray(0, count), end: position - start }
  }
}

/** Turns the operating system's error into the failure that the user can act on. */
export function reading<Value>(name: string, action: () => Value): Value {
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
