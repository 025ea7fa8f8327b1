/** One command after the other, with a data thread that stays for the next one. */
import process from 'node:process'
import { vi } from 'vitest'
import { runCommand } from '../../../electron/headless/run-command.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** Both, in order. */
  readonly printed: string
}

export async function runWith(data: DataThread, args: readonly string[]): Promise<Outcome> {
  const texts = { stdout: '', stderr: '', printed: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += String(text)
      texts.printed += String(text)
      return true
    }),
  )
  try {
    const status = await runCommand({
      args,
      startDataThread: () => ({ ...data, stop: async () => undefined }),
      now: () => 0,
      isTerminal: false,
      onInterrupt: () => () => undefined,
    })
    return { status, ...texts }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** What a command printed, with the status in front of it if it is not 0. */
export async function printedBy(data: DataThread, args: readonly string[]): Promise<string> {
  const { status, printed } = await runWith(data, [...args, '--quiet'])
  return status === 0 ? printed : `${status}: ${printed}`
}
