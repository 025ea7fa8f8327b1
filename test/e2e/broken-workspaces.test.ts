/** Files that are no workspace, or not ours, or not whole: each says what it is, and stays as it was. */
import { createHash } from 'node:crypto'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorkspace } from '../../electron/workspace/workspace.ts'
import { errorCatalogue } from '../../shared/errors.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { freshFolder, launch } from './driver.ts'
import type { AppUnderTest } from './driver.ts'

let app: AppUnderTest
let folder: string
let remove: () => Promise<void>
const file = (name: string): string => path.join(folder, `${name}.plumbline`)

/** A whole workspace without data. */
function makeWorkspace(name: string): string {
  createWorkspace(file(name)).close()
  return file(name)
}

function withDatabase(path: string, change: (db: Database.Database) => void): void {
  const db = new Database(path)
  change(db)
  db.close()
}

const hashOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
  await writeFile(file('text'), 'Dear customer, this is a letter.')
  withDatabase(file('foreign'), (db) => db.exec('CREATE TABLE songs (title TEXT)'))
  withDatabase(makeWorkspace('newer'), (db) => db.pragma('user_version = 999'))
  withDatabase(makeWorkspace('trigger'), (db) =>
    db.exec('CREATE TRIGGER evil AFTER INSERT ON message BEGIN DELETE FROM message; END'),
  )
  const damaged = await open(makeWorkspace('damaged'), 'r+')
  await damaged.write(Buffer.alloc(8192, 0xa5), 0, 8192, 4096)
  await damaged.close()
  app = await launch(path.join(folder, 'data'))
})
afterAll(async () => {
  await app.quit()
  await remove()
})

test.each<[string, ErrorCode]>([
  ['text', 'workspace-not-database'],
  ['foreign', 'workspace-foreign'],
  ['newer', 'workspace-newer'],
  ['trigger', 'workspace-damaged'],
  ['damaged', 'workspace-damaged'],
  ['missing', 'workspace-missing'],
])('%s: %s', async (name, code) => {
  const before = name === 'missing' ? '' : await hashOf(file(name))
  await app.answerDialog([file(name)])
  await app.page.getByRole('button', { name: 'Open workspace…' }).click()
  const alert = app.page.getByRole('alert')
  await expect.poll(() => alert.textContent()).toContain(errorCatalogue[code].title)
  expect(await alert.textContent()).toContain(errorCatalogue[code].next)
  if (name !== 'missing') expect(await hashOf(file(name))).toBe(before)
})

test('none of them is offered as a recent workspace', async () => {
  await app.page.getByText('None yet.').waitFor()
})

test('a recent workspace that is gone is still listed, and cannot be opened', async () => {
  await app.answerDialog([file('here')])
  await app.page.getByRole('button', { name: 'New workspace…' }).click()
  await app.page.getByText('No conversations yet').waitFor()
  await app.clickMenu('workspace.close')
  await app.page.getByRole('button', { name: /^here/ }).waitFor()
  await rm(file('here'))
  await app.quit()
  app = await launch(path.join(folder, 'data'))
  await app.page.getByText('not there any more').waitFor()
  expect(await app.page.getByRole('button', { name: /^here/ }).isDisabled()).toBe(true)
})

test('the page never complained', async () => {
  expect(await app.complaints()).toEqual([])
})
