/** Every subcommand of `plumbline`. */
import { commandVersion, helpOn } from './command-help.ts'
import type { Command } from './command.ts'
import { choiceCommands } from './commands-choices.ts'
import { customerCommands } from './commands-customers.ts'
import { explainCommands } from './commands-explain.ts'
import { goalCommands } from './commands-goals.ts'
import { importCommands } from './commands-import.ts'
import { resultCommands } from './commands-results.ts'
import { schedule } from './commands-schedule.ts'
import { trendCommands } from './commands-trend.ts'
import { vendorCommands } from './commands-vendor.ts'
import { workspaceCommands } from './commands-workspace.ts'

const described: readonly Command[] = [
  ...importCommands,
  ...choiceCommands,
  ...resultCommands,
  ...explainCommands,
  ...customerCommands,
  ...trendCommands,
  ...goalCommands,
  ...vendorCommands,
  schedule,
  ...workspaceCommands,
  commandVersion,
]

export const commands: readonly Command[] = [...described, helpOn(described)]
