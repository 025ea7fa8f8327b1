/** Every subcommand of `plumbline`. */
import type { ParseArgsOptionsConfig } from 'node:util'
import { commandHelp, commandVersion } from './command-help.ts'
import { importCommands } from './commands-import.ts'
import { resultCommands } from './commands-results.ts'
import { workspaceCommands } from './commands-workspace.ts'
import type { CommandContext } from './run-command.ts'

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

export const commands: readonly Command[] = [
  ...importCommands,
  ...resultCommands,
  ...workspaceCommands,
  commandVersion,
  commandHelp,
]
