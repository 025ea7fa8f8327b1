/** Reads one export in a process of its own and says what came of it and how much memory it took. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { readRows, recognise } from '../../electron/import/read-export.ts'
import { AppError } from '../../shared/errors.ts'

export interface ReadingOutcome {
  readonly format: string | null
  readonly rows: Readonly<Record<'records' | 'rejected' | 'ignored', number>>
  /** Code and sentence of the failure; null = read to its end. */
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly seconds: number
  readonly peakMegabytes: number
}

/** The kernel's own high-water mark, which starts anew with the program; the usual counter keeps that of its parent. */
function peakMegabytes(): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error('this system does not tell the peak of memory')
  return Number(kilobytes) / 1000
}

const path = process.argv[2] ?? ''
const started = performance.now()
const rows = { records: 0, rejected: 0, ignored: 0 }
let format: string | null = null
let failure: ReadingOutcome['failure'] = null
try {
  const recognised = recognise(path, {}, { zone: 'UTC', country: 'US' })
  format = recognised.formatId
  for (const { verdicts } of readRows(recognised)) for (const { verdict } of verdicts) rows[verdict]++
} catch (error) {
  if (!(error instanceof AppError)) throw error
  failure = { code: error.code, message: error.message }
}
const outcome: ReadingOutcome = {
  format,
  rows,
  failure,
  seconds: (performance.now() - started) / 1000,
  peakMegabytes: peakMegabytes(),
}
process.stdout.write(JSON.stringify(outcome))
