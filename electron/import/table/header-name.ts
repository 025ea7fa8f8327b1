import { isZone } from '../times/zone-offset.ts'

/** `Date Sent`, `date_sent`, `DATE-SENT (UTC)`, `date_sent_utc` and `Date sent [txt]` are one name: `datesent`. */
export function foldHeader(name: string): string {
  const folded = plainName(name)
    .replace(/(?: ?[([][^)\]]*[)\]])+ ?:? ?$/, '')
    .replace(/[ _-](?:utc|gmt)$/i, '')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
  return folded
}

/** No product's column names are longer; questions of surveys are. What follows on it must not cost the square of a hostile name. */
const longestName = 300

function plainName(name: string): string {
  return name
    .slice(0, longestName)
    .replace(/[\s_]+/g, (run) => (run.includes('_') ? '_' : ' '))
    .trim()
}

/**
 * The zone that an export wrote into the name of a column: `Conversation started at (Europe/Berlin)`, `Sent [UTC]`,
 * `sent_at_utc`, `Date (GMT+2)`.
 */
export function zoneOfHeader(name: string): string | null {
  const plain = plainName(name)
  if (/[ _-](?:utc|gmt)$/i.test(plain)) return 'UTC'
  for (const [, text = ''] of plain.matchAll(/[([]([^)\]]*)[)\]]/g)) {
    const offset = /^(?:UTC|GMT)\s?([+-])0?(\d{1,2})(?::?00)?$/i.exec(text.trim())
    // The names of the zones with a fixed offset have the sign of POSIX: Etc/GMT-2 is two hours ahead.
    const zone = offset === null ? text.trim() : `Etc/GMT${offset[1] === '+' ? '-' : '+'}${offset[2]}`
    if (/^(?:UTC|GMT)$/i.test(zone)) return 'UTC'
    if (/^[A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+)*$/.test(zone) && isZone(zone)) return zone
  }
  return null
}
