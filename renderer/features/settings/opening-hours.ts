/** Opening hours as the form holds them: texts of time fields, which may be incomplete while they are typed. */
import type { Day, OpeningInterval, Schedule } from '../../../shared/model.ts'
import {
  clockText,
  compareSchedules,
  dayMinutes,
  isDay,
  orderSchedules,
  ownerName,
  sinceText,
} from '../../../shared/schedules.ts'

export interface IntervalDraft {
  readonly key: number
  readonly weekday: number
  readonly start: string
  readonly end: string
  /** The end lies on the next day. */
  readonly isNextDay: boolean
}

export interface ScheduleDraft extends Omit<Schedule, 'weekly'> {
  readonly key: number
  readonly intervals: readonly IntervalDraft[]
}

/** Proposed when opening hours are first set: Monday to Friday, 9 to 17. */
const usualWeek: readonly OpeningInterval[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 }))

export const usualHours = (zone: string): Schedule => ({
  team: null,
  from: null,
  zone,
  weekly: usualWeek,
  holidays: [],
})

function toMinutes(text: string): number | null {
  const match = /^(\d{2}):(\d{2})/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}

export const toDrafts = (weekly: readonly OpeningInterval[]): readonly IntervalDraft[] =>
  weekly.map(({ weekday, start, end }, key) => ({
    key,
    weekday,
    start: clockText(start),
    // A time field knows no 24:00; midnight is the beginning of the next day.
    end: end === dayMinutes ? '00:00' : clockText(end),
    isNextDay: end >= dayMinutes,
  }))

/** New times: an end at or before the start is the next day's. */
export function withTimes(
  draft: IntervalDraft,
  times: { readonly start?: string; readonly end?: string },
): IntervalDraft {
  const next = { ...draft, ...times }
  const start = toMinutes(next.start)
  const end = toMinutes(next.end)
  return { ...next, isNextDay: start !== null && end !== null && end <= start }
}

/** The interval in minutes after midnight; null while one of its times is missing. */
function toInterval({ weekday, start, end, isNextDay }: IntervalDraft): OpeningInterval | null {
  const from = toMinutes(start)
  const to = toMinutes(end)
  return from === null || to === null ? null : { weekday, start: from, end: isNextDay ? to + dayMinutes : to }
}

export const toWeekly = (drafts: readonly IntervalDraft[]): readonly OpeningInterval[] =>
  drafts.flatMap((draft) => toInterval(draft) ?? [])

export const toScheduleDrafts = (schedules: readonly Schedule[]): readonly ScheduleDraft[] =>
  schedules.map(({ weekly, ...rest }, key) => ({ ...rest, key, intervals: toDrafts(weekly) }))

export const toSchedules = (drafts: readonly ScheduleDraft[]): readonly Schedule[] =>
  orderSchedules(drafts.map(toSchedule))

const toSchedule = ({ team, from, zone, holidays, intervals }: ScheduleDraft): Schedule => ({
  team,
  from,
  zone,
  weekly: toWeekly(intervals),
  holidays,
})

/** What is wrong with one interval, null if nothing is. */
export function problemOf(draft: IntervalDraft): string | null {
  return toInterval(draft) ? null : 'Enter both times.'
}

/** What will become of one interval, null if nothing special. */
export function noteOn(draft: IntervalDraft, drafts: readonly IntervalDraft[]): string | null {
  const own = toInterval(draft)
  const overlaps = drafts.some((other) => {
    if (own === null || other.key >= draft.key || other.weekday !== draft.weekday) return false
    const its = toInterval(other)
    return its !== null && its.start < own.end && own.start < its.end
  })
  return overlaps ? 'Overlaps the other hours of this day: saved as one.' : null
}

/** What is wrong with a schedule as a whole, null if nothing is. */
export function problemOfSchedule(draft: ScheduleDraft, drafts: readonly ScheduleDraft[]): string | null {
  if (draft.from !== null && !isDay(draft.from)) return 'Enter a whole date.'
  const own = toSchedule(draft)
  const isTwice = drafts.some((other) => other.key !== draft.key && compareSchedules(toSchedule(other), own) === 0)
  if (isTwice)
    return `There are two sets of hours for ${ownerName(draft)} ${sinceText(draft.from)}. Choose another day, or remove one.`
  return null
}

export const hasProblems = (drafts: readonly ScheduleDraft[]): boolean =>
  drafts.some(
    (draft) => problemOfSchedule(draft, drafts) !== null || draft.intervals.some((each) => problemOf(each) !== null),
  )

/** Days in a pasted text, a line for each or several in one; what is not blank and has none is returned as it stands. */
export function readDays(text: string): { readonly days: readonly Day[]; readonly unread: readonly string[] } {
  const days = new Set<Day>()
  const unread: string[] = []
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    const found = daysIn(line)
    for (const day of found) days.add(day)
    if (found.length === 0 && line !== '') unread.push(line)
  }
  return { days: [...days].sort(), unread }
}

/** `2026-12-25`, `20261225` as calendar files write it, and `25.12.2026`. Slashes mean two things and are not read. */
function daysIn(line: string): Day[] {
  const parts = [
    ...[...line.matchAll(/(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/g)].map(([, year, month, day]) => [year, month, day]),
    ...[...line.matchAll(/(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/g)].map(([, day, month, year]) => [
      year,
      month,
      day,
    ]),
  ]
  return parts.map((part) => part.map((each = '') => each.padStart(2, '0')).join('-')).filter(isDay)
}
