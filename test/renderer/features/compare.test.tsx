// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { CompareScreen } from '../../../renderer/features/compare/compare-screen.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import type { Filters } from '../../../renderer/filters.ts'
import { fakeWorkspace } from '../fake/names.ts'
import { inputsOf, mount } from '../mount.tsx'

function show(filters: Filters = noFilters) {
  const onOpenConversations = vi.fn()
  const fake = mount(
    <CompareScreen
      workspace={fakeWorkspace}
      filters={filters}
      onFilters={vi.fn()}
      onOpenConversations={onOpenConversations}
    />,
  )
  return { fake, onOpenConversations }
}

describe('compare', () => {
  it('starts with SMS against the largest other channel within the filters', async () => {
    const { fake } = show({ selection: { from: '2026-04-01' }, hours: 'calendar' })
    await screen.findByRole('region', { name: 'Verdicts' })
    expect(inputsOf(fake, 'comparisons.run')).toEqual([
      {
        subject: { from: '2026-04-01', channels: ['sms'] },
        baseline: { from: '2026-04-01', channels: ['web_chat'] },
        hours: 'calendar',
      },
    ])
    expect(screen.getByRole('region', { name: 'Answer' }).textContent).toMatch(/^SMS gets a first human reply/)
  })

  it('swaps the sides', async () => {
    const { fake } = show()
    await userEvent.click(await screen.findByRole('button', { name: 'Swap subject and baseline' }))
    await waitFor(() =>
      expect(inputsOf(fake, 'comparisons.run').at(-1)).toMatchObject({
        subject: { channels: ['web_chat'] },
        baseline: { channels: ['sms'] },
      }),
    )
  })

  it('compares nothing with itself', async () => {
    const { fake } = show()
    for (const side of ['Subject', 'Baseline']) {
      const group = within(await screen.findByRole('group', { name: side }))
      await userEvent.click(group.getByRole('combobox', { name: 'Channels' }))
      await userEvent.keyboard('{Backspace}')
    }
    expect(await screen.findByText('Both sides are the same')).toBeDefined()
    expect(inputsOf(fake, 'comparisons.run')).not.toContainEqual({ subject: {}, baseline: {}, hours: 'calendar' })
  })

  it('opens the conversations of one side, from the table and from the distribution', async () => {
    const { onOpenConversations } = show()
    const row = await screen.findByRole('row', { name: /^First response time/ })
    const [subject] = within(row).getAllByRole('button', { name: /Show the conversations/ })
    if (subject) await userEvent.click(subject)
    const query = { selection: { channels: ['sms'] }, kpi: 'first-response-time', show: 'counted', hours: 'calendar' }
    expect(onOpenConversations).toHaveBeenLastCalledWith(query, 'First response time, SMS')
    const chart = await screen.findByRole('figure', {
      name: 'SMS was clearly faster than web chat: it won 71 of 100 random pairs',
    })
    within(chart)
      .getByRole('button', { name: /^SMS, under 10 s/ })
      .focus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(onOpenConversations).toHaveBeenLastCalledWith(
      { ...query, selection: { channels: ['web_chat'] } },
      'First response time, Web chat',
    )
  })

  it('reconciles a side with a vendor, rule by rule', async () => {
    const { fake } = show()
    const section = within(await screen.findByRole('region', { name: 'As the vendor counts' }))
    expect(inputsOf(fake, 'vendors.bridge')).toEqual([])
    await userEvent.click(section.getByRole('radio', { name: 'Zendesk' }))
    const table = within(await section.findByRole('table', { name: /First reply time of Zendesk/ }))
    expect(inputsOf(fake, 'vendors.bridge')).toEqual([
      { vendor: 'zendesk', selection: { channels: ['web_chat'] }, hours: 'calendar' },
    ])
    const rows = table.getAllByRole('row').map((row) => row.textContent)
    expect(rows[1]).toMatch(/^As we count1 min 58 s420–/)
    expect(rows[2]).toMatch(/^Tickets that agents opened count2 min 11 s45535.*Zendesk help, https:/)
    expect(rows[3]).toMatch(/Assumed, not verified/)
    expect(rows[4]).toMatch(/^As reported by Zendesk2 min450–.*449 of 450 are the same/)
    await userEvent.click(section.getByRole('radio', { name: 'SMS' }))
    await waitFor(() =>
      expect(inputsOf(fake, 'vendors.bridge').at(-1)).toMatchObject({ selection: { channels: ['sms'] } }),
    )
  })
})
