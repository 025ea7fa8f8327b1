/** One app under test, whichever host it runs on: its page, and what surrounds the page. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import type { DialogAnswer, FromHost, Observations, ToHost } from '../host/control.ts'

export interface AppUnderTest {
  readonly page: Page
  /** Folder of the app's own data. */
  readonly dataFolder: string
  /** The next dialog is answered so: chosen paths, or null for "cancelled". */
  readonly answerDialog: (answer: DialogAnswer) => void
  readonly clickMenu: (id: string) => void
  readonly observe: () => Promise<Observations>
  /** Which of these permissions the app grants. */
  readonly grantedPermissions: (names: readonly string[]) => Promise<readonly string[]>
  /** CSP violations and uncaught errors of the page since it was opened, as text. */
  readonly complaints: readonly string[]
  /** Quits as a user does; resolves with the exit code. */
  readonly quit: () => Promise<number | null>
}

export interface LaunchOptions {
  /** Data of an earlier run; a fresh folder, removed afterwards, if absent. */
  readonly dataFolder?: string
}

type Answer<Type extends FromHost['type']> = Extract<FromHost, { type: Type }>

/** The next message of a kind; rejects if the host ends before. */
function nextMessage<Type extends FromHost['type']>(host: ChildProcess, type: Type): Promise<Answer<Type>> {
  return new Promise((resolve, reject) => {
    function listen(message: FromHost): void {
      if (message.type !== type) return
      stopListening()
      resolve(message as Answer<Type>) // The line above has checked its type.
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

/** Every complaint of the page, also from before this client attached to it: the page is loaded again. */
async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`uncaught ${error.name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  return complaints
}

export async function launchOnChromium(options: LaunchOptions = {}): Promise<AppUnderTest> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'plumbline-e2e-')))
  const run = path.resolve(import.meta.dirname, '../host/run.ts')
  const host = fork(run, ['--data', dataFolder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
  const ended = once(host, 'exit')
  const { browserUrl } = await nextMessage(host, 'ready')
  const browser = await chromium.connectOverCDP(browserUrl, { isLocal: true })
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error('The Chromium host has no page.')
  const complaints = await collectComplaints(page)

  function tell(message: ToHost): void {
    host.send(message)
  }

  return {
    page,
    dataFolder,
    complaints,
    answerDialog: (answer) => tell({ type: 'answer-dialog', answer }),
    clickMenu: (id) => tell({ type: 'click-menu', id }),
    observe: async () => {
      const reply = nextMessage(host, 'observations')
      tell({ type: 'observe' })
      return (await reply).observations
    },
    grantedPermissions: async (permissions) => {
      const reply = nextMessage(host, 'permissions')
      tell({ type: 'ask-permissions', permissions })
      return (await reply).granted
    },
    quit: async () => {
      tell({ type: 'quit' })
      const [exitCode] = (await ended) as [number | null]
      await browser.close()
      if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true })
      return exitCode
    },
  }
}
