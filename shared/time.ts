/**
 * Periods and zones: which day, week, month, quarter and hour of the week an instant lies in, in a given zone. luxon is
 * asked only for offsets, a few times per year of data; everything per value is a search in a short table, so that a
 * million instants take milliseconds. Zone and range are always arguments.
 */
import { IANAZone } from 'luxon'
import { AppError } from './errors.ts'
import type { PeriodGrouping } from './kpi.ts'
import type { Day, EpochMs, ZoneName } from './model.ts'

export const dayMs = 86_400_000
const hourMs = 3_600_000
/** Shorter than any stretch of summer or winter time on record (Morocco leaves DST for the four weeks of Ramadan). */
const probeMs = 7 * dayMs

/**
 * The offsets of a zone from `low` to `high`: from `starts[i]` on, local time is the instant plus `offsets[i]`
 * milliseconds. `starts[0]` is `low`.
 */
export interface ZoneOffsets {
  readonly low: EpochMs
  readonly high: EpochMs
  readonly starts: readonly EpochMs[]
  readonly offsets: readonly number[]
}

const offsetsByZone = new Map<ZoneName, ZoneOffsets>()

/** The zone's offsets over at least `from` … `to`. Throws `argument-invalid` for a name that is no zone. */
export function zoneOffsets(zone: ZoneName, from: EpochMs, to: EpochMs): ZoneOffsets {
  const known = offsetsByZone.get(zone)
  if (known !== undefined && known.low <= from && known.high >= to) return known
  // A year of margin: neighbouring days are asked for next, and the table should not grow day by day.
  const low = Math.min(known?.low ?? Infinity, from - 366 * dayMs)
  const high = Math.max(known?.high ?? -Infinity, to + 366 * dayMs)
  const found = readOffsets(zone, Math.floor(low / 1000) * 1000, Math.ceil(high / 1000) * 1000)
  offsetsByZone.set(zone, found)
  return found
}

/** Throws `argument-invalid` for a name that is no zone. */
export function checkZone(zone: ZoneName): void {
  if (!offsetsByZone.has(zone)) findZone(zone)
}

function findZone(name: ZoneName): IANAZone {
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new AppError('argument-invalid', `“${name}” is not a known time zone.`, { zone: name })
  return zone
}

function readOffsets(zoneName: ZoneName, low: EpochMs, high: EpochMs): ZoneOffsets {
  const zone = findZone(zoneName)
  const offsetAt = (instant: EpochMs): number => Math.round(zone.offset(instant) * 60_000)
  const starts = [low]
  const offsets = [offsetAt(low)]
  let previous = low
  while (previous < high) {
    const next = Math.min(previous + probeMs, high)
    const before = offsets.at(-1)
    if (offsetAt(next) !== before) {
      let same = previous
      let changed = next
      while (changed - same > 1000) {
        const middle = same + Math.floor((changed - same) / 2000) * 1000
        if (offsetAt(middle) === before) same = middle
        else changed = middle
      }
      starts.push(changed)
      offsets.push(offsetAt(changed))
      previous = changed
    } else {
      previous = next
    }
  }
  return { low, high, starts, offsets }
}

/** The last index whose bound is at or before `value`; -1 if `value` lies before the first. */
export function lastAtOrBefore(bounds: ArrayLike<number>, value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bounds[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

function offsetAt(table: ZoneOffsets, instant: EpochMs): number {
  return table.offsets[Math.max(0, lastAtOrBefore(table.starts, instant))] ?? 0
}

// ---- days ------------------------------------------------------------------------------------------------------

/** Days since 1970-01-01 of a calendar day. Throws `argument-invalid` for a text that is no day of the calendar. */
export function dayNumber(day: Day): number {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number)
  const number = Date.UTC(year, month - 1, date) / dayMs
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || dayOfNumber(number) !== day)
    throw new AppError('argument-invalid', `“${day}” is not a day of the calendar.`, { day })
  return number
}

function dayOfNumber(number: number): Day {
  return Number.isFinite(number) ? new Date(number * dayMs).toISOString().slice(0, 10) : ''
}

export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days)
}

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export function isoWeekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

/** The calendar day of an instant in the zone. */
export function dayOf(instant: EpochMs, zone: ZoneName): Day {
  return dayOfNumber(dayNumberOf(instant, zone))
}

function dayNumberOf(instant: EpochMs, zone: ZoneName): number {
  const offset = offsetAt(zoneOffsets(zone, instant, instant), instant)
  return Math.floor((instant + offset) / dayMs)
}

/**
 * The first instant of a day: midnight, or the end of the gap where clocks skip midnight. Where clocks show midnight
 * twice, the first of the two.
 */
export function startOfDay(day: Day, zone: ZoneName): EpochMs {
  return startOfDayNumber(dayNumber(day), zone)
}

function startOfDayNumber(number: number, zone: ZoneName): EpochMs {
  const midnight = number * dayMs
  const table = zoneOffsets(zone, midnight - dayMs, midnight + dayMs)
  // No offset is larger than 14 hours, so that the segments around this instant are enough.
  const first = Math.max(0, lastAtOrBefore(table.starts, midnight - dayMs))
  for (let segment = first; segment < table.starts.length; segment++) {
    const start = table.starts[segment] ?? -Infinity
    const end = table.starts[segment + 1] ?? Infinity
    const instant = Math.max(start, midnight - (table.offsets[segment] ?? 0))
    if (instant < end) return instant
  }
  return midnight
}

/** Half-open: `from` ≤ instant < `to`. */
export interface InstantRange {
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * Inclusive days to a half-open range of instants; an absent bound is ±Infinity. Throws `argument-invalid` where `from`
 * lies after `to`.
 */
export function rangeOfDays(from: Day | undefined, to: Day | undefined, zone: ZoneName): InstantRange {
  if (from !== undefined && to !== undefined && dayNumber(from) > dayNumber(to))
    throw new AppError('argument-invalid', `The period starts on ${from}, after its end on ${to}.`, { from, to })
  return {
    from: from === undefined ? -Infinity : startOfDay(from, zone),
    to: to === undefined ? Infinity : startOfDayNumber(dayNumber(to) + 1, zone),
  }
}

// ---- periods ---------------------------------------------------------------------------------------------------

/** Consecutive periods. Period `i` has the days `firstDays[i]` … `lastDays[i]` and the instants `bounds[i]` ≤ t < `bounds[i + 1]`. */
export interface Periods {
  readonly unit: PeriodGrouping
  readonly firstDays: readonly Day[]
  readonly lastDays: readonly Day[]
  readonly bounds: Float64Array
}

/** First day of the period that holds the day. Weeks are ISO weeks: they start on Monday. */
function periodStart(number: number, unit: PeriodGrouping): number {
  if (unit === 'day') return number
  if (unit === 'week') return number - isoWeekday(number) + 1
  const date = new Date(number * dayMs)
  const month = date.getUTCMonth()
  return Date.UTC(date.getUTCFullYear(), unit === 'month' ? month : month - (month % 3), 1) / dayMs
}

function nextPeriodStart(start: number, unit: PeriodGrouping): number {
  if (unit === 'day') return start + 1
  if (unit === 'week') return start + 7
  const date = new Date(start * dayMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (unit === 'month' ? 1 : 3), 1) / dayMs
}

/** Every period that holds one of the days `from` … `to` (inclusive), in order. */
export function periodsOfDays(unit: PeriodGrouping, from: Day, to: Day, zone: ZoneName): Periods {
  const last = dayNumber(to)
  const starts: number[] = []
  let start = periodStart(dayNumber(from), unit)
  while (start <= last) {
    starts.push(start)
    start = nextPeriodStart(start, unit)
  }
  zoneOffsets(zone, dayNumber(from) * dayMs, (start + 1) * dayMs)
  return {
    unit,
    firstDays: starts.map(dayOfNumber),
    lastDays: [...starts.slice(1), start].slice(0, starts.length).map((next) => dayOfNumber(next - 1)),
    bounds: Float64Array.from([...starts, start], (number) => startOfDayNumber(number, zone)),
  }
}

/** Position of the period that holds the instant; -1 outside of all and for NaN. */
export function periodIndex(periods: Periods, instant: EpochMs): number {
  const index = lastAtOrBefore(periods.bounds, instant)
  return index < periods.firstDays.length ? index : -1
}

/** Every offset in use, and so every start of a day, is a whole number of these. */
const quarterHourMs = 15 * 60_000

/** `periodIndex` for many instants: one look into a table of quarter hours. */
export function periodFinder(periods: Periods): (instant: EpochMs) => number {
  const { bounds } = periods
  const low = bounds[0] ?? 0
  const high = bounds.at(-1) ?? 0
  if (bounds.some((bound) => (bound - low) % quarterHourMs !== 0)) return (instant) => periodIndex(periods, instant)
  const table = new Int32Array((high - low) / quarterHourMs)
  for (let index = 0; index + 1 < bounds.length; index++)
    table.fill(index, ((bounds[index] ?? 0) - low) / quarterHourMs, ((bounds[index + 1] ?? 0) - low) / quarterHourMs)
  return (instant) =>
    instant >= low && instant < high ? (table[Math.floor((instant - low) / quarterHourMs)] ?? -1) : -1
}

// ---- hours of the week -----------------------------------------------------------------------------------------

/**
 * The hour of the week of instants between `from` and `to`: 0 = Monday 0:00–0:59 … 167 = Sunday 23:00–23:59, by the
 * clock on the wall; NaN gives -1.
 */
export function hourOfWeek(zone: ZoneName, from: EpochMs, to: EpochMs): (instant: EpochMs) => number {
  const table = zoneOffsets(zone, from, to)
  const { starts, offsets } = table
  // Instants mostly come in runs of one segment: remember it.
  let segment = 0
  return (instant) => {
    if (Number.isNaN(instant)) return -1
    if (instant < (starts[segment] ?? Infinity) || instant >= (starts[segment + 1] ?? Infinity))
      segment = Math.max(0, lastAtOrBefore(starts, instant))
    const hour = Math.floor((instant + (offsets[segment] ?? 0)) / hourMs)
    // Hour 0 of the epoch was Thursday 0:00, the 72nd hour of the week.
    return (((hour + 72) % 168) + 168) % 168
  }
}

/** Name of an hour of the week as groups carry it: `1-09` is Monday, 9:00–9:59. */
export function hourOfWeekName(hour: number): string {
  return `${Math.floor(hour / 24) + 1}-${String(hour % 24).padStart(2, '0')}`
}
