// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DashboardScreen } from '../../../renderer/features/dashboard/dashboard-screen.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import type { Filters } from '../../../renderer/filters.ts'
import { AppError } from '../../../shared/errors.ts'
import type { KpiResult } from '../../../shared/kpi.ts'
import { emptyWorkspace, fakeWorkspace } from '../fake/names.ts'
import { computeKpis } from '../fake/kpis.ts'
import type { FakeBridge } from '../fake-bridge.ts'
import { inputsOf, mount } from '../mount.tsx'

function show(filters: Filters = noFilters, prepare?: (fake: FakeBridge) => void, workspace = fakeWorkspace) {
  const onOpenConversations = vi.fn()
  const onFilters = vi.fn()
  const onGo = vi.fn()
  const fake = mount(<DashboardScreen {...{ workspace, filters, onFilters, onOpenConversations, onGo }} />, prepare)
  return { fake, onOpenConversations, onFilters, onGo }
}

const nothing = (result: KpiResult): KpiResult => {
  const { id, group, unit, better } = result
  return { id, group, unit, better, ledger: { counted: 0, excluded: {} }, status: 'no-data', message: 'Nothing.' }
}

describe('dashboard', () => {
  it('has a card for every KPI, goals on top, and asks for what the filters say', async () => {
    const filters: Filters = { selection: { channels: ['sms'], from: '2026-04-01' }, hours: 'calendar' }
    const { fake } = show(filters)
    expect(await screen.findByRole('region', { name: 'Fast service' })).toBeDefined()
    const card = screen.getByRole('region', { name: 'Net Promoter Score' })
    await waitFor(() => expect(card.getAttribute('aria-busy')).toBe('false'))
    expect(inputsOf(fake, 'kpis.compute')).toContainEqual(filters)
    expect(inputsOf(fake, 'goals.list')).toEqual([filters])
  })

  it('judges a card by a goal only where both are about the same channels', async () => {
    show({ selection: { channels: ['sms'] }, hours: 'calendar' })
    const card = screen.getByRole('region', { name: 'First response time' })
    await waitFor(() => expect(card.textContent).toContain('Better than web chat, and clearly so.'))
    expect(card.textContent).toContain('Baseline')
  })

  it('otherwise says where the KPI is heading', async () => {
    show()
    const card = screen.getByRole('region', { name: 'First response time' })
    await waitFor(() => expect(card.textContent).toContain('Getting better over 25 weeks, and clearly so.'))
    expect(card.textContent).not.toContain('Baseline')
  })

  it('opens the conversations behind a value and behind the unanswered ones', async () => {
    const { onOpenConversations } = show({ selection: { teams: ['Billing'] }, hours: 'calendar' })
    const card = await screen.findByRole('region', { name: 'First response time' })
    await userEvent.click(
      await within(card).findByRole('button', { name: /^First response time: .* Show the conversations$/ }),
    )
    const query = { selection: { teams: ['Billing'] }, kpi: 'first-response-time', hours: 'calendar' }
    expect(onOpenConversations).toHaveBeenLastCalledWith(
      { ...query, show: 'counted' },
      'First response time: counted conversations',
    )
    await userEvent.click(within(card).getByRole('button', { name: /unanswered/ }))
    expect(onOpenConversations).toHaveBeenLastCalledWith(
      { ...query, show: 'unanswered' },
      'First response time: without a reply',
    )
  })

  it('opens the conversations behind a cell of the week, by keyboard', async () => {
    const { onOpenConversations } = show()
    const chart = await screen.findByRole('figure', { name: /^Busiest on/ })
    const points = within(chart).getByRole('button', { name: /^Monday, 00:00–00:59/ })
    points.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowRight>9/}{Enter}')
    expect(onOpenConversations).toHaveBeenCalledWith(
      { selection: {}, kpi: 'conversations', show: 'counted', hours: 'calendar', weekdayHour: '2-09' },
      'Conversations opened on Tuesday, 09:00–09:59',
    )
  })

  it('opens the conversations behind a point in time, clipped to the selection', async () => {
    const { onOpenConversations } = show({ selection: { channels: ['sms'], from: '2026-01-07' }, hours: 'calendar' })
    const chart = await screen.findByRole('figure', { name: /^SMS: first response time/ })
    within(chart)
      .getByRole('button', { name: /^SMS, Week of 5 Jan 2026/ })
      .focus()
    await userEvent.keyboard('{Enter}')
    const selection = { from: '2026-01-07', to: '2026-01-11', channels: ['sms'] }
    expect(onOpenConversations).toHaveBeenCalledWith(
      { selection, kpi: 'first-response-time', show: 'counted', hours: 'calendar' },
      'First response time, SMS, 5 – 11 Jan 2026',
    )
  })

  it('opens the conversations behind a team', async () => {
    const { onOpenConversations } = show()
    const chart = await screen.findByRole('figure', { name: /between teams/ })
    within(chart)
      .getByRole('button', { name: /^Repairs and returns, / })
      .focus()
    await userEvent.keyboard('{Enter}')
    expect(onOpenConversations.mock.lastCall?.[0]).toMatchObject({ selection: { teams: ['Repairs and returns'] } })
  })

  it('has a table with the same numbers behind each chart', async () => {
    show()
    const chart = await screen.findByRole('figure', { name: /between teams/ })
    expect(within(chart).getByRole('img', { name: /^No clear difference between teams/ })).toBeDefined()
    await userEvent.click(within(chart).getByRole('button', { name: 'Show as table' }))
    expect(within(chart).getByRole('row', { name: /^Repairs and returns 2 min 2 s/ })).toBeDefined()
    expect(within(chart).queryByRole('img')).toBeNull()
  })

  it('draws another KPI when asked', async () => {
    const { fake } = show()
    await userEvent.click(await screen.findByRole('combobox', { name: 'KPI of the charts' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Customer satisfaction', hidden: true }))
    await screen.findByRole('figure', { name: /between teams in customer satisfaction/ })
    expect(inputsOf(fake, 'kpis.compute')).toContainEqual({
      kpis: ['csat'],
      selection: {},
      hours: 'calendar',
      by: ['team'],
    })
  })

  it('leads an empty workspace to the import', async () => {
    const { fake, onGo } = show(noFilters, undefined, emptyWorkspace)
    await userEvent.click(screen.getByRole('button', { name: 'Import files' }))
    expect(onGo).toHaveBeenCalledWith('import')
    expect(fake.calls).toEqual([])
  })

  it('offers to clear filters that leave nothing', async () => {
    const { onFilters } = show({ selection: { teams: ['Nobody'] }, hours: 'business' }, (fake) =>
      fake.answer('kpis.compute', (request) => computeKpis(request).map(nothing)),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Clear the filters' }))
    expect(onFilters).toHaveBeenCalledWith({ selection: {}, hours: 'business' })
  })

  it('keeps the rest of the screen when one question fails, and asks again', async () => {
    let isBroken = true
    show(noFilters, (fake) =>
      fake.answer('kpis.distribution', () => {
        if (isBroken) throw new AppError('disk-failed', 'The disk said no.')
        return []
      }),
    )
    const panel = await screen.findByRole('alert')
    expect(panel.textContent).toContain('The disk said no.')
    expect(screen.getByRole('figure', { name: /^Busiest on/ })).toBeDefined()
    isBroken = false
    await userEvent.click(within(panel).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No first response time to spread out')).toBeDefined()
  })
})
