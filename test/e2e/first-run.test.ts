/** The way through the app: a workspace, two exports, the numbers, a comparison, a report; and the same export again. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshFolder, launch } from './driver.ts'
import type { AppUnderTest } from './driver.ts'
import { messageTable } from './message-table.ts'

let app: AppUnderTest
let folder: string
let remove: () => Promise<void>
const file = (name: string): string => path.join(folder, name)

beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
  // 24 conversations each: replies after 30, 31, … 53 s and after 120, 122, … 166 s; medians 41.5 s and 143 s.
  await writeFile(file('texts.csv'), messageTable('sms', 24, 30, 1))
  await writeFile(file('chats.csv'), messageTable('web_chat', 24, 120, 2))
  app = await launch(file('data'))
})
afterAll(async () => {
  await app.quit()
  await remove()
})

test('first run: the start screen knows no workspace', async () => {
  await app.page.getByRole('heading', { name: 'Plumbline' }).waitFor()
  await app.page.getByText('None yet.').waitFor()
})

test('a new workspace is empty and says what to do', async () => {
  await app.answerDialog([file('acme')])
  await app.page.getByRole('button', { name: 'New workspace…' }).click()
  await app.page.getByText('No conversations yet').waitFor()
  expect(await app.page.title()).toBe('acme – Plumbline')
})

test('chosen exports are previewed and imported', async () => {
  await app.answerDialog([file('texts.csv'), file('chats.csv')])
  await app.clickMenu('import.files')
  await app.page.getByRole('button', { name: 'Import all 2 files' }).click()
  await expect.poll(() => app.page.getByText(/^Imported in/).count()).toBe(2)
})

test('the dashboard shows the medians of both together', async () => {
  await app.clickMenu('go.dashboard')
  const card = app.page.getByRole('region', { name: 'First response time' }).first()
  await card.waitFor()
  // 30 … 53 and 120 … 166: between the 24th and the 25th of 48 lies (53 + 120) / 2 = 86.5 s.
  await expect.poll(() => card.textContent()).toContain('1 min 27 s')
})

test('the comparison says which channel is faster, and how much', async () => {
  await app.clickMenu('go.compare')
  const table = app.page.getByRole('region', { name: 'Verdicts' })
  await table.waitFor()
  const text = (await table.textContent()) ?? ''
  expect(text).toContain('2 min 23 s')
})

test('a report goes where the user says', async () => {
  await app.clickMenu('go.reports')
  await app.answerDialog([file('review')])
  await app.page.getByRole('button', { name: 'Export report' }).click()
  await app.page.getByText('The report is saved').waitFor()
  const html = await readFile(file('review.html'), 'utf8')
  expect(html).toMatch(/^<!doctype html>/i)
  expect(html).toContain('2 min 23 s')
  expect(html).not.toContain('<script')
})

test('the same export again changes nothing', async () => {
  await app.answerDialog([file('texts.csv')])
  await app.clickMenu('import.files')
  await app.page.getByText('Nothing new: every usable row is in the workspace already.').waitFor()
  await app.page.getByRole('button', { name: 'Import 0 rows' }).click()
  await expect.poll(() => app.page.getByText(/^Imported in/).count()).toBeGreaterThan(0)
  await app.clickMenu('go.dashboard')
  const card = app.page.getByRole('region', { name: 'First response time' }).first()
  await expect.poll(() => card.textContent()).toContain('1 min 27 s')
})

test('an export dropped on the window is previewed', async () => {
  await app.clickMenu('go.dashboard')
  await writeFile(file('mails.csv'), messageTable('email', 5, 600, 1))
  const cdp = await app.page.context().newCDPSession(app.page)
  const data = { items: [], files: [file('mails.csv')], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data })
  }
  await app.page.getByRole('region', { name: 'mails.csv' }).getByText('10 new of 10 rows').waitFor()
})

test('after closing the app the workspace is where it was, with its numbers', async () => {
  expect(await app.complaints()).toEqual([])
  expect(await app.quit()).toBe(0)
  app = await launch(file('data'))
  await app.page.getByRole('button', { name: /^acme/ }).click()
  await app.page.getByText('1 min 27 s').first().waitFor()
})

test('the page never complained', async () => {
  expect(await app.complaints()).toEqual([])
})
