// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { GoalCard } from '../../../renderer/components/goal-card.tsx'
import { targetText } from '../../../renderer/components/target-text.ts'
import type { GoalKpi, TargetRule } from '../../../shared/goals.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { startingSmallest } from '../../../shared/smallest-difference.ts'
import { mount } from '../mount.tsx'
import { measured } from './results.ts'

function show(row: GoalKpi) {
  const onOpen = vi.fn()
  const onSetTarget = vi.fn()
  const goal = {
    id: 'fast',
    title: 'Fast service',
    subject: {},
    baseline: null,
    kpis: [row],
    summary: 'One of one met.',
  }
  const onMeasureAgain = vi.fn()
  const onEdit = vi.fn()
  mount(<GoalCard goal={goal} subjectName="SMS" {...{ onOpen, onSetTarget, onMeasureAgain, onEdit }} />)
  return {
    onOpen,
    onSetTarget,
    onMeasureAgain,
    onEdit,
    text: screen.getByRole('region', { name: 'Fast service' }).textContent,
  }
}
const current = measured('first-response-time', 275, 94)
const withTarget: GoalKpi = {
  kpi: 'first-response-time',
  current,
  baseline: measured('first-response-time', 1204, 250),
  baselineName: 'web chat, 1 Apr – 30 Jun 2026, n = 1,204',
  target: {
    rule: { kind: 'beat', by: 0.1 },
    value: 225,
    derivation: 'Beat web chat by 10 %.',
    evidence: 'Often.',
    details: null,
    marks: [],
    smallest: { of: 'ratio', value: 0.1 },
    subject: { channels: ['sms'] },
    baseline: { channels: ['web_chat'] },
    hours: 'calendar',
    inferredClose: false,
    setAt: 0,
    record: null,
  },
  history: [],
  state: 'met',
  sentence: 'It is met.',
}

describe('goal card', () => {
  it('shows the value, its state, the target with its derivation, and the baseline with its source and n', () => {
    const { text } = show(withTarget)
    for (const part of [
      'One of one met.',
      'First response',
      '1 min 34 s',
      'Met',
      '≤ 3 min 45 s',
      'Beat web chat by 10 %.',
      '4 min 10 s',
      'web chat, 1 Apr – 30 Jun 2026, n = 1,204',
    ])
      expect(text).toContain(part)
  })

  it('explains every state that is not met', () => {
    expect(show({ ...withTarget, state: 'on-the-line', sentence: 'It may or may not.' }).text).toContain(
      'It may or may not.',
    )
  })

  it('names what a typed number rests on', () => {
    const marks = ['manual, not measured', 'not supported by your data']
    const typed = { ...withTarget, target: withTarget.target && { ...withTarget.target, marks } }
    const { text } = show(typed)
    for (const mark of marks) expect(text).toContain(mark)
  })

  it('offers to measure again what is out of date, and nothing else', async () => {
    const stale: GoalKpi = { ...withTarget, state: 'stale', sentence: 'The opening hours have changed.' }
    const { text, onMeasureAgain } = show(stale)
    expect(text).toContain('Out of date')
    expect(text).toContain('The opening hours have changed.')
    await userEvent.click(screen.getByRole('button', { name: 'Measure the baseline of First response time again' }))
    expect(onMeasureAgain).toHaveBeenCalledWith(stale)
  })

  it('has nothing to measure again where it is up to date, and can be changed', async () => {
    const { onEdit } = show(withTarget)
    expect(screen.queryByRole('button', { name: /again/ })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Change the goal Fast service' }))
    expect(onEdit).toHaveBeenCalledOnce()
  })

  it('has no green without a target, and offers to set one', async () => {
    const row: GoalKpi = { ...withTarget, target: null, baseline: null, baselineName: null, state: 'no-target' }
    const { text, onOpen, onSetTarget } = show(row)
    expect(text).toContain('No target')
    expect(document.querySelector('.pl-meaning-better')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Set a target for First response time' }))
    expect(onSetTarget).toHaveBeenCalledWith(row)
    await userEvent.click(
      screen.getByRole('button', { name: 'First response time: 1 min 34 s. Show the conversations' }),
    )
    expect(onOpen).toHaveBeenCalledWith(row)
  })
})

describe('target text', () => {
  it('says how closely a match has to match', () => {
    const text = (kpi: KpiId, rule: TargetRule, value: number): string =>
      targetText(kpi, rule, value, startingSmallest(kpi))
    expect(text('first-response-time', { kind: 'match' }, 250)).toBe('4 min 10 s, within 10\u202f%')
    expect(text('csat', { kind: 'match' }, 0.8)).toBe('80\u202f%, within 5 percentage points')
    expect(text('nps', { kind: 'match' }, 20)).toBe('20 points, within 10 points')
    expect(text('csat', { kind: 'best-quarter' }, 0.8)).toBe('≥ 80\u202f%')
    const amount = { of: 'difference', value: 30 } as const
    expect(targetText('first-response-time', { kind: 'match' }, 250, amount)).toBe('4 min 10 s, within 30 s')
  })
})
