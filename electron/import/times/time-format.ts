import { DateTime } from 'luxon'
import { AppError } from '../../../shared/errors.ts'

/** Wall-clock time as if it were UTC, and minutes east of UTC where the text says so (else NaN); null = unreadable. */
export type FormatReader = (text: string) => { localMs: number; offsetMinutes: number } | null

// Luxon's numeric tokens (https://moment.github.io/luxon/#/parsing?id=table-of-tokens); formats made of them alone are
// read without luxon, which takes 22 µs a call.
const numericTokens: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  m: String.raw`(?<minute>\d{1,2})`,
  ss: String.raw`(?<second>\d{2})`,
  s: String.raw`(?<second>\d{1,2})`,
  SSS: String.raw`(?<ms>\d{3})`,
}

/** Reads times in one luxon format, such as `dd.MM.yyyy HH:mm:ss`. Throws `mapping-invalid` for a format that is none. */
export function makeFormatReader(format: string): { readonly read: FormatReader; readonly hasTimeOfDay: boolean } {
  const tokens = format.match(/'[^']*'|([a-zA-Z])\1*|./gs) ?? []
  const letters = tokens.filter((token) => /^[a-zA-Z]/.test(token))
  const hasYear = letters.some((token) => /^(?:y|k|X|x|F|f|D)/.test(token))
  const sample = DateTime.fromMillis(0, { zone: 'UTC', locale: 'en' }).toFormat(format)
  if (!hasYear || DateTime.fromFormat(sample, format, { zone: 'UTC', locale: 'en' }).invalidReason === 'unparsable') {
    throw new AppError('mapping-invalid', `“${format}” is no time format; one looks like dd.MM.yyyy HH:mm:ss.`, {
      format,
    })
  }
  const hasTimeOfDay = letters.some((token) => /^(?:H|h|t|T|X|x|f|F)/.test(token))
  const isNumeric =
    letters.every((token) => Object.hasOwn(numericTokens, token)) &&
    new Set(letters.map((token) => token[0])).size === letters.length
  return { read: isNumeric ? compile(tokens) : (text) => readWithLuxon(text, format), hasTimeOfDay }
}

function compile(tokens: readonly string[]): FormatReader {
  const source = tokens
    .map((token) => {
      const numeric = Object.hasOwn(numericTokens, token) ? numericTokens[token] : undefined
      return numeric ?? token.replace(/^'|'$/g, '').replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    })
    .join('')
  const pattern = new RegExp(`^${source}$`)
  return (text) => {
    const groups = pattern.exec(text)?.groups
    if (groups === undefined) return null
    const number = (name: string, fallback: number): number => Number(groups[name] ?? fallback)
    const [year, month, day] = [number('year', 0), number('month', 1), number('day', 1)]
    const [hour, minute, second] = [number('hour', 0), number('minute', 0), number('second', 0)]
    const localMs = Date.UTC(year, month - 1, day, hour, minute, second, number('ms', 0))
    // Date.UTC carries over: 31 February would become March.
    const date = new Date(localMs)
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
      return null
    return { localMs, offsetMinutes: Number.NaN }
  }
}

function readWithLuxon(text: string, format: string): { localMs: number; offsetMinutes: number } | null {
  const time = DateTime.fromFormat(text, format, { zone: 'UTC', setZone: true, locale: 'en' })
  if (!time.isValid) return null
  const hasZone = /Z|z/.test(format.replaceAll(/'[^']*'/g, ''))
  const localMs = time.toMillis() + time.offset * 60_000
  return { localMs, offsetMinutes: hasZone || /^[xX]$/.test(format) ? time.offset : Number.NaN }
}
