/** The command line: the same engine without a window, on plain Node. */
import process from 'node:process'
import { runCommand } from './headless/run-command.ts'
import { startDataThread } from './worker/client.ts'

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  startDataThread,
  now: () => Date.now(),
  isTerminal: process.stderr.isTTY,
  onInterrupt: (listener) => {
    process.on('SIGINT', listener)
    return () => process.off('SIGINT', listener)
  },
})
