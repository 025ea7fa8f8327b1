// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { call, useApi } from '../../renderer/api.ts'
import { AppError } from '../../shared/errors.ts'
import type { Facets } from '../../shared/model.ts'
import { fakeFacets } from './fake/names.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import { renderWith } from './render-app.tsx'

function Probe() {
  const [team, setTeam] = useState('first')
  const { status, value, error } = useApi('workspaces.facets', { selection: { teams: [team] } })
  return (
    <button type="button" onClick={() => setTeam('second')}>
      {status} {value?.inboxes[0]?.name ?? 'none'} {error?.code ?? ''}
    </button>
  )
}

/** Facets that name the team that they were asked for. */
const answerFor = (teams: readonly string[] | undefined): Facets => ({
  ...fakeFacets,
  inboxes: [{ name: teams?.[0] ?? '', conversations: 1 }],
})

test('a failed reply becomes an AppError with its code and details', async () => {
  const fake = makeFakeBridge({ workspace: null })
  renderWith(fake, null)
  await expect(call('workspaces.facets', { selection: {} })).rejects.toMatchObject({
    name: 'AppError',
    code: 'workspace-not-open',
  })
})

test('another question keeps the old value until its own answer is there, and a late old answer is ignored', async () => {
  const fake = makeFakeBridge()
  const waiting: (() => void)[] = []
  fake.answer(
    'workspaces.facets',
    ({ selection }) => new Promise((resolve) => waiting.push(() => resolve(answerFor(selection.teams)))),
  )
  const user = renderWith(fake, <Probe />)
  const probe = screen.getByRole('button')
  expect(probe).toHaveTextContent('loading none')
  await act(async () => waiting[0]?.())
  expect(probe).toHaveTextContent('ok first')

  act(() => fake.emit('data-changed', { workspaceOpen: true }))
  expect(probe).toHaveTextContent('loading first')
  await user.click(probe)
  expect(waiting).toHaveLength(3)
  await act(async () => waiting[2]?.())
  expect(probe).toHaveTextContent('ok second')
  await act(async () => waiting[1]?.())
  expect(probe).toHaveTextContent('ok second')
})

test('a failure keeps the last value beside its error', async () => {
  const fake = makeFakeBridge()
  fake.answer('workspaces.facets', ({ selection }) => answerFor(selection.teams))
  renderWith(fake, <Probe />)
  expect(await screen.findByText('ok first')).toBeVisible()
  fake.answer('workspaces.facets', () => {
    throw new AppError('disk-failed', 'The disk reported an error.')
  })
  act(() => fake.emit('data-changed', { workspaceOpen: true }))
  expect(await screen.findByText('failed first disk-failed')).toBeVisible()
})
