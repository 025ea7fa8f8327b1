/** What the command prints: results to standard output, everything else to standard error. */
import { errorCatalogue } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import type { JobProgress } from '../../shared/progress.ts'
import { formatCount, formatDuration } from '../../shared/units.ts'

export interface Output {
  /** One JSON document with `--json`, the readable text otherwise. */
  readonly result: (json: object, text: () => string) => void
  /** A remark for people, such as what was created. */
  readonly note: (text: string) => void
  /** Null: the work has ended. */
  readonly progress: (progress: JobProgress | null) => void
  readonly failure: (error: AppError) => void
}

export interface OutputOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly isTerminal: boolean
  readonly now: () => number
}

const lineEveryMs = 2000

export function openOutput(options: OutputOptions): Output {
  let lastLineAt = -Infinity
  let liveLineLength = 0
  const clearLiveLine = (): void => {
    if (liveLineLength > 0) process.stderr.write(`\r${' '.repeat(liveLineLength)}\r`)
    liveLineLength = 0
  }
  return {
    result: (json, text) => {
      clearLiveLine()
      const document = options.json ? JSON.stringify(json) : text()
      if (document !== '') process.stdout.write(`${document}\n`)
    },
    note: (text) => {
      clearLiveLine()
      if (!options.quiet) process.stderr.write(`${text}\n`)
    },
    progress: (progress) => {
      if (progress === null) clearLiveLine()
      if (options.quiet || progress === null) return
      const line = describeProgress(progress)
      if (options.isTerminal) {
        process.stderr.write(`\r${line.padEnd(liveLineLength)}`)
        liveLineLength = line.length
      } else if (options.now() - lastLineAt >= lineEveryMs) {
        lastLineAt = options.now()
        process.stderr.write(`${line}\n`)
      }
    },
    failure: (error) => {
      clearLiveLine()
      const { kept, next } = errorCatalogue[error.code]
      process.stderr.write(`${error.code}: ${error.message}\n${kept} ${next}\n`)
      if (options.json) {
        process.stdout.write(
          `${JSON.stringify({ ok: false, code: error.code, message: error.message, details: error.details })}\n`,
        )
      }
    },
  }
}

const phaseNames = { texts: 'reading the texts again', facts: 'making the conversations anew' } as const

function describeProgress(progress: JobProgress): string {
  const left = progress.secondsLeft === null ? '' : `, ${formatDuration(Math.ceil(progress.secondsLeft))} left`
  if ('share' in progress) return `${phaseNames[progress.phase]}: ${Math.floor(progress.share * 100)} %${left}`
  const share = progress.byteCount === 0 ? 100 : Math.floor((progress.bytesRead / progress.byteCount) * 100)
  const rows = `${formatCount(progress.rowsRead)} rows`
  switch (progress.phase) {
    case 'looking':
      return `${progress.file}: ${share} % looked through${left}`
    case 'checking':
      return `${progress.file}: ${share} % of the rows checked${left}`
    case 'reading':
      return `${progress.file}: ${share} % read, ${rows}, ${formatCount(progress.rate)} rows/s${left}`
    case 'conversations':
      return `${progress.file}: ${rows} read, building conversations`
    case 'saving':
      return `${progress.file}: ${rows} read, saving`
  }
}

/** Columns padded to equal width; the first left, the others right-aligned unless named in `left`. */
export function textTable(rows: readonly (readonly string[])[], left: readonly number[] = [0]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)).concat(all.slice(row.length)),
    [],
  )
  return rows
    .map((row) =>
      row
        .map((cell, i) => (left.includes(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
