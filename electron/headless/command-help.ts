/** `help` and `version`. */
import { version } from '../version.ts'
import type { Command } from './command.ts'
import { unknownWord } from './usage.ts'

export const commandVersion: Command = {
  name: 'version',
  usage: 'version',
  summary: 'Prints the version.',
  options: {},
  positionals: 0,
  run: async ({ output }) => {
    output.result({ ok: true, version }, () => `plumbline ${version}`)
    return 0
  },
}

/** `help` on the given commands. */
export const helpOn = (commands: readonly Command[]): Command => ({
  name: 'help',
  usage: 'help [COMMAND]',
  summary: 'Explains the commands.',
  options: {},
  positionals: 0,
  run: async ({ args, output }) => {
    const name = args.positionals[0]
    const chosen = name === undefined ? commands : commands.filter((command) => command.name === name)
    if (chosen.length === 0)
      throw unknownWord(
        'command',
        name ?? '',
        commands.map((command) => command.name),
      )
    output.result({ ok: true, commands: chosen.map(({ name: id, usage, summary }) => ({ id, usage, summary })) }, () =>
      [
        ...chosen.map((command) => `plumbline ${command.usage}\n    ${command.summary}`),
        ...(name === undefined ? [common] : []),
      ].join('\n'),
    )
    return 0
  },
})

const common = `
SEL is a comma list: channel=sms,team=…,agent=…,from=2026-07-01,to=2026-09-30 (inclusive days in the workspace zone).
Filters: [--channel C]… [--team T]… [--agent A]… [--inbox I]… [--source S]… [--from DATE] [--to DATE] [--hours calendar|business]
Every command takes --json, --quiet and --debug. Exit status: 0 done, 1 failed, 2 wrong usage.`
