// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { problemOf, toDrafts, toWeekly } from '../../renderer/features/settings/opening-hours.ts'
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

test('opening hours and words are saved as the engine wants them', async () => {
  const fake = makeFakeBridge()
  const user = await openSettings(fake)
  await user.click(screen.getByRole('switch', { name: 'Measure business hours' }))
  const friday = within(screen.getByRole('group', { name: 'Friday' }))
  await user.click(friday.getByRole('button', { name: 'Remove 09:00 to 17:00 on Friday' }))
  expect(friday.getByText('Closed')).toBeVisible()
  await user.type(screen.getByRole('combobox', { name: 'Opt-out' }), 'arret{Enter}')
  await user.click(screen.getByRole('button', { name: 'Save settings' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled())
  expect(savedBy(fake)).toEqual({
    ...fakeSettings,
    optOutWords: [...fakeSettings.optOutWords, 'ARRET'],
    schedule: {
      zone: 'Europe/Berlin',
      weekly: [1, 2, 3, 4].map((weekday) => ({ weekday, start: 540, end: 1020 })),
      holidays: [],
    },
  })
})

test('opening hours that make no sense are named and not saved', async () => {
  const user = await openSettings(makeFakeBridge())
  await user.click(screen.getByRole('switch', { name: 'Measure business hours' }))
  await user.click(screen.getByRole('button', { name: 'Add hours on Monday' }))
  expect(screen.getByRole('alert')).toHaveTextContent('Enter both times.')
  expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled()
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

test('the theme takes effect at once', async () => {
  const user = await openSettings(makeFakeBridge())
  await user.click(screen.getByRole('radio', { name: 'Dark' }))
  expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('midnight as an end is the end of the day, and overlaps are found', () => {
  const drafts = toDrafts([
    { weekday: 1, start: 1200, end: 1440 },
    { weekday: 1, start: 540, end: 720 },
  ])
  expect(drafts.map(({ start, end }) => `${start}–${end}`)).toEqual(['09:00–12:00', '20:00–00:00'])
  expect(toWeekly(drafts)).toEqual([
    { weekday: 1, start: 540, end: 720 },
    { weekday: 1, start: 1200, end: 1440 },
  ])
  const overlapping = { key: 9, weekday: 1, start: '11:59', end: '13:00' }
  expect(problemOf(overlapping, [...drafts, overlapping])).toBe('Overlaps another interval of this day.')
  const touching = { key: 9, weekday: 1, start: '12:00', end: '13:00' }
  expect(problemOf(touching, [...drafts, touching])).toBeNull()
  const reversed = { key: 9, weekday: 2, start: '12:00', end: '12:00' }
  expect(problemOf(reversed, [reversed])).toBe('The end has to be after the start.')
})
