/** What a subcommand is, and what it works with. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { DataThread } from '../worker/protocol.ts'
import type { ParsedArguments } from './arguments.ts'
import type { Output } from './output.ts'

export interface CommandContext {
  readonly args: ParsedArguments
  readonly output: Output
  readonly data: DataThread
  /** The entry point's clock. */
  readonly now: () => number
}

export interface Command {
  readonly name: string
  /** Without the word `plumbline`. */
  readonly usage: string
  readonly summary: string
  readonly options: ParseArgsOptionsConfig
  /** How many positional arguments it needs at least. */
  readonly positionals: number
  /** @returns the exit status */
  readonly run: (context: CommandContext) => Promise<number>
}
