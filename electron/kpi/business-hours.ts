/**
 * Opening hours: how many open seconds lie between two instants, and whether one lies inside the hours. The rule is the
 * clock on the wall. An instant is open if the schedule that is in force at it says so: its local time lies in an interval
 * that began on its local day, or in one that began on the day before and runs past midnight, and the day on which the
 * interval began is no holiday. So an hour that clocks show twice counts twice, and one that they skip counts not at all.
 * A message outside the hours starts counting at the next opening, since closed seconds count nothing.
 */
import type { Facts } from '../../shared/facts.ts'
import type { EpochMs, Schedule } from '../../shared/model.ts'
import { dayMs, dayNumber, isoWeekday, zoneOffsets } from '../../shared/time.ts'
import { schedulesInForce } from './schedules-in-force.ts'
import type { ScheduleInForce } from './schedules-in-force.ts'

export interface OpeningHours {
  /** Whether any schedule holds at the instant; once one does, one always will. False if the instant is unknown. */
  readonly isInForce: (at: EpochMs) => boolean
  /**
   * Open seconds from `from` to `to`, to the millisecond; 0 if `to` is not after `from`. NaN if one is unknown or no
   * schedule is in force at `from`: that is not measurable, and not closed.
   */
  readonly openSeconds: (from: EpochMs, to: EpochMs) => number
  /** False where no schedule is in force. */
  readonly isOpen: (at: EpochMs) => boolean
}

/** The opening hours of each team, by its position in the facts; -1 = no team. */
export interface OpeningHoursOfTeams {
  readonly of: (team: number) => OpeningHours
}

export function openingHoursOfTeams({ teams }: Facts['names'], schedules: readonly Schedule[]): OpeningHoursOfTeams {
  const common = openingHours(schedulesInForce(schedules, null))
  const own = teams.map((team) =>
    schedules.some((schedule) => schedule.team === team) ? openingHours(schedulesInForce(schedules, team)) : common,
  )
  return { of: (team) => own[team] ?? common }
}

/** Open stretches in order, with the open milliseconds before each; `firstOfDay` finds the first by UTC day. */
interface OpeningTable {
  readonly low: EpochMs
  readonly high: EpochMs
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly openBefore: Float64Array
  readonly firstOfDay: Int32Array
}

/** @param inForce in time order, without gaps; empty = nothing was ever set */
export function openingHours(inForce: readonly ScheduleInForce[]): OpeningHours {
  const since = inForce[0]?.from ?? Infinity
  // The table grows to the range that is asked for: at first a year on either side.
  let table: OpeningTable | null = null
  const covering = (from: EpochMs, to: EpochMs): OpeningTable => {
    if (table !== null && from >= table.low && to < table.high) return table
    const margin = 366 * dayMs
    table = buildTable(
      inForce,
      Math.min(from - margin, table?.low ?? Infinity),
      Math.max(to + margin, table?.high ?? 0),
    )
    return table
  }
  return {
    isInForce: (at) => at >= since,
    openSeconds: (from, to) => {
      if (!(from >= since) || Number.isNaN(to)) return Number.NaN
      if (to <= from) return 0
      const within = covering(from, to)
      return (openUntil(within, to) - openUntil(within, from)) / 1000
    },
    isOpen: (at) => {
      if (!(at >= since)) return false
      const within = covering(at, at)
      const next = firstEndingAfter(within, at)
      return (within.starts[next] ?? Infinity) <= at
    },
  }
}

function firstEndingAfter(table: OpeningTable, at: EpochMs): number {
  let index = table.firstOfDay[Math.floor((at - table.low) / dayMs)] ?? 0
  while ((table.ends[index] ?? Infinity) <= at) index++
  return index
}

/** Open milliseconds from the start of the table to the instant. */
function openUntil(table: OpeningTable, at: EpochMs): number {
  const index = firstEndingAfter(table, at)
  const open = table.openBefore[index] ?? 0
  const start = table.starts[index] ?? Infinity
  return at > start ? open + at - start : open
}

function buildTable(inForce: readonly ScheduleInForce[], from: EpochMs, to: EpochMs): OpeningTable {
  const low = Math.floor(from / dayMs) * dayMs
  const high = Math.ceil(to / dayMs) * dayMs
  const stretches = joined(
    inForce.flatMap((one) => openStretches(one.schedule, Math.max(low, one.from), Math.min(high, one.to))),
  )
  const starts = Float64Array.from(stretches, (stretch) => stretch.start)
  const ends = Float64Array.from(stretches, (stretch) => stretch.end)
  // One more than there are stretches: behind the last one, all open time has passed.
  const openBefore = new Float64Array(stretches.length + 1)
  stretches.forEach(({ start, end }, index) => {
    openBefore[index + 1] = (openBefore[index] ?? 0) + end - start
  })
  const firstOfDay = new Int32Array((high - low) / dayMs + 1)
  let index = 0
  for (let day = 0; day < firstOfDay.length; day++) {
    while ((ends[index] ?? Infinity) <= low + day * dayMs) index++
    firstOfDay[day] = index
  }
  return { low, high, starts, ends, openBefore, firstOfDay }
}

interface Stretch {
  readonly start: EpochMs
  readonly end: EpochMs
}

function openStretches(schedule: Schedule, low: EpochMs, high: EpochMs): Stretch[] {
  if (low >= high) return []
  const holidays = new Set(schedule.holidays.map(dayNumber))
  const intervalsOf = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    schedule.weekly.filter((interval) => interval.weekday === weekday),
  )
  const zone = zoneOffsets(schedule.zone, low, high)
  const stretches: Stretch[] = []
  zone.starts.forEach((segmentStart, segment) => {
    const offset = zone.offsets[segment] ?? 0
    const from = Math.max(low, segmentStart)
    const to = Math.min(high, zone.starts[segment + 1] ?? zone.high)
    // From the day before: its last interval may run past midnight.
    for (let day = Math.floor((from + offset) / dayMs) - 1; day * dayMs - offset < to; day++) {
      if (holidays.has(day)) continue
      for (const interval of intervalsOf[isoWeekday(day) - 1] ?? []) {
        const start = Math.max(from, day * dayMs + interval.start * 60_000 - offset)
        const end = Math.min(to, day * dayMs + interval.end * 60_000 - offset)
        if (end > start) stretches.push({ start, end })
      }
    }
  })
  return stretches
}

/** In order, with intervals that overlap or touch made one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last !== undefined && stretch.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, stretch.end) }
    else result.push(stretch)
  }
  return result
}
