/** Importing as a customer does it: unknown tables, next month's file, archives, open questions, bots. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { zipSync } from 'fflate'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshFolder, launch } from './driver.ts'
import type { AppUnderTest } from './driver.ts'
import { messageTable } from './message-table.ts'

let app: AppUnderTest
let folder: string
let remove: () => Promise<void>
const file = (name: string): string => path.join(folder, name)

/** A table whose names and values no format knows: one conversation a day, answered after 4 minutes. */
function shopTexts(month: number): string {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const day = `${String(index + 1).padStart(2, '0')}.${String(month).padStart(2, '0')}.2026`
    const phone = `+1212555${String(1000 + index)}`
    return `${day} 09:00;C;${phone};Is it ready?;\n${day} 09:04;A;${phone};Yes.;Ana`
  })
  return `Stamp;Way;Who wrote;Said;Clerk\n${rows.join('\n')}\n`
}

/** No number above 12: day or month first is anybody's guess. */
function visits(): string {
  const rows = Array.from({ length: 9 }, (_, index) => {
    const phone = `+1212555${String(2000 + index)}`
    return `0${index + 1}/05/2026 10:00,incoming,,${phone},Hello\n0${index + 1}/05/2026 10:02,outgoing,Ana,${phone},Hi`
  })
  return `created_at,direction,agent,contact,text\n${rows.join('\n')}\n`
}

/** Every message is answered by a bot after 5 s and by Ben after 10 min. */
function botTable(): string {
  const rows = Array.from({ length: 60 }, (_, index) => {
    const openedAt = Date.UTC(2026, 6, 1, 8) + index * 86_400_000
    const at = (seconds: number): string => new Date(openedAt + seconds * 1000).toISOString()
    const end = `bots-${index},+1212555${String(3000 + index)}`
    return [
      `${at(0)},incoming,,${end},Hello?`,
      `${at(5)},outgoing,Welcome Bot,${end},Please hold.`,
      `${at(600)},outgoing,Ben,${end},Hello.`,
    ].join('\n')
  })
  return `created_at,direction,agent,conversation_id,contact,text\n${rows.join('\n')}\n`
}

async function importFiles(...names: readonly string[]): Promise<void> {
  await app.answerDialog(names.map(file))
  await app.clickMenu('import.files')
}
const card = (name: string): Locator => app.page.getByRole('region', { name, exact: true })

async function pick(name: string, option: string): Promise<void> {
  await app.page.getByRole('combobox', { name, exact: true }).click()
  await app.page.getByRole('listbox', { name, exact: true }).getByRole('option', { name: option }).click()
}

beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
  const text = new TextEncoder()
  await writeFile(file('shop-texts-2026-05.csv'), shopTexts(5))
  await writeFile(file('shop-texts-2026-06.csv'), shopTexts(6))
  await writeFile(file('visits.csv'), visits())
  await writeFile(file('bots.csv'), botTable())
  await writeFile(
    file('help-desk.zip'),
    zipSync({
      'export/texts.csv': text.encode(messageTable('sms', 8, 30, 1)),
      'export/chats.csv': text.encode(messageTable('web_chat', 8, 120, 2)),
      'export/logo.png': text.encode('no picture'),
    }),
  )
  const days = Array.from({ length: 1500 }, (_, day) => [
    `day-${String(day).padStart(4, '0')}.csv`,
    messageTable('sms', 1, 30, 1),
  ])
  await writeFile(
    file('daily.zip'),
    zipSync(Object.fromEntries(days.map(([name = '', table]) => [name, text.encode(table)]))),
  )
  app = await launch(file('data'))
  await app.answerDialog([file('acme')])
  await app.page.getByRole('button', { name: 'New workspace…' }).click()
  await app.page.getByText('No conversations yet').waitFor()
})
afterAll(async () => {
  await app.quit()
  await remove()
})

test('an unknown table is described with the rows beside it, remembered and imported', async () => {
  await importFiles('shop-texts-2026-05.csv')
  await app.page.getByRole('button', { name: 'Describe the columns…' }).click()
  const stored = app.page.getByRole('region', { name: 'As it will be stored' })
  await stored.getByText(/^Still needed/).waitFor()
  await pick('Column of Time', 'Stamp')
  await pick('Column of Direction', 'Way')
  await pick('Column of Customer', 'Who wrote')
  await pick('Column of Text', 'Said')
  await pick('Column of Agent', 'Clerk')
  await stored.getByText('0 of 40 rows usable').waitFor()
  await pick('Meaning of C', 'from customer')
  await stored.getByText('20 of 40 rows usable').waitFor()
  await pick('Meaning of A', 'to customer')
  await stored.getByText('40 of 40 rows usable').waitFor()
  await app.page.getByText(/Resolution time, .*: no closing time$/).waitFor()
  await app.page.getByRole('button', { name: 'Save and use it' }).click()
  await card('shop-texts-2026-05.csv').getByText('Read with the profile').waitFor()
  await app.page.getByRole('button', { name: 'Import 40 rows' }).click()
  await app.page.getByText(/^Imported in/).waitFor()
})

test('next month’s file is recognised by its columns: two clicks', async () => {
  await importFiles('shop-texts-2026-06.csv')
  const next = card('shop-texts-2026-06.csv')
  await next.getByText('Read with the profile').waitFor()
  await next.getByRole('button', { name: 'Import 40 rows' }).click()
  await next.getByText(/^Imported in/).waitFor()
  await app.page.getByRole('row', { name: /^shop-texts A message/ }).waitFor()
})

test('the exports of an archive are imported together, and what is no export is named', async () => {
  await importFiles('help-desk.zip')
  const archive = card('help-desk.zip')
  await archive.getByText('1 other file left out').click()
  await archive.getByText('export/logo.png').waitFor()
  await app.page.getByRole('button', { name: 'Import all 2 files' }).click()
  await expect.poll(() => archive.getByText(/^Imported in/).count()).toBe(2)
})

test('an ambiguous date order is answered in place', async () => {
  await importFiles('visits.csv')
  const visits = card('visits.csv')
  await visits.getByRole('button', { name: 'Month first: 3/4 is 4 March' }).click()
  await visits.getByText('5 Jan 2026', { exact: false }).first().waitFor()
  await visits.getByRole('button', { name: 'Import 18 rows' }).click()
  await visits.getByText(/^Imported in/).waitFor()
})

test('calling a replier a bot changes the numbers, and taking that back gives the old ones', async () => {
  await importFiles('bots.csv')
  await card('bots.csv').getByRole('button', { name: 'Import 180 rows' }).click()
  await card('bots.csv')
    .getByText(/^Imported in/)
    .waitFor()
  await app.clickMenu('go.dashboard')
  const response = app.page.getByRole('region', { name: 'First response time' }).first()
  // Of the 125 conversations 60 are answered after 5 s by the bot, else after 10 min; all others sooner than that.
  await expect.poll(() => response.textContent()).toContain('p90 4 min')
  await app.clickMenu('go.settings')
  await app.page.getByText(/One name looks like a bot/).waitFor()
  // The input lies under its own track, as in every switch.
  await app.page.getByRole('switch', { name: 'Welcome Bot is a bot' }).press('Space')
  await expect.poll(() => app.page.getByText(/One name looks like a bot/).count()).toBe(0)
  await app.clickMenu('go.dashboard')
  await expect.poll(() => response.textContent()).toContain('p90 10 min')
  await app.clickMenu('go.settings')
  await app.page.getByRole('button', { name: 'As the export says: Welcome Bot' }).press('Enter')
  await expect.poll(() => app.page.getByRole('button', { name: /^As the export says/ }).count()).toBe(0)
  await app.clickMenu('go.dashboard')
  await expect.poll(() => response.textContent()).toContain('p90 4 min')
})

test('an archive of many exports is a list of which only the part near the window is in the page', async () => {
  await app.clickMenu('go.import')
  await importFiles('daily.zip')
  const archive = card('daily.zip')
  const items = archive.getByRole('listitem')
  await expect.poll(() => items.first().getAttribute('aria-setsize')).toBe('1500')
  expect(await items.count()).toBeLessThan(100)
  // The keyboard goes on to cards that were not in the page: two stops a card, to open it and to take it from the list.
  await archive.getByRole('button', { name: /^day-0000.csv/ }).focus()
  for (let stop = 0; stop < 120; stop++) await app.page.keyboard.press('Tab')
  const current = (): Promise<string | undefined> =>
    app.page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset') ?? undefined)
  expect(await current()).toBe('61')
  // What has the keyboard keeps it, however far the page is scrolled.
  await app.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2))
  await archive.getByRole('region', { name: 'day-0750.csv' }).waitFor()
  expect(await current()).toBe('61')
  await app.page.keyboard.press('Enter')
  await expect.poll(() => archive.getByRole('button', { name: /^day-0060.csv/, expanded: true }).count()).toBe(1)
  expect(await items.count()).toBeLessThan(100)
})

test('the page never complained', async () => {
  expect(await app.complaints()).toEqual([])
})
