// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { VerdictTable } from '../../../renderer/components/verdict-table.tsx'
import type { ComparisonRow } from '../../../shared/kpi.ts'
import { mount } from '../mount.tsx'
import { comparisonRow, measured } from './results.ts'

function show(rows: readonly ComparisonRow[]) {
  const onOpen = vi.fn()
  const comparison = {
    subject: {},
    baseline: {},
    subjectName: 'SMS, 2026',
    baselineName: 'Web chat, 2026',
    hours: 'calendar',
    rows,
    answer: [],
  } as const
  mount(<VerdictTable comparison={comparison} subjectName="SMS" baselineName="Web chat" onOpen={onOpen} />)
  return onOpen
}

describe('verdict table', () => {
  it('says both values with n, difference, ratio, interval, pairs and verdict', () => {
    show([comparisonRow('first-response-time')])
    const row = screen.getByRole('row', { name: /^First response time/ }).textContent
    for (const part of [
      '1 min 34 s',
      'n = 275',
      '4 min 10 s',
      'n = 1,204',
      '−2 min 36 s',
      '0.38 ×',
      '0.31 to 0.45 ×',
      '79 of 100',
      'Better',
    ])
      expect(row).toContain(part)
  })

  it('writes differences of shares in points, and no pairs', () => {
    const interval = { of: 'difference', low: 0.0524, high: 0.3339, level: 0.95 } as const
    show([
      comparisonRow('csat', {
        subject: measured('csat', 70, 0.8),
        baseline: measured('csat', 80, 0.6),
        difference: 0.2,
        ratio: null,
        interval,
        probabilityBetter: null,
      }),
    ])
    const row = screen.getByRole('row', { name: /^Customer satisfaction/ }).textContent
    expect(row).toContain('+20.0 pts')
    expect(row).toContain('+5.2 to +33.4 pts')
    expect(row).not.toContain('of 100')
  })

  it('tags small samples and never gives them a percentage', () => {
    const small = measured('csat', 20, 0.8)
    show([
      comparisonRow('csat', {
        subject: { ...small, n: 19, numerator: 16 },
        verdict: 'too-little-data',
        interval: null,
      }),
    ])
    const row = screen.getByRole('row', { name: /^Customer satisfaction/ }).textContent
    expect(row).toContain('16 of 19')
    expect(row).toContain('small sample')
    expect(row).toContain('Too little data')
  })

  it('opens a row to its reason, shift, tests, mix check, cautions and what would settle it', async () => {
    show([
      comparisonRow('first-response-time', {
        verdict: 'no-clear-difference',
        casesNeeded: 60,
        cautions: ['may reflect who works the channel'],
        mix: {
          reverses: true,
          standardised: 1.2,
          strata: [{ name: 'in hours', subject: 90, baseline: 80, subjectN: 40, baselineN: 50 }],
        },
      }),
    ])
    const toggle = screen.getByRole('button', { name: 'Details of First response time' })
    expect(screen.queryByText('The interval lies below no difference.')).toBeNull()
    await userEvent.click(toggle)
    expect(toggle.getAttribute('aria-expanded')).toBe('true')
    const details = document.querySelector<HTMLElement>('.pl-details')
    const text = details?.textContent
    expect(text).toContain('The interval lies below no difference.')
    expect(text).toContain('−2 min (95 %: −2 min 20 s to −1 min 40 s)')
    expect(text).toContain('about 60 more answered conversations on each side')
    expect(text).toContain('turns round')
    expect(text).toContain('1.20 × the baseline')
    expect(text).toContain('p < 0.001')
    expect(text).toContain('May reflect who works the channel')
    expect(
      within(details ?? document.body).getByRole('row', { name: 'in hours 1 min 30 s 40 1 min 20 s 50' }),
    ).toBeDefined()
  })

  it('opens the conversations of either side', async () => {
    const onOpen = show([comparisonRow('first-response-time')])
    await userEvent.click(
      screen.getByRole('button', { name: 'First response time: 4 min 10 s. Show the conversations' }),
    )
    expect(onOpen).toHaveBeenCalledWith('first-response-time', 'baseline')
  })

  it('says in a word why a side has no value', () => {
    const missing = {
      ...measured('resolution-time', 0, 0),
      status: 'not-measurable',
      reason: 'no-close',
      message: 'No closing time.',
      missing: [],
    } as const
    show([
      comparisonRow('resolution-time', {
        subject: missing,
        difference: null,
        ratio: null,
        interval: null,
        verdict: 'not-comparable',
      }),
    ])
    const row = screen.getByRole('row', { name: /^Resolution time/ }).textContent
    expect(row).toContain('Not measurable')
    expect(row).toContain('Not comparable')
  })
})
