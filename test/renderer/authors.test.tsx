// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import type { FakeBridge } from './fake-bridge.ts'
import { inputsOf } from './mount.tsx'
import { renderApp } from './render-app.tsx'

async function openAuthors(fake: FakeBridge) {
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Settings' }))
  const section = within(screen.getByRole('region', { name: 'Authors' }))
  await section.findByRole('switch', { name: 'Welcome Bot is a bot' })
  return { user, section }
}

test('a bot and an automatic text are switched at once', async () => {
  const fake = makeFakeBridge()
  const { user } = await openAuthors(fake)
  expect(screen.getByText(/One name looks like a bot, but counts as a person/)).toHaveTextContent('Welcome Bot')
  await user.click(screen.getByRole('switch', { name: 'Welcome Bot is a bot' }))
  await waitFor(() => expect(screen.queryByText(/One name looks like a bot/)).toBeNull())
  expect(screen.getByRole('switch', { name: 'Welcome Bot is a bot' })).toBeChecked()
  await user.click(screen.getByRole('switch', { name: /^Automatic: Thanks/ }))
  await waitFor(() => expect(screen.getByRole('switch', { name: /^Automatic: Thanks/ })).toBeChecked())
  expect(inputsOf(fake, 'authors.choose')).toEqual([{ agent: 'Welcome Bot', kind: 'bot' }])
  expect(inputsOf(fake, 'authors.chooseText')).toEqual([
    { text: 'Thanks, we will be with you soon.', isAutomatic: true },
  ])
})

test('a switch that fails goes back and says why', async () => {
  const fake = makeFakeBridge()
  fake.answer('authors.choose', () => {
    throw new AppError('disk-full', 'No space is left on the disk.')
  })
  const { user } = await openAuthors(fake)
  await user.click(screen.getByRole('switch', { name: 'Amara Diallo is a bot' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('No space is left on the disk.')
  expect(screen.getByRole('switch', { name: 'Amara Diallo is a bot' })).not.toBeChecked()
})

test('a choice is taken back by a button that is there only where something was chosen', async () => {
  const fake = makeFakeBridge()
  const { user, section } = await openAuthors(fake)
  expect(section.queryByRole('button', { name: /^As the export says/ })).toBeNull()
  const bot = section.getByRole('switch', { name: 'Amara Diallo is a bot' })
  await user.click(bot)
  const back = await section.findByRole('button', { name: 'As the export says: Amara Diallo' })
  back.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(section.queryByRole('button', { name: /^As the export says/ })).toBeNull())
  expect(bot).not.toBeChecked()
  expect(bot).toHaveFocus()
  await user.click(section.getByRole('switch', { name: /^Automatic: Thanks/ }))
  await user.click(await section.findByRole('button', { name: /^As the export says: Thanks/ }))
  await waitFor(() => expect(section.getByRole('switch', { name: /^Automatic: Thanks/ })).not.toBeChecked())
  expect(inputsOf(fake, 'authors.choose').at(-1)).toEqual({ agent: 'Amara Diallo', kind: null })
  expect(inputsOf(fake, 'authors.chooseText').at(-1)).toEqual({
    text: 'Thanks, we will be with you soon.',
    isAutomatic: null,
  })
})
