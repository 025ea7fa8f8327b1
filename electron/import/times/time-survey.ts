import { AppError } from '../../../shared/errors.ts'
import { isMissing, readTimeParts } from './time-text.ts'
import type { DayOrder } from './time-text.ts'

/** What the times of a column look like. */
export interface TimeSurvey {
  readonly read: number
  readonly unreadable: number
  readonly zoneless: number
  readonly dateOnly: number
  /** Dates whose day and month could be swapped. */
  readonly ambiguous: number
  readonly dayFirst: number
  readonly monthFirst: number
  readonly isEpoch: boolean
}

/** Counts one text after the other, so that a column of any length takes no memory. */
export class TimeCounter {
  private read = 0
  private unreadable = 0
  private zoneless = 0
  private dateOnly = 0
  private ambiguous = 0
  private dayFirst = 0
  private monthFirst = 0
  private epoch = 0

  add(text: string): void {
    const trimmed = text.trim()
    if (isMissing(trimmed) || trimmed === '0') return
    const parts = readTimeParts(trimmed, null) ?? readTimeParts(trimmed, 'month-first')
    if (parts === null) {
      this.unreadable++
      return
    }
    this.read++
    if (Number.isNaN(parts.offsetMinutes)) this.zoneless++
    if (!parts.hasTimeOfDay) this.dateOnly++
    if (parts.isAmbiguous) this.ambiguous++
    if (parts.order === 'day-first') this.dayFirst++
    if (parts.order === 'month-first') this.monthFirst++
    if (/^\d+(?:\.\d+)?$/.test(trimmed)) this.epoch++
  }

  finish(): TimeSurvey {
    const { read, unreadable, zoneless, dateOnly, ambiguous, dayFirst, monthFirst } = this
    return {
      read,
      unreadable,
      zoneless,
      dateOnly,
      ambiguous,
      dayFirst,
      monthFirst,
      isEpoch: this.epoch > read / 2,
    }
  }
}

export function surveyTimes(texts: Iterable<string>): TimeSurvey {
  const counter = new TimeCounter()
  for (const text of texts) counter.add(text)
  return counter.finish()
}

/** Whether day and month stand in an order of which there are two. */
export function hasNumericDates(survey: TimeSurvey): boolean {
  return survey.ambiguous + survey.dayFirst + survey.monthFirst > 0
}

/**
 * Whether 3/4/2026 is in March or in April, for all rows of one or several columns: `chosen` if the user said it, else one
 * number above 12 decides, and where both orders occur the commoner one does (the other rows are then rejected). Null where
 * the sample has no such date and nobody chose.
 *
 * @param column the name for the message
 * @param scan all rows of the file, not the sample's alone
 * Throws `choice-needed` where the file leaves it open.
 */
export function decideDayOrder(
  sample: TimeSurvey,
  column: string,
  scan: () => Pick<TimeSurvey, 'dayFirst' | 'monthFirst'>,
  chosen?: DayOrder,
): DayOrder | null {
  if (chosen !== undefined) return chosen
  if (!hasNumericDates(sample)) return null
  const { dayFirst, monthFirst } = scan()
  if (dayFirst + monthFirst === 0) {
    throw new AppError(
      'choice-needed',
      `The dates in “${column}” can be day first or month first: no number above 12 decides. Say which it is with --day-order day-first or --day-order month-first.`,
      { option: 'dayOrder', column },
    )
  }
  return dayFirst >= monthFirst ? 'day-first' : 'month-first'
}
