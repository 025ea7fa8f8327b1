/**
 * The local log of bugs. It holds no personal data: messages of errors can quote imported text and paths, so only the
 * kind of an error, its code and the code lines of its stack are written.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

/** One older file is kept beside the current one. */
const maxLogBytes = 1_000_000

export interface Log {
  readonly file: string
  readonly write: (place: string, cause: unknown) => void
}

/** `at` lines of a stack with the folders cut off: `at run (worker.js:10:3)`. */
function codeLines(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .map((line) => line.trim().replaceAll(/(?:file:\/\/)?[^\s()]*[\\/]/g, ''))
}

/** What a log may say about anything that was thrown. */
export function describeBug(cause: unknown): string {
  if (!(cause instanceof Error)) return `thrown ${typeof cause}`
  const code = 'code' in cause && typeof cause.code === 'string' && /^[\w-]{1,60}$/.test(cause.code) ? cause.code : ''
  return [`${cause.name} ${code}`.trim(), ...codeLines(cause.stack ?? '')].join('\n  ')
}

/** A log in `folder`, written at once because the process may be about to end. `now` gives epoch milliseconds. */
export function openLog(folder: string, now: () => number): Log {
  const file = path.join(folder, 'plumbline.log')
  return {
    file,
    write: (place, cause) => {
      const entry = `${new Date(now()).toISOString()} ${place}: ${describeBug(cause)}\n`
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      if (bytes > maxLogBytes) renameSync(file, `${file}.old`)
      appendFileSync(file, entry, { mode: 0o600 })
    },
  }
}
