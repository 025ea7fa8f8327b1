import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { Schedule } from '../../shared/model.ts'
import { checkSchedules, hoursText, isDay, orderSchedules, weekMinutes, weekText } from '../../shared/schedules.ts'

const usual: Schedule = {
  team: null,
  from: null,
  zone: 'Europe/Berlin',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 })),
  holidays: [],
}

function refusal(...schedules: Schedule[]): string {
  try {
    checkSchedules(schedules)
  } catch (error) {
    return error instanceof AppError && error.code === 'argument-invalid' ? error.message : String(error)
  }
  return 'accepted'
}

describe('schedules', () => {
  it('are stored in one order, with overlaps joined and every holiday once', () => {
    const weekly = [
      { weekday: 2, start: 600, end: 700 },
      { weekday: 1, start: 720, end: 1020 },
      { weekday: 1, start: 540, end: 720 },
      { weekday: 1, start: 1000, end: 1500 },
      // The next day is another weekday's: a holiday may close one of them.
      { weekday: 2, start: 0, end: 120 },
    ]
    const night = { ...usual, team: 'Night' }
    const later = { ...usual, from: '2026-04-01' }
    const given = [night, later, { ...usual, weekly, holidays: ['2026-12-26', '2026-12-25', '2026-12-26'] }]
    const ordered = orderSchedules(given)
    expect(ordered.map(({ team, from }) => [team, from])).toEqual([
      [null, null],
      [null, '2026-04-01'],
      ['Night', null],
    ])
    expect(ordered[0]).toMatchObject({
      weekly: [
        { weekday: 1, start: 540, end: 1500 },
        { weekday: 2, start: 0, end: 120 },
        { weekday: 2, start: 600, end: 700 },
      ],
      holidays: ['2026-12-25', '2026-12-26'],
    })
  })

  it('may be empty, which means never open', () => {
    expect(refusal({ ...usual, weekly: [] })).toBe('accepted')
    expect(refusal()).toBe('accepted')
  })

  it('are refused in words where they cannot be', () => {
    const on = (start: number, end: number): Schedule => ({ ...usual, weekly: [{ weekday: 5, start, end }] })
    expect(refusal(on(1020, 540))).toBe('The hours 17:00–09:00 on Friday end before they begin.')
    expect(refusal(on(540, 540))).toBe('The hours 09:00–09:00 on Friday end before they begin.')
    expect(refusal(on(1440, 1500))).toBe('Opening hours begin on one weekday and end by the end of the next.')
    expect(refusal(on(1320, 2881))).toBe('Opening hours begin on one weekday and end by the end of the next.')
    expect(refusal(on(1320, 2880))).toBe('accepted')
    expect(refusal({ ...usual, weekly: [{ weekday: 8, start: 0, end: 60 }] })).toMatch(/^Opening hours begin/)
    expect(refusal({ ...usual, holidays: ['2026-02-30'] })).toBe('“2026-02-30” is not a day of the calendar.')
    expect(refusal({ ...usual, from: '1.4.2026' })).toBe('“1.4.2026” is not a day of the calendar.')
    expect(refusal({ ...usual, team: ' ' })).toBe('Opening hours are for a team by its name, or for everybody.')
    const night = { ...usual, team: 'Night', from: '2026-04-01' }
    expect(refusal(night, usual, night)).toBe(
      'There are two sets of opening hours for team Night from 1 Apr 2026; keep one.',
    )
  })

  it('are written as people write them', () => {
    expect(weekText(usual.weekly)).toBe('Mon–Fri 09:00–17:00')
    expect(weekText([])).toBe('never open')
    const varied = [
      { weekday: 1, start: 540, end: 720 },
      { weekday: 1, start: 780, end: 1080 },
      { weekday: 5, start: 1320, end: 1800 },
      { weekday: 6, start: 0, end: 1440 },
      { weekday: 7, start: 1200, end: 2880 },
    ]
    expect(weekText(varied)).toBe(
      'Mon 09:00–12:00, 13:00–18:00; Fri 22:00–06:00 next day; Sat 00:00–24:00; Sun 20:00–24:00 next day',
    )
    expect(hoursText({ ...usual, holidays: ['2026-12-25'] })).toBe(
      'Mon–Fri 09:00–17:00, in Europe/Berlin, closed on 1 holiday',
    )
    // Friday's last two hours, Saturday, Sunday's last four, and Monday: its night hours hold what the day says.
    expect(weekMinutes(varied)).toBe(2 * 60 + 1440 + 4 * 60 + 1440)
    expect(weekMinutes(usual.weekly)).toBe(2400)
  })

  it('know days of the calendar', () => {
    expect(['2026-02-28', '2026-02-29', '2028-02-29', '2026-13-01', '', 'x'].map(isDay)).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
    ])
  })
})
