import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { openingHours } from '../../../electron/kpi/business-hours.ts'
import type { Schedule } from '../../../shared/model.ts'

const at = (text: string): number => Date.parse(text)
const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 }))

/** Walks minute by minute and asks the clock on the wall. */
function slowOpenSeconds(schedule: Schedule, from: number, to: number): number {
  let seconds = 0
  for (let minute = from; minute < to; minute += 60_000) {
    const local = DateTime.fromMillis(minute, { zone: schedule.zone })
    const minuteOfDay = local.hour * 60 + local.minute
    const isOpen =
      !schedule.holidays.includes(local.toISODate() ?? '') &&
      schedule.weekly.some(
        ({ weekday, start, end }) => weekday === local.weekday && minuteOfDay >= start && minuteOfDay < end,
      )
    if (isOpen) seconds += 60
  }
  return seconds
}

const interval = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    a: fc.integer({ min: 0, max: 1440 }),
    b: fc.integer({ min: 0, max: 1440 }),
  })
  .filter(({ a, b }) => a !== b)
  .map(({ weekday, a, b }) => ({ weekday, start: Math.min(a, b), end: Math.max(a, b) }))
const schedules = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
  weekly: fc.array(interval, { maxLength: 12 }),
  holidays: fc.constantFrom<string[]>([], ['2026-03-30'], ['2026-10-25', '2026-11-01']),
})
// Minutes around the changes of the clock in 2026, in both directions and hemispheres.
const minutes = fc
  .tuple(
    fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31'),
    fc.integer({ min: 0, max: 3 * 1440 }),
    fc.integer({ min: 0, max: 2 * 1440 }),
  )
  .map(([day, first, length]) => ({
    from: at(`${day}T00:00:00Z`) + first * 60_000,
    to: at(`${day}T00:00:00Z`) + (first + length) * 60_000,
  }))

/** Intervals in minutes from Sunday 0:00, read in UTC, as Zendesk writes its schedules. */
const scheduleFromSunday = (intervals: readonly (readonly [number, number])[]): Schedule => ({
  zone: 'UTC',
  weekly: intervals.flatMap(([start, end]) => {
    const parts = []
    for (let minute = start; minute < end; minute = (Math.floor(minute / 1440) + 1) * 1440) {
      const dayStart = Math.floor(minute / 1440) * 1440
      const day = (dayStart / 1440) % 7
      parts.push({ weekday: day === 0 ? 7 : day, start: minute - dayStart, end: Math.min(end - dayStart, 1440) })
    }
    return parts
  }),
  holidays: [],
})

describe('opening hours', () => {
  it('agree with a walk over every minute, across changes of the clock', () => {
    fc.assert(
      fc.property(schedules, minutes, (schedule, { from, to }) => {
        const hours = openingHours(schedule)
        expect(hours.openSeconds(from, to)).toBe(slowOpenSeconds(schedule, from, to))
        expect(hours.isOpen(from)).toBe(slowOpenSeconds(schedule, from, from + 60_000) > 0)
      }),
      { numRuns: 60 },
    )
  })

  it('are exact to the second, and the parts add up', () => {
    const hours = openingHours({ zone: 'Europe/Berlin', weekly: weekdays, holidays: ['2026-04-03'] })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), fc.nat(1e6), fc.nat(1e6), (start, first, second) => {
        const from = at('2026-01-01T00:00:00Z') + start * 1000
        const whole = hours.openSeconds(from, from + (first + second) * 1000)
        const parts =
          hours.openSeconds(from, from + first * 1000) +
          hours.openSeconds(from + first * 1000, from + (first + second) * 1000)
        expect(whole).toBe(parts)
      }),
    )
  })

  it('start counting at the next opening', () => {
    const hours = openingHours({ zone: 'Europe/Berlin', weekly: weekdays, holidays: ['2026-06-08'] })
    // Friday 22:00 to Tuesday 9:00:30, Monday being a holiday.
    expect(hours.openSeconds(at('2026-06-05T20:00:00Z'), at('2026-06-09T07:00:30Z'))).toBe(30)
    expect(hours.openSeconds(at('2026-06-05T14:59:00Z'), at('2026-06-09T07:00:30Z'))).toBe(90)
  })

  it('count an interval twice where clocks show it twice, and not at all where they skip it', () => {
    const night: Schedule = { zone: 'Europe/Berlin', weekly: [{ weekday: 7, start: 120, end: 180 }], holidays: [] }
    const { openSeconds } = openingHours(night)
    expect(openSeconds(at('2026-03-28T12:00:00Z'), at('2026-03-30T12:00:00Z'))).toBe(0)
    expect(openSeconds(at('2026-10-24T12:00:00Z'), at('2026-10-26T12:00:00Z'))).toBe(7200)
  })

  it('know unknown and backward times, and instants far outside of the first table', () => {
    const { openSeconds, isOpen } = openingHours({ zone: 'UTC', weekly: weekdays, holidays: [] })
    expect(openSeconds(Number.NaN, 5)).toBeNaN()
    expect(openSeconds(10, 5)).toBe(0)
    expect(isOpen(Number.NaN)).toBe(false)
    expect(openSeconds(at('2026-06-01T09:00:00Z'), at('2026-06-01T10:00:00Z'))).toBe(3600)
    expect(openSeconds(at('1999-06-01T08:00:00Z'), at('1999-06-01T10:00:00Z'))).toBe(3600)
    expect(openSeconds(at('2040-06-01T08:00:00Z'), at('2040-06-01T10:00:00Z'))).toBe(3600)
    expect(openSeconds(at('2026-06-01T09:00:00Z'), at('2026-06-01T10:00:00Z'))).toBe(3600)
  })

  it('reproduce the published business minutes of one ticket', () => {
    // Decision log of fivetran/dbt_zendesk, its example under “Business Time Metrics”.
    const first = openingHours(
      scheduleFromSunday([
        [720, 1560],
        [2160, 3000],
        [3600, 4440],
        [5040, 5880],
        [6480, 7320],
      ]),
    )
    const second = openingHours(
      scheduleFromSunday([
        [3780, 4350],
        [5220, 5790],
        [6660, 7230],
      ]),
    )
    const minutes = (created: string, changed: string, replied: string): { both: number; lastAlone: number } => ({
      both: (first.openSeconds(at(created), at(changed)) + second.openSeconds(at(changed), at(replied))) / 60,
      lastAlone: second.openSeconds(at(created), at(replied)) / 60,
    })
    // As the log rounds: creation up to the minute, 25 s read as 0.25 min and 46 s as 0.46 min.
    const rounded = minutes('2020-09-29T17:02:00Z', '2020-09-30T19:01:15Z', '2020-09-30T19:01:27.600Z')
    expect(rounded.both).toBeCloseTo(959.46, 9)
    expect(rounded.lastAlone).toBeCloseTo(689.46, 9)
    // To the second: Tuesday 17:01:38–00:30 next day is 448 min 22 s of the second schedule, Wednesday 15:00–19:01:46
    // 241 min 46 s; the first was open 538 min 22 s and 421 min 25 s, the second 21 s.
    const exact = minutes('2020-09-29T17:01:38Z', '2020-09-30T19:01:25Z', '2020-09-30T19:01:46Z')
    expect(exact.lastAlone * 60).toBeCloseTo(448 * 60 + 22 + 241 * 60 + 46, 9)
    expect(exact.both * 60).toBeCloseTo(538 * 60 + 22 + 421 * 60 + 25 + 21, 9)
  })
})
