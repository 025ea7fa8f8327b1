/** Kills an importing process and tears its write-ahead log; what was acknowledged must be there, whole, and nothing half. */
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { newSettings } from '../../electron/worker/new-settings.ts'
import { verifyWorkspace } from '../../electron/worker/verify.ts'
import { loadSettings, saveSettings } from '../../electron/workspace/settings.ts'
import { createWorkspace, openWorkspace } from '../../electron/workspace/workspace.ts'
import { createRandom } from '../../electron/sample/random.ts'

const rowsPerImport = 60

export interface Survival {
  readonly kills: number
  readonly acknowledged: number
  /** One sentence for each thing that should not have happened. */
  readonly problems: readonly string[]
}

/** Imports that the workspace holds, each checked to be whole; throws nothing. */
function inspect(path: string, problems: string[], when: string): number {
  const workspace = openWorkspace(path)
  try {
    const imports = workspace.db
      .prepare<[], { id: number; rows: number; counted: number }>(
        `SELECT import.id, new_count counted, (SELECT count(*) FROM message WHERE import_id = import.id) rows FROM import`,
      )
      .all()
    for (const one of imports) {
      if (one.rows !== rowsPerImport || one.counted !== rowsPerImport) {
        problems.push(`${when}: import ${one.id} has ${one.rows} of ${rowsPerImport} rows.`)
      }
    }
    for (const problem of verifyWorkspace(workspace.db, loadSettings(workspace.db)))
      problems.push(`${when}: ${problem}`)
    return imports.length
  } finally {
    workspace.close()
  }
}

/** One process, killed without warning after `delayMs`; returns the highest number that it called safe. */
async function importUntilKilled(
  path: string,
  folder: string,
  first: number,
  log: 'keep-log' | 'checkpoint',
  delayMs: number,
): Promise<number> {
  const program = join(import.meta.dirname, 'import-forever.ts')
  const child = spawn(process.execPath, [program, path, folder, String(first), log], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await started
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  child.kill('SIGKILL')
  await ended
  return said.split('\n').length - 2 + first
}

/** `kills` processes one after the other on one workspace, and `tears` damaged logs of what they left. */
export async function survive(options: { kills: number; tears: number; seed: number }): Promise<Survival> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-survival-'))
  const random = createRandom(options.seed)
  const problems: string[] = []
  let next = 0
  try {
    const path = join(folder, 'w.plumbline')
    const workspace = createWorkspace(path)
    saveSettings(workspace.db, newSettings('UTC', 'US'), false)
    workspace.close()
    const tearsPerKill = Math.ceil((options.tears / options.kills) * 2)
    for (let kill = 1; kill <= options.kills; kill++) {
      // A log that was copied into the file already is needed whole, and the disk was told so: losing a part of it then is
      // beyond what any database promises. So logs are torn where none of them was copied.
      const log = kill % 2 === 0 ? 'keep-log' : 'checkpoint'
      const safe = await importUntilKilled(path, folder, next, log, random.between(0, 120))
      if (log === 'keep-log') tearLog(path, join(folder, 'torn.plumbline'), tearsPerKill, random, problems)
      const held = inspect(path, problems, `after kill ${kill}`)
      if (held < safe + 1)
        problems.push(`after kill ${kill}: ${safe + 1} imports were acknowledged, ${held} are there.`)
      next = held
    }
    return { kills: options.kills, acknowledged: next, problems }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Copies of the file with its log cut short or one byte of it flipped must open as some committed state. */
function tearLog(
  path: string,
  copy: string,
  times: number,
  random: ReturnType<typeof createRandom>,
  problems: string[],
): void {
  if (!existsSync(`${path}-wal`)) return
  const log = readFileSync(`${path}-wal`)
  for (let time = 0; time < times; time++) {
    const at = random.between(0, Math.max(0, log.length - 1))
    const torn = time % 2 === 0 ? log.subarray(0, at) : Buffer.from(log)
    if (time % 2 === 1) torn[at] = (torn[at] ?? 0) ^ 0xff
    rmSync(`${copy}-shm`, { force: true })
    copyFileSync(path, copy)
    writeFileSync(`${copy}-wal`, torn)
    inspect(copy, problems, `log ${time % 2 === 0 ? 'cut' : 'flipped'} at ${at}`)
  }
}
