// @vitest-environment jsdom
/** Archives, open questions and large files on the import screen. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { PickedFile } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import type { ImportPreview } from '../../shared/model.ts'
import { pickedFiles } from './fake/imports.ts'
import { emptyWorkspace } from './fake/names.ts'
import { specialFiles } from './fake/tables.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import type { FakeBridge } from './fake-bridge.ts'
import { inputsOf } from './mount.tsx'
import { renderApp } from './render-app.tsx'

async function choose(fake: FakeBridge, ...files: readonly PickedFile[]) {
  fake.answer('files.chooseImports', () => files)
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  await user.click(screen.getByRole('button', { name: 'Choose files…' }))
  return user
}
const start = (): FakeBridge => makeFakeBridge({ workspace: emptyWorkspace })

test('an archive becomes one card per export, and says what it leaves out', async () => {
  const fake = start()
  const user = await choose(fake, specialFiles.archive)
  const archive = within(await screen.findByRole('region', { name: 'help-desk.zip' }))
  await archive.findByRole('region', { name: 'export/tickets.json' })
  await archive.findByRole('region', { name: 'export/chats.csv' })
  expect(archive.getByText('1 other file left out')).toBeVisible()
  expect(archive.getByText('export/logo.png')).toHaveTextContent('an image')
  await user.click(await screen.findByRole('button', { name: 'Import all 2 files' }))
  await waitFor(() => expect(inputsOf(fake, 'imports.commit')).toHaveLength(2))
  expect(inputsOf(fake, 'imports.preview')).toContainEqual({
    fileId: specialFiles.archive.fileId,
    choices: { entry: 'export/chats.csv' },
  })
})

test('a chosen folder is looked into like an archive', async () => {
  const fake = start()
  fake.answer('files.chooseImportFolder', () => specialFiles.archive)
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  await user.click(screen.getByRole('button', { name: 'Choose a folder…' }))
  expect(await screen.findByRole('region', { name: 'export/chats.csv' })).toBeVisible()
})

test('an open date order is asked in place and answered by one click', async () => {
  const fake = start()
  const user = await choose(fake, specialFiles.dates)
  const question = within(await screen.findByRole('region', { name: 'A choice is needed' }))
  expect(question.getByText(/dates in “Sent” day first or month first/)).toBeVisible()
  await user.click(question.getByRole('button', { name: 'Day first: 3/4 is 3 April' }))
  expect(await screen.findByRole('button', { name: 'Import 9,842 rows' })).toBeEnabled()
  expect(screen.queryByRole('region', { name: 'A choice is needed' })).toBeNull()
})

test('which authors are we is asked with their messages, and can be changed afterwards', async () => {
  const fake = start()
  const user = await choose(fake, specialFiles.chat)
  const question = within(await screen.findByRole('region', { name: 'A choice is needed' }))
  expect(question.getByText('40 messages')).toBeVisible()
  expect(question.getByRole('button', { name: 'Read it so' })).toBeDisabled()
  await user.click(question.getByRole('switch', { name: 'Ana' }))
  await user.click(question.getByRole('button', { name: 'Read it so' }))
  await user.click(await screen.findByRole('switch', { name: 'Ben' }))
  await waitFor(() =>
    expect(inputsOf(fake, 'imports.preview').at(-1)).toEqual({
      fileId: specialFiles.chat.fileId,
      choices: { us: ['Ana', 'Ben'] },
    }),
  )
})

test('two authors switched one right after the other are both ours', async () => {
  const fake = start()
  const user = await choose(fake, specialFiles.chat)
  await user.click(await screen.findByRole('switch', { name: 'Ana' }))
  await user.click(screen.getByRole('button', { name: 'Read it so' }))
  await screen.findByRole('button', { name: 'Import 9,842 rows' })
  const answered = Promise.withResolvers<ImportPreview>()
  fake.answer('imports.preview', () => answered.promise)
  await user.click(screen.getByRole('switch', { name: 'Ben' }))
  expect(screen.getByRole('switch', { name: 'Ben' })).toBeChecked()
  await user.click(screen.getByRole('switch', { name: '+15550101' }))
  answered.reject(new AppError('cancelled', 'The work was cancelled.'))
  await waitFor(() =>
    expect(inputsOf(fake, 'imports.preview').at(-1)).toEqual({
      fileId: specialFiles.chat.fileId,
      choices: { us: ['Ana', 'Ben', '+15550101'] },
    }),
  )
})

test('a large file is previewed at once, counted in the background, and the count gives way to a choice', async () => {
  const fake = start()
  const counts: { resolve: (preview: ImportPreview) => void; reject: (cause: AppError) => void }[] = []
  fake.answer('imports.count', () => new Promise((resolve, reject) => counts.push({ resolve, reject })))
  fake.answer('imports.cancel', () => {
    counts.at(-1)?.reject(new AppError('cancelled', 'The work was cancelled.'))
    return null
  })
  const { large } = specialFiles
  const user = await choose(fake, large)
  expect(await screen.findByText('Of the first 1,500 rows')).toBeVisible()
  expect(await screen.findByRole('progressbar', { name: `Counting ${large.name}` })).toBeVisible()
  act(() =>
    fake.emit('import-progress', {
      file: large.name,
      phase: 'reading',
      bytesRead: 406_000_000,
      byteCount: large.byteCount,
      rowsRead: 4_500_000,
      rate: 150_000,
      secondsLeft: 30,
    }),
  )
  expect(screen.getByText(/4,500,000 rows .* about 30 s left/)).toBeVisible()
  await user.click(screen.getByRole('switch', { name: /^Keep message texts/ }))
  await waitFor(() => expect(counts).toHaveLength(2))
  expect(inputsOf(fake, 'imports.cancel')).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByText('The rest was not counted. It can be imported all the same.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Import all rows' })).toBeEnabled()
  await user.click(screen.getByRole('button', { name: 'Count all rows' }))
  await waitFor(() => expect(counts).toHaveLength(3))
})

test('the look through a large file says how far it is, and can be stopped and begun again', async () => {
  const fake = start()
  const { archive } = specialFiles
  const looks: { readonly choices: object; readonly reject: (cause: AppError) => void }[] = []
  fake.answer('imports.preview', ({ choices }) => new Promise((_resolve, reject) => looks.push({ choices, reject })))
  fake.answer('imports.cancel', () => {
    looks.at(-1)?.reject(new AppError('cancelled', 'The work was cancelled.'))
    return null
  })
  const user = await choose(fake, archive)
  await user.click(await screen.findByRole('button', { name: /^export\/chats.csv/ }))
  const card = within(screen.getByRole('region', { name: 'export/chats.csv' }))
  await user.click(card.getByRole('button', { name: 'Cancel' }))
  // It was only waiting for its turn: nothing runs that could be cancelled.
  expect(card.getByText('It was not read to its end. Nothing was changed.')).toBeVisible()
  expect(inputsOf(fake, 'imports.cancel')).toHaveLength(0)
  const running = within(screen.getByRole('region', { name: 'export/tickets.json' }))
  act(() =>
    fake.emit('import-progress', {
      file: `${archive.name}/export/tickets.json`,
      phase: 'looking',
      bytesRead: 300_000_000,
      byteCount: 600_000_000,
      rowsRead: 0,
      rate: 0,
      secondsLeft: 4,
    }),
  )
  expect(running.getByText('Looking through the file · 50 % · 300 MB of 600 MB · about 4 s left')).toBeVisible()
  await user.click(running.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(running.getByRole('status')).toHaveTextContent('Stopped'))
  expect(inputsOf(fake, 'imports.cancel')).toHaveLength(1)
  await user.click(running.getByRole('button', { name: 'Read it again' }))
  await waitFor(() => expect(looks).toHaveLength(2))
  expect(looks.map(({ choices }) => choices)).toEqual([
    { entry: 'export/tickets.json' },
    { entry: 'export/tickets.json' },
  ])
})

test('encoding and delimiter of a product’s export can be overruled, and given back', async () => {
  const fake = start()
  const [twilio] = pickedFiles
  if (!twilio) throw new Error('no file')
  const user = await choose(fake, twilio)
  const asked = (): unknown => inputsOf(fake, 'imports.preview').at(-1)
  const pick = async (field: string, option: string): Promise<void> => {
    await user.click(await screen.findByRole('combobox', { name: field }))
    await user.click(await screen.findByRole('option', { name: option }))
  }
  expect(await screen.findByRole('combobox', { name: 'Encoding' })).toHaveValue('UTF-8')
  await pick('Encoding', 'Central European (Windows-1250)')
  await waitFor(() => expect(asked()).toEqual({ fileId: twilio.fileId, choices: { encoding: 'windows-1250' } }))
  await pick('Columns are separated by', 'Tab')
  await waitFor(() =>
    expect(asked()).toEqual({ fileId: twilio.fileId, choices: { encoding: 'windows-1250', delimiter: '\t' } }),
  )
  await user.click(screen.getByRole('button', { name: 'Encoding: back to what is recognised' }))
  expect(screen.getByRole('combobox', { name: 'Encoding' })).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Columns are separated by: back to what is recognised' }))
  await waitFor(() => expect(asked()).toEqual({ fileId: twilio.fileId, choices: {} }))
  expect(inputsOf(fake, 'imports.outline')).toHaveLength(0)
})

test('many files stay closed but for the first that asks, and are summed up', async () => {
  const fake = start()
  const [twilio] = pickedFiles
  if (!twilio) throw new Error('no file')
  const many = Array.from({ length: 40 }, (_, index) => ({ ...twilio, fileId: `many-${index}`, name: `f${index}.csv` }))
  fake.answer('imports.preview', ({ fileId }) => {
    if (fileId === 'many-7') throw new AppError('choice-needed', 'Which?', { option: 'dayOrder', column: 'Sent' })
    throw new AppError('file-truncated', 'It ends in the middle.')
  })
  await choose(fake, ...many)
  expect(await screen.findByText('1 needs your choice · 39 not imported')).toBeVisible()
  expect(screen.getAllByRole('button', { expanded: true })).toHaveLength(1)
})

test('the exports that work can be searched', async () => {
  const user = await choose(start(), specialFiles.dates)
  await user.click(screen.getByRole('button', { name: 'Which exports work?' }))
  const panel = within(await screen.findByRole('dialog', { name: 'Which exports work?' }))
  await user.type(panel.getByRole('textbox', { name: 'Find an export' }), 'survey score')
  expect(panel.getByText('1 of 4')).toBeVisible()
  expect(panel.getByRole('heading', { name: 'Table of survey answers' })).toBeVisible()
})
