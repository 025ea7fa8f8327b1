/**
 * Texts that only screens need; everything that a report or the headless command writes as well is in `shared/units.ts`.
 * English words with day-first dates throughout, also on machines set to another language: the sentences around the
 * numbers are English, and "1.204" would read as a decimal in them.
 */
import { isChannel } from '../shared/model.ts'
import type { EpochMs, ZoneName } from '../shared/model.ts'
import { channelNames, defaultLocale, formatCount, formatNumber } from '../shared/units.ts'

/** A name of a group as the reader knows it: channels by their title, the empty text as "not known". */
export function formatName(name: string): string {
  if (isChannel(name)) return channelNames[name]
  return name === '' ? 'Not known' : name
}

/** A phrase of the engine as a sentence of its own. */
export function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** "1 conversation", "1,204 conversations". */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

const zoned = new Map<string, Intl.DateTimeFormat>()
function zonedFormat(kind: 'time' | 'day', zone: ZoneName): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`
  const known = zoned.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(defaultLocale, {
    timeZone: zone,
    ...(kind === 'day'
      ? { day: 'numeric', month: 'short', year: 'numeric', weekday: 'short' }
      : { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  })
  zoned.set(key, made)
  return made
}

/** `14:03:27` in the zone. */
export const formatTime = (at: EpochMs, zone: ZoneName): string => zonedFormat('time', zone).format(at)
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
  return `${formatNumber(size, index > 0 && size < 10 ? 1 : 0)} ${units[index] ?? 'GB'}`
}
