/** One app per data folder, as Electron does it: a file that names the process, taken over from a process that is gone. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

export function takeInstanceLock(folder: string): boolean {
  const file = path.join(folder, 'host.lock')
  if (!create(file)) {
    if (isRunning(Number(readFileSync(file, 'utf8')))) return false
    rmSync(file)
    if (!create(file)) return false
  }
  process.once('exit', () => rmSync(file, { force: true }))
  return true
}
