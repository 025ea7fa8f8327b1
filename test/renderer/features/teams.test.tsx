// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { rankedRows } from '../../../renderer/features/teams/ranked-rows.ts'
import { TeamsScreen } from '../../../renderer/features/teams/teams-screen.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import { measured } from '../components/results.ts'
import { fakeWorkspace, longName } from '../fake/names.ts'
import { mount } from '../mount.tsx'

const agent = (name: string, n: number, value: number, low: number, high: number) =>
  measured('first-response-time', n, value, { group: { agent: name }, interval: { low, high, level: 0.95 } })

describe('ranked rows', () => {
  it('ties what overlaps, ranks neither the unknown nor fewer than twenty cases, and puts those last', () => {
    const rows = rankedRows('first-response-time', 'agent', [
      agent('few', 19, 1, 1, 2),
      agent('slow', 90, 60, 50, 70),
      agent('b', 90, 12, 9, 16),
      agent('a', 90, 10, 8, 14),
      agent('', 90, 11, 9, 15),
    ])
    expect(rows.map(({ name, rank }) => [name, rank && `${rank.from}-${rank.to}`])).toEqual([
      ['a', '1-2'],
      ['b', '1-2'],
      ['slow', '3-3'],
      ['No agent known', null],
      ['few', null],
    ])
  })

  it('ranks no volumes', () => {
    const rows = rankedRows('conversations', 'agent', [
      measured('conversations', 30, 30, { group: { agent: 'a' } }),
      measured('conversations', 90, 90, { group: { agent: 'b' } }),
    ])
    expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
      ['b', null],
      ['a', null],
    ])
  })
})

describe('teams and agents', () => {
  it('shows long names in full and opens the conversations of one agent', async () => {
    const onOpenConversations = vi.fn()
    mount(
      <TeamsScreen
        workspace={fakeWorkspace}
        filters={noFilters}
        onFilters={vi.fn()}
        onOpenConversations={onOpenConversations}
      />,
    )
    const agents = within(screen.getByRole('region', { name: 'Agents' }))
    expect(await agents.findByText(longName)).toBeDefined()
    await userEvent.click(agents.getByRole('button', { name: /^First response time, Rosa Quintero: / }))
    expect(onOpenConversations).toHaveBeenCalledWith(
      { selection: { agents: ['Rosa Quintero'] }, kpi: 'first-response-time', show: 'counted', hours: 'calendar' },
      'First response time, Rosa Quintero',
    )
    await userEvent.click(agents.getByRole('button', { name: /^Unanswered conversations, Mei Tanaka: / }))
    expect(onOpenConversations.mock.lastCall?.[0]).toMatchObject({ kpi: 'unanswered-share', show: 'unanswered' })
  })
})
