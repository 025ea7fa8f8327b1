/** What is read from a message's text at import, before the text may be dropped. */
import type { Direction } from '../../../shared/model.ts'
import { findAskedWords } from './asked-words.ts'
import { classifyText, foldWords } from './keywords.ts'
import type { TextClass } from './keywords.ts'
import { isOptOutWish } from './opt-out-wish.ts'

export interface TextMarks {
  readonly keyword: TextClass | null
  /** 1 = a customer's text of more than one word that asks to be left alone. */
  readonly optOutWish: 1 | null
  /** The opt-out word that a customer's text is nothing but, or those that ours asks for: `|CANCEL|END|`. */
  readonly optOutWords: string | null
}

export interface WordLists {
  readonly optOutWords: readonly string[]
  readonly optInWords: readonly string[]
}

export const noMarks: TextMarks = { keyword: null, optOutWish: null, optOutWords: null }

/** `direction` null: another file says who wrote it, so the text is read as both sides'. */
export function readTextMarks(text: string, direction: Direction | null, lists: WordLists): TextMarks {
  if (direction === 'out') return { ...noMarks, optOutWords: findAskedWords(text, lists.optOutWords) }
  const keyword = classifyText(text, lists.optOutWords, lists.optInWords)
  if (keyword === 'opt-out') return { keyword, optOutWish: null, optOutWords: `|${foldWords(text)}|` }
  return {
    keyword,
    optOutWish: keyword === null && isOptOutWish(text) ? 1 : null,
    optOutWords: direction === null ? findAskedWords(text, lists.optOutWords) : null,
  }
}
