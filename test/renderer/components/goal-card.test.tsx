// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { GoalCard } from '../../../renderer/components/goal-card.tsx'
import { targetText } from '../../../renderer/components/target-text.ts'
import type { GoalKpi } from '../../../shared/goals.ts'
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
  mount(<GoalCard goal={goal} subjectName="SMS" onOpen={onOpen} onSetTarget={onSetTarget} />)
  return { onOpen, onSetTarget, text: screen.getByRole('region', { name: 'Fast service' }).textContent }
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
    expect(targetText('first-response-time', { kind: 'match' }, 250)).toBe('4 min 10 s, within 10\u202f%')
    expect(targetText('csat', { kind: 'match' }, 0.8)).toBe('80\u202f%, within 5 pts')
    expect(targetText('nps', { kind: 'match' }, 20)).toBe('20 points, within 10 points')
    expect(targetText('csat', { kind: 'best-quarter' }, 0.8)).toBe('≥ 80\u202f%')
  })
})
