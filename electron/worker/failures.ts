/** Turns whatever was thrown into one of the known failures; what is none of them is a bug and becomes `internal`. */
import { AppError } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'

export function failureOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const known = code === null ? null : knownFailure(code)
  if (known !== null) return new AppError(known.code, known.message, { cause: code })
  return new AppError('internal', 'An unexpected error stopped this operation.')
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** SQLite's result codes (sqlite.org/rescode.html) and the system's (errno). */
function knownFailure(code: string): { code: ErrorCode; message: string } | null {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return { code: 'disk-full', message: 'There is no space left on the disk.' }
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return { code: 'disk-failed', message: 'Reading or writing the disk failed.' }
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'workspace-locked', message: 'Another program is writing to this workspace.' }
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return { code: 'workspace-damaged', message: 'The workspace file is damaged.' }
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'EROFS') {
    return { code: 'file-unwritable', message: 'The workspace cannot be written where it is.' }
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'file-unreadable', message: 'The system does not allow access to this file.' }
  }
  if (code === 'ENOENT') return { code: 'file-missing', message: 'The file or its folder is not there.' }
  if (code === 'EISDIR') return { code: 'file-is-folder', message: 'This is a folder.' }
  return null
}
