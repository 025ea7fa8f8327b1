/**
 * Reads damaged copies of all fixtures: whatever is in a file, reading it ends in rows with exactly one verdict each or in
 * an expected failure, quickly, and in little memory. Run in a thread of its own, so that a hang is seen from outside.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { readRows, recognise } from '../../electron/import/read-export.ts'
import { createRandom } from '../../electron/sample/random.ts'
import { AppError } from '../../shared/errors.ts'
import { rejectionCodes } from '../../shared/model.ts'
import { mutate } from './mutate.ts'

export interface FuzzTask {
  readonly seed: number
  readonly files: number
}

export type FuzzMessage =
  | {
      readonly type: 'alive'
      readonly done: number
      readonly slowestMs: number
      readonly slowest: string
      readonly residentBytes: number
    }
  | { readonly type: 'broken'; readonly index: number; readonly fixture: string; readonly problem: string }

const fixturesFolder = join(import.meta.dirname, '../fixtures')

function loadFixtures(): { name: string; content: Uint8Array }[] {
  return readdirSync(fixturesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.expected.json'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { name: path.slice(fixturesFolder.length + 1), content: readFileSync(path) }
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
}

const defaults = { zone: 'Europe/Berlin', country: 'DE' }
const codes = new Set<string>(rejectionCodes)

/** Null = as it should be. */
function problemOf(path: string): string | null {
  try {
    for (const { verdicts } of readRows(recognise(path, {}, defaults))) {
      for (const row of verdicts) {
        if (row.verdict === 'records' && row.records.length === 0) return `line ${row.line} has no verdict`
        if (row.verdict === 'rejected' && (!codes.has(row.code) || row.text.length > 200))
          return `line ${row.line} is rejected without a proper reason`
        if (row.verdict === 'ignored' && row.kind === '') return `line ${row.line} is ignored without a kind`
        if (row.verdict === 'records' && row.records.some(hasOddNumber))
          return `line ${row.line} holds a number that is none`
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
    if (error.code === 'internal' || error.message === '') return `the failure says nothing: ${error.code}`
  }
  return null
}

function hasOddNumber(record: object): boolean {
  return Object.values(record).some((value) => typeof value === 'number' && !Number.isFinite(value))
}

function fuzz({ seed, files }: FuzzTask, send: (message: FuzzMessage) => void): void {
  const fixtures = loadFixtures()
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-fuzz-'))
  const random = createRandom(seed)
  let slowestMs = 0
  let slowest = ''
  try {
    for (let index = 0; index < files; index++) {
      const fixture = fixtures[index % fixtures.length]
      if (fixture === undefined) throw new Error('there are no fixtures')
      const content = mutate(fixture.content, random.pick(fixtures).content, random)
      // The name of the fixture stays: some products say in it whom a chat is with.
      const path = join(folder, fixture.name.slice(fixture.name.lastIndexOf('/') + 1))
      writeFileSync(path, content)
      const started = performance.now()
      const problem = problemOf(path)
      const elapsedMs = performance.now() - started
      if (elapsedMs > slowestMs) {
        slowestMs = elapsedMs
        slowest = `seed ${seed}, file ${index} (${fixture.name})`
      }
      if (problem !== null) send({ type: 'broken', index, fixture: fixture.name, problem })
      if (index % 50 === 49 || index === files - 1) {
        send({ type: 'alive', done: index + 1, slowestMs, slowest, residentBytes: process.memoryUsage.rss() })
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (parentPort !== null) {
  const port = parentPort
  fuzz(workerData as FuzzTask, (message) => port.postMessage(message)) // given by run-fuzz.ts alone
}
