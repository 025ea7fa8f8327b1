import { describe, expect, it } from 'vitest'
import type { TargetRule } from '../../../../shared/goals.ts'
import type { KpiId, MeasuredKpi } from '../../../../shared/kpi.ts'
import { kpiCatalogue } from '../../../../shared/kpi.ts'
import type { SmallestDifference } from '../../../../shared/smallest-difference.ts'
import { supportsOf } from '../../../../electron/kpi/statistics/gates.ts'
import { deriveTarget, marksOf, targetState } from '../../../../electron/kpi/goals/targets.ts'
import { addDays } from '../../../../shared/time.ts'
import { names, unmeasured } from '../comparison-fixtures.ts'

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
  values.map((value, i) => ({ from: addDays('2026-01-05', 7 * i), value, n }))

/** Of the baseline and, where a test is about it, of the subject. */
const history = (baseline: ReturnType<typeof weeks>, subject: ReturnType<typeof weeks> = []) => ({ baseline, subject })
const forty = weeks([...Array<number>(37).fill(110), 80, 85, 89])
const chat = measured('first-response-time', 94, [88, 101], 1204)

describe('deriveTarget', () => {
  it('matches', () => {
    const target = deriveTarget({ kind: 'match' }, chat, history(forty), names)
    expect(target.value).toBe(94)
    expect(target.derivation).toBe('Match web chat: web chat measured 1 min 34 s (n = 1,204).')
    expect(target.evidence?.text).toBe('Web chat reached this in 3 of 40 weeks; its median is 1 min 34 s.')
  })

  it('beats by a share, in the better direction', () => {
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, chat, history(forty), names).value).toBeCloseTo(84.6, 10)
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, measured('csat', 0.8), history([]), names).value).toBeCloseTo(
      0.88,
      10,
    )
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, measured('nps', -20), history([]), names).value).toBeCloseTo(-10, 10)
    expect(deriveTarget({ kind: 'beat', by: 0 }, chat, history(forty), names).value).toBe(94)
  })

  it('beats points of a scale by a share of them, unlike those of an NPS', () => {
    const effort = measured('customer-effort', 5)
    const target = deriveTarget({ kind: 'beat', by: 0.1 }, effort, history([]), names)
    expect(target.value).toBeCloseTo(5.5, 10)
    expect(target.derivation.replaceAll('\u202f', ' ')).toBe(
      'Beat web chat by 10 %: web chat measured 5 points (n = 200).',
    )
    // 6.6 and a tenth more would be beyond 7.
    expect(
      deriveTarget({ kind: 'beat', by: 0.1 }, measured('customer-effort', 6.6), history([]), names).value,
    ).toBeNull()
  })

  it('takes every week of a stock, and of a mean those with cases enough', () => {
    const few = history(weeks([12, 8, 10, 9, 11], 3))
    expect(deriveTarget({ kind: 'best-quarter' }, measured('open-at-end', 10), few, names).value).toBe(9)
    const replies = deriveTarget({ kind: 'best-quarter' }, measured('replies-to-resolution', 2), few, names)
    expect(replies.value).toBeNull()
  })

  it('refuses what the scale does not have', () => {
    const target = deriveTarget({ kind: 'beat', by: 0.5 }, measured('csat', 0.8), history([]), names)
    expect(target.value).toBeNull()
    expect(target.derivation).toMatch(/better does not exist/)
  })

  it('says where a target lies within ordinary weeks', () => {
    const noisy = weeks([90, 100, 85, 110, 92, 99, 80, 105, 95, 88])
    const inside = deriveTarget({ kind: 'beat', by: 0.1 }, chat, history(noisy), names).evidence
    // Moving ranges of the logs: their mean times 2.66 on both sides of the geometric mean.
    const logs = noisy.map(({ value }) => Math.log(value))
    const ranges = logs.slice(1).map((log, i) => Math.abs(log - (logs[i] ?? NaN)))
    const centre = logs.reduce((sum, log) => sum + log, 0) / 10
    const half = (2.66 * ranges.reduce((sum, range) => sum + range, 0)) / 9
    expect(inside?.limits?.low).toBeCloseTo(Math.exp(centre - half), 9)
    expect(inside?.limits?.high).toBeCloseTo(Math.exp(centre + half), 9)
    expect(inside?.isOrdinary).toBe(true)
    expect(inside?.text).toMatch(/one week at the target proves nothing\.$/)
    const outside = deriveTarget({ kind: 'beat', by: 0.9 }, chat, history(noisy), names).evidence
    expect(outside?.isOrdinary).toBe(false)
    expect(outside?.text).toMatch(/so the target lies outside of what is ordinary there\.$/)
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, chat, history(noisy.slice(7)), names).evidence?.limits).toBeNull()
  })

  it('says how many cases would tell a percentage from no difference', () => {
    // The interval 88–101 s of 1,204 cases: SE of the log median (ln 101 − ln 88)/3.92 = 0.03515, of one case 1.4876.
    // 10 % are ln 0.9 = −0.10536: 1.4876/((0.10536/2.8016)² − 0.03515²) = 8319 cases.
    const beat = deriveTarget({ kind: 'beat', by: 0.1 }, chat, history(forty), names).evidence
    expect(beat?.casesNeeded).toBe(8319)
    expect(beat?.text.replaceAll('\u202f', ' ')).toContain(
      'About 8,400 answered conversations would probably tell 10 % from it.',
    )
    // 2 % lie within the baseline's own uncertainty, whatever is measured beside it.
    const little = deriveTarget({ kind: 'beat', by: 0.02 }, chat, history(forty), names).evidence
    expect(little?.casesNeeded).toBeNull()
    expect(little?.text).toContain('Web chat itself is measured too roughly')
    // A share: 80 % ± 3 points of 400 answers; 8 points more: 0.09370/((0.08/2.8016)² − 0.000234) = 162 answers.
    const csat = measured('csat', 0.8, [0.77, 0.83], 400)
    expect(deriveTarget({ kind: 'beat', by: 0.1 }, csat, history([]), names).evidence?.casesNeeded).toBe(162)
    expect(deriveTarget({ kind: 'match' }, chat, history(forty), names).evidence?.casesNeeded).toBeNull()
  })

  it('counts the subject too: what it has reached is supported', () => {
    const sms = weeks([100, 95, 88, 86, 120])
    const typed = deriveTarget({ kind: 'value', value: 90 }, chat, history(forty, sms), names).evidence
    expect(typed).toMatchObject({ weeks: 40, reached: 3, subjectWeeks: 5, subjectReached: 2, isSupported: true })
    expect(typed?.text).toBe(
      'Web chat reached this in 3 of 40 weeks; its median is 1 min 34 s. SMS reached it in 2 of 5 weeks.',
    )
  })

  it('takes the better quartile of the weeks that have 10 cases', () => {
    const values = weeks([100, 90, 80, 70, 60])
    const few = weeks([1, 1, 1], 9)
    expect(deriveTarget({ kind: 'best-quarter' }, chat, history([...values, ...few]), names).value).toBe(70)
    expect(
      deriveTarget({ kind: 'best-quarter' }, measured('csat', 0.8), history(weeks([0.5, 0.6, 0.7, 0.8, 0.9])), names)
        .value,
    ).toBe(0.8)
    const short = deriveTarget({ kind: 'best-quarter' }, chat, history(weeks([100, 90, 80])), names)
    expect(short.value).toBeNull()
    expect(short.derivation).toMatch(/at least 4 whole weeks.*web chat has 3/)
  })

  it('says what the data says about a typed number', () => {
    const typed = deriveTarget({ kind: 'value', value: 90 }, chat, history(forty), names)
    expect(typed.value).toBe(90)
    expect(typed.derivation).toMatch(/^Typed by hand, not measured/)
    expect(typed.evidence?.text).toBe(
      'Not supported by your data: web chat reached this in 3 of 40 weeks; its median is 1 min 34 s.',
    )
    const reached = deriveTarget({ kind: 'value', value: 90 }, chat, history(forty.slice(20)), names)
    expect(reached.evidence?.text).toBe('Web chat reached this in 3 of 20 weeks; its median is 1 min 34 s.')
    expect(marksOf({ kind: 'value', value: 90 }, typed.evidence)).toEqual([
      'manual, not measured',
      'not supported by your data',
    ])
    // Exactly a tenth is enough: 2 of 20.
    const tenth = weeks([...Array<number>(18).fill(110), 90, 90])
    const supported = deriveTarget({ kind: 'value', value: 90 }, chat, history(tenth), names)
    expect(marksOf({ kind: 'value', value: 90 }, supported.evidence)).toEqual(['manual, not measured'])
    expect(marksOf({ kind: 'match' }, supported.evidence)).toEqual([])
    expect(deriveTarget({ kind: 'value', value: 10 }, chat, history([]), names).evidence?.text).toMatch(
      /^Not supported by your data/,
    )
  })

  it('has no target for a volume', () => {
    expect(deriveTarget({ kind: 'match' }, measured('conversations', 400), history([]), names).value).toBeNull()
  })
})

const state = (
  rule: TargetRule,
  value: number | null,
  current: MeasuredKpi,
  smallest: SmallestDifference = { of: 'ratio', value: 0.1 },
) => targetState(current, chat, { rule, value }, { smallest, names })

describe('targetState', () => {
  const match = { kind: 'match' } as const

  it('matches where the unfavourable end is no worse by more than the smallest difference that matters', () => {
    // The line is 94 s + 10 % = 103.4 s.
    expect(state(match, 94, measured('first-response-time', 95, [90, 103])).state).toBe('met')
    expect(state(match, 94, measured('first-response-time', 95, [90, 104])).state).toBe('on-the-line')
    expect(state(match, 94, measured('first-response-time', 120, [104, 130])).state).toBe('not-met')
    const points = { of: 'difference', value: 0.05 } as const
    const csat = (low: number, high: number) => measured('csat', (low + high) / 2, [low, high])
    expect(state(match, 0.8, csat(0.76, 0.9), points).state).toBe('met')
    expect(state(match, 0.8, csat(0.7, 0.9), points).state).toBe('on-the-line')
    expect(state(match, 0.8, csat(0.6, 0.74), points).state).toBe('not-met')
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

  it('is stale where its baseline is, whatever the number', () => {
    const met = measured('first-response-time', 10, [5, 20])
    const options = {
      smallest: { of: 'ratio', value: 0.1 } as const,
      names,
      staleBecause: 'its baseline is out of date',
    }
    expect(targetState(met, chat, { rule: match, value: 94 }, options)).toEqual({
      state: 'stale',
      sentence:
        'SMS is at 10 s (n = 200); its baseline is out of date. Measure the baseline again to renew the target.',
    })
    // What cannot be measured, and what has no target, is so in any case.
    expect(targetState(unmeasured('first-response-time', 'No.'), chat, { rule: match, value: 94 }, options).state).toBe(
      'not-measurable',
    )
    expect(targetState(met, null, null, options).state).toBe('no-target')
  })

  it('takes an amount for the smallest difference as well as a part', () => {
    // 94 s + 30 s = 124 s; a part of a share is taken of the target: 0.8 − 10 % of 0.8 = 0.72.
    const seconds = { of: 'difference', value: 30 } as const
    expect(state(match, 94, measured('first-response-time', 100, [90, 124]), seconds).state).toBe('met')
    expect(state(match, 94, measured('first-response-time', 100, [90, 125]), seconds).state).toBe('on-the-line')
    expect(state(match, 0.8, measured('csat', 0.8, [0.73, 0.85])).state).toBe('met')
    expect(state(match, 0.8, measured('csat', 0.8, [0.71, 0.85])).state).toBe('on-the-line')
  })

  it('says what is missing', () => {
    const reason = 'Not measurable: no closing times.'
    const missing = unmeasured('resolution-time', reason)
    const options = { smallest: { of: 'ratio', value: 0.1 } as const, names }
    expect(targetState(missing, chat, { rule: match, value: 94 }, options)).toEqual({
      state: 'not-measurable',
      sentence: reason,
    })
    expect(targetState(chat, null, null, options).state).toBe('no-target')
    expect(state(match, null, chat).state).toBe('no-target')
    const inferred = { ...chat, inferred: true }
    expect(targetState(inferred, chat, { rule: match, value: 94 }, options).state).toBe('not-measurable')
  })

  it('judges a stock by its number alone, however small', () => {
    const open = (value: number) => state({ kind: 'match' }, 10, measured('open-at-end', value, undefined, value))
    expect(open(0).state).toBe('met')
    // 10 and a tenth more.
    expect([open(11).state, open(12).state]).toEqual(['met', 'not-met'])
    const value = (now: number) => state({ kind: 'value', value: 5 }, 5, measured('open-at-end', now, undefined, now))
    expect([value(5).state, value(6).state]).toEqual(['met', 'not-met'])
  })
})
