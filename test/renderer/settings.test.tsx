// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { fakeSettings } from './fake/names.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import type { FakeBridge } from './fake-bridge.ts'
import { renderApp } from './render-app.tsx'

async function openSettings(fake: FakeBridge) {
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Settings' }))
  return user
}

const savedBy = (fake: FakeBridge): unknown => fake.calls.findLast((each) => each.method === 'settings.save')?.input

test('nothing can be saved before something changed', async () => {
  const user = await openSettings(makeFakeBridge())
  const save = screen.getByRole('button', { name: 'Save settings' })
  expect(save).toBeDisabled()
  const courtesy = screen.getByRole('switch', { name: /nothing but thanks/ })
  await user.click(courtesy)
  expect(save).toBeEnabled()
  await user.click(screen.getByRole('button', { name: 'Discard changes' }))
  expect(courtesy).toBeChecked()
  expect(save).toBeDisabled()
})

test('words are saved as the engine wants them', async () => {
  const fake = makeFakeBridge()
  const user = await openSettings(fake)
  await user.type(screen.getByRole('combobox', { name: 'Opt-out' }), 'arret{Enter}')
  await user.click(screen.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled())
  expect(savedBy(fake)).toEqual({ ...fakeSettings, optOutWords: [...fakeSettings.optOutWords, 'ARRET'] })
})

test('a failure to save keeps what was typed', async () => {
  const fake = makeFakeBridge()
  fake.answer('settings.save', () => {
    throw new AppError('disk-full', 'No space is left on the disk.')
  })
  const user = await openSettings(fake)
  const courtesy = screen.getByRole('switch', { name: /nothing but thanks/ })
  await user.click(courtesy)
  await user.click(screen.getByRole('button', { name: 'Save settings' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('No space is left on the disk.')
  expect(courtesy).not.toBeChecked()
})

test('a change that takes time says how far it is on every screen, and can be cancelled', async () => {
  const fake = makeFakeBridge()
  const cancelled = Promise.withResolvers<never>()
  fake.answer('settings.save', () => cancelled.promise)
  fake.answer('imports.cancel', () => {
    fake.emit('import-progress', null)
    cancelled.reject(new AppError('cancelled', 'The work was cancelled.'))
    return null
  })
  const user = await openSettings(fake)
  await user.click(screen.getByRole('switch', { name: /nothing but thanks/ }))
  await user.click(screen.getByRole('button', { name: 'Save settings' }))
  act(() => fake.emit('import-progress', { phase: 'facts', share: 0.456, secondsLeft: 11.2 }))
  await user.click(screen.getByRole('button', { name: 'Dashboard' }))
  const bar = screen.getByRole('region', { name: 'Change in progress' })
  expect(bar).toHaveTextContent('Working out every conversation again')
  expect(bar).toHaveTextContent('45 % · about 12 s left')
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  await user.click(within(bar).getByRole('button', { name: 'Cancel' }))
  expect(screen.queryByRole('region', { name: 'Change in progress' })).toBeNull()
})

test('the theme takes effect at once', async () => {
  const user = await openSettings(makeFakeBridge())
  await user.click(screen.getByRole('radio', { name: 'Dark' }))
  expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('a smallest difference is typed in its own unit, saved as the engine wants it, and taken back', async () => {
  const fake = makeFakeBridge()
  const user = await openSettings(fake)
  const field = screen.getByRole('textbox', { name: 'Smallest difference of Customer satisfaction' })
  expect(field).toHaveValue('5')
  await user.clear(field)
  await user.type(field, '8')
  await user.click(screen.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled())
  const smallestDifferences = { csat: { of: 'difference', value: 0.08 } }
  expect(savedBy(fake)).toEqual({ ...fakeSettings, smallestDifferences })
  await user.click(screen.getByRole('button', { name: 'Reset Customer satisfaction to 5 percentage points' }))
  await user.click(screen.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(savedBy(fake)).toEqual(fakeSettings))
  expect(screen.queryByRole('textbox', { name: 'Smallest difference of Conversations' })).toBeNull()
})
