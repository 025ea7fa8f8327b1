/**
 * Values as text. English words with day-first dates and a 24-hour clock throughout, also on machines set to another
 * language: the sentences around the numbers are English, and "1.204" would read as a decimal in them.
 */
import { channels } from '../shared/model.ts'
import type { Channel, Day, EpochMs, ZoneName } from '../shared/model.ts'
import type { KpiUnit } from '../shared/kpi.ts'

const locale = 'en-GB'

export const channelNames = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  web_chat: 'Web chat',
  email: 'Email',
  phone: 'Phone',
  social: 'Social',
  other: 'Other',
} as const satisfies Record<Channel, string>

export const isChannel = (text: string): text is Channel => channels.some((channel) => channel === text)

/** A name of a group as the reader knows it: channels by their title, the empty text as "not known". */
export function formatName(name: string): string {
  if (isChannel(name)) return channelNames[name]
  return name === '' ? 'Not known' : name
}

const countFormat = new Intl.NumberFormat(locale)
export const formatCount = (count: number): string => countFormat.format(count)

/** "1 conversation", "1,204 conversations". */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** At most three significant digits, so that no figure claims more than a sample can know. */
const pointsFormat = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, signDisplay: 'negative' })
const shareFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
/** A part of 1 as a percentage with one digit: `12.3%`. */
export const formatShare = (ratio: number): string => shareFormat.format(ratio)

const secondsFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })

const steps = [
  { seconds: 86_400, unit: 'd' },
  { seconds: 3600, unit: 'h' },
  { seconds: 60, unit: 'min' },
  { seconds: 1, unit: 's' },
] as const

/** A duration in seconds for running text, the two largest units: `8.5 s`, `1 min 34 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const size = Math.abs(seconds)
  const sign = seconds < 0 ? '−' : ''
  if (size < 10) return `${sign}${secondsFormat.format(size)} s`
  if (size < 59.5) return `${sign}${Math.round(size)} s`
  // Rounding first to the smaller unit shown keeps 59 min 59.7 s from becoming "60 min".
  const smaller = size < 3599.5 ? 1 : size < 86_370 ? 60 : 3600
  const rounded = Math.round(size / smaller) * smaller
  const index = steps.findIndex((step) => rounded >= step.seconds)
  const large = steps[index]
  const small = steps[index + 1]
  if (!large || !small) return `${sign}${rounded} s`
  const count = Math.floor(rounded / large.seconds)
  const rest = Math.floor((rounded - count * large.seconds) / small.seconds)
  return `${sign}${formatCount(count)} ${large.unit}${rest > 0 ? ` ${rest} ${small.unit}` : ''}`
}

const two = (count: number): string => String(count).padStart(2, '0')

/** A duration in seconds for dense tables: `0:08`, `1:34`, `2:05:00`, `3 d 04:00`. */
export function formatClock(seconds: number): string {
  const total = Math.round(Math.abs(seconds))
  const sign = seconds < 0 ? '−' : ''
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  if (hours >= 24) return `${sign}${formatCount(Math.floor(hours / 24))} d ${two(hours % 24)}:${two(minutes)}`
  if (hours > 0) return `${sign}${hours}:${two(minutes)}:${two(total % 60)}`
  return `${sign}${minutes}:${two(total % 60)}`
}

const valueFormats: Readonly<Record<KpiUnit, (value: number) => string>> = {
  seconds: formatDuration,
  ratio: formatShare,
  points: (value) => pointsFormat.format(value).replace('-', '−'),
  count: formatCount,
}

/** A KPI value with its unit, for running text. */
export const formatValue = (value: number, unit: KpiUnit): string => valueFormats[unit](value)

const dayFormat = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const dayStart = (day: Day): Date => new Date(`${day}T00:00:00Z`)
/** `1 Apr 2026`. */
export const formatDay = (day: Day): string => dayFormat.format(dayStart(day))
/** `1 Apr – 30 Jun 2026`: parts that both ends share are said once. */
export const formatDays = (from: Day, to: Day): string => dayFormat.formatRange(dayStart(from), dayStart(to))

const zoned = new Map<string, Intl.DateTimeFormat>()
function zonedFormat(kind: 'time' | 'moment' | 'day', zone: ZoneName): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`
  const known = zoned.get(key)
  if (known) return known
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit' } as const
  const made = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    ...(kind === 'day'
      ? { ...date, weekday: 'short' }
      : kind === 'time'
        ? { ...time, second: '2-digit' }
        : { ...date, ...time }),
  })
  zoned.set(key, made)
  return made
}

/** `14:03:27` in the zone. */
export const formatTime = (at: EpochMs, zone: ZoneName): string => zonedFormat('time', zone).format(at)
/** `1 Apr 2026, 14:03` in the zone. */
export const formatMoment = (at: EpochMs, zone: ZoneName): string => zonedFormat('moment', zone).format(at)
/** `Wed, 1 Apr 2026` in the zone. */
export const formatMomentDay = (at: EpochMs, zone: ZoneName): string => zonedFormat('day', zone).format(at)

/** A file size in decimal units as file managers show it: `820 B`, `4.1 kB`, `160 MB`. */
export function formatBytes(byteCount: number): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const
  let size = byteCount
  let index = 0
  while (size >= 999.5 && index < units.length - 1) {
    size /= 1000
    index++
  }
  return `${secondsFormat.format(size < 10 ? size : Math.round(size))} ${units[index] ?? 'GB'}`
}
