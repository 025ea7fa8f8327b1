/** The company's wall clock: days and hours in its zone, without the machine's zone or clock. */
import { DateTime, IANAZone } from 'luxon'
import type { Day, EpochMs, ZoneName } from '../../shared/model.ts'

export const minute = 60_000
export const hour = 60 * minute
const dayMs = 24 * hour

export interface LocalDay {
  readonly day: Day
  /** ISO weekday, 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  readonly startsAt: EpochMs
}

export interface WallTime {
  /** ISO weekday, 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  /** Hours after midnight, with fraction. */
  readonly hour: number
}

export interface Clock {
  /** Every day of the period, in order. */
  readonly days: readonly LocalDay[]
  /** The first instant after the period. */
  readonly end: EpochMs
  readonly at: (day: LocalDay, hour: number) => EpochMs
  readonly wall: (at: EpochMs) => WallTime
  /** The same wall-clock hour (whole or with fraction) on a later day. */
  readonly later: (at: EpochMs, days: number, hour: number) => EpochMs
  /** `2026-04-01T09:30:05-04:00` */
  readonly iso: (at: EpochMs) => string
  /** `01.04.2026 09:30:05`, as German programs write it: no zone. */
  readonly german: (at: EpochMs) => string
}

/** Six calendar months that end with `lastDay`. */
export function createClock(zone: ZoneName, lastDay: Day): Clock {
  const endsAt = DateTime.fromISO(lastDay, { zone }).plus({ days: 1 })
  const days: LocalDay[] = []
  for (let day = endsAt.minus({ months: 6 }); day < endsAt; day = day.plus({ days: 1 })) {
    days.push({ day: day.toISODate() ?? lastDay, weekday: day.weekday, startsAt: day.toMillis() })
  }

  const iana = IANAZone.create(zone)
  // Asking Intl for every message would take most of the time: once for a UTC day, and on the days of a change, which
  // falls on a quarter hour everywhere, once for a quarter.
  const offsets = new Map<number, number>()
  const cachedOffset = (at: EpochMs): number => {
    let offset = offsets.get(at)
    if (offset === undefined) {
      offset = iana.offset(at) * minute
      offsets.set(at, offset)
    }
    return offset
  }
  const offsetMs = (at: EpochMs): number => {
    const day = Math.floor(at / dayMs) * dayMs
    const offset = cachedOffset(day)
    return offset === cachedOffset(day + dayMs) ? offset : cachedOffset(Math.floor(at / (15 * minute)) * 15 * minute)
  }
  const wallMs = (at: EpochMs): number => at + offsetMs(at)
  /** The instant at which clocks show this wall time, read as if it were UTC. */
  const instant = (wall: number): EpochMs => {
    const guess = wall - offsetMs(wall)
    return wall - offsetMs(guess)
  }
  return {
    days,
    end: endsAt.toMillis(),
    at: (day, hours) => instant(wallMs(day.startsAt) + Math.round(hours * 3600) * 1000),
    wall: (at) => {
      const wall = wallMs(at)
      // 1970-01-01 was a Thursday, ISO weekday 4.
      return { weekday: ((Math.floor(wall / dayMs) + 3) % 7) + 1, hour: (wall % dayMs) / hour }
    },
    later: (at, count, hours) =>
      instant((Math.floor(wallMs(at) / dayMs) + count) * dayMs + Math.round(hours * 3600) * 1000),
    iso: (at) => {
      const offset = offsetMs(at) / minute
      const size = Math.abs(offset)
      const suffix = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
      return new Date(wallMs(at)).toISOString().slice(0, 19) + suffix
    },
    german: (at) => {
      const text = new Date(wallMs(at)).toISOString()
      return `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)} ${text.slice(11, 19)}`
    },
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
