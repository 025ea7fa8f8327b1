/**
 * One app under test, whichever host it runs on: its page, and what surrounds the page. PLUMBLINE_E2E_HOST=electron runs
 * the specs on Electron's runtime, where it is installed.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { DialogAnswer } from '../host/control.ts'
import { launchOnChromium } from './chromium-driver.ts'
import { launchOnElectron } from './electron-driver.ts'

export interface AppUnderTest {
  readonly page: Page
  /** The next dialog is answered so: chosen paths, or null for "cancelled". */
  readonly answerDialog: (answer: DialogAnswer) => Promise<void>
  readonly clickMenu: (id: string) => Promise<void>
  /** Uncaught errors and error messages of the page, policy violations among them. */
  readonly complaints: () => Promise<readonly string[]>
  /** Quits as a user does; resolves with the exit code. */
  readonly quit: () => Promise<number | null>
}

/** Starts the built app on the data of `dataFolder`. */
export function launch(dataFolder: string): Promise<AppUnderTest> {
  return process.env['PLUMBLINE_E2E_HOST'] === 'electron' ? launchOnElectron(dataFolder) : launchOnChromium(dataFolder)
}

/** A fresh folder for the app's own data and the test's files, removed by `remove`. */
export async function freshFolder(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-e2e-'))
  // The browser may still be writing its last words into its profile.
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) }
}
