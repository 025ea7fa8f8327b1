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

export interface TellingWords {
  /** Each of them is enough. */
  readonly alone: readonly string[]
  /** One of these together with one of `with`, in any order. */
  readonly together: readonly string[]
  readonly with: readonly string[]
}

interface Telling {
  readonly letters: readonly number[]
  readonly isWhole: boolean
  readonly flag: 1 | 2 | 4
}

/** Words are told apart by their first letters, five bits each. */
const keyLetters = 3

/**
 * Whether a text holds words that begin so (up to `$`: that are so), without case and accents. One pass without any
 * allocation: this is asked of every message of an import, and spares nearly all of them the work that follows.
 */
export function openWordFilter(words: TellingWords): (text: string) => boolean {
  const buckets: (Telling[] | undefined)[] = []
  const put = (list: readonly string[], flag: Telling['flag']): void => {
    for (const word of list) {
      const isWhole = word.endsWith('$')
      const plain = isWhole ? word.slice(0, -1) : word
      const letters = Array.from({ length: plain.length }, (_, index) => letterOf(plain.charCodeAt(index)))
      if (letters.length === 0 || letters.includes(0)) throw new Error(`no word of letters: ${word}`)
      if (!isWhole && letters.length < keyLetters) throw new Error(`a beginning too short to tell: ${word}`)
      const key = keyOf(letters)
      buckets[key] = [...(buckets[key] ?? []), { letters, isWhole, flag }]
    }
  }
  put(words.alone, 1)
  put(words.together, 2)
  put(words.with, 4)
  // Typed, since it is looked at once a word.
  const isKnown = Uint8Array.from({ length: 1 << (5 * keyLetters) }, (_, key) => (buckets[key] === undefined ? 0 : 1))
  return (text) => {
    let found = 0
    let key = 0
    let length = 0
    let start = 0
    // One step beyond the end closes the last word.
    for (let index = 0; index <= text.length; index++) {
      const letter = index === text.length ? 0 : letterOf(text.charCodeAt(index))
      if (letter !== 0) {
        if (length === 0) start = index
        if (length < keyLetters) key = (key << 5) | letter
        length++
        if (length !== keyLetters) continue
      } else {
        // A word that was long enough has been looked at.
        if (length > 0 && length < keyLetters) key <<= 5 * (keyLetters - length)
        const isLookedAt = length === 0 || length >= keyLetters
        length = 0
        if (isLookedAt) {
          key = 0
          continue
        }
      }
      const known = isKnown[key] === 1 ? buckets[key] : undefined
      if (letter === 0) key = 0
      if (known === undefined) continue
      for (const telling of known) if (standsAt(text, start, telling)) found |= telling.flag
      if ((found & 1) !== 0 || (found & 6) === 6) return true
      if (letter !== 0) key = 0
    }
    return false
  }
}

function keyOf(letters: readonly number[]): number {
  return Array.from({ length: keyLetters }, (_, index) => letters[index] ?? 0).reduce(
    (key, letter) => (key << 5) | letter,
    0,
  )
}

function standsAt(text: string, start: number, { letters, isWhole }: Telling): boolean {
  if (start + letters.length > text.length) return false
  for (let index = 0; index < letters.length; index++)
    if (letterOf(text.charCodeAt(start + index)) !== letters[index]) return false
  const end = start + letters.length
  return !isWhole || end >= text.length || letterOf(text.charCodeAt(end)) === 0
}
