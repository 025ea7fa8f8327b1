import { AppError } from '../../shared/errors.ts'
import { isMissing, readTimeParts } from './time-text.ts'
import type { DayOrder } from './time-text.ts'

/** What the times of a column look like. */
export interface TimeSurvey {
  readonly read: number
  readonly unreadable: number
  readonly zoneless: number
  readonly dateOnly: number
  readonly ambiguous: number
  readonly dayFirst: number
  readonly monthFirst: number
  readonly isEpoch: boolean
}

export function surveyTimes(texts: Iterable<string>): TimeSurvey {
  let read = 0
  let unreadable = 0
  let zoneless = 0
  let dateOnly = 0
  let ambiguous = 0
  let dayFirst = 0
  let monthFirst = 0
  let epoch = 0
  for (const text of texts) {
    const trimmed = text.trim()
    if (isMissing(trimmed) || trimmed === '0') continue
    const parts = readTimeParts(trimmed, null) ?? readTimeParts(trimmed, 'month-first')
    if (parts === null) {
      unreadable++
      continue
    }
    read++
    if (Number.isNaN(parts.offsetMinutes)) zoneless++
    if (!parts.hasTimeOfDay) dateOnly++
    if (parts.isAmbiguous) ambiguous++
    if (parts.order === 'day-first') dayFirst++
    if (parts.order === 'month-first') monthFirst++
    if (/^\d+(?:\.\d+)?$/.test(trimmed)) epoch++
  }
  return { read, unreadable, zoneless, dateOnly, ambiguous, dayFirst, monthFirst, isEpoch: epoch > read / 2 }
}

/**
 * Whether 3/4/2026 is in March or in April, for a column of the whole file: one number above 12 decides, and where both
 * orders occur the commoner one does (the other rows are then rejected). Null where no such date occurs.
 *
 * Throws `choice-needed` where the file leaves it open.
 */
export function decideDayOrder(sample: TimeSurvey, column: string, scan: () => TimeSurvey): DayOrder | null {
  if (sample.ambiguous + sample.dayFirst + sample.monthFirst === 0) return null
  const known = sample.dayFirst + sample.monthFirst > 0 ? sample : scan()
  if (known.dayFirst + known.monthFirst === 0) {
    throw new AppError(
      'choice-needed',
      `The dates in “${column}” can be day first or month first: no number above 12 decides. Say it in a mapping, for example {"row":"message","columns":{},"time":{"format":"dd/MM/yyyy HH:mm"}}.`,
      { column },
    )
  }
  return known.dayFirst >= known.monthFirst ? 'day-first' : 'month-first'
}
