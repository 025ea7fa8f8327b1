import { isZone } from './zone-offset.ts'

/** `Date Sent`, `date_sent`, `DATE-SENT (UTC)` and `Date sent [txt]` are one name: `datesent`. */
export function foldHeader(name: string): string {
  const folded = name
    .replace(/\s*[([][^)\]]*[)\]]\s*$/, '')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
  return folded
}

/** Some exports write the zone of a column into its name: `Conversation started at (Europe/Berlin)`. */
export function zoneOfHeader(name: string): string | null {
  const zone = /\(([A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+)*)\)\s*$/.exec(name)?.[1]
  if (zone === undefined || !isZone(zone)) return null
  return zone === 'GMT' ? 'UTC' : zone
}
