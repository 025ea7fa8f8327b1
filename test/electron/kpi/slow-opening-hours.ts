/**
 * Opening hours the slow way, as a person would check them: walk every minute, look at the clock on the wall, and ask the
 * schedule that holds. Shares no code with the engine.
 */
import { DateTime } from 'luxon'
import type { Schedule } from '../../../shared/model.ts'

const minuteMs = 60_000

/** The schedule of the team at an instant: its own latest one that has begun, else the workspace's; null = none. */
function scheduleAt(schedules: readonly Schedule[], team: string | null, instant: number): Schedule | null {
  const begun = schedules.filter(
    ({ from, zone }) => from === null || (DateTime.fromMillis(instant, { zone }).toISODate() ?? '') >= from,
  )
  const latestOf = (owner: string | null): Schedule | null =>
    begun
      .filter((schedule) => schedule.team === owner)
      .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
      .at(-1) ?? null
  return (team === null ? null : latestOf(team)) ?? latestOf(null)
}

function isOpenBy({ zone, weekly, holidays }: Schedule, instant: number): boolean {
  const local = DateTime.fromMillis(instant, { zone })
  const today = DateTime.utc(local.year, local.month, local.day)
  const minuteOfDay = local.hour * 60 + local.minute
  return [0, 1].some((daysAgo) => {
    const opening = today.minus({ days: daysAgo })
    const minute = minuteOfDay + daysAgo * 1440
    return (
      !holidays.includes(opening.toISODate() ?? '') &&
      weekly.some(({ weekday, start, end }) => weekday === opening.weekday && minute >= start && minute < end)
    )
  })
}

/** Null where no schedule holds. */
export function slowIsOpen(schedules: readonly Schedule[], team: string | null, instant: number): boolean | null {
  const schedule = scheduleAt(schedules, team, instant)
  return schedule === null ? null : isOpenBy(schedule, instant)
}

/** NaN if no schedule holds at the beginning. Clocks change, and schedules begin, on whole minutes. */
export function slowOpenSeconds(schedules: readonly Schedule[], team: string | null, from: number, to: number): number {
  if (slowIsOpen(schedules, team, from) === null) return Number.NaN
  let open = 0
  for (let minute = Math.floor(from / minuteMs) * minuteMs; minute < to; minute += minuteMs) {
    if (slowIsOpen(schedules, team, minute) === true) open += Math.min(minute + minuteMs, to) - Math.max(minute, from)
  }
  return open / 1000
}
