/**
 * `npm run bench`: speed and memory as ratios against other tools, all on the same file in the same minute. Absolute times
 * belong to the machine of the moment. `npm run bench -- 100000` measures one size only. Writes dist/bench.md.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { DuckDBInstance } from '@duckdb/node-api'
import Papa from 'papaparse'
import { kpiIds } from '../../shared/kpi.ts'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { loadFacts } from '../../electron/kpi/facts.ts'
import { loadSettings } from '../../electron/workspace/settings.ts'
import { openWorkspace } from '../../electron/workspace/workspace.ts'
import { writeMessageLog } from './generate-log.ts'
import { runProgram } from './run-program.ts'
import type { Measure } from './run-program.ts'

const defaultSizes = [100_000, 1_000_000]
const root = join(import.meta.dirname, '../..')

function timed<Value>(run: () => Value): { readonly seconds: number; readonly value: Value } {
  const start = performance.now()
  const value = run()
  return { seconds: (performance.now() - start) / 1000, value }
}

const firstResponseInDuckDb = `
  WITH log AS (SELECT *, lag(time) OVER thread AS before FROM message WINDOW thread AS (PARTITION BY channel, contact, inbox ORDER BY time)),
  split AS (SELECT *, sum(CASE WHEN before IS NULL OR time - before >= INTERVAL 24 HOUR THEN 1 ELSE 0 END)
    OVER (PARTITION BY channel, contact, inbox ORDER BY time) AS part FROM log),
  opened AS (SELECT channel, contact, inbox, part, min(time) FILTER (direction = 'in') AS opened_at FROM split GROUP BY ALL),
  replied AS (SELECT opened.*, min(time) AS reply FROM opened JOIN split USING (channel, contact, inbox, part)
    WHERE direction = 'out' AND time >= opened_at GROUP BY ALL)
  SELECT channel, median(epoch(reply) - epoch(opened_at)) FROM replied GROUP BY channel`

async function measureDuckDb(log: string): Promise<{ load: Measure; kpi: Measure }> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const start = performance.now()
  await connection.run(`CREATE TABLE message AS SELECT * FROM read_csv('${log}', header = true)`)
  const loaded = performance.now()
  await connection.runAndReadAll(firstResponseInDuckDb)
  const first = performance.now()
  await connection.runAndReadAll(firstResponseInDuckDb)
  const second = performance.now()
  connection.closeSync()
  return {
    load: { what: 'DuckDB read_csv', seconds: (loaded - start) / 1000, peakMegabytes: null },
    kpi: {
      what: 'DuckDB first response time',
      seconds: Math.min(first - loaded, second - first) / 1000,
      peakMegabytes: null,
    },
  }
}

/** All KPIs by channel, warm: the best of five, as the second look at a dashboard. */
function measureKpis(path: string): { cold: Measure; warm: Measure } {
  const workspace = openWorkspace(path)
  const settings = loadSettings(workspace.reader)
  const { seconds: loading, value: facts } = timed(() => loadFacts(workspace.reader))
  const request = { kpis: kpiIds, selection: {}, by: ['channel'], hours: 'calendar' } as const
  const runs = Array.from({ length: 5 }, () => timed(() => computeKpis(facts, request, settings)).seconds)
  workspace.close()
  return {
    cold: { what: 'all KPIs by channel, first time', seconds: loading + (runs[0] ?? 0), peakMegabytes: null },
    warm: { what: 'all KPIs by channel, warm', seconds: Math.min(...runs), peakMegabytes: null },
  }
}

function row(what: string, measure: Measure, peer: Measure, bar: string): string {
  const ratio = measure.seconds / peer.seconds
  const memory = measure.peakMegabytes === null ? '' : `${measure.peakMegabytes.toFixed(0)} MB`
  return `| ${what} | ${measure.seconds.toFixed(2)} s | ${peer.what} ${peer.seconds.toFixed(2)} s | **${ratio.toFixed(2)} ×** | ${bar} | ${memory} |`
}

async function benchSize(messages: number, folder: string): Promise<string[]> {
  const log = join(folder, `${messages}.csv`)
  const workspace = join(folder, `${messages}.plumbline`)
  writeMessageLog(log, { messages, seed: 1 })
  const megabytes = statSync(log).size / 1e6
  const headless = ['electron/headless.ts', 'import', workspace, log, '--quiet']

  const reading = timed(() => readFileSync(log).length)
  const parsing = timed(() => Papa.parse(readFileSync(log, 'utf8'), { header: false }).data.length)
  const sqlite = await runProgram('sqlite3 .import', 'sqlite3', [
    join(folder, `${messages}.db`),
    '.mode csv',
    `.import ${log} message`,
  ])
  const duck = await measureDuckDb(log)
  const first = await runProgram('import', process.execPath, headless)
  const again = await runProgram('import again', process.execPath, headless)
  const kpis = measureKpis(workspace)
  return [
    `### ${messages.toLocaleString('en')} messages, ${megabytes.toFixed(0)} MB`,
    '',
    `Reading the bytes ${reading.seconds.toFixed(2)} s, papaparse alone ${parsing.seconds.toFixed(2)} s, DuckDB read_csv ${duck.load.seconds.toFixed(2)} s.`,
    '',
    '| What | Plumbline | Peer | Ratio | Bar | Peak memory |',
    '|---|---|---|---|---|---|',
    row('full import', first, sqlite, '≤ 2.5 ×, ≤ 500 MB'),
    row('the same file again', again, first, '≤ 1.0 ×'),
    row('all KPIs by channel, warm', kpis.warm, duck.kpi, '≤ 0.5 ×'),
    row('all KPIs by channel, facts read anew', kpis.cold, duck.kpi, '–'),
    '',
  ]
}

const hasSqlite = spawnSync('sqlite3', ['--version']).status === 0
if (!hasSqlite) {
  process.stderr.write(
    'The bench compares with the sqlite3 command line; install it first (apt-get install sqlite3).\n',
  )
  process.exitCode = 1
} else {
  const sizes = process.argv.slice(2).map(Number)
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
  try {
    const lines: string[] = []
    for (const messages of sizes.length > 0 ? sizes : defaultSizes) lines.push(...(await benchSize(messages, folder)))
    const text = lines.join('\n')
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(join(root, 'dist/bench.md'), text)
    process.stdout.write(`${text}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
