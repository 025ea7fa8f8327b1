import { assert, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  channelNames,
  describePeriod,
  describeSelection,
  formatCount,
  formatDay,
  formatDayRange,
  formatDuration,
  formatDurationDense,
  formatInstant,
  formatInstantExact,
  formatInterval,
  formatKpiValue,
  formatNumber,
  formatPoints,
  formatShare,
  keepUnits,
} from '../../shared/units.ts'
import { channels } from '../../shared/model.ts'

describe('durations', () => {
  it('are not broken over two lines', () => {
    expect(keepUnits('was 2 min 21 s against 4 min 7 s (n = 7 and 8), 3 d later, 12 h.')).toBe(
      'was 2\u00a0min\u00a021\u00a0s against 4\u00a0min\u00a07\u00a0s (n = 7 and 8), 3\u00a0d later, 12\u00a0h.',
    )
    expect(keepUnits('3 dishes of 2 minutes')).toBe('3 dishes of 2 minutes')
  })

  it.each([
    [0, '0 s', '0:00'],
    [0.02, '<0.1 s', '<0.1 s'],
    [0.5, '0.5 s', '0.5 s'],
    [3, '3 s', '0:03'],
    [9.96, '10 s', '0:10'],
    [59.4, '59 s', '0:59'],
    [59.6, '1 min', '1:00'],
    [94, '1 min 34 s', '1:34'],
    [3599.7, '1 h', '1:00:00'],
    [7500, '2 h 5 min', '2:05:00'],
    [86_399, '1 d', '23:59:59'],
    [273_600, '3 d 4 h', '3 d 04:00'],
    [-94, '−1 min 34 s', '−1:34'],
    [172_800_000, '2,000 d', '2,000 d 00:00'],
  ])('writes %d seconds', (seconds, words, dense) => {
    expect(formatDuration(seconds)).toBe(words)
    expect(formatDurationDense(seconds)).toBe(dense)
  })

  it('never shows bare seconds above 120, nor a unit beyond its size', () => {
    assert(
      property(double({ min: 0, max: 1e8, noNaN: true }), (seconds) => {
        const text = formatDuration(seconds)
        if (seconds > 120) expect(text).not.toMatch(/^\d+ s$/)
        expect(text).not.toMatch(/\b60 (s|min)\b|\b24 h\b/)
        expect(formatDurationDense(seconds)).not.toMatch(/:(6|7|8|9)\d/)
      }),
    )
  })

  it('takes its separators from the locale', () => {
    expect(formatDuration(0.5, 'de')).toBe('0,5 s')
  })
})

describe('shares', () => {
  it.each([
    [0.125, '12.5\u202f%'],
    [0, '0\u202f%'],
    [1, '100\u202f%'],
    [0.0126, '1.3\u202f%'],
    [0.0042, '0.42\u202f%'],
    [0.000_01, '<0.01\u202f%'],
    [0.999_999, '>99.99\u202f%'],
    [-0.2, '−20\u202f%'],
  ])('writes %d', (ratio, text) => {
    expect(formatShare(ratio)).toBe(text)
  })

  it('shows nothing that is not nothing as 0 %, and nothing that is not all as 100 %', () => {
    assert(
      property(double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), (ratio) => {
        expect(['0\u202f%', '100\u202f%']).not.toContain(formatShare(ratio))
      }),
    )
  })
})

describe('numbers', () => {
  it('groups, signs and rounds', () => {
    expect(formatCount(1204)).toBe('1,204')
    expect(formatCount(2.25)).toBe('2.3')
    expect(formatNumber(0.4, 2)).toBe('0.40')
    expect(formatNumber(-0.004, 2)).toBe('0.00')
    expect(formatPoints(-41.25)).toBe('−41.3 points')
    expect(formatPoints(1)).toBe('1 point')
  })

  it('writes KPI values and intervals with their unit', () => {
    expect(formatKpiValue('seconds', 93.5)).toBe('1 min 34 s')
    expect(formatKpiValue('ratio', 0.2)).toBe('20\u202f%')
    expect(formatKpiValue('count', 12)).toBe('12')
    expect(formatKpiValue('points', 12)).toBe('12 points')
    expect(formatInterval('seconds', 70, 110)).toBe('1 min 10 s to 1 min 50 s')
    expect(formatInterval('ratio', 0.584, 0.9193)).toBe('58.4 to 91.9\u202f%')
    expect(formatInterval('points', -1.3, 20)).toBe('−1.3 to 20 points')
  })
})

describe('days and times', () => {
  it('writes days without a zone', () => {
    expect(formatDay('2026-04-01')).toBe('1 Apr 2026')
    expect(formatDayRange('2026-04-01', '2026-06-30')).toBe('1 Apr – 30 Jun 2026')
    expect(formatDayRange('2026-04-01', '2026-04-30')).toBe('1 – 30 Apr 2026')
    expect(formatDayRange('2025-12-01', '2026-01-31')).toBe('1 Dec 2025 – 31 Jan 2026')
    expect(formatDayRange('2026-04-01', '2026-04-01')).toBe('1 Apr 2026')
  })

  it('writes instants on the clock of a zone', () => {
    expect(formatInstant(0, 'Europe/Berlin')).toBe('1 Jan 1970, 01:00')
    expect(formatInstantExact(9000, 'UTC')).toBe('1 Jan 1970, 00:00:09')
  })
})

describe('selections', () => {
  it('names every channel', () => {
    expect(Object.keys(channelNames)).toEqual([...channels])
  })

  it('says what is covered', () => {
    expect(describeSelection({})).toBe('all conversations')
    expect(describeSelection({ channels: ['web_chat'], from: '2026-04-01', to: '2026-06-30' })).toBe(
      'web chat, 1 Apr – 30 Jun 2026',
    )
    expect(describeSelection({ channels: ['sms', 'email'], teams: ['Billing', ''], agents: ['Ada'] })).toBe(
      'SMS and email, teams Billing and (no name), agent Ada',
    )
    expect(describeSelection({ inboxes: ['a', 'b', 'c', 'd', 'e'] })).toBe('inboxes a, b, c and 2 more')
    expect(describePeriod({ from: '2026-04-01' })).toBe('from 1 Apr 2026')
    expect(describePeriod({ to: '2026-04-01' })).toBe('until 1 Apr 2026')
  })
})

it('no unit of a duration ever reaches the next one', () => {
  assert(
    property(double({ min: 0, max: 1e7, noNaN: true }), (seconds) => {
      expect(formatDuration(seconds)).not.toMatch(/\b(60 s|60 min|24 h)\b/)
    }),
  )
})
