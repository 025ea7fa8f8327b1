import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** A customer's address in the one form that all exports are joined by. */
export interface ContactAddress {
  readonly address: string
  readonly kind: 'phone' | 'email' | 'other'
}

/**
 * Phone numbers to E.164, read with `country` (ISO 3166, such as `US`) where they are national; e-mail addresses in lower
 * case; anything else (short codes, alphanumeric senders, user ids) as the trimmed text.
 */
export function normaliseContact(raw: string, country: string): ContactAddress {
  const text = withoutPrefix(raw.normalize('NFC')).trim().replace(/\s+/g, ' ')
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { address: text.toLowerCase(), kind: 'email' }
  // Phone numbers hold digits and what people put between them, nothing else; short codes have up to six digits
  // (CTIA short code registry) and must not be taken for national numbers.
  const digitCount = text.replace(/\D/g, '').length
  if (digitCount < 7 || digitCount > 15 || !/^[+(\d][\d\s().\-/]*$/.test(text)) return { address: text, kind: 'other' }
  const region = isSupportedCountry(country) ? country : undefined
  const number = parsePhoneNumberFromString(text, region === undefined ? {} : { defaultCountry: region })
  if (number?.isValid() === true) return { address: number.number, kind: 'phone' }
  // Warehouse copies lose the plus: 15551234567.
  const international = text.startsWith('+') ? undefined : parsePhoneNumberFromString(`+${text.replace(/\D/g, '')}`)
  if (international?.isValid() === true) return { address: international.number, kind: 'phone' }
  if (number?.isPossible() === true) return { address: number.number, kind: 'phone' }
  return { address: text, kind: 'other' }
}

/** Twilio writes the messenger before the number: `whatsapp:+15551234567`; others write `tel:` or `mailto:`. */
function withoutPrefix(text: string): string {
  return text.trim().replace(/^(?:whatsapp|messenger|rcs|sms|tel|mailto):/i, '')
}
