/** The app on the Chromium host: a process of its own, and a second client on its browser. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { FromHost, Observations, ToHost } from '../host/control.ts'
import type { AppUnderTest } from './driver.ts'

export interface AppOnChromium extends AppUnderTest {
  readonly observe: () => Promise<Observations>
  /** Ends the app's data thread as an accident would. */
  readonly endDataThread: () => void
  /** Which of these permissions the app grants. */
  readonly grantedPermissions: (names: readonly string[]) => Promise<readonly string[]>
}

type Message<Type extends FromHost['type']> = Extract<FromHost, { type: Type }>

/** The next message of a kind; rejects if the host ends before. */
function nextMessage<Type extends FromHost['type']>(host: ChildProcess, type: Type): Promise<Message<Type>> {
  return new Promise((resolve, reject) => {
    function listen(message: FromHost): void {
      if (message.type !== type) return
      stopListening()
      resolve(message as Message<Type>) // The line above has checked its type.
    }
    function end(exitCode: number | null): void {
      stopListening()
      reject(new Error(`The Chromium host ended with exit code ${String(exitCode)} before it said "${type}".`))
    }
    function stopListening(): void {
      host.off('message', listen)
      host.off('exit', end)
    }
    host.on('message', listen)
    host.on('exit', end)
  })
}

export async function launchOnChromium(dataFolder: string): Promise<AppOnChromium> {
  const run = path.resolve(import.meta.dirname, '../host/run.ts')
  const host = fork(run, ['--data', dataFolder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
  const ended = once(host, 'exit')
  const { browserUrl } = await nextMessage(host, 'ready')
  const browser = await chromium.connectOverCDP(browserUrl, { isLocal: true })
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('The Chromium host has no page.')

  function tell(message: ToHost): void {
    host.send(message)
  }

  async function observe(): Promise<Observations> {
    const reply = nextMessage(host, 'observations')
    tell({ type: 'observe' })
    return (await reply).observations
  }

  return {
    page,
    answerDialog: async (answer) => tell({ type: 'answer-dialog', answer }),
    clickMenu: async (id) => tell({ type: 'click-menu', id }),
    complaints: async () => (await observe()).complaints,
    observe,
    endDataThread: () => tell({ type: 'end-data-thread' }),
    grantedPermissions: async (permissions) => {
      const reply = nextMessage(host, 'permissions')
      tell({ type: 'ask-permissions', permissions })
      return (await reply).granted
    },
    quit: async () => {
      tell({ type: 'quit' })
      const [exitCode] = (await ended) as [number | null]
      await browser.close()
      return exitCode
    },
  }
}
