/** Opening hours as data: checked, put in order, and written the way readers write them. */
import { AppError } from './errors.ts'
import type { Day, OpeningInterval, Schedule } from './model.ts'
import { formatCount, formatDay } from './units.ts'

export const dayMinutes = 1440

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export function weekdayName(weekday: number): string {
  return weekdayNames[weekday - 1] ?? ''
}

export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && date.getTime() > -Infinity && date.toISOString().slice(0, 10) === text
}

/** By weekday and opening, with intervals of one weekday that overlap or touch made one. */
export function joinIntervals(weekly: readonly OpeningInterval[]): OpeningInterval[] {
  const joined: OpeningInterval[] = []
  for (const interval of weekly.toSorted((a, b) => a.weekday - b.weekday || a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last?.weekday === interval.weekday && interval.start <= last.end)
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, interval.end) }
    else joined.push(interval)
  }
  return joined
}

/** As they are stored: in order, overlaps joined, every holiday once. Equal opening hours are equal data. */
export function orderSchedules(schedules: readonly Schedule[]): Schedule[] {
  return schedules
    .map(({ team, from, zone, weekly, holidays }) => ({
      team,
      from,
      zone,
      weekly: joinIntervals(weekly),
      holidays: [...new Set(holidays)].sort(),
    }))
    .sort(compareSchedules)
}

/** Throws `argument-invalid` for hours, days or schedules that cannot be; zones are the caller's to check. */
export function checkSchedules(schedules: readonly Schedule[]): void {
  const ordered = schedules.toSorted(compareSchedules)
  ordered.forEach((schedule, index) => {
    checkSchedule(schedule)
    const before = ordered[index - 1]
    if (before !== undefined && compareSchedules(before, schedule) === 0)
      throw new AppError(
        'argument-invalid',
        `There are two sets of opening hours for ${ownerName(schedule)} ${sinceText(schedule.from)}; keep one.`,
        { team: schedule.team ?? '', from: schedule.from ?? '' },
      )
  })
}

function checkSchedule({ team, from, weekly, holidays }: Schedule): void {
  if (team !== null && team.trim() === '')
    throw new AppError('argument-invalid', 'Opening hours are for a team by its name, or for everybody.')
  for (const day of [...(from === null ? [] : [from]), ...holidays]) {
    if (!isDay(day)) throw new AppError('argument-invalid', `“${day}” is not a day of the calendar.`, { day })
  }
  for (const { weekday, start, end } of weekly) {
    const isOnWeekday = Number.isInteger(weekday) && weekday >= 1 && weekday <= 7
    const isInRange = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < dayMinutes
    if (!isOnWeekday || !isInRange || end > 2 * dayMinutes)
      throw new AppError('argument-invalid', 'Opening hours begin on one weekday and end by the end of the next.')
    if (end <= start)
      throw new AppError(
        'argument-invalid',
        `The hours ${clockText(start)}–${clockText(end)} on ${weekdayName(weekday)} end before they begin.`,
      )
  }
}

/** The workspace's first, then by team; each by its first day. */
export function compareSchedules(a: Schedule, b: Schedule): number {
  return compareOptional(a.team, b.team) || compareOptional(a.from, b.from)
}

function compareOptional(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  return a < b ? -1 : 1
}

// ---- words -----------------------------------------------------------------------------------------------------

/** `09:00`; the end of the day is `24:00`, and minutes of the next day start again at `00:00`. */
export function clockText(minutes: number): string {
  const inDay = minutes > dayMinutes ? minutes - dayMinutes : minutes
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

/** `09:00–17:00`, `22:00–06:00 next day`. */
export function intervalText({ start, end }: OpeningInterval): string {
  return `${clockText(start)}–${clockText(end)}${end > dayMinutes ? ' next day' : ''}`
}

/** `Mon–Fri 09:00–17:00; Sat 10:00–14:00`. */
export function weekText(weekly: readonly OpeningInterval[]): string {
  const hoursOf = weekdays.map((weekday) =>
    joinIntervals(weekly.filter((interval) => interval.weekday === weekday))
      .map(intervalText)
      .join(', '),
  )
  const parts: string[] = []
  for (let first = 0; first < hoursOf.length; first++) {
    let last = first
    while (last + 1 < hoursOf.length && hoursOf[last + 1] === hoursOf[first]) last++
    const names = [...new Set([first, last])].map((index) => weekdayName(index + 1).slice(0, 3)).join('–')
    if (hoursOf[first] !== '') parts.push(`${names} ${hoursOf[first]}`)
    first = last
  }
  return parts.length === 0 ? 'never open' : parts.join('; ')
}

/** Minutes that a week without holidays and changes of the clock is open. */
export function weekMinutes(weekly: readonly OpeningInterval[]): number {
  const week = 7 * dayMinutes
  const parts = weekly
    .flatMap(({ weekday, start, end }) => {
      const from = (weekday - 1) * dayMinutes + start
      const to = from + end - start
      // What runs past Sunday's midnight is Monday's.
      return to <= week
        ? [{ from, to }]
        : [
            { from, to: week },
            { from: 0, to: to - week },
          ]
    })
    .sort((a, b) => a.from - b.from)
  let open = 0
  let until = 0
  for (const { from, to } of parts) {
    open += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return open
}

/** Whose hours they are, inside a sentence. */
export function ownerName({ team }: Pick<Schedule, 'team'>): string {
  return team === null ? 'everybody' : `team ${team}`
}

/** Since when they hold, inside a sentence. */
export function sinceText(from: Day | null): string {
  return from === null ? 'since the beginning' : `from ${formatDay(from)}`
}

/** `Mon–Fri 09:00–17:00, in Europe/Berlin, closed on 3 holidays`. */
export function hoursText({ weekly, zone, holidays }: Schedule): string {
  const parts = [weekText(weekly), `in ${zone}`]
  if (holidays.length > 0)
    parts.push(`closed on ${formatCount(holidays.length)} holiday${holidays.length === 1 ? '' : 's'}`)
  return parts.join(', ')
}
