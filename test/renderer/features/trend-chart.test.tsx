// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ChartSection } from '../../../renderer/features/dashboard/chart-section.tsx'
import { noFilters } from '../../../renderer/filters.ts'
import type { Goal } from '../../../shared/goals.ts'
import type { Trend } from '../../../shared/trend.ts'
import { goalsOf } from '../fake/goals.ts'
import { trendOf } from '../fake/kpis.ts'
import { fakeWorkspace } from '../fake/names.ts'
import { inputsOf, mount } from '../mount.tsx'

const calendar = { selection: {}, hours: 'calendar' } as const
const plain = trendOf('first-response-time', 'week', calendar)

/** Two weeks merged, a change after the first month, the last week unfinished. */
const eventful: Trend = {
  ...plain,
  points: plain.points.map((point, index) =>
    index === 1
      ? { ...point, to: '2026-01-25', periods: 2 }
      : index === plain.points.length - 1
        ? { ...point, complete: false, tested: false }
        : point,
  ),
  breaks: [{ day: '2026-02-02', kind: 'schedule', sentence: 'Other opening hours hold from 2 Feb 2026 on.' }],
  sentence: 'No clear trend over 20 weeks since 2 Feb 2026 (p = 0.310).',
  notes: [
    'Other opening hours hold from 2 Feb 2026 on.',
    '1 week not complete: drawn, marked and left out of the test.',
  ],
}

function show(trend: Trend, goals: readonly Goal[] = [], filters = noFilters) {
  const onOpenConversations = vi.fn()
  const props = { workspace: fakeWorkspace, filters, onFilters: vi.fn(), onOpenConversations, totals: [], goals }
  const fake = mount(<ChartSection {...props} />, (bridge) => bridge.answer('kpis.trend', () => trend))
  return { fake, onOpenConversations }
}

describe('trend chart', () => {
  it('has the finding of the test as its title and says what is drawn how', async () => {
    show(eventful)
    const chart = await screen.findByRole('figure', { name: /^No clear trend over 20 weeks since 2 Feb 2026/ })
    for (const part of ['dotted: limits of these periods', 'ringed: outside of them', 'hollow: week not complete'])
      expect(chart.textContent).toContain(part)
    expect(chart.textContent).not.toMatch(/flat/i)
  })

  it('marks what is measured too soon after the data begin', async () => {
    const points = plain.points.map((point, index) =>
      index < 3 ? { ...point, tested: false, hasShortHistory: true as const } : point,
    )
    show({ ...plain, points })
    const chart = await screen.findByRole('figure', { name: new RegExp(plain.sentence.slice(0, 20)) })
    expect(chart.textContent).toContain('hollow: too soon after the data begin')
    const point = within(chart).getByRole('button', { name: /^First response time, Week of 5 Jan 2026/ })
    expect(point.textContent).toContain('earlier customers are not in the data')
  })

  it('names every note: changes, what was merged, what was left out', async () => {
    show(eventful)
    const notes = await screen.findByRole('list', { name: 'About this trend' })
    expect(
      within(notes)
        .getAllByRole('listitem')
        .map((note) => note.textContent),
    ).toEqual(eventful.notes)
  })

  it('tells by keyboard what is merged, unusual and unfinished, and opens what is behind a point', async () => {
    const { onOpenConversations } = show(eventful)
    const chart = await screen.findByRole('figure', { name: /^No clear trend/ })
    const point = within(chart).getByRole('button', { name: /^First response time, Week of 5 Jan 2026/ })
    point.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(point.textContent).toContain('12 – 25 Jan 2026, 2 weeks merged')
    await userEvent.keyboard('{Enter}')
    expect(onOpenConversations.mock.lastCall?.[0]).toMatchObject({
      selection: { from: '2026-01-12', to: '2026-01-25' },
      kpi: 'first-response-time',
    })
    await userEvent.keyboard('{ArrowRight>8/}')
    expect(point.textContent).toContain('Unusual: outside of the limits')
    await userEvent.keyboard('{End}')
    expect(point.textContent).toContain('Period not complete')
  })

  it('has a table with the same numbers', async () => {
    show(eventful)
    const chart = await screen.findByRole('figure', { name: /^No clear trend/ })
    await userEvent.click(within(chart).getByRole('button', { name: 'Show as table' }))
    expect(within(chart).getByRole('columnheader', { name: /Unusual/ })).toBeDefined()
    const last = within(chart).getAllByRole('row').at(-1)
    expect(last?.textContent).toMatch(/no(no|yes)$/)
  })

  it('says where there is nothing to follow', async () => {
    show({ ...plain, points: plain.points.map((point) => ({ ...point, value: null, n: 0 })) })
    expect(await screen.findByText('No first response time to follow over time')).toBeDefined()
  })

  it('freezes its limits from a baseline of the same conversations in an earlier period, and from no other', async () => {
    const filters = { selection: { channels: ['sms'] }, hours: 'calendar' } as const
    const goals = goalsOf(calendar)
    const earlier = { channels: ['sms'], from: '2026-01-05', to: '2026-03-29' } as const
    const withBaseline = (baseline: NonNullable<Goal['baseline']>): readonly Goal[] =>
      goals.map((goal) => ({
        ...goal,
        kpis: goal.kpis.map((row) => ({ ...row, target: row.target && { ...row.target, baseline } })),
      }))
    const { fake } = show(
      { ...plain, limits: { centre: 110, low: 70, high: 170, from: 'baseline' } },
      withBaseline(earlier),
      filters,
    )
    expect(await screen.findByText(/dotted: limits of the baseline/)).toBeDefined()
    expect(inputsOf(fake, 'kpis.trend')).toContainEqual({
      ...filters,
      kpi: 'first-response-time',
      by: 'week',
      baseline: earlier,
    })
    const other = show(plain, withBaseline({ channels: ['web_chat'], to: '2026-03-29' }), filters)
    expect(await screen.findAllByText(/dotted: limits of these periods/)).toBeDefined()
    expect(inputsOf(other.fake, 'kpis.trend')).not.toContainEqual(
      expect.objectContaining({ baseline: expect.anything() }),
    )
  })
})
