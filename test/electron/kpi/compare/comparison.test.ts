import { describe, expect, it } from 'vitest'
import type { KpiId } from '../../../../shared/kpi.ts'
import { startingSmallest } from '../../../../shared/smallest-difference.ts'
import type { Cases } from '../../../../electron/kpi/cases.ts'
import { adjustForMultiplicity, compareCases } from '../../../../electron/kpi/compare/comparison.ts'
import type { ComparisonOptions } from '../../../../electron/kpi/compare/comparison.ts'
import { casesOf, names, sideOf, times, unmeasured } from '../comparison-fixtures.ts'

function compare(id: KpiId, subject: Cases, baseline: Cases, more: Partial<ComparisonOptions> = {}) {
  const options = {
    hours: 'calendar',
    smallest: startingSmallest(id),
    names,
    ...more,
  } as const
  return compareCases(id, sideOf(id, subject), sideOf(id, baseline), options)
}

const share = (positive: number, n: number): number[] => Array.from({ length: n }, (_, i) => (i < positive ? 1 : 0))
const scores = (promoters: number, detractors: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => (i < promoters ? 9 : i < promoters + detractors ? 3 : 8))

/** Deterministic: each side the same quantiles, the second stretched. */
const even = (count: number, median: number): number[] =>
  Array.from({ length: count }, (_, i) => median * Math.exp(2 * ((i + 0.5) / count - 0.5)))

// 10 conversations with 8 equal replies each: 80 turns, but 10 independent units.
const turns = (median: number): Cases => {
  const perConversation = even(10, median)
  return casesOf(
    'duration',
    perConversation.flatMap((value) => Array<number>(8).fill(value)),
    {
      conversations: Int32Array.from({ length: 80 }, (_, i) => Math.floor(i / 8)),
    },
  )
}

const optOuts = (numerator: number, denominator: number): Cases =>
  casesOf('share', share(numerator, numerator), { numerator, denominator })

/** SMS is faster by day and by night, but gets most of the night: Simpson's paradox. */
const stratified = (day: number[], night: number[]): Cases =>
  casesOf('duration', [...day, ...night], {
    strata: Int32Array.from([...day.map(() => 0), ...night.map(() => 1)]),
    stratumNames: ['in hours', 'out of hours'],
  })

const cells = (first: number[], second: number[]): Cases =>
  casesOf('csat', [...first, ...second], {
    strata: Int32Array.from([...first.map(() => 0), ...second.map(() => 1)]),
    stratumNames: ['a', 'b'],
  })

const rowOf = (id: KpiId, positive: number) =>
  compare(id, casesOf('csat', share(positive, 200)), casesOf('csat', share(100, 200)))

describe('times', () => {
  it('says faster, with numbers, where the interval excludes no difference', () => {
    const row = compare('first-response-time', casesOf('duration', even(275, 94)), casesOf('duration', even(310, 250)))
    expect(row.verdict).toBe('better')
    expect(row.ratio).toBeCloseTo(94 / 250, 2)
    expect(row.difference).toBeCloseTo(94 - 250, 0)
    expect(row.interval?.of).toBe('ratio')
    expect(row.interval?.high).toBeLessThan(0.5)
    expect(row.probabilityBetter).toBeGreaterThan(0.8)
    expect(row.shift?.value).toBeLessThan(-100)
    expect(row.pValue).toBeLessThan(1e-6)
    expect(row.qValue).toBe(row.pValue)
    expect(row.casesNeeded).toBeNull()
    expect(row.reason).toMatch(
      /^SMS was faster than web chat in this data: the median first response was 1 min 34 s against 4 min 10 s \(n = 275 and 310; ratio 0\.38, 95\s% interval 0\.\d\d–0\.\d\d\)\.$/,
    )
    expect(row.reason).not.toMatch(/because/)
  })

  it('turns to worse when the sides change places', () => {
    const fast = casesOf('duration', even(60, 94))
    const slow = casesOf('duration', even(60, 250))
    const row = compare('first-response-time', slow, fast)
    expect(row.verdict).toBe('worse')
    expect(row.probabilityBetter).toBeLessThan(0.2)
    expect(row.reason).toMatch(/^SMS was slower than web chat/)
  })

  it('has too little data below 20 on a side, and shows no numbers below 6', () => {
    const row = compare('first-response-time', casesOf('duration', even(19, 10)), casesOf('duration', even(300, 500)))
    expect(row.verdict).toBe('too-little-data')
    expect(row.reason).toMatch(
      /^Too little data for a verdict: 19 and 300 answered conversations.*at least 20; the median/,
    )
    const tiny = compare('first-response-time', casesOf('duration', [5]), casesOf('duration', even(300, 500)))
    expect(tiny.verdict).toBe('too-little-data')
    expect(tiny.reason).not.toMatch(/median/)
    const enough = compare('first-response-time', casesOf('duration', even(20, 10)), casesOf('duration', even(20, 500)))
    expect(enough.verdict).toBe('better')
  })

  it('says how many more cases would settle an open verdict', () => {
    const row = compare(
      'first-response-time',
      casesOf('duration', times(40, 100, 5)),
      casesOf('duration', times(40, 108, 9)),
    )
    expect(row.verdict).toBe('no-clear-difference')
    expect(row.casesNeeded).toBeGreaterThan(0)
    expect(row.reason).toMatch(/^No clear difference between SMS and web chat in this data.*more cases on each side/)
  })

  it('calls large equal samples equivalent, and a real but small difference small', () => {
    const equal = compare(
      'resolution-time',
      casesOf('duration', even(20_000, 100)),
      casesOf('duration', even(20_000, 101)),
    )
    expect(equal.verdict).toBe('equivalent')
    expect(equal.reason).toMatch(/practically equal/)
    const small = compare('resolution-time', casesOf('duration', even(4000, 100)), casesOf('duration', even(4000, 108)))
    expect(small.verdict).toBe('small-difference')
    expect(small.reason).toMatch(/but by less than the 10\s% that matter/)
  })

  it('tests response time on one value per conversation: alike replies are no evidence', () => {
    const row = compare('response-time', turns(100), turns(300))
    expect(row.verdict).toBe('too-little-data')
    expect(row.reason).toMatch(/10 and 10 conversations with an answered turn/)
    expect(compare('first-response-time', turns(100), turns(300)).verdict).toBe('better')
  })

  it('keeps the headline of response time over turns and tests conversations', () => {
    const conversations = Int32Array.from({ length: 120 }, (_, i) => i >> 1)
    const row = compare(
      'response-time',
      casesOf('duration', even(120, 60), { conversations }),
      casesOf('duration', even(120, 200), { conversations }),
    )
    expect(row.verdict).toBe('better')
    expect(row.ratio).toBeCloseTo(0.3, 2)
    expect(row.reason).toMatch(/ratio of the conversations' own medians 0\.\d\d/)
  })

  it('warns where those still waiting would move the median', () => {
    const waiting = new Float64Array(40).fill(5000)
    const row = compare(
      'first-response-time',
      casesOf('duration', even(60, 94), { waiting }),
      casesOf('duration', even(60, 250)),
    )
    expect(row.cautions.some((caution) => caution.includes('still waiting'))).toBe(true)
  })

  it('counts times of zero as half a second and says so', () => {
    const row = compare(
      'first-response-time',
      casesOf('duration', Array(30).fill(0)),
      casesOf('duration', even(30, 20)),
    )
    expect(row.ratio).toBeCloseTo(0.5 / 20, 2)
    expect(row.cautions.some((caution) => caution.includes('half a second'))).toBe(true)
  })
})

describe('shares, scores and volumes', () => {
  it('compares shares by Newcombe', () => {
    const row = compare('csat', casesOf('csat', share(56, 70)), casesOf('csat', share(48, 80)))
    expect(row.interval?.of).toBe('difference')
    expect(row.interval?.low).toBeCloseTo(0.0524, 3)
    expect(row.interval?.high).toBeCloseTo(0.3339, 3)
    expect(row.verdict).toBe('better')
    expect(row.reason).toMatch(
      /80\s% against 60\s% \(n = 70 and 80; difference 20\.0 percentage points, 95\s% interval 5\.2 to 33\.4\)/,
    )
    expect(row.probabilityBetter).toBeNull()
    expect(row.shift).toBeNull()
  })

  it('reads a lower unanswered share as better', () => {
    const row = compare('unanswered-share', casesOf('share', share(4, 200)), casesOf('share', share(40, 200)))
    expect(row.verdict).toBe('better')
    expect(row.reason).toMatch(/^SMS left fewer conversations unanswered than web chat/)
  })

  it('takes numerator and denominator of opt-outs where they are counted apart', () => {
    const row = compare('opt-out-share', optOuts(3, 500), optOuts(60, 500))
    expect(row.verdict).toBe('better')
    expect(row.mix).toBeNull()
    expect(compare('opt-out-share', optOuts(3, 15), optOuts(60, 500)).verdict).toBe('too-little-data')
  })

  it('compares NPS by adjusted Wald', () => {
    const row = compare('nps', casesOf('nps', scores(45, 12, 80)), casesOf('nps', scores(30, 20, 70)))
    expect(row.difference).toBeCloseTo(41.25 - 14.2857, 3)
    expect(row.interval?.low).toBeCloseTo(1.27, 2)
    expect(row.interval?.high).toBeCloseTo(50.85, 2)
    expect(row.pValue).toBeCloseTo(0.0393, 4)
    expect(row.ratio).toBeNull()
    expect(row.verdict).toBe('better')
  })

  it('gives volumes a rate ratio per covered day and no verdict', () => {
    const row = compare(
      'conversations',
      casesOf('count', Array(340).fill(1), { coveredDays: 90 }),
      casesOf('count', Array(280).fill(1), { coveredDays: 90 }),
    )
    expect(row.ratio).toBeCloseTo(1.2143, 4)
    expect(row.interval?.low).toBeCloseTo(1.0366, 4)
    expect(row.verdict).toBe('not-comparable')
    expect(row.reason).toMatch(/^A volume is neither better nor worse/)
    expect(row.pValue).toBeNull()
    expect(row.cautions).toHaveLength(1)
  })
})

describe('what is not comparable', () => {
  const fast = casesOf('duration', even(60, 94))
  const slow = casesOf('duration', even(60, 250))

  it('gives the reason of the side that was not measured', () => {
    const reason = 'Not measurable: this log has no closing time.'
    const options = { hours: 'calendar', smallest: { of: 'ratio', value: 0.1 }, names } as const
    const missing = { result: unmeasured('resolution-time', reason), cases: fast }
    const there = sideOf('resolution-time', slow)
    for (const row of [
      compareCases('resolution-time', missing, there, options),
      compareCases('resolution-time', there, missing, options),
    ]) {
      expect(row.verdict).toBe('not-comparable')
      expect(row.reason).toBe(reason)
      expect(row.difference).toBeNull()
    }
  })

  it('keeps a phone queue apart from messages, for waits only', () => {
    const channels = { subject: ['sms'], baseline: ['phone'] } as const
    const row = compare('first-response-time', fast, slow, { channels })
    expect(row.verdict).toBe('not-comparable')
    expect(row.reason).toMatch(/different kinds of wait/)
    expect(row.difference).not.toBeNull()
    expect(row.interval).toBeNull()
    expect(compare('resolution-time', fast, slow, { channels }).verdict).toBe('better')
    expect(
      compare('first-response-time', fast, slow, { channels: { subject: ['sms'], baseline: ['email'] } }).verdict,
    ).toBe('better')
  })

  it('keeps business hours apart from calendar hours, and inferred closes from real ones', () => {
    expect(compare('first-response-time', fast, slow, { baselineHours: 'business' }).reason).toMatch(/not comparable/)
    const inferred = casesOf('duration', even(60, 94), { inferred: true })
    expect(compare('resolution-time', inferred, slow).reason).toMatch(/^Closing times of SMS are inferred/)
  })
})

describe('cautions', () => {
  it('says when few agents carry a verdict', () => {
    const few = Int32Array.from({ length: 60 }, (_, i) => i % 3)
    const row = compare(
      'first-response-time',
      casesOf('duration', even(60, 94), { agents: few }),
      casesOf('duration', even(60, 250)),
    )
    expect(
      row.cautions.some((caution) => caution.includes('may reflect who works the channel (3 and 12 agents)')),
    ).toBe(true)
    const unknown = new Int32Array(60).fill(-1)
    const silent = compare(
      'first-response-time',
      casesOf('duration', even(60, 94), { agents: unknown }),
      casesOf('duration', even(60, 250), { agents: unknown }),
    )
    expect(silent.cautions.join()).not.toMatch(/who works/)
  })

  it('finds conversations that are on both sides', () => {
    const row = compare('first-response-time', casesOf('duration', even(60, 94)), casesOf('duration', even(60, 250)), {
      samePopulation: true,
    })
    expect(row.cautions.some((caution) => caution.startsWith('60 conversations are on both sides'))).toBe(true)
  })
})

describe('mix check', () => {
  it('reverses where the sides have different nights', () => {
    const row = compare(
      'first-response-time',
      stratified(even(40, 50), even(160, 4000)),
      stratified(even(160, 100), even(40, 8000)),
    )
    expect(row.verdict).toBe('worse')
    expect(row.mix?.reverses).toBe(true)
    expect(row.mix?.standardised).toBeLessThan(1)
    expect(row.mix?.strata).toHaveLength(2)
    expect(row.mix?.strata[0]).toMatchObject({ name: 'in hours', subjectN: 40, baselineN: 160 })
    expect(row.mix?.strata[0]?.subject).toBeCloseTo(50, 1)
    expect(row.cautions[0]).toMatch(/turns round with the same mix/)
  })

  it('matches strata by name and leaves small cells out', () => {
    const subject = stratified(even(100, 50), even(19, 4000))
    const baseline = casesOf('duration', [...even(30, 9000), ...even(100, 100)], {
      strata: Int32Array.from({ length: 130 }, (_, i) => (i < 30 ? 0 : 1)),
      stratumNames: ['out of hours', 'in hours'],
    })
    const row = compare('first-response-time', subject, baseline)
    expect(row.mix?.strata.map(({ name }) => name)).toEqual(['in hours'])
    expect(row.mix?.standardised).toBeCloseTo(0.5, 6)
    expect(row.mix?.reverses).toBe(false)
  })

  it('standardises shares by weight', () => {
    const row = compare('csat', cells(share(18, 20), share(30, 60)), cells(share(48, 60), share(8, 20)))
    // Crude 48/80 − 56/80 = −0.1; in both cells SMS is 0.1 better.
    expect(row.difference).toBeCloseTo(-0.1, 12)
    expect(row.mix?.standardised).toBeCloseTo(0.1, 12)
    expect(row.mix?.reverses).toBe(true)
  })

  it('says so where the mix makes most of the difference', () => {
    const row = compare(
      'first-response-time',
      stratified(even(200, 100), even(50, 4000)),
      stratified(even(50, 100), even(200, 4000)),
    )
    expect(row.verdict).toBe('better')
    expect(row.mix?.reverses).toBe(false)
    expect(row.cautions[0]).toMatch(/comes largely from a different mix/)
  })
})

describe('adjustForMultiplicity', () => {
  it('adjusts all but the primary, and withdraws what does not hold', () => {
    const rows = [
      rowOf('csat', 121),
      rowOf('unanswered-share', 121),
      rowOf('returning-customer-share', 104),
      rowOf('opt-out-share', 96),
    ]
    const p = rows[0]?.pValue ?? NaN
    expect(p).toBeGreaterThan(0.03)
    expect(p).toBeLessThan(0.05)
    const adjusted = adjustForMultiplicity(rows.map((row) => ({ ...row, isPrimary: row.id === 'csat' })))
    expect(adjusted[0]?.verdict).toBe('better')
    expect(adjusted[0]?.qValue).toBe(p)
    expect(rows[1]?.verdict).toBe('worse')
    expect(adjusted[1]?.verdict).toBe('no-clear-difference')
    expect(adjusted[1]?.qValue).toBeCloseTo(3 * p, 10)
    expect(adjusted[1]?.reason).toMatch(/^No clear difference among the 3 KPIs looked at together \(adjusted p 0\.1/)
    expect(adjusted[2]?.verdict).toBe(rows[2]?.verdict)
  })

  it('leaves rows without a test alone', () => {
    const volume = compare('conversations', casesOf('count', [1, 1]), casesOf('count', [1]))
    expect(adjustForMultiplicity([volume])).toEqual([volume])
  })
})
