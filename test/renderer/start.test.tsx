// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import { renderApp } from './render-app.tsx'

test('the sample opens with one click', async () => {
  const user = renderApp(makeFakeBridge({ workspace: null }))
  await user.click(await screen.findByRole('button', { name: 'Try with sample data' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  expect(screen.getByText('Synthetic sample data')).toBeVisible()
  expect(document.title).toBe('Harbour Cycles – Plumbline')
})

test('a new workspace is made with the zone and country of the machine, and invites the first import', async () => {
  const fake = makeFakeBridge({ workspace: null })
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'New workspace…' }))
  expect(await screen.findByText('No conversations yet')).toBeVisible()
  const created = fake.calls.find((each) => each.method === 'workspaces.create')
  expect(created?.input).toEqual({
    fileId: 'workspace-10',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    country: 'US',
  })
  await user.click(screen.getByRole('button', { name: 'Import files…' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Import' })).toBeVisible()
  expect(fake.calls.some((each) => each.method === 'files.chooseImports')).toBe(true)
})

test('leaving the dialog without a choice changes nothing', async () => {
  const fake = makeFakeBridge({ workspace: null })
  fake.answer('files.chooseWorkspace', () => null)
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Open workspace…' }))
  expect(screen.getByRole('heading', { name: 'Recent workspaces' })).toBeVisible()
  expect(fake.calls.some((each) => each.method === 'workspaces.open')).toBe(false)
})

test('a failure says in its place what happened, what was kept and what to do', async () => {
  const fake = makeFakeBridge({ workspace: null })
  fake.answer('workspaces.open', () => {
    throw new AppError('workspace-newer', 'Harbour Cycles.plumbline was written by Plumbline 3.2.')
  })
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: /^Harbour Cycles/ }))
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('This workspace was written by a newer Plumbline')
  expect(alert).toHaveTextContent('Harbour Cycles.plumbline was written by Plumbline 3.2.')
  expect(alert).toHaveTextContent('The file is unchanged. Update Plumbline, then open it again.')
  expect(screen.getByRole('button', { name: 'New workspace…' })).toBeEnabled()
})

test('a recent workspace that is gone cannot be opened, only removed from the list', async () => {
  const fake = makeFakeBridge({ workspace: null })
  const user = renderApp(fake)
  expect(await screen.findByRole('button', { name: /^Old pilot/ })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: 'Remove Old pilot from this list' }))
  expect(fake.calls).toContainEqual({ method: 'workspaces.forget', input: { fileId: 'recent-3' } })
})

test('without a workspace the commands that need one stay away', async () => {
  const fake = makeFakeBridge({ workspace: null })
  const user = renderApp(fake)
  await screen.findByRole('heading', { name: 'Recent workspaces' })
  fake.command('go.settings')
  await user.keyboard('{Control>}/{/Control}')
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  expect(within(sheet).getByText('Command palette')).toBeVisible()
  expect(screen.queryByRole('heading', { name: 'Settings' })).toBeNull()
})
