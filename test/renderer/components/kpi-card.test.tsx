// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { KpiCard } from '../../../renderer/components/kpi-card.tsx'
import type { KpiCardState } from '../../../renderer/components/kpi-card.tsx'
import { AppError } from '../../../shared/errors.ts'
import type { KpiId, KpiResult } from '../../../shared/kpi.ts'
import { mount } from '../mount.tsx'
import { measured } from './results.ts'

const noResult = { group: {}, ledger: { counted: 0, excluded: {} } } as const

function show(kpi: KpiId, state: KpiCardState, values?: readonly number[]) {
  const onOpen = vi.fn()
  mount(
    <KpiCard
      kpi={kpi}
      state={state}
      trend={null}
      baseline={250}
      target={225}
      verdict={{ tone: 'better', sentence: 'Faster than web chat, and clearly so.' }}
      values={values}
      onOpen={onOpen}
    />,
  )
  return onOpen
}
const ok = (result: KpiResult): KpiCardState => ({ status: 'ok', result })
const card = (name: string): HTMLElement => screen.getByRole('region', { name })

describe('KPI card', () => {
  it('says until when a share is too low because the data begin too late', () => {
    const shortHistory = {
      channel: 'sms',
      dataFrom: '2026-01-05',
      knownFrom: '2026-04-05',
      caution: 'whoever wrote before counts as new',
    } as const
    show('returning-customer-share', ok(measured('returning-customer-share', 275, 0.4, { shortHistory })))
    expect(card('Returning customers').textContent).toContain('Too low until 4 Apr 2026: data start too late')
  })

  it('shows median, n, unanswered, p90, levels and the judgement', async () => {
    const result = measured('first-response-time', 275, 94, { unanswered: 4, p90: 402, medianIncludingWaiting: 95 })
    const onOpen = show('first-response-time', ok(result))
    const text = card('First response time').textContent
    expect(text).toContain('1 min 34 s')
    expect(text).toContain('n = 275 · 4 unanswered · p90 6 min 42 s')
    expect(text).toContain('Baseline 4 min 10 s')
    expect(text).toContain('Target 3 min 45 s')
    expect(text).toContain('Faster than web chat, and clearly so.')
    expect(text).not.toContain('still waiting')
    await userEvent.click(screen.getByRole('button', { name: /^First response time: 1 min 34 s/ }))
    await userEvent.click(screen.getByRole('button', { name: '4 unanswered' }))
    expect(onOpen.mock.calls).toEqual([['counted'], ['unanswered']])
  })

  it('says so where those still waiting move the median by more than a tenth', () => {
    show('first-response-time', ok(measured('first-response-time', 275, 100, { medianIncludingWaiting: 111 })))
    expect(card('First response time').textContent).toContain('Including those still waiting: 1 min 51 s')
  })

  it('has no p90 and the tag "small sample" below 20', () => {
    show('first-response-time', ok(measured('first-response-time', 19, 94, { p90: 402 })))
    expect(card('First response time').textContent).toContain('small sample')
    expect(card('First response time').textContent).toContain('1 min 34 s')
    expect(card('First response time').textContent).not.toContain('p90')
  })

  it('shows the cases themselves below six, and no median', () => {
    show('first-response-time', ok(measured('first-response-time', 3, 94)), [60, 94, 300])
    expect(card('First response time').textContent).toContain('1:00, 1:34, 5:00')
    expect(card('First response time').textContent).not.toContain('1 min 34 s')
  })

  it('says shares of small samples as counts', () => {
    show('csat', ok(measured('csat', 19, 16 / 19)))
    expect(card('Customer satisfaction').textContent).toContain('16 of 19')
    expect(card('Customer satisfaction').textContent).not.toMatch(/84/)
  })

  it('shows counts instead of an NPS of fewer than ten answers', () => {
    show('nps', ok(measured('nps', 9, 33.3, { promoters: 5, detractors: 2 })))
    expect(card('Net Promoter Score').textContent).toContain('9 answers')
    expect(card('Net Promoter Score').textContent).toContain('5 promoters · 2 detractors')
    expect(card('Net Promoter Score').textContent).not.toContain('33')
  })

  it('keeps a million readable', () => {
    show('conversations', ok(measured('conversations', 1_000_000, 1_000_000)))
    expect(card('Conversations').textContent).toContain('1,000,000')
    expect(card('Conversations').textContent).not.toContain('small sample')
  })

  it('is busy while loading', () => {
    show('nps', { status: 'loading' })
    expect(card('Net Promoter Score').getAttribute('aria-busy')).toBe('true')
  })

  it('says why there are no data', () => {
    show(
      'nps',
      ok({ ...noResult, id: 'nps', unit: 'points', better: 'higher', status: 'no-data', message: 'No answers.' }),
    )
    expect(card('Net Promoter Score').textContent).toContain('No data')
    expect(card('Net Promoter Score').textContent).toContain('No answers.')
  })

  it('says what is missing where nothing can be measured', () => {
    const head = { ...noResult, id: 'resolution-time', unit: 'seconds', better: 'lower' } as const
    const message = 'This log has no closing time.'
    show(
      'resolution-time',
      ok({ ...head, status: 'not-measurable', reason: 'no-close', message, missing: ['closing times'] }),
    )
    const text = card('Resolution time').textContent
    expect(text).toContain('Not measurable')
    expect(text).toContain(message)
    expect(text).toContain('Missing: closing times.')
    expect(text).not.toMatch(/\b0\b/)
  })

  it('says what to do after a failure, and does it', async () => {
    const retry = vi.fn()
    show('csat', { status: 'failed', error: new AppError('disk-failed', 'The disk said no.'), retry })
    expect(card('Customer satisfaction').textContent).toContain('The disk said no. Check the disk')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(retry).toHaveBeenCalledOnce()
  })

  it('opens its definition from the question mark', async () => {
    show('nps', ok(measured('nps', 80, 41)))
    await userEvent.click(
      within(card('Net Promoter Score')).getByRole('button', { name: 'What is Net Promoter Score?' }),
    )
    expect(await screen.findByText(/Share of answers 9–10 minus share of answers 0–6/)).toBeDefined()
  })
})
