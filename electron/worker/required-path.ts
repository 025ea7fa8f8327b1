import { AppError } from '../../shared/errors.ts'

/** The file that a call is about. Throws `argument-invalid` where none was named. */
export function requiredPath(path: string | null): string {
  if (path === null) throw new AppError('argument-invalid', 'No file was named.')
  return path
}
