/** Finds the command, opens what it needs, runs it and turns its end into an exit status. */
import { failureOf } from '../worker/failures.ts'
import type { DataThread } from '../worker/protocol.ts'
import { parse } from './arguments.ts'
import { commands } from './commands.ts'
import { openOutput } from './output.ts'
import type { Output } from './output.ts'
import { UsageError, unknownWord } from './usage.ts'

export interface Environment {
  readonly args: readonly string[]
  readonly startDataThread: () => DataThread
  readonly now: () => number
  readonly isTerminal: boolean
  /** Calls back when the user interrupts (SIGINT); returns how to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void
}

/** @returns the exit status: 0 done, 1 failed, 2 wrong usage */
export async function runCommand(environment: Environment): Promise<number> {
  const wantsJson = environment.args.includes('--json')
  const output = openOutput({
    json: wantsJson,
    quiet: environment.args.includes('--quiet'),
    isTerminal: environment.isTerminal,
    now: environment.now,
  })
  try {
    return await run(environment, output)
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nSee "plumbline help".\n`)
      if (wantsJson) {
        process.stdout.write(`${JSON.stringify({ ok: false, code: 'usage', message: error.message, details: {} })}\n`)
      }
      return 2
    }
    output.failure(failureOf(error))
    if (environment.args.includes('--debug') && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    return 1
  }
}

async function run(environment: Environment, output: Output): Promise<number> {
  const [name = 'help', ...rest] = environment.args.filter((arg, i) => !(i === 0 && arg === '--'))
  const command = commands.find((one) => one.name === (name === '--help' || name === '-h' ? 'help' : name))
  if (command === undefined)
    throw unknownWord(
      'command',
      name,
      commands.map((one) => one.name),
    )
  const args = parse(rest, command.options)
  if (args.has('help')) {
    process.stdout.write(`plumbline ${command.usage}\n    ${command.summary}\n`)
    return 0
  }
  if (args.positionals.length < command.positionals) throw new UsageError(`Usage: plumbline ${command.usage}`)
  const data = environment.startDataThread()
  data.onProgress(output.progress)
  const stopListening = environment.onInterrupt(() => data.cancel())
  try {
    return await command.run({ args, output, data, now: environment.now })
  } finally {
    stopListening()
    await data.stop()
  }
}
