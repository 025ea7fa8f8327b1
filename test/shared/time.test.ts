import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import {
  addDays,
  dayNumber,
  dayOf,
  hourOfWeek,
  hourOfWeekName,
  periodFinder,
  periodIndex,
  periodsOfDays,
  rangeOfDays,
  startOfDay,
} from '../../shared/time.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Beirut',
  'America/Havana',
]
const instant = fc.integer({ min: Date.UTC(2005, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
const at = (text: string): number => Date.parse(text)

describe('days', () => {
  it('agree with luxon in every zone', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (second, zone) => {
        const local = DateTime.fromSeconds(second, { zone })
        expect(dayOf(second * 1000, zone)).toBe(local.toISODate())
      }),
    )
  })

  it('start where luxon says, and hold exactly the instants of their date', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (second, zone) => {
        const day = dayOf(second * 1000, zone)
        const start = startOfDay(day, zone)
        expect(start).toBeLessThanOrEqual(second * 1000)
        expect(startOfDay(addDays(day, 1), zone)).toBeGreaterThan(second * 1000)
        expect(dayOf(start, zone)).toBe(day)
        expect(dayOf(start - 1, zone)).not.toBe(day)
      }),
    )
  })

  it.each([
    // spring: 23 hours; autumn: 25 hours; clocks that skip midnight; midnight shown twice
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
    ['2020-11-01', 'America/Havana', '2020-11-01T04:00:00Z', '2020-11-02T05:00:00Z'],
  ])('%s in %s', (day, zone, from, to) => {
    expect(rangeOfDays(day, day, zone)).toEqual({ from: at(from), to: at(to) })
  })

  it('refuse what is no day, no zone and no range', () => {
    expect(() => dayNumber('2026-02-30')).toThrow(AppError)
    expect(() => dayNumber('2026-2-3')).toThrow(AppError)
    expect(() => startOfDay('2026-02-03', 'Mars/Olympus')).toThrow(/not a known time zone/)
    expect(() => rangeOfDays('2026-02-03', '2026-02-02', 'UTC')).toThrow(/after its end/)
    expect(rangeOfDays(undefined, undefined, 'UTC')).toEqual({ from: -Infinity, to: Infinity })
  })
})

describe('periods', () => {
  it('cover the days without a gap, each with its own first and last day', () => {
    const weeks = periodsOfDays('week', '2026-03-25', '2026-04-06', 'Europe/Berlin')
    expect(weeks.firstDays).toEqual(['2026-03-23', '2026-03-30', '2026-04-06'])
    expect(weeks.lastDays).toEqual(['2026-03-29', '2026-04-05', '2026-04-12'])
    // The first of them is an hour shorter: clocks went forward on its Sunday.
    expect((weeks.bounds[1] ?? 0) - (weeks.bounds[0] ?? 0)).toBe(167 * 3_600_000)
    const quarters = periodsOfDays('quarter', '2025-12-31', '2026-07-01', 'UTC')
    expect(quarters.firstDays).toEqual(['2025-10-01', '2026-01-01', '2026-04-01', '2026-07-01'])
    expect(quarters.lastDays.at(-1)).toBe('2026-09-30')
    expect(periodsOfDays('month', '2024-02-10', '2024-02-10', 'UTC').lastDays).toEqual(['2024-02-29'])
  })

  it.each(['day', 'week', 'month', 'quarter'] as const)('find the %s that luxon finds', (unit) => {
    const zone = 'America/New_York'
    const periods = periodsOfDays(unit, '2005-01-01', '2029-12-31', zone)
    const find = periodFinder(periods)
    fc.assert(
      fc.property(instant, (second) => {
        const expected = DateTime.fromSeconds(second, { zone }).startOf(unit).toISODate()
        expect(periods.firstDays[periodIndex(periods, second * 1000)] ?? expected).toBe(expected)
        expect(find(second * 1000)).toBe(periodIndex(periods, second * 1000))
      }),
    )
    expect(periodIndex(periods, at('2004-01-01T00:00:00Z'))).toBe(-1)
    expect(periodIndex(periods, at('2031-01-01T00:00:00Z'))).toBe(-1)
    expect(periodIndex(periods, Number.NaN)).toBe(-1)
    expect(find(Number.NaN)).toBe(-1)
    expect(find(at('2031-01-01T00:00:00Z'))).toBe(-1)
  })
})

describe('hours of the week', () => {
  it('agree with luxon', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (second, zone) => {
        const hour = hourOfWeek(zone, second * 1000, second * 1000)
        const local = DateTime.fromSeconds(second, { zone })
        expect(hour(second * 1000)).toBe((local.weekday - 1) * 24 + local.hour)
      }),
    )
  })

  it('carry the names of groups', () => {
    const hour = hourOfWeek('Europe/Berlin', at('2026-01-01T00:00:00Z'), at('2026-12-31T00:00:00Z'))
    expect(hourOfWeekName(hour(at('2026-07-06T07:30:00Z')))).toBe('1-09')
    expect(hourOfWeekName(hour(at('2026-01-04T22:59:59Z')))).toBe('7-23')
    expect(hour(Number.NaN)).toBe(-1)
  })

  it('take well under a second for a million instants', () => {
    const from = at('2024-01-01T00:00:00Z')
    const hour = hourOfWeek('Europe/Berlin', from, from + 1e6 * 60_000)
    const started = performance.now()
    let sum = 0
    for (let minute = 0; minute < 1_000_000; minute++) sum += hour(from + ((minute * 7919) % 1_000_000) * 60_000)
    expect(sum).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
