/**
 * `npm test`: every check of the project, one after the other, and one line of counts at the end. A check that is no test
 * runner (types, lint, …) counts as one.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

interface Stage {
  readonly name: string
  readonly command: readonly string[]
  /** The zone that the tests run in. */
  readonly zone?: string
}

const suite = ['vitest', 'run', '--config', 'build/vitest.config.ts']
const stages: readonly Stage[] = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['prettier', '--check', '.', '--log-level', 'warn'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'tests', command: suite, zone: 'UTC' },
  // Once more where the date line, half hours and daylight saving differ from the first run.
  {
    name: 'tests in another zone',
    command: [...suite, 'test/shared', 'test/electron', 'test/pipeline', 'test/oracle'],
    zone: 'Australia/Lord_Howe',
  },
  { name: 'build', command: ['node', 'build/build.ts'] },
  { name: 'end to end', command: ['vitest', 'run', '--config', 'build/vitest.e2e.config.ts'], zone: 'UTC' },
]

/** Not part of the whole: chosen by name. */
const longStage: Stage = {
  name: 'long',
  command: ['vitest', 'run', '--config', 'build/vitest.long.config.ts'],
  zone: 'UTC',
}

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reports = mkdtempSync(join(tmpdir(), 'plumbline-tests-'))

function run(stage: Stage, index: number): Counts {
  process.stdout.write(`\n── ${stage.name}\n`)
  const report = join(reports, `${index}.json`)
  const isSuite = stage.command[0] === 'vitest'
  const [program = '', ...args] = [
    ...stage.command,
    ...(isSuite ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []),
  ]
  const env = { ...process.env, ...(stage.zone === undefined ? {} : { TZ: stage.zone }) }
  const { status } = spawnSync(program, args, { stdio: 'inherit', env })
  if (!isSuite) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  const counts = readCounts(report)
  // A runner that dies after its tests has failed all the same.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

interface SuiteReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}

function readCounts(path: string): Counts {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as SuiteReport // written by vitest's json reporter
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const only = process.argv.slice(2)
const chosen = only.length === 0 ? stages : [...stages, longStage].filter((stage) => only.includes(stage.name))
const results = chosen.map((stage, index) => ({ stage, counts: run(stage, index) }))
rmSync(reports, { recursive: true, force: true })

process.stdout.write('\n')
for (const { stage, counts } of results) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  process.stdout.write(`${stage.name}: ${counts.passed} passed, ${counts.failed} failed${skipped}.\n`)
}
const sum = (key: keyof Counts): number => results.reduce((total, { counts }) => total + counts[key], 0)
// In CI nothing may be skipped: what the machine lacks is to be installed.
const skippedInCi = process.env['CI'] === undefined ? 0 : sum('skipped')
const failed = sum('failed') + skippedInCi
process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
