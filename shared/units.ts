/**
 * Values as readers see them, the same on screens, in reports and in the headless command. Pure: the locale and the zone
 * are arguments. English is the language of the words; `locale` decides separators, digits and the shape of dates.
 */
import type { CaseKind, KpiUnit } from './kpi.ts'
import type { Channel, Day, EpochMs, Selection, ZoneName } from './model.ts'

/** Day before month and a 24-hour clock: English that no reader takes for another date. */
export const defaultLocale = 'en-GB'

const narrowSpace = '\u202f'
const minus = '\u2212'

const minuteSeconds = 60
const hourSeconds = 3600
const daySeconds = 86_400

// Making an Intl formatter costs a thousand times more than using one.
const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(locale: string, minDigits: number, maxDigits: number): Intl.NumberFormat {
  const key = `${locale} ${minDigits} ${maxDigits}`
  let format = numberFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: minDigits, maximumFractionDigits: maxDigits })
    numberFormats.set(key, format)
  }
  return format
}

/** With a real minus sign, and without "−0" for what rounds to nothing. */
function writeNumber(value: number, minDigits: number, maxDigits: number, locale: string): string {
  const text = numberFormat(locale, minDigits, maxDigits)
    .formatToParts(value)
    .map((part) => (part.type === 'minusSign' ? minus : part.value))
    .join('')
  return text.startsWith(minus) && !/[1-9∞]/.test(text) ? text.slice(minus.length) : text
}

/** A number with exactly `digits` decimals. */
export function formatNumber(value: number, digits: number, locale: string = defaultLocale): string {
  return writeNumber(value, digits, digits, locale)
}

/** A count, grouped: `1,204`. Means of counts keep one decimal. */
export function formatCount(count: number, locale: string = defaultLocale): string {
  return writeNumber(count, 0, Number.isInteger(count) ? 0 : 1, locale)
}

/** A part of 1 as `12.5 %`. What is not nothing is never shown as 0 %, and what is not all never as 100 %. */
export function formatShare(ratio: number, locale: string = defaultLocale): string {
  return `${sharePercent(ratio, locale)}${narrowSpace}%`
}

function sharePercent(ratio: number, locale: string): string {
  const size = Math.abs(ratio)
  if (size > 0 && size < 0.0001) return `${ratio < 0 ? `>${minus}` : '<'}${writeNumber(0.01, 2, 2, locale)}`
  if (size > 0.9999 && size < 1) return `${ratio < 0 ? `<${minus}` : '>'}${writeNumber(99.99, 2, 2, locale)}`
  const isNearEdge = (size > 0 && size < 0.01) || (size > 0.99 && size < 1)
  return writeNumber(ratio * 100, 0, isNearEdge ? 2 : 1, locale)
}

/** Points of an NPS or another scale: `41.3 points`. */
export function formatPoints(points: number, locale: string = defaultLocale): string {
  return `${writeNumber(points, 0, 1, locale)} ${Math.abs(points) === 1 ? 'point' : 'points'}`
}

/**
 * Seconds in words of at most two units: `0.5 s`, `45 s`, `1 min 34 s`, `2 h 5 min`, `3 d 4 h`. Negative seconds are a
 * difference and carry a minus.
 */
export function formatDuration(seconds: number, locale: string = defaultLocale): string {
  if (seconds < 0) return `${minus}${formatDuration(-seconds, locale)}`
  const number = (value: number, digits = 0): string => writeNumber(value, 0, digits, locale)
  if (!Number.isFinite(seconds)) return `${number(seconds)} s`
  if (seconds > 0 && seconds < 0.05) return `<${number(0.1, 1)} s`
  if (seconds < 9.95) return `${number(seconds, 1)} s`
  const whole = Math.round(seconds)
  if (whole < minuteSeconds) return `${number(whole)} s`
  if (whole < hourSeconds) return twoUnits(whole, minuteSeconds, 'min', 1, 's', number)
  const minutes = Math.round(seconds / minuteSeconds) * minuteSeconds
  if (minutes < daySeconds) return twoUnits(minutes, hourSeconds, 'h', minuteSeconds, 'min', number)
  const hours = Math.round(seconds / hourSeconds) * hourSeconds
  return twoUnits(hours, daySeconds, 'd', hourSeconds, 'h', number)
}

/** The text with no line break inside a duration: "4 min 7 s" stays together. */
export function keepUnits(text: string): string {
  return text.replace(/\d (?:min|s|h|d)(?: \d+ (?:min|s|h))?(?![\p{L}\p{N}])/gu, (duration) =>
    duration.replaceAll(' ', '\u00a0'),
  )
}

function twoUnits(
  seconds: number,
  largeSeconds: number,
  large: string,
  smallSeconds: number,
  small: string,
  number: (value: number) => string,
): string {
  const larges = Math.floor(seconds / largeSeconds)
  const smalls = Math.round((seconds - larges * largeSeconds) / smallSeconds)
  return smalls === 0 ? `${number(larges)} ${large}` : `${number(larges)} ${large} ${number(smalls)} ${small}`
}

/** Seconds for dense tables: `0:45`, `1:34`, `2:05:00`, `3 d 04:00`; broken seconds under 10 stay `0.5 s`. */
export function formatDurationDense(seconds: number, locale: string = defaultLocale): string {
  if (seconds < 0) return `${minus}${formatDurationDense(-seconds, locale)}`
  const isBroken = seconds < 9.95 && (Math.round(seconds * 10) % 10 !== 0 || (seconds > 0 && seconds < 0.05))
  if (!Number.isFinite(seconds) || isBroken) return formatDuration(seconds, locale)
  const whole = Math.round(seconds)
  const minuteText = twoDigits(Math.floor((whole % hourSeconds) / minuteSeconds))
  const secondText = twoDigits(whole % minuteSeconds)
  if (whole < hourSeconds) return `${Math.floor(whole / minuteSeconds)}:${secondText}`
  if (whole < daySeconds) return `${Math.floor(whole / hourSeconds)}:${minuteText}:${secondText}`
  const minutes = Math.round(seconds / minuteSeconds)
  const hours = Math.floor(minutes / 60)
  const days = writeNumber(Math.floor(hours / 24), 0, 0, locale)
  return `${days} d ${twoDigits(hours % 24)}:${twoDigits(minutes % 60)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

const unitFormats = {
  seconds: formatDuration,
  ratio: formatShare,
  count: formatCount,
  points: formatPoints,
} as const satisfies Record<KpiUnit, (value: number, locale: string) => string>

/** A KPI value with its unit. */
export function formatKpiValue(unit: KpiUnit, value: number, locale: string = defaultLocale): string {
  return unitFormats[unit](value, locale)
}

/** What a single case is worth: of shares whether it is in it. */
export function formatCaseValue(kind: CaseKind, unit: KpiUnit, value: number, locale: string = defaultLocale): string {
  if (kind === 'share' || kind === 'csat') return value === 0 ? 'no' : 'yes'
  if (kind === 'nps') return formatNumber(value, 0, locale)
  return kind === 'stock' || kind === 'count' ? formatCount(value, locale) : formatKpiValue(unit, value, locale)
}

/** Both ends with the unit: `1 min 10 s to 1 min 50 s`, `12.5 to 15.1 %`. "To", since a dash before a minus misleads. */
export function formatInterval(unit: KpiUnit, low: number, high: number, locale: string = defaultLocale): string {
  if (unit === 'ratio') return `${sharePercent(low, locale)} to ${formatShare(high, locale)}`
  if (unit === 'points') return `${writeNumber(low, 0, 1, locale)} to ${formatPoints(high, locale)}`
  return `${formatKpiValue(unit, low, locale)} to ${formatKpiValue(unit, high, locale)}`
}

function dateFormat(locale: string, zone: ZoneName, time: 'none' | 'minutes' | 'seconds'): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${time}`
  let format = dateFormats.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      ...(time === 'none' ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
      ...(time === 'seconds' ? { second: '2-digit' } : {}),
    })
    dateFormats.set(key, format)
  }
  return format
}

// A day has no zone: it is formatted as its own midnight in UTC.
function dayInstant(day: Day): EpochMs {
  return Date.parse(`${day}T00:00:00Z`)
}

/** `1 Apr 2026` */
export function formatDay(day: Day, locale: string = defaultLocale): string {
  return dateFormat(locale, 'UTC', 'none').format(dayInstant(day))
}

/** Inclusive days without repeating what both share: `1 Apr – 30 Jun 2026`. */
export function formatDayRange(from: Day, to: Day, locale: string = defaultLocale): string {
  const text = dateFormat(locale, 'UTC', 'none').formatRange(dayInstant(from), dayInstant(to))
  return text.replaceAll(/[\u2009\u00a0]/g, ' ').replace(/(\d)–(\d)/, '$1 – $2')
}

/** `1 Apr 2026, 14:05` on the clock of `zone`. */
export function formatInstant(at: EpochMs, zone: ZoneName, locale: string = defaultLocale): string {
  return dateFormat(locale, zone, 'minutes').format(at)
}

/** `1 Apr 2026, 14:05:09` on the clock of `zone`. */
export function formatInstantExact(at: EpochMs, zone: ZoneName, locale: string = defaultLocale): string {
  return dateFormat(locale, zone, 'seconds').format(at)
}

/** Names of channels where they stand alone: labels, table cells. */
export const channelNames = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  web_chat: 'Web chat',
  email: 'Email',
  phone: 'Phone',
  social: 'Social media',
  other: 'Other',
} as const satisfies Record<Channel, string>

/** Names of channels inside a sentence. */
export const channelNamesInText = {
  ...channelNames,
  web_chat: 'web chat',
  email: 'email',
  phone: 'phone',
  social: 'social media',
  other: 'other channels',
} as const satisfies Record<Channel, string>

/** What a selection covers, inside a sentence: `web chat, team Billing, 1 Apr – 30 Jun 2026`; `all conversations`. */
export function describeSelection(selection: Selection, locale: string = defaultLocale): string {
  const parts = [
    list((selection.channels ?? []).map((channel) => channelNamesInText[channel])),
    named('team', 'teams', selection.teams),
    named('agent', 'agents', selection.agents),
    named('inbox', 'inboxes', selection.inboxes),
    named('source', 'sources', selection.sources),
  ].filter((part) => part !== '')
  if (parts.length === 0) parts.push('all conversations')
  const period = describePeriod(selection, locale)
  return (period === '' ? parts : [...parts, period]).join(', ')
}

/** `1 Apr – 30 Jun 2026`, `from 1 Apr 2026`, `until 30 Jun 2026`; empty where the selection has no period. */
export function describePeriod(selection: Selection, locale: string = defaultLocale): string {
  const { from, to } = selection
  if (from !== undefined && to !== undefined) return formatDayRange(from, to, locale)
  if (from !== undefined) return `from ${formatDay(from, locale)}`
  return to === undefined ? '' : `until ${formatDay(to, locale)}`
}

function named(one: string, many: string, names: readonly string[] | undefined): string {
  if (names === undefined || names.length === 0) return ''
  return `${names.length === 1 ? one : many} ${list(names.map((name) => (name === '' ? '(no name)' : name)))}`
}

/** At most three names, then how many more. */
function list(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  const last = shown.at(-1)
  if (last === undefined) return ''
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}
