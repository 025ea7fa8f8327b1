/**
 * Reading the times that exports write: ISO 8601 and its relatives, epoch numbers, RFC 2822, day and month in either
 * order. No object and no regular expression per row on the usual paths.
 */
import type { EpochMs } from '../../../shared/model.ts'
import { readNamedMonth, withoutWeekday } from './time-named.ts'
import { digits, finishClock, localOf, parts, readOffset, timeOfDay } from './time-parts.ts'
import type { DayOrder, TimeParts } from './time-parts.ts'

export type { DayOrder, TimeParts } from './time-parts.ts'

/** Why a text is no instant, as numbers below every plausible one, so that the hot path allocates nothing. */
export const timeMissing = -1
export const timeUnreadable = -2
export const timeImplausible = -3
/** A date without a time of day. */
export const timeDateOnly = -4
/** 3/4/2026 where nothing decides between March and April. */
export const timeAmbiguous = -5

/** 1990-01-01: before it there was no text messaging (the first SMS was sent on 1992-12-03). */
const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2100, 0, 1)
/** No way of writing a time is longer. */
const maxTimeLength = 64

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
  if (isDigit(first)) {
    const fifth = text.charCodeAt(4)
    const iso = fifth === 45 || fifth === 47 ? readIso(text) : null
    return iso ?? readEpoch(text) ?? readNumericDate(text, order) ?? readYearFirst(text) ?? readNamedMonth(text)
  }
  const rest = withoutWeekday(text)
  // `Mo, 02.03.2026 10:11`: a day's name before any other way of writing a date.
  return rest === text || !isDigit(rest.charCodeAt(0))
    ? readNamedMonth(rest)
    : (readNamedMonth(rest) ?? readNumericDate(rest, order) ?? readYearFirst(rest))
}

/** Whether a trimmed text is a time, whichever of day and month comes first. */
export function isTimeText(text: string): boolean {
  return readTimeParts(text, null) !== null || readTimeParts(text, 'month-first') !== null
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
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

const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?${timeOfDay}`, 'iu')

/** What spreadsheets make of ISO dates: `2026-3-2 9:05`, `2026/03/02 09:05 PM`. */
function readYearFirst(text: string): TimeParts | null {
  const match = yearFirst.exec(text)
  if (match === null) return null
  parts.isAmbiguous = false
  parts.order = null
  parts.hasTimeOfDay = match[5] !== undefined
  const [whole, year, , month, day] = match
  return finishClock(text, whole.length, Number(year), Number(month), Number(day), match.slice(5))
}

const numericDate = new RegExp(String.raw`^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?${timeOfDay}`, 'iu')

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
