/** Trends over facts: where a source or a schedule changes, and what is merged. */
import { describe, expect, it } from 'vitest'
import { computeTrend, wholeWeeks } from '../../../../electron/kpi/trend/trend-series.ts'
import { addDays, dayOf } from '../../../../shared/time.ts'
import type { HoursMode, Schedule } from '../../../../shared/model.ts'
import { buildFacts, settings } from '../build-facts.ts'
import type { ConversationInput } from '../build-facts.ts'

const dayMs = 86_400_000
const start = Date.UTC(2026, 0, 5)

/** `perDay` conversations on each of the days, answered after `seconds(day)`. */
function conversations(
  source: string,
  days: readonly number[],
  perDay: number,
  seconds: (day: number) => number = () => 60,
): ConversationInput[] {
  return days.flatMap((day) =>
    Array.from({ length: perDay }, (_, i): ConversationInput => {
      const opened = start + day * dayMs + (9 + i) * 3_600_000
      return { source, channel: 'sms', opened, replied: opened + seconds(day) * 1000 }
    }),
  )
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

function trend(
  input: readonly ConversationInput[],
  hours: HoursMode = 'calendar',
  schedules: readonly Schedule[] = [],
  more: Partial<Parameters<typeof computeTrend>[1]> = {},
) {
  const reading = { settings: { ...settings, schedules }, hours, inferredClose: false }
  const question = { kpi: 'first-response-time', selection: {}, by: 'week', ...more } as const
  return computeTrend(buildFacts({ conversations: input }), question, reading)
}

/** Twelve whole weeks, and one more conversation on the first day of an unfinished one. */
const twelveWeeks = conversations('log.csv', range(0, 85), 3, (day) => 200 - 10 * Math.floor(day / 7))

describe('computeTrend', () => {
  it('tests whole weeks and draws the unfinished one', () => {
    const result = trend(twelveWeeks)
    expect(result.points.map(({ tested }) => tested)).toEqual([...Array<boolean>(12).fill(true), false])
    expect(result.points.at(-1)).toMatchObject({ complete: false, from: '2026-03-30' })
    expect(result.direction).toBe('improving')
    expect(result.slope).toMatchObject({ perPeriod: -10 })
    // All 66 pairs of 12 weeks fall.
    expect(result.test).toMatchObject({ s: -66, n: 12 })
    expect(result.breaks).toEqual([])
  })

  it('does not depend on the order of the imports', () => {
    expect(trend([...twelveWeeks].reverse())).toEqual(trend(twelveWeeks))
  })

  it('divides where a source begins and where one ends', () => {
    const old = conversations('old.csv', range(0, 35), 3, () => 600)
    const next = conversations('new.csv', range(28, 105), 3, (day) => 200 - 10 * Math.floor(day / 7))
    const result = trend([...old, ...next])
    expect(result.breaks).toEqual([
      { day: '2026-02-02', kind: 'source', sentence: 'The data of new.csv begins on 2 Feb 2026.' },
      { day: '2026-02-09', kind: 'source', sentence: 'The data of old.csv ends before 9 Feb 2026.' },
    ])
    expect(result.test?.n).toBe(10)
    expect(result.points.find(({ tested }) => tested)?.from).toBe('2026-02-09')
    expect(result.direction).toBe('improving')
  })

  it('draws no line for a source that is quiet, small or closed at the weekend', () => {
    const rare = conversations('rare.csv', [30, 44, 71], 1)
    const weekdays = conversations(
      'weekdays.csv',
      range(0, 82).filter((day) => day % 7 < 5),
      3,
    )
    // 7 of 178 in three weeks, where nine a day come from elsewhere: 15 would have been expected before, but they are few.
    const many = conversations('log.csv', range(0, 85), 9)
    const small = conversations('small.csv', range(40, 60), 1).filter((_, i) => i % 3 === 0)
    expect(trend([...twelveWeeks, ...rare]).breaks).toEqual([])
    expect(trend([...twelveWeeks, ...weekdays]).breaks).toEqual([])
    expect(trend([...many, ...small]).breaks).toEqual([])
  })

  it('sees only sources of the selection', () => {
    const late = conversations('late.csv', range(60, 85), 5).map((one) => ({ ...one, channel: 'email' as const }))
    expect(trend([...twelveWeeks, ...late]).breaks.length).toBe(1)
    expect(trend([...twelveWeeks, ...late], 'calendar', [], { selection: { channels: ['sms'] } }).breaks).toEqual([])
  })

  const hours = (from: string | null, open: number): Schedule => ({
    team: null,
    from,
    zone: 'UTC',
    weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: open * 60, end: 1200 })),
    holidays: [],
  })

  it('divides where opening hours change, in business hours alone', () => {
    const schedules = [hours(null, 8), hours('2026-01-19', 9)]
    const business = trend(twelveWeeks, 'business', schedules)
    expect(business.breaks).toEqual([
      { day: '2026-01-19', kind: 'schedule', sentence: 'Other opening hours hold from 19 Jan 2026 on.' },
    ])
    expect(business.test?.n).toBe(10)
    expect(trend(twelveWeeks, 'calendar', schedules).breaks).toEqual([])
    expect(trend(twelveWeeks, 'business', schedules, { kpi: 'unanswered-share' }).breaks).toEqual([])
    // One that holds only after the data divides nothing.
    expect(trend(twelveWeeks, 'business', [hours(null, 8), hours('2027-01-01', 9)]).breaks).toEqual([])
  })

  it('divides where the definition changed, and says once what changed on one day', () => {
    const definitionChanges = [
      { day: '2026-01-26', kind: 'definition' as const, sentence: 'Measured by another definition before.' },
    ]
    const result = trend(twelveWeeks, 'business', [hours(null, 8), hours('2026-01-26', 9)], { definitionChanges })
    expect(result.breaks).toHaveLength(1)
    expect(result.breaks[0]?.sentence).toBe(
      'Measured by another definition before. Other opening hours hold from 26 Jan 2026 on.',
    )
    expect(result.test?.n).toBe(9)
  })

  it('measures merged weeks anew from their cases', () => {
    // Weeks of 7, 7, 7, …: two by two. Times of 10, 20, … in turn: the median over two weeks is not that of their medians.
    const thin = conversations('log.csv', range(0, 113), 1, (day) => (day % 14 < 3 ? 1000 : 10 + day))
    const result = trend(thin)
    expect(result.points.slice(0, 2)).toMatchObject([
      { from: '2026-01-05', to: '2026-01-18', n: 14, periods: 2, tested: true },
      { from: '2026-01-19', to: '2026-02-01', n: 14, periods: 2, tested: true },
    ])
    // Days 3 … 13 answered after 13 … 23 s, three after 1000 s: the middle of 14 lies between the 7th and the 8th.
    expect(result.points[0]?.value).toBe(19.5)
    expect(result.test?.n).toBe(8)
    expect(result.notes[0]).toBe('16 weeks with neighbours of fewer than 10 cases were merged into 8 points.')
  })

  it('freezes the limits from the weeks of a baseline', () => {
    const calm = conversations('log.csv', range(0, 70), 3, (day) => (Math.floor(day / 7) % 2 === 0 ? 100 : 110))
    const later = conversations('log.csv', range(70, 99), 3, () => 140)
    const own = trend([...calm, ...later])
    const frozen = trend([...calm, ...later], 'calendar', [], { baseline: { from: '2026-01-05', to: '2026-03-15' } })
    expect(frozen.limits?.from).toBe('baseline')
    expect(own.limits?.from).toBe('series')
    const unusual = frozen.points.filter((point) => point.unusual).map(({ from }) => from)
    // Ten weeks of 100 s and 110 s in turn: centre √(100·110), ± 2.66 · ln 1.1.
    expect(frozen.limits?.centre).toBeCloseTo(Math.sqrt(11_000), 9)
    expect(frozen.limits?.high).toBeCloseTo(Math.sqrt(11_000) * Math.exp(2.66 * Math.log(1.1)), 9)
    expect(unusual).toEqual(['2026-03-16', '2026-03-23', '2026-03-30', '2026-04-06'])
  })

  it('takes no limits from a baseline that lies before a change', () => {
    const old = conversations('old.csv', range(0, 70), 3)
    const next = conversations('new.csv', range(70, 141), 3)
    const result = trend([...old, ...next], 'calendar', [], { baseline: { from: '2026-01-05', to: '2026-03-15' } })
    expect(result.breaks.map(({ day }) => day)).toEqual(['2026-03-16'])
    expect(result.limits?.from).toBe('series')
  })

  it('counts volumes week by week, however few', () => {
    const result = trend(
      conversations('log.csv', range(0, 85), 1).filter((_, i) => i % 3 === 0),
      'calendar',
      [],
      { kpi: 'conversations' },
    )
    expect(result.points.every(({ periods }) => periods === 1)).toBe(true)
    expect(result.test?.n).toBe(12)
  })
})

describe('wholeWeeks', () => {
  it('are the covered ones of the selection', () => {
    const facts = buildFacts({ conversations: conversations('log.csv', range(2, 40), 2) })
    const reading = { settings, hours: 'calendar', inferredClose: false } as const
    const weeks = wholeWeeks(facts, 'first-response-time', {}, reading)
    expect(weeks.map(({ from }) => from)).toEqual(['2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02'])
    const cut = wholeWeeks(facts, 'first-response-time', { from: addDays('2026-01-12', 1) }, reading)
    expect(cut.map(({ from }) => from)).toEqual(['2026-01-19', '2026-01-26', '2026-02-02'])
    expect(dayOf(start, 'UTC')).toBe('2026-01-05')
  })
})
