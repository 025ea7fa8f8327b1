/** Runs the fuzzing in a thread and watches it: a file that takes longer than the patience is a hang. */
import { Worker } from 'node:worker_threads'
import type { FuzzMessage, FuzzTask } from './fuzz-imports.ts'

export interface FuzzOutcome {
  readonly files: number
  readonly slowestMs: number
  readonly slowest: string
  readonly residentBytes: number
  /** One text each: where, and what happened. The same seed makes the same file again. */
  readonly problems: readonly string[]
}

/** 50 files are read between two signs of life. */
const patienceMs = 60_000
const mostProblems = 20

export function runFuzz(task: FuzzTask): Promise<FuzzOutcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fuzz-imports.ts', import.meta.url), { workerData: task })
    const problems: string[] = []
    let files = 0
    let slowestMs = 0
    let slowest = ''
    let residentBytes = 0
    const finish = (): void => {
      clearTimeout(timer)
      resolve({ files, slowestMs, slowest, residentBytes, problems })
    }
    const giveUp = (): void => {
      problems.push(`seed ${task.seed}: no sign of life after file ${files}`)
      void worker.terminate().then(finish)
    }
    let timer = setTimeout(giveUp, patienceMs)
    worker.on('message', (message: FuzzMessage) => {
      if (message.type === 'broken') {
        problems.push(`seed ${task.seed}, file ${message.index} (${message.fixture}): ${message.problem}`)
        if (problems.length >= mostProblems) void worker.terminate()
        return
      }
      clearTimeout(timer)
      timer = setTimeout(giveUp, patienceMs)
      files = message.done
      slowestMs = message.slowestMs
      slowest = message.slowest
      residentBytes = Math.max(residentBytes, message.residentBytes)
    })
    worker.on('error', reject)
    worker.on('exit', finish)
  })
}
