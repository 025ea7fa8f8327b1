/**
 * `npm start`: builds what changed and opens the app in Electron; where Electron's runtime is not installed it says so and
 * opens the same app in an installed Chromium or Chrome. It downloads nothing.
 */
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import path from 'node:path'
import { findChromium } from './find-chromium.ts'
import { findElectron } from './find-electron.ts'
import { buildApp } from './build.ts'
import { isBuilt, markBuilt } from './freshness.ts'

const root = path.dirname(import.meta.dirname)

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** Where Electron keeps the data of an app of this name, so that both hosts know the same recent workspaces. */
function dataFolder(): string {
  const platform: string = process.platform
  switch (platform) {
    case 'darwin':
      return path.join(homedir(), 'Library/Application Support/plumbline')
    case 'win32':
      return path.join(process.env['APPDATA'] ?? path.join(homedir(), 'AppData/Roaming'), 'plumbline')
    default:
      return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'plumbline')
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

function run(executable: string, given: readonly string[]): void {
  const child = spawn(executable, given, { stdio: 'inherit', cwd: root })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  child.once('exit', (exitCode) => {
    process.exitCode = exitCode ?? 1
  })
}

async function start(): Promise<void> {
  const electron = findElectron(root)
  const chromium = electron ? null : findChromium()
  const why = "Electron's runtime is not installed here (npx install-electron downloads it)"
  if (!hasDisplay()) {
    say('There is no display to open a window on; the same engine runs without one: npm run plumbline -- help')
    process.exitCode = 1
    return
  }
  if (!electron && !chromium) {
    say(`${why}, and no Chromium or Chrome was found; without a window: npm run plumbline -- help`)
    process.exitCode = 1
    return
  }
  if (!isBuilt(root)) {
    say('Building …')
    await buildApp()
    markBuilt(root)
  }
  if (electron) {
    run(electron, [root])
    return
  }
  say(`${why}, so the same app opens in ${chromium}.`)
  run(process.execPath, [path.join(root, 'test/host/run.ts'), '--visible', '--data', dataFolder()])
}

await start()
