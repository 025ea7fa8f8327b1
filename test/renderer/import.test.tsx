// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { ImportSummary } from '../../shared/model.ts'
import { pickedFiles, previewOf, summaryOf } from './fake/imports.ts'
import { emptyWorkspace } from './fake/names.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import type { FakeBridge } from './fake-bridge.ts'
import { renderApp } from './render-app.tsx'

const twilio = 'twilio-messages-2026-Q2.csv'

/** Opens the import screen of an empty workspace and chooses the first `count` files of the dialog. */
async function chooseFiles(fake: FakeBridge, count: number) {
  fake.answer('files.chooseImports', () => pickedFiles.slice(0, count))
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  await user.click(screen.getByRole('button', { name: 'Choose files…' }))
  return user
}

const callsOf = (fake: FakeBridge, method: string) => fake.calls.filter((each) => each.method === method)

test('a file is previewed, imported and summed up', async () => {
  const fake = makeFakeBridge({ workspace: emptyWorkspace })
  const user = await chooseFiles(fake, 1)
  const card = within(await screen.findByRole('region', { name: twilio }))
  expect(await card.findByText(/^The first line names the columns/)).toBeVisible()
  expect(card.getByText('Times without a zone are read in Europe/Berlin.')).toBeVisible()
  expect(card.getByText('rows read').parentElement).toHaveTextContent('10,420')
  expect(card.getByText('duplicate').parentElement).toHaveTextContent('540')
  expect(card.getByText('Hi, is my bike ready for collection today?')).toBeVisible()
  expect(callsOf(fake, 'imports.commit')).toHaveLength(0)

  await user.click(card.getByRole('tab', { name: 'Rejected rows (3)' }))
  expect(card.getByRole('row', { name: '118 DateSent the time cannot be read 2026-13-45 25:61' })).toBeVisible()

  await user.click(card.getByRole('button', { name: 'Import 9,842 rows' }))
  expect(await card.findByText('Imported in 1.4 s')).toBeVisible()
  expect(callsOf(fake, 'imports.commit')).toHaveLength(1)
  const history = within(await screen.findByRole('table', { name: 'Earlier imports' }))
  expect(history.getByRole('row', { name: new RegExp(twilio) })).toHaveTextContent('10,4209,83012540335')
  await user.click(screen.getByRole('button', { name: 'See the dashboard' }))
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Dashboard')
})

test('a choice makes the preview again, and that preview is committed', async () => {
  const fake = makeFakeBridge({ workspace: emptyWorkspace })
  const user = await chooseFiles(fake, 1)
  await user.click(await screen.findByRole('radio', { name: '5 days: 1,012 conversations' }))
  await waitFor(() => expect(screen.getByText(/^1,012 conversations ·/)).toBeVisible())
  expect(callsOf(fake, 'imports.preview').at(-1)?.input).toEqual({
    fileId: 'file-1',
    choices: { splitGapSeconds: 432_000 },
  })
  await user.click(screen.getByRole('switch', { name: /^Keep message texts/ }))
  await waitFor(() => expect(screen.queryByText('Hi, is my bike ready for collection today?')).toBeNull())
  const choices = { splitGapSeconds: 432_000, keepText: false }
  expect(callsOf(fake, 'imports.preview').at(-1)?.input).toEqual({ fileId: 'file-1', choices })
  await user.click(screen.getByRole('button', { name: 'Import 9,842 rows' }))
  await screen.findByText('Imported in 1.4 s')
  expect(callsOf(fake, 'imports.commit')[0]?.input).toEqual({ previewId: previewOf('file-1', choices).previewId })
})

test('the failure of one file does not stop the others', async () => {
  const fake = makeFakeBridge({ workspace: emptyWorkspace })
  const user = await chooseFiles(fake, 3)
  const pdf = within(await screen.findByRole('region', { name: 'quarterly-review.pdf' }))
  expect(await pdf.findByRole('alert')).toHaveTextContent('This is not an export that Plumbline knows')
  await user.click(await screen.findByRole('button', { name: 'Import all 2 files' }))
  expect(await screen.findAllByText('Imported in 1.4 s')).toHaveLength(2)
  expect(pdf.getByText('Not imported')).toBeVisible()
  // The second preview was made before the first import; it is made again, so that it tells the truth.
  const asked = fake.calls.map(({ method, input }) => `${method} ${JSON.stringify(input ?? null).slice(0, 18)}`)
  const firstCommit = asked.findIndex((each) => each.startsWith('imports.commit'))
  expect(asked.slice(firstCommit).some((each) => each.startsWith('imports.preview {"fileId":"file-2"'))).toBe(true)
})

test('the one file that is ready among others is imported from above', async () => {
  const fake = makeFakeBridge({ workspace: emptyWorkspace })
  const user = await chooseFiles(fake, 3)
  await screen.findByRole('button', { name: 'Import all 2 files' })
  await user.click(screen.getByRole('button', { name: `Remove ${twilio} from this list` }))
  await user.click(await screen.findByRole('button', { name: 'Import 1 file' }))
  expect(await screen.findAllByText('Imported in 1.4 s')).toHaveLength(1)
})

test('a running import shows its rate and time left, and can be cancelled', async () => {
  const fake = makeFakeBridge({ workspace: emptyWorkspace })
  let stop: ((cause: AppError) => void) | undefined
  fake.answer('imports.commit', () => new Promise<ImportSummary>((_, reject) => (stop = reject)))
  fake.answer('imports.cancel', () => {
    stop?.(new AppError('cancelled', 'The import was cancelled.'))
    return null
  })
  const user = await chooseFiles(fake, 1)
  await user.click(await screen.findByRole('button', { name: 'Import 9,842 rows' }))
  await screen.findByText('Importing…')
  act(() =>
    fake.emit('import-progress', {
      file: twilio,
      phase: 'reading',
      bytesRead: 2_105_166,
      byteCount: 4_210_332,
      rowsRead: 5210,
      rate: 41_200,
      secondsLeft: 1,
    }),
  )
  expect(screen.getByText(/5,210 rows .* 41,200 rows per second · about 1 s left/)).toBeVisible()
  expect(screen.getByRole('progressbar', { name: `Importing ${twilio}` })).toHaveAttribute('aria-valuenow', '50')
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The workspace is as it was before.')
  expect(screen.getByRole('button', { name: 'Import 9,842 rows' })).toBeEnabled()
})

test('files dropped anywhere go to the import screen', async () => {
  const fake = makeFakeBridge()
  renderApp(fake)
  await screen.findByRole('heading', { level: 1, name: 'Dashboard' })
  const dataTransfer = { types: ['Files'], files: [new File(['x'], twilio)] }
  fireEvent.dragOver(document.body, { dataTransfer })
  expect(screen.getByText('Drop to import')).toBeVisible()
  fireEvent.drop(document.body, { dataTransfer })
  expect(await screen.findByRole('region', { name: twilio })).toBeVisible()
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Import')
})

test('an import is undone after asking', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  await user.click(await screen.findByRole('button', { name: `Undo import of ${twilio}` }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Undo this import?' }))
  expect(callsOf(fake, 'imports.undo')).toHaveLength(0)
  await user.click(dialog.getByRole('button', { name: 'Undo import' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: `Undo import of ${twilio}` })).toBeNull())
  expect(callsOf(fake, 'imports.undo')[0]?.input).toEqual({ importId: 1 })
})

test('rejected rows are saved where the user says', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  await user.click(await screen.findByRole('button', { name: `Save rejected rows of ${twilio}` }))
  expect(await screen.findByText('3 rejected rows saved as rejected.csv.')).toBeVisible()
  expect(callsOf(fake, 'imports.saveRejected')[0]?.input).toEqual({ importId: 1, fileId: 'rejected-1' })
})

test('every row of a preview is in exactly one part of the summary', () => {
  const { rows } = summaryOf(previewOf('file-1', {}), 1)
  expect(rows.new + rows.changed + rows.duplicate + rows.rejected + rows.ignored).toBe(rows.read)
})
