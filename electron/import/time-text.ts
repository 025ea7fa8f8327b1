/**
 * Reading the times that exports write: ISO 8601 and its relatives, epoch numbers, RFC 2822, day and month in either
 * order. No object and no regular expression per row on the usual paths.
 */
import type { EpochMs } from '../../shared/model.ts'

/** Why a text is no instant, as numbers below every plausible one, so that the hot path allocates nothing. */
export const timeMissing = -1
export const timeUnreadable = -2
export const timeImplausible = -3
/** A date without a time of day. */
export const timeDateOnly = -4

/** 1990-01-01: before it there was no text messaging (the first SMS was sent on 1992-12-03). */
const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2100, 0, 1)
/** No way of writing a time is longer. */
const maxTimeLength = 64

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

const parts: TimeParts = { localMs: 0, offsetMinutes: Number.NaN, hasTimeOfDay: true, isAmbiguous: false, order: null }

export function isMissing(text: string): boolean {
  return text === '' || text === '-' || text === 'null' || text === 'NULL' || text === 'Null'
}

/** `instant` if it can be the time of a customer conversation, else `timeImplausible`. */
export function plausible(instant: number): EpochMs {
  return instant >= earliest && instant < latest ? instant : timeImplausible
}

/** Reads a trimmed text that is not missing; null = unreadable. `order` decides 3/4/2026; day first where it is null. */
export function readTimeParts(text: string, order: DayOrder | null): TimeParts | null {
  if (text.length > maxTimeLength || text.length < 6) return null
  parts.offsetMinutes = Number.NaN
  parts.hasTimeOfDay = true
  parts.isAmbiguous = false
  parts.order = null
  const first = text.charCodeAt(0)
  if (first >= 48 && first <= 57) {
    const fifth = text.charCodeAt(4)
    const iso = fifth === 45 || fifth === 47 ? readIso(text) : null
    return iso ?? readEpoch(text) ?? readNumericDate(text, order) ?? readNamedMonth(text)
  }
  return readNamedMonth(text)
}

function digits(text: string, from: number, count: number): number {
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

function localOf(
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

/** `2026-07-01[T ]10:20[:30[.123456]][ ][Z|UTC|GMT|±hh[[:]mm]]`, also with slashes, also the date alone. */
function readIso(text: string): TimeParts | null {
  if (text.charCodeAt(7) !== text.charCodeAt(4)) return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  if (text.length === 10) {
    parts.localMs = localOf(year, month, day, 0, 0, 0, 0)
    parts.hasTimeOfDay = false
    return Number.isNaN(parts.localMs) ? null : parts
  }
  const separator = text.charCodeAt(10)
  if ((separator !== 84 && separator !== 32 && separator !== 116) || text.charCodeAt(13) !== 58) return null
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  let at = 16
  let second = 0
  let ms = 0
  if (text.charCodeAt(at) === 58) {
    second = digits(text, 17, 2)
    at = 19
    const mark = text.charCodeAt(at)
    if (mark === 46 || mark === 44) {
      at++
      let scale = 100
      const start = at
      for (let digit = text.charCodeAt(at) - 48; digit >= 0 && digit <= 9; digit = text.charCodeAt(++at) - 48) {
        ms += digit * scale
        scale = Math.floor(scale / 10)
      }
      if (at === start) return null
    }
  }
  parts.localMs = localOf(year, month, day, hour, minute, second, ms)
  if (Number.isNaN(parts.localMs)) return null
  return readOffset(text, at) ? parts : null
}

/** The zone at the end of a text, from `at` on; nothing is fine, anything unknown is not. */
function readOffset(text: string, from: number): boolean {
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

/**
 * Seconds, milliseconds, microseconds or nanoseconds since 1970. Their ranges for the years 1990 to 2100 do not overlap,
 * so the magnitude decides for each value, also where one file mixes two units.
 */
function readEpoch(text: string): TimeParts | null {
  if (!/^\d{9,19}(?:\.\d{1,9})?$/.test(text)) return null
  const value = Number(text)
  const ms = value < 1e11 ? value * 1000 : value < 1e14 ? value : value < 1e17 ? value / 1000 : value / 1e6
  parts.localMs = Math.floor(ms)
  parts.offsetMinutes = 0
  return parts
}

const clock = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\.?)?`
const numericDate = new RegExp(
  String.raw`^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?(?:(?:,|T|\s|\u202f|klo|um)+${clock})?`,
  'i',
)

/** `31.12.2026 10:20[:30]`, `12/31/2026, 10:20 PM`, `31-12-26 10:20`. Points are day first everywhere. */
function readNumericDate(text: string, wanted: DayOrder | null): TimeParts | null {
  const match = numericDate.exec(text)
  if (match === null) return null
  const first = Number(match[1])
  const second = Number(match[3])
  const isPoint = match[2] === '.'
  parts.order = isPoint ? null : first > 12 ? 'day-first' : second > 12 ? 'month-first' : null
  parts.isAmbiguous = !isPoint && first <= 12 && second <= 12 && first !== second
  const order = isPoint ? 'day-first' : (wanted ?? parts.order ?? 'day-first')
  const year = match[4]?.length === 2 ? 2000 + Number(match[4]) : Number(match[4])
  parts.hasTimeOfDay = match[5] !== undefined
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  return finishClock(text, match[0].length, year, month, day, match.slice(5))
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekday = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?`
const dayMonthYear = new RegExp(
  String.raw`^${weekday}(\d{1,2})[\s-]([a-z]{3,9})\.?,?[\s-](\d{4})(?:,?\s+(?:at\s+)?${clock})?`,
  'i',
)
const monthDayYear = new RegExp(
  String.raw`^${weekday}([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?:,?\s+(?:at\s+)?${clock})?`,
  'i',
)
/** The C library's form, which Twitter also uses: `Tue Oct 31 22:10:47 +0000 2017`. */
const ctime = new RegExp(String.raw`^${weekday}([a-z]{3})\s+(\d{1,2})\s${clock}\s?([+-]\d{4}|UTC|GMT)?\s(\d{4})$`, 'i')

/** `Fri, 24 May 2019 17:44:46 +0000` (RFC 2822) and `Apr 21, 2012 4:10:17 PM`, in English. */
function readNamedMonth(text: string): TimeParts | null {
  const dayFirst = dayMonthYear.exec(text)
  if (dayFirst !== null) {
    parts.hasTimeOfDay = dayFirst[4] !== undefined
    return finishClock(
      text,
      dayFirst[0].length,
      Number(dayFirst[3]),
      monthOf(dayFirst[2]),
      Number(dayFirst[1]),
      dayFirst.slice(4),
    )
  }
  const monthFirst = monthDayYear.exec(text)
  if (monthFirst !== null) {
    parts.hasTimeOfDay = monthFirst[4] !== undefined
    return finishClock(
      text,
      monthFirst[0].length,
      Number(monthFirst[3]),
      monthOf(monthFirst[1]),
      Number(monthFirst[2]),
      monthFirst.slice(4),
    )
  }
  const twitter = ctime.exec(text)
  if (twitter === null) return null
  const zone = twitter[8] ?? ''
  return finishClock(zone, 0, Number(twitter[9]), monthOf(twitter[1]), Number(twitter[2]), twitter.slice(3, 8))
}

function monthOf(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
}

/** `clockParts`: hour, minute, second, fraction, a or p. `text` from `at` on holds the zone. */
function finishClock(
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
