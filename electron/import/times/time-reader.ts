import type { EpochMs, ZoneName } from '../../../shared/model.ts'
import { makeFormatReader } from './time-format.ts'
import {
  isMissing,
  plausible,
  readTimeParts,
  timeAmbiguous,
  timeDateOnly,
  timeMissing,
  timeUnreadable,
} from './time-text.ts'
import type { DayOrder } from './time-text.ts'
import { makeLocalTimeReader } from './zone-offset.ts'

export interface TimeSettings {
  /** The zone of times that carry none. */
  readonly zone: ZoneName
  readonly dayOrder: DayOrder | null
  /** With no `dayOrder`, 3/4/2026 is `timeAmbiguous` instead of 3 April. */
  readonly refusesAmbiguous?: boolean
  /** Luxon tokens; null = recognised text by text. */
  readonly format: string | null
}

export interface TimeReader {
  /** An instant, or one of the negative numbers of time-text.ts. A date alone is `timeDateOnly`. */
  readonly read: (text: string) => EpochMs
  /** As `read`, but a date alone is the beginning of that day. */
  readonly readDay: (text: string) => EpochMs
  /** How many times without a zone were read so far. */
  readonly zonelessCount: () => number
}

/** How times without a zone were read, as an assumption; none where there was no such time. */
export function describeZoneless(zone: ZoneName, count: number): string[] {
  return count === 0 ? [] : [`times without a zone read as ${zone} (${count} of them)`]
}

/** Throws `argument-invalid` (zone) and `mapping-invalid` (format). */
export function makeTimeReader(settings: TimeSettings): TimeReader {
  const toInstant = makeLocalTimeReader(settings.zone)
  const format = settings.format === null ? null : makeFormatReader(settings.format)
  let zoneless = 0
  const readAny = (text: string, allowsDay: boolean): EpochMs => {
    const trimmed = text.trim()
    if (isMissing(trimmed) || trimmed === '0') return timeMissing
    const parts = format === null ? readTimeParts(trimmed, settings.dayOrder) : format.read(trimmed)
    if (parts === null) return timeUnreadable
    if (settings.refusesAmbiguous === true && settings.dayOrder === null && 'isAmbiguous' in parts && parts.isAmbiguous)
      return timeAmbiguous
    const hasTimeOfDay = 'hasTimeOfDay' in parts ? parts.hasTimeOfDay : (format?.hasTimeOfDay ?? true)
    if (!hasTimeOfDay && !allowsDay) return timeDateOnly
    if (!Number.isNaN(parts.offsetMinutes)) return plausible(parts.localMs - parts.offsetMinutes * 60_000)
    zoneless++
    return plausible(toInstant(parts.localMs))
  }
  return {
    read: (text) => readAny(text, false),
    readDay: (text) => readAny(text, true),
    zonelessCount: () => zoneless,
  }
}
