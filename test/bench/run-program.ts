/** Runs a program to its end and measures it. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

export interface Measure {
  readonly what: string
  readonly seconds: number
  /** Largest resident memory of the process, where it was one of its own. */
  readonly peakMegabytes: number | null
}

const root = join(import.meta.dirname, '../..')

/** Runs a program to its end. Peak memory is read from the kernel where it tells (Linux). */
export async function runProgram(what: string, program: string, args: readonly string[]): Promise<Measure> {
  const start = performance.now()
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 20)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearInterval(watch)
  if (code !== 0) throw new Error(`${what} ended with ${code}: ${complaint.slice(-500)}`)
  return { what, seconds: (performance.now() - start) / 1000, peakMegabytes: peak > 0 ? peak : null }
}

function peakOf(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // it has just ended
  }
}
