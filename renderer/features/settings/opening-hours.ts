/** Opening hours as the form holds them: texts of time fields, which may be incomplete while they are typed. */
import type { OpeningInterval } from '../../../shared/model.ts'

export interface IntervalDraft {
  readonly key: number
  readonly weekday: number
  readonly start: string
  readonly end: string
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export const weekdayNames: Readonly<Record<number, string>> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
}

/** Proposed when opening hours are switched on: Monday to Friday, 9 to 17. */
export const usualWeek: readonly OpeningInterval[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  start: 540,
  end: 1020,
}))

function toText(minutes: number): string {
  // A time field knows no 24:00; the end of the day is its midnight.
  const inDay = minutes % 1440
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

function toMinutes(text: string): number | null {
  const match = /^(\d{2}):(\d{2})/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}

export const toDrafts = (weekly: readonly OpeningInterval[]): readonly IntervalDraft[] =>
  [...weekly]
    .sort((a, b) => a.weekday - b.weekday || a.start - b.start)
    .map(({ weekday, start, end }, key) => ({ key, weekday, start: toText(start), end: toText(end) }))

/** The interval in minutes after midnight; null while one of its times is missing. An end of 00:00 is midnight. */
function toInterval({ weekday, start, end }: IntervalDraft): OpeningInterval | null {
  const from = toMinutes(start)
  const to = toMinutes(end)
  return from === null || to === null ? null : { weekday, start: from, end: to === 0 ? 1440 : to }
}

export const toWeekly = (drafts: readonly IntervalDraft[]): readonly OpeningInterval[] =>
  drafts.flatMap((draft) => toInterval(draft) ?? []).sort((a, b) => a.weekday - b.weekday || a.start - b.start)

/** What is wrong with one interval, null if nothing is. */
export function problemOf(draft: IntervalDraft, drafts: readonly IntervalDraft[]): string | null {
  const interval = toInterval(draft)
  if (!interval) return 'Enter both times.'
  if (interval.end <= interval.start) return 'The end has to be after the start.'
  const overlaps = drafts.some((other) => {
    if (other.key === draft.key || other.weekday !== draft.weekday) return false
    const its = toInterval(other)
    return its !== null && its.start < interval.end && interval.start < its.end
  })
  return overlaps ? 'Overlaps another interval of this day.' : null
}
