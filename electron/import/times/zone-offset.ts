import { IANAZone } from 'luxon'
import { AppError } from '../../../shared/errors.ts'
import type { EpochMs, ZoneName } from '../../../shared/model.ts'

const quarterHour = 15 * 60_000
const day = 24 * 3_600_000

/**
 * Makes a function from wall-clock time (milliseconds as if it were UTC) to the instant it names in the zone.
 *
 * The rule where clocks change: a time that happened twice is the earlier of the two instants; a time that was skipped is
 * read with the offset before the change, which shifts it forward by the length of the gap. (Both as in java.time, whose
 * `ZonedDateTime.ofLocal` documents them.)
 *
 * Offsets are cached per day, and near a change per quarter of an hour: since 1990 every zone has changed on such a border.
 * Throws `argument-invalid` for a zone that does not exist.
 */
export function makeLocalTimeReader(zone: ZoneName): (localMs: number) => EpochMs {
  assertZone(zone)
  if (zone === 'UTC' || zone === 'Etc/UTC') return (localMs) => localMs
  const iana = IANAZone.create(zone)
  const offsetAt = (instant: EpochMs): number => iana.offset(instant) * 60_000
  const dayOffsets = new Map<number, number | null>()
  const offsets = new Map<number, number>()
  return (localMs) => {
    const localDay = Math.floor(localMs / day)
    let offset = dayOffsets.get(localDay)
    if (offset === undefined) {
      const before = offsetAt((localDay - 1) * day)
      offset = before === offsetAt((localDay + 2) * day) ? before : null
      dayOffsets.set(localDay, offset)
    }
    if (offset !== null) return localMs - offset
    const quarter = Math.floor(localMs / quarterHour)
    offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = offsetOf(quarter * quarterHour, offsetAt)
      offsets.set(quarter, offset)
    }
    return localMs - offset
  }
}

function offsetOf(localMs: number, offsetAt: (instant: EpochMs) => number): number {
  const before = offsetAt(localMs - day)
  const after = offsetAt(localMs + day)
  if (before === after) return before
  const isValid = (offset: number): boolean => offsetAt(localMs - offset) === offset
  if (isValid(before) && isValid(after)) return Math.max(before, after)
  if (isValid(after)) return after
  return before
}

export function isZone(zone: string): boolean {
  return zone === 'UTC' || IANAZone.isValidZone(zone)
}

/** Throws `argument-invalid`. */
export function assertZone(zone: ZoneName): void {
  if (isZone(zone)) return
  throw new AppError(
    'argument-invalid',
    `There is no time zone called ${zone}; zones look like Europe/Berlin or UTC.`,
    { zone },
  )
}
