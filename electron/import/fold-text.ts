/** Texts made comparable, and a filter that spares most of them the work. */

/**
 * Lower case, without accents; apostrophes closed up (don't = dont, m'envoyer = menvoyer), everything else that is neither
 * letter nor digit one space.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mark}'’ʼ`´]/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .toLowerCase()
}

const prefixLength = 3
const firstLetter = 0x61
const letterCount = 26
/** Base letters of the accented Latin letters U+00C0 to U+00FF; a space where there is none. */
const latinBase = 'aaaaaaaceeeeiiiidnooooo ouuuuy  aaaaaaaceeeeiiiidnooooo ouuuuy y'

/** 1 to 26, or 0 for what is no Latin letter. */
function letterOf(code: number): number {
  const lower = code | 0x20
  if (lower >= firstLetter && lower < firstLetter + letterCount) return lower - firstLetter + 1
  if (code < 0xc0 || code > 0xff) return 0
  const base = latinBase.charCodeAt(code - 0xc0)
  return base === 0x20 ? 0 : base - firstLetter + 1
}

/**
 * Whether any word of a text begins with one of the prefixes (up to three letters count; case and accents do not). One
 * pass without any allocation: this is asked of every message of an import.
 */
export function openPrefixFilter(prefixes: readonly string[]): (text: string) => boolean {
  // Three letters of five bits each; shorter prefixes allow every continuation.
  const known = new Uint8Array(1 << (5 * prefixLength))
  for (const prefix of prefixes) {
    const folded = foldText(prefix)
    const letters = Array.from({ length: Math.min(prefixLength, folded.length) }, (_, i) =>
      letterOf(folded.charCodeAt(i)),
    )
    const free = 5 * (prefixLength - letters.length)
    const first = letters.reduce((code, letter) => (code << 5) | letter, 0) << free
    known.fill(1, first, first + (1 << free))
  }
  return (text) => {
    let code = 0
    let length = 0
    for (let index = 0; index < text.length; index++) {
      const letter = letterOf(text.charCodeAt(index))
      if (letter === 0) {
        if (length > 0 && length < prefixLength && known[code << (5 * (prefixLength - length))] === 1) return true
        code = 0
        length = 0
      } else if (length < prefixLength) {
        code = (code << 5) | letter
        length++
        if (length === prefixLength && known[code] === 1) return true
      }
    }
    return length > 0 && length < prefixLength && known[code << (5 * (prefixLength - length))] === 1
  }
}
