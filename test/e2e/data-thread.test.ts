/** The data thread ends in the middle of things: the app says so, and goes on after a restart. Chromium host only. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorCatalogue } from '../../shared/errors.ts'
import { launchOnChromium } from './chromium-driver.ts'
import type { AppOnChromium } from './chromium-driver.ts'
import { freshFolder } from './driver.ts'
import { messageTable } from './message-table.ts'

let app: AppOnChromium
let folder: string
let remove: () => Promise<void>

beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
  await writeFile(path.join(folder, 'texts.csv'), messageTable('sms', 24, 30, 1))
  app = await launchOnChromium(path.join(folder, 'data'))
  await app.answerDialog([path.join(folder, 'acme')])
  await app.page.getByRole('button', { name: 'New workspace…' }).click()
  await app.page.getByText('No conversations yet').waitFor()
  await app.answerDialog([path.join(folder, 'texts.csv')])
  await app.clickMenu('import.files')
  await app.page.getByRole('button', { name: 'Import 48 rows' }).click()
  await app.page.getByText(/^Imported in/).waitFor()
})
afterAll(async () => {
  await app.quit()
  await remove()
})

test('its end is shown at once, with what was kept', async () => {
  app.endDataThread()
  const alert = app.page.getByRole('alert')
  await expect.poll(() => alert.textContent()).toContain(errorCatalogue['data-thread-stopped'].title)
  expect(await alert.textContent()).toContain(errorCatalogue['data-thread-stopped'].kept)
})

test('commands that need a workspace are off in the menu', async () => {
  const { menu } = await app.observe()
  expect(menu.find((item) => item.id === 'go.compare')?.enabled).toBe(false)
})

test('after a restart the workspace opens with everything that was saved', async () => {
  await app.page.getByRole('button', { name: 'Restart the data engine' }).click()
  await app.page.getByRole('button', { name: /^acme/ }).click()
  await app.page.getByText('41.5 s').or(app.page.getByText('42 s')).first().waitFor()
})

test('the log says what happened, and nothing about customers', async () => {
  const log = await readFile(path.join(folder, 'data/logs/plumbline.log'), 'utf8')
  expect(log).toContain('data thread')
  expect(log).not.toMatch(/acme|texts|\+1212|open\?/)
})
