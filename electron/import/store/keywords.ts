/** What a customer's message is when it is nothing but one of these (product design, sections 1 and 2). */
export type TextClass = 'opt-out' | 'opt-in' | 'courtesy'

/** Words that end text messages by themselves; the first six are the carriers' own (CTIA messaging principles, 5.1.3). */
export const defaultOptOutWords: readonly string[] = [
  'STOP',
  'STOPALL',
  'STOP ALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'OPT OUT',
  'REMOVE',
  'ARRET',
]

/** They count only after an opt-out: YES alone is an answer. Whoever stores the messages knows the order. */
export const defaultOptInWords: readonly string[] = ['START', 'UNSTOP', 'YES']

const courtesyPhrases = new Set(
  `THANKS, THANK YOU, THANK U, THANKYOU, THX, TY, TYSM, TNX, CHEERS, MANY THANKS, THANKS A LOT, THANKS SO MUCH,
THANK YOU SO MUCH, THANK YOU VERY MUCH, THANKS AGAIN, THANK YOU AGAIN, OK, OKAY, OKEY, K, KK, OK THANKS, OKAY THANKS,
OK THANK YOU, OKAY THANK YOU, OK THX, OK TY, THANKS OK, GREAT THANKS, GREAT THANK YOU, PERFECT THANKS, PERFECT THANK YOU,
AWESOME THANKS, AWESOME THANK YOU, THUMBS UP, DANKE, VIELEN DANK, DANKE SCHON, OK DANKE, SUPER DANKE, MERCI,
MERCI BEAUCOUP, OK MERCI, GRACIAS, MUCHAS GRACIAS, OK GRACIAS, OBRIGADO, OBRIGADA, MUITO OBRIGADO, MUITO OBRIGADA,
OK OBRIGADO, OK OBRIGADA`.split(/,\s+/),
)

// A courtesy of more letters is a sentence. Emoji may add any length up to this.
const longestKeyword = 60
const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu

/**
 * Null where the text says more than the one word. Compared trimmed, without case, accents, punctuation and repeated
 * space. Courtesy also is a text of nothing but emoji.
 */
export function classifyText(
  text: string,
  optOutWords: readonly string[],
  optInWords: readonly string[],
): TextClass | null {
  // Most messages are longer than any keyword: they cost nothing.
  if (text.length > longestKeyword || text === '') return null
  const folded = foldWords(text)
  if (folded === '') return /\p{Extended_Pictographic}/u.test(text) ? 'courtesy' : null
  if (wordSet(optOutWords).has(folded)) return 'opt-out'
  if (wordSet(optInWords).has(folded)) return 'opt-in'
  return courtesyPhrases.has(folded) ? 'courtesy' : null
}

/** Upper case, without accents, punctuation and repeated space. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(emoji, ' ')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}\s]/gu, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toUpperCase()
}

const wordSets = new WeakMap<readonly string[], Set<string>>()

function wordSet(words: readonly string[]): Set<string> {
  let set = wordSets.get(words)
  if (set === undefined) {
    set = new Set(words.map(foldWords))
    wordSets.set(words, set)
  }
  return set
}
