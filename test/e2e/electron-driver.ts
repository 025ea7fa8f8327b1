/** The app on Electron's own runtime, through playwright. */
import path from 'node:path'
import { _electron } from 'playwright-core'
import type { AppUnderTest } from './driver.ts'
import { findElectron } from '../../build/find-electron.ts'

export async function launchOnElectron(dataFolder: string): Promise<AppUnderTest> {
  const root = path.resolve(import.meta.dirname, '../..')
  const executablePath = findElectron(root)
  if (!executablePath) throw new Error("Electron's runtime is not installed.")
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({ executablePath, args: [...sandbox, `--user-data-dir=${dataFolder}`, root] })
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`uncaught ${error.name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  return {
    page,
    answerDialog: (answer) =>
      app.evaluate(({ dialog }, answer) => {
        dialog.showOpenDialog = async () => ({ canceled: answer === null, filePaths: [...(answer ?? [])] })
        dialog.showSaveDialog = async () => ({ canceled: answer === null, filePath: answer?.[0] ?? '' })
      }, answer),
    clickMenu: (id) => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id),
    complaints: async () => complaints,
    quit: async () => {
      const process = app.process()
      await app.close()
      return process.exitCode
    },
  }
}
