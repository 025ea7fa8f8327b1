/** Writes a finished document so that a failure never leaves half a file, nor harms one that was there before. */
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'

/**
 * Replaces the file at `path` by `content` in one step: a temporary file in the same folder, synced, then renamed.
 * Returns the number of bytes.
 * @throws AppError `file-unwritable`, `disk-full` or `disk-failed`; an existing target is then unchanged.
 */
export function writeAtomically(path: string, content: string | Uint8Array): number {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const folder = dirname(path)
  const temporary = join(folder, `.plumbline-${randomUUID()}.tmp`)
  const descriptor = openNew(temporary, path)
  try {
    writeSynced(descriptor, bytes)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw writeError(error, path)
  }
  syncFolder(folder)
  return bytes.byteLength
}

function openNew(temporary: string, path: string): number {
  try {
    return openSync(temporary, 'wx')
  } catch (error) {
    throw writeError(error, path)
  }
}

function writeSynced(descriptor: number, bytes: Uint8Array): void {
  try {
    writeFileSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the rename itself survive a power cut. Windows and some network folders cannot sync a folder; the file is whole there too. */
function syncFolder(folder: string): void {
  let descriptor: number | null = null
  try {
    descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
  } catch (error) {
    if (!['EPERM', 'EISDIR', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw writeError(error, folder)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function writeError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === '') return error // a bug, not a disk
  const file = basename(path)
  const details = { file, cause: code }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', `The disk is full, so ${file} could not be written.`, details)
  }
  if (code === 'EIO') return new AppError('disk-failed', `The disk reported an error while writing ${file}.`, details)
  return new AppError(
    'file-unwritable',
    `${file} cannot be written: ${causes[code] ?? `the system says ${code}`}.`,
    details,
  )
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there, or another program has the file open',
  EBUSY: 'another program has the file open',
  EROFS: 'the disk is read-only',
  EISDIR: 'a folder has this name',
  EEXIST: 'a folder has this name',
  ENOTEMPTY: 'a folder has this name',
  ENAMETOOLONG: 'the name is too long',
}
