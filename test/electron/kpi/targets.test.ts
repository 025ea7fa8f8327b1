import { describe, expect, it } from 'vitest'
import type { KpiId, MeasuredKpi, TargetRule } from '../../../shared/kpi.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import { supportsOf } from '../../../electron/kpi/statistics/gates.ts'
import { deriveTarget, targetState } from '../../../electron/kpi/targets.ts'
import { names, unmeasured } from './comparison-fixtures.ts'

function measured(id: KpiId, value: number, interval?: readonly [number, number], n = 200): MeasuredKpi {
  const { unit, better } = kpiCatalogue[id]
  return {
    id,
    group: {},
    unit,
    better,
    ledger: { counted: n, excluded: {} },
    status: 'ok',
    n,
    value,
    supports: supportsOf(n),
    inferred: false,
    interval: interval && { low: interval[0], high: interval[1], level: 0.95 },
  }
}

const weeks = (values: readonly number[], n = 30) =>
  values.map((value, i) => ({ from: `2026-01-${String(i + 1).padStart(2, '0')}`, value, n }))
const forty = weeks([...Array<number>(37).fill(110), 80, 85, 89])
const chat = measured('first-response-time', 94, [88, 101], 1204)

describe('deriveTarget', () => {
  it('matches', () => {
    const target = deriveTarget({ kind: 'match' }, chat, forty, 'lower', 'web chat')
    expect(target.value).toBe(94)
    expect(target.derivation).toBe('Match web chat: web chat measured 1 min 34 s (n = 1,204).')
    expect(target.evidence).toBe('Web chat reached this in 3 of 40 weeks; its median is 1 min 34 s.')
  })

  it('beats by a share, in the better direction', () => {
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, chat, forty, 'lower').value).toBeCloseTo(84.6, 10)
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, measured('csat', 0.8), [], 'higher').value).toBeCloseTo(0.88, 10)
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, measured('nps', -20), [], 'higher').value).toBeCloseTo(-10, 10)
    expect(deriveTarget({ kind: 'beat', by: 0 }, chat, forty, 'lower').value).toBe(94)
  })

  it('refuses what the scale does not have', () => {
    const target = deriveTarget({ kind: 'beat', by: 0.5 }, measured('csat', 0.8), [], 'higher', 'web chat')
    expect(target.value).toBeNull()
    expect(target.derivation).toMatch(/better does not exist/)
  })

  it('says where a target lies within ordinary weeks', () => {
    const noisy = weeks([90, 100, 85, 110, 92, 99, 80, 105, 95, 88])
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, chat, noisy, 'lower', 'web chat').evidence).toMatch(
      /one week at the target proves nothing/,
    )
    expect(deriveTarget({ kind: 'beat', by: 0.9 }, chat, noisy, 'lower').evidence).not.toMatch(/proves nothing/)
  })

  it('takes the better quartile of the weeks that have 10 cases', () => {
    const values = weeks([100, 90, 80, 70, 60])
    const few = weeks([1, 1, 1], 9)
    expect(deriveTarget({ kind: 'best-quarter' }, chat, [...values, ...few], 'lower').value).toBe(70)
    expect(
      deriveTarget({ kind: 'best-quarter' }, measured('csat', 0.8), weeks([0.5, 0.6, 0.7, 0.8, 0.9]), 'higher').value,
    ).toBe(0.8)
    const short = deriveTarget({ kind: 'best-quarter' }, chat, weeks([100, 90, 80]), 'lower', 'web chat')
    expect(short.value).toBeNull()
    expect(short.derivation).toMatch(/at least 4 whole weeks.*web chat has 3/)
  })

  it('says what the data says about a typed number', () => {
    const typed = deriveTarget({ kind: 'value', value: 90 }, chat, forty, 'lower', 'web chat')
    expect(typed.value).toBe(90)
    expect(typed.derivation).toMatch(/^Typed by hand, not measured/)
    expect(typed.evidence).toBe(
      'Not supported by your data: web chat reached this in 3 of 40 weeks; its median is 1 min 34 s.',
    )
    const reached = deriveTarget({ kind: 'value', value: 90 }, chat, forty.slice(20), 'lower', 'web chat')
    expect(reached.evidence).toBe('Web chat reached this in 3 of 20 weeks; its median is 1 min 34 s.')
    expect(deriveTarget({ kind: 'value', value: 10 }, chat, [], 'lower').evidence).toMatch(
      /^Not supported by your data/,
    )
  })

  it('has no target for a volume', () => {
    expect(deriveTarget({ kind: 'match' }, measured('conversations', 400), [], 'neutral').value).toBeNull()
  })
})

const state = (rule: TargetRule, value: number | null, current: MeasuredKpi, smallestDifference = 0.1) =>
  targetState(current, chat, { rule, value }, { smallestDifference, names })

describe('targetState', () => {
  const match = { kind: 'match' } as const

  it('matches where the unfavourable end is no worse by more than the smallest difference that matters', () => {
    // The line is 94 s + 10 % = 103.4 s.
    expect(state(match, 94, measured('first-response-time', 95, [90, 103])).state).toBe('met')
    expect(state(match, 94, measured('first-response-time', 95, [90, 104])).state).toBe('on-the-line')
    expect(state(match, 94, measured('first-response-time', 120, [104, 130])).state).toBe('not-met')
    const csat = (low: number, high: number) => measured('csat', (low + high) / 2, [low, high])
    expect(state(match, 0.8, csat(0.76, 0.9), 0.05).state).toBe('met')
    expect(state(match, 0.8, csat(0.7, 0.9), 0.05).state).toBe('on-the-line')
    expect(state(match, 0.8, csat(0.6, 0.74), 0.05).state).toBe('not-met')
  })

  it('beats by nothing only with the whole interval', () => {
    const beat = { kind: 'beat', by: 0 } as const
    expect(state(beat, 94, measured('first-response-time', 80, [70, 93])).state).toBe('met')
    expect(state(beat, 94, measured('first-response-time', 80, [70, 95])).state).toBe('on-the-line')
    expect(state(beat, 94, measured('first-response-time', 110, [95, 130])).state).toBe('not-met')
  })

  it('meets a percentage when the value reaches it, and shows the interval', () => {
    const beat = { kind: 'beat', by: 0.1 } as const
    const met = state(beat, 84.6, measured('first-response-time', 80, [70, 95]))
    expect(met.state).toBe('met')
    expect(met.sentence).toMatch(
      /^SMS is at 1 min 20 s \(n = 200\), which meets the target of 1 min 25 s \(95\s% interval 1 min 10 s to 1 min 35 s\)\.$/,
    )
    expect(state(beat, 84.6, measured('first-response-time', 88, [80, 95])).state).toBe('on-the-line')
    expect(state(beat, 84.6, measured('first-response-time', 100, [90, 110])).state).toBe('not-met')
  })

  it('is never green on fewer than 20 cases', () => {
    const few = state(match, 94, measured('first-response-time', 10, [5, 20], 19))
    expect(few.state).toBe('on-the-line')
    expect(few.sentence).toMatch(/19 cases are too few to say/)
  })

  it('says what is missing', () => {
    const reason = 'Not measurable: no closing times.'
    const missing = unmeasured('resolution-time', reason)
    const options = { smallestDifference: 0.1, names }
    expect(targetState(missing, chat, { rule: match, value: 94 }, options)).toEqual({
      state: 'not-measurable',
      sentence: reason,
    })
    expect(targetState(chat, null, null, options).state).toBe('no-target')
    expect(state(match, null, chat).state).toBe('no-target')
    const inferred = { ...chat, inferred: true }
    expect(targetState(inferred, chat, { rule: match, value: 94 }, options).state).toBe('not-measurable')
  })
})
