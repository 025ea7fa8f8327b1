// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { TargetDialog } from '../../../renderer/features/dashboard/target-dialog.tsx'
import { AppError } from '../../../shared/errors.ts'
import type { Goal, GoalKpi } from '../../../shared/goals.ts'
import { goalsOf, previewTarget } from '../fake/goals.ts'
import { fakeWorkspace } from '../fake/names.ts'
import type { FakeBridge } from '../fake-bridge.ts'
import { inputsOf, mount } from '../mount.tsx'

function show(goalIndex: number, prepare?: (fake: FakeBridge) => void) {
  const goal = goalsOf({ selection: {}, hours: 'calendar' })[goalIndex] as Goal // the four ready goals
  const row = goal.kpis[0]
  if (!row) throw new Error('The goal has no KPI.')
  const onClose = vi.fn()
  const fake = mount(<TargetDialog {...{ workspace: fakeWorkspace, goal, row, onClose }} hours="calendar" />, prepare)
  return { fake, onClose }
}
const savable = async (): Promise<HTMLElement> => {
  const button = await screen.findByRole('button', { name: 'Save the target' })
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false))
  return button
}
async function choose(label: string, option: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: label }))
  await userEvent.click(await screen.findByRole('option', { name: option, hidden: true }))
}

describe('target dialog', () => {
  it('proposes the largest other channel, measured, before anything is saved', async () => {
    const { fake } = show(3)
    expect(await screen.findByText('What does SMS replace or help here?')).toBeDefined()
    await savable()
    expect(screen.getByRole('combobox', { name: 'Baseline channel' })).toHaveProperty('value', 'Web chat (n = 1,740)')
    expect(inputsOf(fake, 'goals.preview')).toContainEqual({
      goal: 'efficient-operations',
      kpi: 'response-time',
      baseline: { channels: ['web_chat'] },
      subject: { channels: ['sms'] },
      rule: { kind: 'match' },
      hours: 'calendar',
    })
    expect(document.body.textContent).toMatch(/Web chat reached this in \d+ of 25 weeks/)
    expect(inputsOf(fake, 'goals.setTarget')).toEqual([])
  })

  it('saves channel, period and rule', async () => {
    const { fake, onClose } = show(3)
    await savable()
    await choose('Baseline channel', /^Email/)
    await choose('Baseline period', 'Last quarter')
    await choose('Target', 'Beat it by a percentage')
    const percent = screen.getByRole('textbox', { name: 'Better by' })
    await userEvent.clear(percent)
    await userEvent.type(percent, '25')
    await userEvent.click(await savable())
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
    expect(inputsOf(fake, 'goals.setTarget')).toEqual([
      {
        goal: 'efficient-operations',
        kpi: 'response-time',
        baseline: { channels: ['email'], from: '2026-01-01', to: '2026-03-31' },
        subject: { channels: ['sms'] },
        rule: { kind: 'beat', by: 0.25 },
        hours: 'calendar',
      },
    ])
  })

  it("takes a number of one's own in the unit of choice, and says that the data do not support it", async () => {
    const { fake } = show(3)
    await savable()
    await choose('Target', 'A number of my own')
    expect(screen.getByRole('button', { name: 'Save the target' }).hasAttribute('disabled')).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Value' }), '10')
    await choose('Unit', 'seconds')
    await savable()
    expect(document.body.textContent).toContain('≤ 10 s')
    expect(document.body.textContent).toMatch(/not supported by your data/i)
    await userEvent.click(await savable())
    expect(inputsOf(fake, 'goals.setTarget')[0]).toMatchObject({ rule: { kind: 'value', value: 10 } })
  })

  it('removes a target, and keeps the dialog with the reason if that fails', async () => {
    const { onClose } = show(1, (fake) =>
      fake.answer('goals.clearTarget', () => {
        throw new AppError('disk-full', 'No space is left.')
      }),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Remove the target' }))
    expect((await screen.findByRole('alert')).textContent).toContain('No space is left.')
    expect(onClose).not.toHaveBeenCalled()
  })
})

describe('target of a goal without a subject yet', () => {
  it('judges SMS unless told otherwise', async () => {
    const goal = { ...(goalsOf({ selection: {}, hours: 'calendar' })[3] as Goal), subject: {} } // the four ready goals
    const row = goal.kpis[0]
    if (!row) throw new Error('The goal has no KPI.')
    const fake = mount(<TargetDialog {...{ workspace: fakeWorkspace, goal, row, onClose: vi.fn() }} hours="calendar" />)
    expect(await screen.findByText('What does SMS replace or help here?')).toBeDefined()
    await choose('Channel judged', /^Email/)
    expect(await screen.findByText('What does email replace or help here?')).toBeDefined()
    expect(screen.getByRole('combobox', { name: 'Baseline channel' })).toHaveProperty('value', 'SMS (n = 2,204)')
    await userEvent.click(await savable())
    expect(inputsOf(fake, 'goals.setTarget')[0]).toMatchObject({
      subject: { channels: ['email'] },
      baseline: { channels: ['sms'] },
    })
  })
})

describe('target that is set', () => {
  const goalWith = (change: (row: GoalKpi) => GoalKpi): { goal: Goal; row: GoalKpi } => {
    const goal = goalsOf({ selection: {}, hours: 'calendar' })[1] as Goal // the four ready goals
    const [row] = goal.kpis
    if (!row) throw new Error('The goal has no KPI.')
    return { goal, row: change(row) }
  }
  const mountWith = (change: (row: GoalKpi) => GoalKpi, prepare?: (fake: FakeBridge) => void) => {
    const onClose = vi.fn()
    const props = { workspace: fakeWorkspace, ...goalWith(change), onClose }
    return { fake: mount(<TargetDialog {...props} hours="calendar" />, prepare), onClose }
  }

  it('shows what its baseline rests on, and what it was before', async () => {
    mountWith((row) => row)
    await userEvent.click(await screen.findByText('What the baseline rests on'))
    const basis = document.body.textContent
    for (const part of [
      'by version 0.1.0, definition 1',
      '5 Jan – 29 Mar 2026, 12 whole weeks',
      'chats-q1.json, abababababab…',
      'calendar hours',
    ])
      expect(basis).toContain(part)
    await userEvent.click(screen.getByText('History (1)'))
    const history = screen.getByRole('list', { name: 'History of the target' })
    expect(history.textContent).toContain('Set to 3 min 22 s (beat web chat by 10 %).')
  })

  it('keeps the period, teams and hours of its baseline when only the rule changes', async () => {
    const baseline = { channels: ['web_chat'], teams: ['Billing'], from: '2026-01-05', to: '2026-03-29' } as const
    const { fake, onClose } = mountWith((row) => ({
      ...row,
      target: row.target && { ...row.target, baseline, hours: 'business' },
    }))
    await savable()
    expect(screen.getByRole('combobox', { name: 'Baseline period' })).toHaveProperty('value', '5 Jan – 29 Mar 2026')
    await choose('Target', 'Match it')
    await userEvent.click(await savable())
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
    expect(inputsOf(fake, 'goals.setTarget')[0]).toMatchObject({ baseline, rule: { kind: 'match' }, hours: 'business' })
  })

  it('that is out of date says so and is measured again', async () => {
    const sentence = 'Its baseline is out of date, because the opening hours that it was counted by have changed.'
    const { fake, onClose } = mountWith((row) => ({ ...row, state: 'stale', sentence }))
    expect(await screen.findByText(sentence)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Measure again' }))
    await waitFor(() => expect(onClose).toHaveBeenCalledWith(true))
    expect(inputsOf(fake, 'goals.measureAgain')).toEqual([{ goal: 'fast-service', kpi: 'first-response-time' }])
  })

  it('refuses a baseline of less than four whole weeks, with the sentence', async () => {
    const refusal = 'A baseline needs at least 4 whole weeks of data, and web chat has 3 whole weeks.'
    mountWith(
      (row) => row,
      (fake) => fake.answer('goals.preview', (request) => ({ ...previewTarget(request), wholeWeeks: 3, refusal })),
    )
    expect(await screen.findByText(refusal)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Save the target' }).hasAttribute('disabled')).toBe(true)
  })

  it('offers to infer closing times where the baseline has none', async () => {
    const { fake } = mountWith(
      (row) => row,
      (bridge) =>
        bridge.answer('goals.preview', (request) => {
          const preview = previewTarget(request)
          if (request.inferredClose === true || preview.baseline.status !== 'ok') return preview
          const { id, group, unit, better, ledger } = preview.baseline
          const message = 'Not measurable: no closing times in sms.csv.'
          const reason = { status: 'not-measurable', reason: 'no-close', message, missing: ['closing times'] } as const
          return { ...preview, baseline: { id, group, unit, better, ledger, ...reason }, value: null, refusal: message }
        }),
    )
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Infer closing times from silence' }))
    await userEvent.click(await savable())
    expect(inputsOf(fake, 'goals.setTarget')[0]).toMatchObject({ inferredClose: true })
  })
})
