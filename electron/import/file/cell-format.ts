/** What a number in a spreadsheet's cell means by the cell's number format, and that meaning as text. */

export interface CellFormat {
  readonly kind: 'number' | 'date' | 'date-time' | 'time' | 'duration'
  /** Whether the format shows fractions of a second. */
  readonly isFine: boolean
}

const plainNumber: CellFormat = { kind: 'number', isFine: false }

// ECMA-376, part 1, 18.8.30: formats that a workbook refers to by number alone; the last two lines are those of East
// Asian languages. All other built-in ones are of numbers and texts.
const builtInCodes: readonly (readonly [string, readonly number[]])[] = [
  ['m/d/yyyy', [14, 15, 16, 17]],
  ['h:mm', [18, 19, 20, 21]],
  ['m/d/yyyy h:mm', [22]],
  ['mm:ss', [45]],
  ['[h]:mm:ss', [46]],
  ['mm:ss.0', [47]],
  ['yyyy/m/d', [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]],
  ['h:mm:ss', [32, 33, 34, 35, 55, 56]],
]
const builtIn = new Map(builtInCodes.flatMap(([code, ids]) => ids.map((id) => [id, readFormatCode(code)])))

export function builtInFormat(id: number): CellFormat {
  return builtIn.get(id) ?? plainNumber
}

/** ECMA-376, part 1, 18.8.31. Only the first section counts: it is the one of positive numbers. */
export function readFormatCode(code: string): CellFormat {
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return { kind: 'duration', isFine: /s\]?[.,]0/i.test(code) }
  const bare = code
    .replaceAll(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '')
    .replace(/;.*$/s, '')
    .toLowerCase()
  if (bare.includes('general')) return plainNumber
  const isFine = /s[.,]0/.test(bare)
  const parts = bare.replaceAll(/s[.,]0+/g, 's')
  // Digits make it a number, whatever letters stand around them; `e+` is an exponent.
  if (/[0#?]/.test(parts)) return plainNumber
  const hasTime = /[hs]|am\/pm|a\/p/.test(parts)
  const hasDate = /[yd]/.test(parts) || /m{3,}/.test(parts) || (parts.includes('m') && !hasTime)
  if (hasDate) return { kind: hasTime ? 'date-time' : 'date', isFine }
  return hasTime ? { kind: 'time', isFine } : plainNumber
}

const dayMs = 86_400_000
/** 9999-12-31, the last day that a spreadsheet knows. */
const lastSerial = 2_958_465

/**
 * The text of a number: `YYYY-MM-DD HH:MM:SS`, `YYYY-MM-DD` for a day in a format without a time, `HH:MM:SS`, `H:MM:SS`
 * for a duration, or the number itself without an exponent where it is whole, since ids are stored as numbers, too.
 */
export function cellText(raw: string, format: CellFormat, is1904: boolean): string {
  // Whole numbers stay as they are: more digits than a double holds are somebody's id.
  if (format.kind === 'number' && /^(?:0|-?[1-9]\d*)$/.test(raw)) return raw
  const value = raw.trim() === '' ? Number.NaN : Number(raw)
  if (!Number.isFinite(value)) return raw
  if (format.kind === 'duration') return durationText(value, format.isFine)
  if (format.kind === 'number' || value < 0 || value > lastSerial) {
    return Number.isInteger(value) ? BigInt(value).toString() : String(value)
  }
  const ms = format.isFine ? Math.round(value * dayMs) : Math.round((value * dayMs) / 1000) * 1000
  const hasDay = value >= 1 || (is1904 && format.kind !== 'time')
  const time = timeText(ms % dayMs, format.isFine)
  if (!hasDay) return time
  const day = dayText(Math.floor(ms / dayMs), is1904)
  return format.kind === 'date' && ms % dayMs === 0 ? day : `${day} ${time}`
}

/** Day 0 is 1904-01-01 in one of the two systems. In the other one, 1900 has a 29 February: day 60. */
function dayText(days: number, is1904: boolean): string {
  const daysTo1970 = is1904 ? 24_107 : days < 60 ? 25_568 : 25_569
  return new Date((days - daysTo1970) * dayMs).toISOString().slice(0, 10)
}

function timeText(ms: number, isFine: boolean): string {
  return new Date(ms).toISOString().slice(11, isFine ? 23 : 19)
}

function durationText(days: number, isFine: boolean): string {
  const ms = Math.round(Math.abs(days) * dayMs)
  const rounded = isFine ? ms : Math.round(ms / 1000) * 1000
  const hours = Math.floor(rounded / 3_600_000)
  return `${days < 0 && rounded > 0 ? '-' : ''}${hours}:${timeText(rounded % 3_600_000, isFine).slice(3)}`
}
