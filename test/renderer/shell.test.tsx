// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { fakeSettings, fakeWorkspace, longName } from './fake/names.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import { renderApp } from './render-app.tsx'

const lastListCall = (fake: ReturnType<typeof makeFakeBridge>): unknown =>
  fake.calls.findLast((each) => each.method === 'conversations.list')?.input

test('the rail, the keyboard and the native menu lead to the same screens', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Conversations' }))
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Conversations')
  expect(screen.getByRole('button', { name: 'Conversations', current: 'page' })).toBeVisible()
  await user.keyboard('{Control>},{/Control}')
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Settings')
  act(() => fake.command('go.import'))
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Import')
})

test('filters narrow what a screen asks for, show as chips and go away again', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Conversations' }))
  await user.click(await screen.findByRole('button', { name: 'Channel' }))
  await user.click(screen.getByRole('checkbox', { name: 'SMS' }))
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Agent' }))
  await user.click(screen.getByRole('checkbox', { name: longName }))
  await user.keyboard('{Escape}')
  await screen.findByRole('button', { name: `Remove filter ${longName}` })
  expect(lastListCall(fake)).toMatchObject({ selection: { channels: ['sms'], agents: [longName] }, hours: 'calendar' })

  await user.click(screen.getByRole('button', { name: 'Remove filter SMS' }))
  expect(lastListCall(fake)).toMatchObject({ selection: { agents: [longName] } })
  await user.click(screen.getByRole('button', { name: 'Clear all' }))
  expect(lastListCall(fake)).toMatchObject({ selection: {} })
  expect(screen.queryByRole('list', { name: 'Active filters' })).toBeNull()
})

test('periods count back from the last day with data', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Conversations' }))
  await user.click(await screen.findByRole('button', { name: 'Period: All data' }))
  await user.click(screen.getByRole('button', { name: 'Last 30 days' }))
  await screen.findByRole('button', { name: 'Period: Last 30 days' })
  expect(lastListCall(fake)).toMatchObject({ selection: { from: '2026-05-30', to: '2026-06-28' } })
})

test('business hours can be chosen only once opening hours are known', async () => {
  renderApp(makeFakeBridge())
  expect(await screen.findByRole('radio', { name: 'Business hours' })).toBeDisabled()
})

test('with opening hours the durations follow the choice', async () => {
  const schedule = {
    team: null,
    from: null,
    zone: 'Europe/Berlin',
    weekly: [{ weekday: 1, start: 540, end: 1020 }],
    holidays: [],
  }
  const fake = makeFakeBridge({ workspace: { ...fakeWorkspace, settings: { ...fakeSettings, schedules: [schedule] } } })
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Conversations' }))
  await user.click(await screen.findByRole('radio', { name: 'Business hours' }))
  expect(lastListCall(fake)).toMatchObject({ hours: 'business' })
})

test('when the data thread is gone the app says so, and starts it again', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  fake.answer('imports.list', () => {
    throw new AppError('data-thread-stopped', 'The data thread ended.')
  })
  act(() => fake.emit('data-changed', { workspaceOpen: true }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Everything that was saved before is safe.')
  fake.answer('imports.list', () => [])
  await user.click(screen.getByRole('button', { name: 'Restart the data engine' }))
  expect(await screen.findByText('Nothing was imported into this workspace yet.')).toBeVisible()
  expect(fake.calls.some((each) => each.method === 'app.restartData')).toBe(true)
})

test('another workspace that cannot be opened leaves this one as it is', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  fake.answer('workspaces.open', () => {
    throw new AppError('workspace-locked', 'Lindqvist.plumbline is in use.')
  })
  await user.click(await screen.findByRole('button', { name: 'Import' }))
  act(() => fake.command('workspace.open'))
  expect(await screen.findByRole('alert')).toHaveTextContent('Lindqvist.plumbline is in use.')
  expect(screen.getByRole('button', { name: 'Workspace Harbour Cycles' })).toBeVisible()
})

test('a conversation opens beside the list, with what was measured and why', async () => {
  const user = renderApp(makeFakeBridge())
  await user.click(await screen.findByRole('button', { name: 'Conversations' }))
  await user.click(await screen.findByRole('button', { name: /^Conversation with \+49 151 5550 1000/ }))
  const panel = await screen.findByRole('dialog', { name: 'Conversation with +49 151 5550 1000' })
  const measured = within(await within(panel).findByRole('region', { name: 'What was measured' }))
  expect(measured.getAllByText('1 min 34 s')).toHaveLength(2)
  expect(measured.getByText('The customer only said thanks: nothing to answer.')).toBeVisible()
  expect(within(panel).getByText(/automatic, no reply/)).toBeVisible()
  await user.click(within(panel).getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the list is searched and shown page by page', async () => {
  const fake = makeFakeBridge()
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Conversations' }))
  const table = await screen.findByRole('table', { name: 'Conversations' })
  expect(within(table).getAllByRole('row')).toHaveLength(101)
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  await screen.findByRole('button', { name: /^Conversation with \+49 151 5550 6032/ })
  expect(within(table).getAllByRole('row')).toHaveLength(138)
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()

  await user.type(screen.getByRole('textbox', { name: 'Search conversations' }), 'zebra')
  expect(await screen.findByText('No conversation fits')).toBeVisible()
})
