// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DashboardScreen } from '../../../renderer/features/dashboard/dashboard-screen.tsx'
import { GoalDialog } from '../../../renderer/features/dashboard/goal-dialog.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import { AppError } from '../../../shared/errors.ts'
import { readyGoals } from '../../../shared/goals.ts'
import { fakeGoals, goalsOf } from '../fake/goals.ts'
import { fakeWorkspace } from '../fake/names.ts'
import type { FakeBridge } from '../fake-bridge.ts'
import { inputsOf, mount } from '../mount.tsx'

const [satisfaction, fast] = readyGoals

function showDashboard(prepare?: (fake: FakeBridge) => void) {
  const onOpenConversations = vi.fn()
  const props = { workspace: fakeWorkspace, filters: noFilters, onFilters: vi.fn(), onOpenConversations }
  const fake = mount(<DashboardScreen {...props} />, prepare)
  return { fake, onOpenConversations }
}

function showDialog(id: string | null, shown = fakeGoals, prepare?: (fake: FakeBridge) => void) {
  const goals = goalsOf({ selection: {}, hours: 'calendar' }, shown)
  const onClose = vi.fn()
  const goal = goals.find((each) => each.id === id) ?? null
  return { fake: mount(<GoalDialog {...{ goals, goal, onClose }} />, prepare), onClose }
}

async function choose(label: string, option: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: label }))
  await userEvent.click(await screen.findByRole('option', { name: option, hidden: true }))
}

const kpisShown = (): readonly string[] =>
  within(screen.getByRole('list', { name: /KPIs in order/ }))
    .getAllByRole('listitem')
    .map((item) => item.textContent)

const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))

describe('goal dialog', () => {
  it('makes a goal with KPIs in the order of choice, the first one primary', async () => {
    const { fake, onClose } = showDialog(null)
    const save = screen.getByRole('button', { name: 'Save the goal' })
    expect(save.hasAttribute('disabled')).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), ' Calm nights ')
    await choose('Add a KPI', 'Response time')
    await choose('Add a KPI', 'Net Promoter Score')
    expect(kpisShown()).toEqual(['Response timeprimary', 'Net Promoter Score'])
    await press('Move Net Promoter Score up')
    expect(kpisShown()).toEqual(['Net Promoter Scoreprimary', 'Response time'])
    await choose('Place among the goals', '2')
    await userEvent.click(save)
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
    expect(inputsOf(fake, 'goals.save')).toEqual([
      { id: null, title: 'Calm nights', kpis: ['nps', 'response-time'], position: 1 },
    ])
  })

  it('offers no step that leads nowhere', () => {
    showDialog(fast.id)
    const isOff = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled')
    expect(isOff('Move First response time up')).toBe(true)
    expect(isOff('Move First response time down')).toBe(false)
    expect(isOff('Move Answered within target down')).toBe(true)
  })

  it('says which targets go with the KPIs that are taken out', async () => {
    const { fake, onClose } = showDialog(fast.id)
    await press('Remove Response time')
    expect(document.body.textContent).toContain('One target is removed with the KPIs that no longer serve')
    await press('Save the goal')
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
    const kpis = fast.kpis.filter((kpi) => kpi !== 'response-time')
    expect(inputsOf(fake, 'goals.save')).toEqual([{ id: fast.id, title: fast.title, kpis, position: 1 }])
  })

  it('asks before it removes a goal with its targets', async () => {
    const { fake, onClose } = showDialog(satisfaction.id)
    await press('Remove the goal')
    expect(inputsOf(fake, 'goals.remove')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /^Yes, with its \d+ targets and their history$/ }))
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
    expect(inputsOf(fake, 'goals.remove')).toEqual([{ id: satisfaction.id }])
  })

  it('takes a ready goal up again that was removed', async () => {
    const { fake } = showDialog(
      null,
      fakeGoals.filter((goal) => goal.id !== satisfaction.id),
    )
    await choose('Start from', satisfaction.title)
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', satisfaction.title)
    await press('Save the goal')
    const { id, title, kpis } = satisfaction
    await waitFor(() => expect(inputsOf(fake, 'goals.save')).toEqual([{ id, title, kpis, position: 3 }]))
  })

  it('stays open with the reason where saving fails', async () => {
    const { onClose } = showDialog(fast.id, fakeGoals, (fake) =>
      fake.answer('goals.save', () => {
        throw new AppError('argument-invalid', 'There is a goal named “Fast service” already.')
      }),
    )
    await press('Save the goal')
    expect((await screen.findByRole('alert')).textContent).toContain('There is a goal named “Fast service” already.')
    expect(onClose).not.toHaveBeenCalled()
  })
})

describe('goals on the dashboard', () => {
  it('are made from there, and the new one is shown', async () => {
    const { fake } = showDashboard()
    await screen.findByRole('region', { name: 'Fast service' })
    await press('New goal')
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Calm nights')
    await choose('Add a KPI', 'Response time')
    await press('Save the goal')
    expect(await screen.findByRole('region', { name: 'Calm nights' })).toBeDefined()
    expect(inputsOf(fake, 'goals.save')).toHaveLength(1)
  })

  it('are changed from their card', async () => {
    showDashboard()
    await screen.findByRole('region', { name: 'Fast service' })
    await press('Change the goal Fast service')
    expect(await screen.findByRole('dialog', { name: 'Goal: Fast service' })).toBeDefined()
  })

  it('renew a target that is out of date, and say why where that fails', async () => {
    let isBroken = true
    const { fake } = showDashboard((bridge) =>
      bridge.answer('goals.measureAgain', () => {
        if (isBroken) throw new AppError('argument-invalid', 'A baseline needs at least 4 whole weeks of data.')
        return null
      }),
    )
    const card = await screen.findByRole('region', { name: 'Customers come back to SMS' })
    expect(card.textContent).toContain('Out of date')
    const again = within(card).getByRole('button', { name: /^Measure the baseline of .* again$/ })
    await userEvent.click(again)
    expect((await screen.findByRole('alert')).textContent).toContain('at least 4 whole weeks')
    isBroken = false
    await userEvent.click(again)
    await waitFor(() => expect(inputsOf(fake, 'goals.list')).toHaveLength(2))
    expect(inputsOf(fake, 'goals.measureAgain')[0]).toEqual({ goal: 'come-back', kpi: 'channel-return-rate' })
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('focus on the dashboard', () => {
  it('ranks by one sentence each, opens what is behind it, and lists the rest with its reason', async () => {
    const { onOpenConversations } = showDashboard()
    const section = await screen.findByRole('region', { name: 'What to work on' })
    const ranked = await within(section).findByRole('list', { name: /what to work on first/ })
    const [first] = within(ranked).getAllByRole('listitem')
    expect(first?.textContent).toMatch(/^Response time: .* touches 812 customers\.Not met$/)
    await userEvent.click(within(section).getByRole('button', { name: /^Response time: .* Show the conversations$/ }))
    expect(onOpenConversations).toHaveBeenCalledWith(
      { selection: { channels: ['sms'] }, kpi: 'response-time', show: 'counted', hours: 'calendar' },
      'Fast service: Response time',
    )
    await userEvent.click(within(section).getByText('Not ranked (1)'))
    const rest = within(section).getByRole('list', { name: 'KPIs that are not ranked' })
    expect(rest.textContent).toContain('Customer satisfaction: There is no target yet')
  })

  it('says so where nothing can be ranked, and keeps the screen where it fails', async () => {
    showDashboard((fake) => fake.answer('focus.list', () => ({ ranked: [], unranked: [] })))
    expect(await screen.findByText('Nothing can be ranked yet.')).toBeDefined()
  })
})
