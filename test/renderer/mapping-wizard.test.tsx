// @vitest-environment jsdom
/** Describing an unknown table, remembering it, and using it again. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { profileName, startDraft, toMapping, withRow } from '../../renderer/features/import/mapping-draft.ts'
import { limitTexts } from '../../renderer/features/import/table-words.ts'
import { emptyWorkspace } from './fake/names.ts'
import { outline, specialFiles } from './fake/tables.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import { inputsOf } from './mount.tsx'
import { renderApp } from './render-app.tsx'

const { unknown } = specialFiles

test('an unknown table is described, remembered and read with its profile', async () => {
  const fake = makeFakeBridge({ workspace: emptyWorkspace })
  fake.answer('files.chooseImports', () => [unknown])
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  await user.click(screen.getByRole('button', { name: 'Choose files…' }))
  await user.click(await screen.findByRole('button', { name: 'Describe the columns…' }))

  const wizard = within(await screen.findByRole('region', { name: `Describe the columns of ${unknown.name}` }))
  expect(await wizard.findByRole('radio', { name: 'A message' })).toBeChecked()
  expect(wizard.getByRole('combobox', { name: 'Column of Time' })).toHaveValue('When')
  expect(wizard.getByRole('status')).toHaveTextContent('Still needed: a direction or the kind of author.')
  expect(
    wizard.getByText(
      'Resolution time, open at the end of the period, replies to resolution, one-touch resolutions and first contact resolution: no closing time',
    ),
  ).toBeVisible()

  const pick = async (name: string, option: RegExp | string): Promise<void> => {
    await user.click(wizard.getByRole('combobox', { name }))
    await user.click(within(screen.getByRole('listbox', { name })).getByRole('option', { name: option }))
  }
  await pick('Column of Direction', /^Way/)
  await pick('Meaning of C', 'from customer')
  expect(await wizard.findByText('1 of 2 rows usable')).toBeVisible()
  expect(wizard.getByRole('row', { name: '3 Way neither incoming nor outgoing A' })).toBeVisible()
  await pick('Meaning of A', 'to customer')
  expect(await wizard.findByText('2 of 2 rows usable')).toBeVisible()

  const mapping = {
    row: 'message',
    columns: { time: 'When', contact: 'Phone', direction: 'Way' },
    values: { direction: { C: 'in', A: 'out' } },
  }
  expect(inputsOf(fake, 'imports.preview').at(-1)).toEqual({ fileId: unknown.fileId, choices: { mapping } })
  expect(wizard.getByRole('textbox', { name: 'Name of the profile' })).toHaveValue('shop-texts')
  await user.click(wizard.getByRole('button', { name: 'Save and use it' }))

  const card = within(await screen.findByRole('region', { name: unknown.name }))
  expect(await card.findByText('Read with the profile')).toHaveTextContent('shop-texts')
  expect(screen.getByRole('row', { name: /^shop-texts A message/ })).toBeVisible()
  await user.click(card.getByRole('button', { name: 'Do not use' }))
  await waitFor(() =>
    expect(inputsOf(fake, 'imports.preview').at(-1)).toEqual({ fileId: unknown.fileId, choices: { profile: null } }),
  )
  await user.click(screen.getByRole('button', { name: 'Remove the profile shop-texts' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove profile' }))
  await waitFor(() => expect(screen.queryByRole('row', { name: /^shop-texts/ })).toBeNull())
})

test('another kind of row keeps what it shares and takes its own suggestions', () => {
  const message = startDraft(outline, null)
  const optOut = withRow(message, 'opt-out', outline)
  expect(optOut.columns).toEqual({ contact: 'Phone', at: 'When' })
  const constants = { state: 'out', channel: ' ' }
  expect(toMapping({ ...optOut, constants }, { delimiter: ';' })).toEqual({
    row: 'opt-out',
    columns: { contact: 'Phone', at: 'When' },
    constants: { state: 'out' },
    delimiter: ';',
  })
})

test('a profile is named like the file, without its date', () => {
  expect(profileName('shop-texts-2026-05.csv')).toBe('shop-texts')
  expect(profileName('export/Chats 2026 Q2.csv.gz')).toBe('Chats')
  expect(profileName('2026-05-01.csv')).toBe('2026-05-01')
})

test('what a table cannot measure is named', () => {
  expect(limitTexts('conversation', (field) => field === 'closedAt')).toContain(
    'First response time, unanswered conversations and answered within target: no first-reply time',
  )
  expect(limitTexts('message', () => true)).toEqual([])
})
