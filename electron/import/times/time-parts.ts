/** The parts of a time as it is written, and the steps that all ways of writing one share. */

export type DayOrder = 'day-first' | 'month-first'

/** The parts of a time as written. Reused: valid until the next call. */
export interface TimeParts {
  /** Wall-clock time in milliseconds as if it were UTC. */
  localMs: number
  /** Minutes east of UTC; NaN = the text does not say. */
  offsetMinutes: number
  hasTimeOfDay: boolean
  /** Day and month could be swapped, as in 3/4/2026. */
  isAmbiguous: boolean
  /** How day and month stand where both orders exist in the world; null = it cannot be told from this text. */
  order: DayOrder | null
}

/** The one object that all readers fill. */
export const parts: TimeParts = {
  localMs: 0,
  offsetMinutes: Number.NaN,
  hasTimeOfDay: true,
  isAmbiguous: false,
  order: null,
}

/** Groups: hour, minute, second, fraction, a or p. */
export const clock = String.raw`(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\.?)?`
/** The clock after a date, if there is one: `T10:20`, `, 10:20 PM`, ` um 10:20 Uhr`, ` à 10h20`. */
export const timeOfDay = String.raw`(?:(?:,|T|\s|\u202f)+(?:(?:at|um|a\s+las?|à|às|as|kl\.?|klo|-|–)\s+)?${clock}(?:\s*(?:uhr|h)\b)?)?`

/** A number of so many digits from `from` on; -1 = not there. */
export function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48
    // A code unit that is no digit, or the NaN after the end of the text.
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** NaN = there is no such time. */
export function localOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || year < 0) return Number.NaN
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}

/** The zone at the end of a text, from `at` on; nothing is fine, anything unknown is not. */
export function readOffset(text: string, from: number): boolean {
  let at = from
  while (text.charCodeAt(at) === 32) at++
  const rest = text.length - at
  if (rest === 0) return true
  const sign = text.charCodeAt(at)
  if (rest === 1 && (sign === 90 || sign === 122)) {
    parts.offsetMinutes = 0
    return true
  }
  if (sign === 43 || sign === 45) {
    const hours = digits(text, at + 1, 2)
    const minutesAt = text.charCodeAt(at + 3) === 58 ? at + 4 : at + 3
    const minutes = rest === 3 ? 0 : digits(text, minutesAt, 2)
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || (rest !== 3 && minutesAt + 2 !== text.length))
      return false
    parts.offsetMinutes = (sign === 45 ? -1 : 1) * (hours * 60 + minutes)
    return true
  }
  // U, T, C in capitals: the usual case, without a copy.
  if (rest === 3 && sign === 85 && text.charCodeAt(at + 1) === 84 && text.charCodeAt(at + 2) === 67) {
    parts.offsetMinutes = 0
    return true
  }
  const name = text.slice(at).toUpperCase()
  if (name !== 'UTC' && name !== 'GMT' && name !== '(UTC)' && name !== '(GMT)') return false
  parts.offsetMinutes = 0
  return true
}

/** `clockParts`: hour, minute, second, fraction, a or p. `text` from `at` on holds the zone. */
export function finishClock(
  text: string,
  at: number,
  year: number,
  month: number,
  day: number,
  clockParts: readonly (string | undefined)[],
): TimeParts | null {
  const [hourText, minute = '0', second = '0', fraction = '', half] = clockParts
  let hour = Number(hourText ?? '0')
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  const ms = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
  parts.localMs = localOf(year, month, day, hour, Number(minute), Number(second), ms)
  if (Number.isNaN(parts.localMs)) return null
  return readOffset(text, at) ? parts : null
}
