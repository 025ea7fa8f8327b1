/** Reading the answers of satisfaction surveys. */
import type { SurveyKind } from '../../../shared/model.ts'
import { foldHeader } from './header-name.ts'
import { isMissing } from '../times/time-text.ts'

export interface Scale {
  readonly min: number
  readonly max: number
}

/** Reichheld's question is 0 to 10 (HBR, December 2003); CES 2.0 is 1 to 7 (CEB, 2013); most CSAT questions are 1 to 5. */
export const usualScales: Readonly<Record<SurveyKind, Scale>> = {
  nps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
}

/** Good or bad, thumbs up or down: Zendesk and Help Scout write such answers. */
export const goodBadScale: Scale = { min: 0, max: 1 }

const goodWords = new Set([
  'good',
  'goodwithcomment',
  'satisfied',
  'happy',
  'great',
  'positive',
  'thumbsup',
  'up',
  'yes',
  'gut',
  'zufrieden',
  'bon',
  'satisfait',
  'bueno',
  'satisfecho',
  'bom',
  'satisfeito',
])
const badWords = new Set([
  'bad',
  'badwithcomment',
  'dissatisfied',
  'unsatisfied',
  'unhappy',
  'negative',
  'thumbsdown',
  'down',
  'no',
  'schlecht',
  'unzufrieden',
  'mauvais',
  'insatisfait',
  'malo',
  'insatisfecho',
  'ruim',
  'insatisfeito',
])
/** Asked, not answered. */
const offeredWords = new Set(['offered', 'noanswer', 'notanswered', 'unanswered', 'sent', 'pending', 'skipped'])
/** Not even asked. */
const notOfferedWords = new Set(['unoffered', 'notoffered', 'notsent'])

export type Answer =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'good-bad'; readonly value: 0 | 1 }
  | { readonly type: 'offered' }
  | { readonly type: 'not-offered' }
  | { readonly type: 'unreadable' }

export function readAnswer(text: string): Answer {
  const trimmed = text.trim()
  if (isMissing(trimmed)) return { type: 'offered' }
  // "4", "4.0", "4,0", "4 - Satisfied" and "4/5": connectors and survey tools write all of them.
  const number =
    /^(-?\d{1,6}(?:[.,]\d{1,6})?)(?:\s*\/\s*\d{1,3}|\s*[-–:]\s*\D.*|\s+(?:stars?|sterne|points?|punkte))?$/i.exec(
      trimmed,
    )?.[1]
  if (number !== undefined) return { type: 'number', value: Number(number.replace(',', '.')) }
  // "Extremely likely - 10": SurveyMonkey writes the words of a scale's ends first.
  const last = /^\D{2,60}\s[-–]\s(\d{1,2})$/.exec(trimmed)?.[1]
  if (last !== undefined) return { type: 'number', value: Number(last) }
  if (trimmed.startsWith('\u{1f44d}')) return { type: 'good-bad', value: 1 }
  if (trimmed.startsWith('\u{1f44e}')) return { type: 'good-bad', value: 0 }
  const folded = foldHeader(trimmed)
  if (goodWords.has(folded)) return { type: 'good-bad', value: 1 }
  if (badWords.has(folded)) return { type: 'good-bad', value: 0 }
  if (offeredWords.has(folded)) return { type: 'offered' }
  if (notOfferedWords.has(folded)) return { type: 'not-offered' }
  return { type: 'unreadable' }
}

/** `1-5`, `0 to 10`, `5` (1 to 5), `10` (0 to 10), `good/bad`; null = unreadable. */
export function readScale(text: string): Scale | null {
  const range = /^(\d{1,3})\s*(?:-|–|\.\.+|to|bis|\/|:)\s*(\d{1,3})$/i.exec(text.trim())
  if (range !== null) {
    const scale = { min: Number(range[1]), max: Number(range[2]) }
    return scale.max > scale.min ? scale : null
  }
  const points = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : null
  if (points !== null) return points < 2 ? null : { min: points === 10 ? 0 : 1, max: points }
  return /^(?:goodbad|thumbs|updown)$/.test(foldHeader(text)) ? goodBadScale : null
}

/** What a column of answers holds, over the whole file. */
export interface AnswerSurvey {
  readonly numbers: number
  readonly lowest: number
  readonly highest: number
  readonly goodBad: number
  /** Neither numbers nor good or bad; unanswered ones are not counted. */
  readonly other: number
}

export class AnswerCounter {
  private numbers = 0
  private lowest = Number.POSITIVE_INFINITY
  private highest = Number.NEGATIVE_INFINITY
  private goodBad = 0
  private other = 0

  add(text: string): void {
    const answer = readAnswer(text)
    if (answer.type === 'good-bad') this.goodBad++
    if (answer.type === 'unreadable') this.other++
    if (answer.type !== 'number') return
    this.numbers++
    this.lowest = Math.min(this.lowest, answer.value)
    this.highest = Math.max(this.highest, answer.value)
  }

  finish(): AnswerSurvey {
    const { numbers, lowest, highest, goodBad, other } = this
    return { numbers, lowest, highest, goodBad, other }
  }
}
