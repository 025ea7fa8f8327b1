import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openingHours, openingHoursOfTeams } from '../../../electron/kpi/business-hours.ts'
import type { OpeningHours } from '../../../electron/kpi/business-hours.ts'
import { scheduleBreaks, schedulesInForce, schedulesOfSelection } from '../../../electron/kpi/schedules-in-force.ts'
import type { OpeningInterval, Schedule } from '../../../shared/model.ts'
import { settings } from './build-facts.ts'
import { slowIsOpen, slowOpenSeconds } from './slow-opening-hours.ts'

const at = (text: string): number => Date.parse(text)
const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 }))
const everybody: Schedule = { team: null, from: null, zone: 'UTC', weekly: weekdays, holidays: [] }

function hoursOf(schedules: readonly Schedule[], team: string | null = null): OpeningHours {
  return openingHours(schedulesInForce(schedules, team))
}

/** Days around changes of the clock: both directions, half an hour, a day that was skipped, a month of Ramadan. */
const daysOfZone = {
  UTC: ['2026-02-27'],
  'Europe/Berlin': ['2026-03-28', '2026-10-24'],
  'America/New_York': ['2026-03-07', '2026-10-31'],
  'Australia/Lord_Howe': ['2026-04-03', '2026-10-02'],
  'Asia/Kathmandu': ['1985-12-30', '2026-05-01'],
  'Pacific/Apia': ['2011-12-28', '2011-09-23', '2012-03-30'],
  'Africa/Casablanca': ['2026-02-14', '2026-03-21'],
} as const
const zones = Object.keys(daysOfZone) as readonly (keyof typeof daysOfZone)[] // keys of a constant object
const places = fc.constantFrom(...zones.flatMap((zone) => daysOfZone[zone].map((day) => ({ zone, day }))))

const interval = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  start: fc.integer({ min: 0, max: 1439 }),
  length: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 2880 })),
})
const weekly = fc
  .array(interval, { maxLength: 10 })
  .map((all) => all.map(({ weekday, start, length }) => ({ weekday, start, end: Math.min(start + length, 2880) })))

function addDays(day: string, days: number): string {
  return new Date(at(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** A place, schedules of everybody and of a team that begin around it, and a stretch of time there. */
const situation = places.chain(({ zone, day }) => {
  const near = fc.integer({ min: -2, max: 4 }).map((days) => addDays(day, days))
  const schedule = fc.record({
    team: fc.constantFrom<string | null>(null, null, 'Night'),
    from: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: near }),
    zone: fc.oneof({ weight: 3, arbitrary: fc.constant(zone) }, { weight: 1, arbitrary: fc.constantFrom(...zones) }),
    weekly,
    holidays: fc.array(near, { maxLength: 2 }),
  })
  return fc.record({
    schedules: fc.uniqueArray(schedule, { maxLength: 5, selector: ({ team, from }) => `${team} ${from}` }),
    team: fc.constantFrom(null, 'Night'),
    from: fc.integer({ min: -1440 * 60, max: 3 * 1440 * 60 }).map((seconds) => at(`${day}T00:00:00Z`) + seconds * 1000),
    seconds: fc.oneof(fc.integer({ min: 1, max: 7200 }), fc.integer({ min: 1, max: 2 * 86_400 })),
  })
})

describe('opening hours', () => {
  it('agree with a walk over every minute, across changes of the clock and of the schedule', () => {
    fc.assert(
      fc.property(situation, ({ schedules, team, from, seconds }) => {
        const hours = hoursOf(schedules, team)
        const to = from + seconds * 1000
        expect(hours.openSeconds(from, to)).toBe(slowOpenSeconds(schedules, team, from, to))
        const isOpen = slowIsOpen(schedules, team, Math.floor(from / 60_000) * 60_000)
        expect(hours.isInForce(from)).toBe(isOpen !== null)
        expect(hours.isOpen(from)).toBe(isOpen ?? false)
      }),
      { numRuns: 200 },
    )
  })

  it('are exact to the second, and the parts add up', () => {
    const hours = hoursOf([{ ...everybody, zone: 'Europe/Berlin', holidays: ['2026-04-03'] }])
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
    const hours = hoursOf([{ ...everybody, zone: 'Europe/Berlin', holidays: ['2026-06-08'] }])
    // Friday 22:00 to Tuesday 9:00:30, Monday being a holiday.
    expect(hours.openSeconds(at('2026-06-05T20:00:00Z'), at('2026-06-09T07:00:30Z'))).toBe(30)
    expect(hours.openSeconds(at('2026-06-05T14:59:00Z'), at('2026-06-09T07:00:30Z'))).toBe(90)
  })

  it('count an interval twice where clocks show it twice, and not at all where they skip it', () => {
    const night = { ...everybody, zone: 'Europe/Berlin', weekly: [{ weekday: 7, start: 120, end: 180 }] }
    const { openSeconds } = hoursOf([night])
    expect(openSeconds(at('2026-03-28T12:00:00Z'), at('2026-03-30T12:00:00Z'))).toBe(0)
    expect(openSeconds(at('2026-10-24T12:00:00Z'), at('2026-10-26T12:00:00Z'))).toBe(7200)
  })

  it('know unknown and backward times, and instants far outside of the first table', () => {
    const { openSeconds, isOpen } = hoursOf([everybody])
    expect(openSeconds(Number.NaN, 5)).toBeNaN()
    expect(openSeconds(10, 5)).toBe(0)
    expect(isOpen(Number.NaN)).toBe(false)
    expect(openSeconds(at('2026-06-01T09:00:00Z'), at('2026-06-01T10:00:00Z'))).toBe(3600)
    expect(openSeconds(at('1999-06-01T08:00:00Z'), at('1999-06-01T10:00:00Z'))).toBe(3600)
    expect(openSeconds(at('2040-06-01T08:00:00Z'), at('2040-06-01T10:00:00Z'))).toBe(3600)
    expect(openSeconds(at('2026-06-01T09:00:00Z'), at('2026-06-01T10:00:00Z'))).toBe(3600)
  })

  it('run past midnight: 22:00–06:00 has seven, eight or nine hours where the clock changes', () => {
    // The hours begin on Saturday; on the Sundays of the changes, Berlin's clocks go from 2 to 3 and from 3 back to 2.
    const night = { ...everybody, zone: 'Europe/Berlin', weekly: [{ weekday: 6, start: 1320, end: 1800 }] }
    const { openSeconds, isOpen } = hoursOf([night])
    const hoursIn = (day: string): number =>
      openSeconds(at(`${day}T12:00:00Z`), at(`${day}T12:00:00Z`) + 86_400_000) / 3600
    expect([hoursIn('2026-03-21'), hoursIn('2026-03-28'), hoursIn('2026-10-24')]).toEqual([8, 7, 9])
    // Sunday 05:59:59 and 06:00:00, in summer time.
    expect([isOpen(at('2026-03-29T03:59:59Z')), isOpen(at('2026-03-29T04:00:00Z'))]).toEqual([true, false])
    // A customer who writes on Saturday at 21:59:50 starts waiting at 22:00.
    expect(openSeconds(at('2026-03-21T20:59:50Z'), at('2026-03-21T21:00:07Z'))).toBe(7)
  })

  it('are closed on a holiday for what begins on it, and open for what began the evening before', () => {
    const nights = [4, 5, 6].map((weekday) => ({ weekday, start: 1320, end: 1800 }))
    const { openSeconds } = hoursOf([{ ...everybody, weekly: nights, holidays: ['2026-12-25'] }])
    const hoursIn = (from: string, to: string): number => openSeconds(at(`${from}:00Z`), at(`${to}:00Z`)) / 3600
    // Thursday's night ends on Friday, Christmas, at 6; Friday's never begins; Saturday's is as ever.
    expect(hoursIn('2026-12-25T00:00', '2026-12-25T12:00')).toBe(6)
    expect(hoursIn('2026-12-25T12:00', '2026-12-26T12:00')).toBe(0)
    expect(hoursIn('2026-12-26T12:00', '2026-12-27T12:00')).toBe(8)
  })

  it('count overlapping intervals once, also where one runs into the next day', () => {
    const overlapping = [
      { weekday: 1, start: 540, end: 720 },
      { weekday: 1, start: 660, end: 780 },
      { weekday: 1, start: 1380, end: 1500 },
      { weekday: 2, start: 30, end: 90 },
    ]
    // Monday 1 June: 9–13 and 23–24; Tuesday 0–1:30.
    const { openSeconds } = hoursOf([{ ...everybody, weekly: overlapping }])
    expect(openSeconds(at('2026-06-01T00:00:00Z'), at('2026-06-03T00:00:00Z'))).toBe((4 + 1 + 1.5) * 3600)
  })

  it('are never open in an empty week, which is something else than having none', () => {
    const closed = hoursOf([{ ...everybody, weekly: [] }])
    expect(closed.openSeconds(at('2026-06-01T00:00:00Z'), at('2026-07-01T00:00:00Z'))).toBe(0)
    const unset = hoursOf([])
    expect(unset.openSeconds(at('2026-06-01T00:00:00Z'), at('2026-07-01T00:00:00Z'))).toBeNaN()
    expect([closed.isInForce(0), unset.isInForce(0), unset.isOpen(0)]).toEqual([true, false, false])
  })

  it('are those of the team, and the workspace’s where it has none', () => {
    const night = { ...everybody, team: 'Night', from: '2026-06-03', weekly: [{ weekday: 3, start: 1320, end: 1440 }] }
    const teams = openingHoursOfTeams({ teams: ['Care', 'Night'], agents: [], inboxes: [], sources: [] }, [
      everybody,
      night,
    ])
    const monday = at('2026-06-01T00:00:00Z')
    const hoursOfTeam = (team: number): number => teams.of(team).openSeconds(monday, monday + 7 * 86_400_000) / 3600
    // Everybody: five days of eight hours. Night: Monday and Tuesday as everybody, then two hours on Wednesday.
    expect([hoursOfTeam(-1), hoursOfTeam(0), hoursOfTeam(1)]).toEqual([40, 40, 18])
  })

  it('reproduce the published business minutes of one ticket', () => {
    // Decision log of fivetran/dbt_zendesk, its example under “Business Time Metrics”: intervals in minutes from Sunday
    // 0:00 UTC, Sunday to Thursday 12:00–2:00 and then Tuesday to Thursday 15:00–0:30. The schedule changes within a day there,
    // on Wednesday 30 September 2020 at 19:01:25 UTC. Ours change at the beginning of a day: that of Thursday in a zone five
    // hours ahead is Wednesday 19:00 UTC, when both are open, so that the sum is the same.
    const zone = 'Etc/GMT-5'
    const first: Schedule = {
      team: null,
      from: null,
      zone,
      weekly: hoursFromSunday([720, 2160, 3600, 5040, 6480], 840),
      holidays: [],
    }
    const second: Schedule = {
      team: null,
      from: '2020-10-01',
      zone,
      weekly: hoursFromSunday([3780, 5220, 6660], 570),
      holidays: [],
    }
    const created = at('2020-09-29T17:01:38Z')
    const replied = at('2020-09-30T19:01:46Z')
    const both = hoursOf([second, first]).openSeconds(created, replied)
    const lastAlone = hoursOf([{ ...second, from: null }]).openSeconds(created, replied)
    // To the second. First: Tuesday 17:01:38–2:00 is 538 min 22 s and Wednesday 12:00–19:00 420 min; second: 1 min 46 s.
    expect(both).toBe(538 * 60 + 22 + 420 * 60 + 60 + 46)
    expect(both / 60).toBeCloseTo(960.1333, 4)
    // The second alone: Tuesday 17:01:38–0:30 is 448 min 22 s, Wednesday 15:00–19:01:46 241 min 46 s.
    expect(lastAlone).toBe(448 * 60 + 22 + 241 * 60 + 46)
    expect(lastAlone / 60).toBeCloseTo(690.1333, 4)
    // The log says 959.46 and 689.46: it reads 17:01:38 as 17:02, 25 s as 0.25 min and 46 s as 0.46 min.
    const rounded = at('2020-09-29T17:02:00Z')
    const roundedReply = at('2020-09-30T19:01:27.600Z')
    const log = hoursOf([first]).openSeconds(rounded, at('2020-09-30T19:01:15Z'))
    expect(
      (log + hoursOf([{ ...second, from: null }]).openSeconds(at('2020-09-30T19:01:15Z'), roundedReply)) / 60,
    ).toBeCloseTo(959.46, 9)
    expect(hoursOf([{ ...second, from: null }]).openSeconds(rounded, roundedReply) / 60).toBeCloseTo(689.46, 9)
  })
})

/** Intervals that open at minutes from Sunday 0:00 UTC, on the clock five hours ahead. */
function hoursFromSunday(openings: readonly number[], length: number): OpeningInterval[] {
  return openings.map((minute) => {
    const local = minute + 300
    const start = local % 1440
    // Sunday is day 0 there and 7 here.
    return { weekday: Math.floor(local / 1440) % 7 || 7, start, end: start + length }
  })
}

describe('schedules in time', () => {
  const summer = { ...everybody, from: '2026-06-01', zone: 'America/New_York' }
  const night = { ...everybody, team: 'Night', from: '2026-07-01' }
  const nightBefore = { ...everybody, team: 'Night', from: '2026-03-01', zone: 'Pacific/Auckland' }
  const used = { ...settings, zone: 'Europe/Berlin', schedules: [everybody, summer, night] }

  it('begin at the beginning of their day in their own zone and hold until the next', () => {
    expect(schedulesInForce([summer, everybody], null)).toEqual([
      { from: -Infinity, to: at('2026-06-01T04:00:00Z'), schedule: everybody },
      { from: at('2026-06-01T04:00:00Z'), to: Infinity, schedule: summer },
    ])
    expect(schedulesInForce([night, summer, everybody], 'Night').map(({ to }) => to)).toEqual([
      at('2026-06-01T04:00:00Z'),
      at('2026-07-01T00:00:00Z'),
      Infinity,
    ])
    expect(schedulesInForce([night], null)).toEqual([])
    // A day later but half a day earlier on the globe: the first never holds.
    const overtaken = { ...everybody, from: '2026-06-01', zone: 'Pacific/Pago_Pago' }
    const overtaking = { ...everybody, from: '2026-06-02', zone: 'Pacific/Kiritimati' }
    expect(schedulesInForce([overtaken, overtaking], null)).toEqual([
      { from: at('2026-06-01T10:00:00Z'), to: Infinity, schedule: overtaking },
    ])
  })

  it('are breaks of a trend where they begin for something that was selected', () => {
    expect(scheduleBreaks(used, {}, ['Care', 'Night'])).toEqual(['2026-06-01', '2026-07-01'])
    expect(scheduleBreaks(used, { teams: ['Care'] }, ['Care', 'Night'])).toEqual(['2026-06-01'])
    expect(scheduleBreaks(used, { teams: ['Night'] }, ['Care', 'Night'])).toEqual(['2026-06-01', '2026-07-01'])
    // No team of that name in the data; no schedule at all; a team that never uses the workspace's.
    expect(scheduleBreaks(used, {}, ['Care'])).toEqual(['2026-06-01'])
    expect(scheduleBreaks({ ...used, schedules: [] }, {}, ['Night'])).toEqual([])
    const own = { ...used, schedules: [everybody, summer, { ...night, from: null }] }
    expect(scheduleBreaks(own, { teams: ['Night'] }, ['Night'])).toEqual([])
    // The day of the workspace: Auckland's 1 March begins on 28 February in Berlin.
    expect(scheduleBreaks({ ...used, schedules: [nightBefore] }, {}, ['Night'])).toEqual(['2026-02-28'])
  })

  it('are named for a selection, each once', () => {
    expect(schedulesOfSelection(used, {}, ['Care', 'Night'])).toEqual([everybody, summer, night])
    expect(schedulesOfSelection(used, { teams: ['', 'Care'] }, ['Care', 'Night'])).toEqual([everybody, summer])
  })
})
