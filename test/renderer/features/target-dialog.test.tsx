// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { TargetDialog } from '../../../renderer/features/dashboard/target-dialog.tsx'
import { previewTarget } from '../../../renderer/features/dashboard/target-preview.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Goal, TargetRule } from '../../../shared/kpi.ts'
import { measured } from '../components/results.ts'
import { goalsOf } from '../fake/kpis.ts'
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
    expect(inputsOf(fake, 'kpis.compute')).toContainEqual({
      kpis: ['response-time'],
      selection: { channels: ['web_chat'] },
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
    expect(document.body.textContent).toContain('Not supported by your data')
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

describe('target preview', () => {
  const weeks = [10, 20, 30, 40, 50].map((value, index) =>
    measured('first-response-time', 30, value, { group: { week: `2026-01-0${index + 1}` } }),
  )
  const baseline = measured('first-response-time', 150, 30)

  const value = (rule: TargetRule) => previewTarget('first-response-time', rule, baseline, weeks, 'web chat').value

  it('derives each rule from the measured baseline', () => {
    expect(value({ kind: 'match' })).toBe(30)
    expect(value({ kind: 'beat', by: 0.1 })).toBe(27)
    expect(value({ kind: 'best-quarter' })).toBe(20)
    expect(value({ kind: 'value', value: 5 })).toBe(5)
  })

  it('counts the weeks that reached it, without unfinished and thin ones', () => {
    const unfinished = { from: '2026-02-01', to: '2026-02-07', complete: false }
    const more = [
      ...weeks,
      measured('first-response-time', 30, 1, { period: unfinished }),
      measured('first-response-time', 9, 1),
    ]
    const preview = previewTarget('first-response-time', { kind: 'match' }, baseline, more, 'web chat')
    expect(preview.evidence).toBe('Web chat reached this in 3 of 5 weeks. Over the whole period it measured 30 s.')
    expect(preview.isSupported).toBe(true)
  })

  it('has no target where the baseline cannot give one', () => {
    const rule = { kind: 'best-quarter' } as const
    expect(previewTarget('first-response-time', rule, baseline, weeks.slice(0, 3), 'web chat').value).toBeNull()
    const thin = measured('first-response-time', 3, 30)
    expect(previewTarget('first-response-time', { kind: 'match' }, thin, weeks, 'web chat').value).toBeNull()
    expect(previewTarget('csat', { kind: 'beat', by: 0.5 }, measured('csat', 90, 0.9), [], 'web chat').value).toBeNull()
  })

  it('beats an NPS by points', () => {
    expect(previewTarget('nps', { kind: 'beat', by: 0.1 }, measured('nps', 90, 5), [], 'web chat').value).toBe(15)
  })
})
