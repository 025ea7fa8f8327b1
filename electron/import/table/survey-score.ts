/** From a score column to survey answers: which scale it is on, and what each row then says. */
import { AppError } from '../../../shared/errors.ts'
import type { SurveyKind } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { PlanSettings, Rejection } from '../export-format.ts'
import { AnswerCounter, goodBadScale, readAnswer, readScale, usualScales } from './score-words.ts'
import type { Scale } from './score-words.ts'

// Fewer answers than this can all be low by chance, so they accuse nobody of a wrong scale.
const enoughToJudge = 10

export interface ScoreColumn {
  readonly column: number
  readonly name: string
  /** Null where each row names its kind. */
  readonly kind: SurveyKind | null
  /** Null = the usual one of the kind. */
  readonly scale: Scale | null
}

export interface DecidedScale {
  readonly scale: Scale | null
  readonly assumptions: readonly string[]
}

/** Throws what `findScale` returns as a problem. */
export function decideScale(
  column: number,
  name: string,
  kind: SurveyKind | null,
  settings: PlanSettings,
): DecidedScale {
  const found = findScale(column, name, kind, settings)
  if (found instanceof AppError) throw found
  return found
}

/**
 * Decides the scale of a column whose file does not name one, over all its rows. The problems: `format-unknown` (a 1–5
 * rating called NPS is refused, never rescaled), `choice-needed` (more than seven points), `mapping-invalid`.
 */
export function findScale(
  column: number,
  name: string,
  kind: SurveyKind | null,
  settings: PlanSettings,
): DecidedScale | AppError {
  const named = settings.choices.mapping?.constants?.['scale']
  if (named !== undefined) {
    const scale = readScale(named)
    if (scale !== null) return { scale, assumptions: [] }
    return new AppError(
      'mapping-invalid',
      `The mapping’s scale “${named}” cannot be read; scales look like 1-5 or 0-10.`,
      { scale: named },
    )
  }
  if (kind === null) return { scale: null, assumptions: [] }
  const { numbers, lowest, highest, goodBad } = settings.remember(`answers of column ${column}`, function* () {
    const counter = new AnswerCounter()
    yield* settings.scanColumn(column, (text) => counter.add(text))
    return counter.finish()
  })
  if (kind === 'nps') {
    if (numbers >= enoughToJudge && lowest >= 1 && highest <= 5) {
      return new AppError(
        'format-unknown',
        `“${name}” is called NPS, but its ${numbers} answers are all from 1 to 5; an NPS needs a 0–10 scale and is not rescaled. If the scale is 0–10, say so in a mapping ("constants":{"scale":"0-10"}).`,
        { column: name },
      )
    }
    return { scale: usualScales.nps, assumptions: [] }
  }
  if (numbers === 0 && goodBad > 0) return { scale: goodBadScale, assumptions: [`“${name}” read as good or bad`] }
  if (numbers === 0) return { scale: usualScales[kind], assumptions: [] }
  if (highest > 7) {
    return new AppError(
      'choice-needed',
      `The answers in “${name}” go up to ${highest}, so their scale is neither 1–5 nor 1–7; name it in a mapping ("constants":{"scale":"0-10"}).`,
      { option: 'scale', column: name, highest },
    )
  }
  const scale = kind === 'csat' && highest <= 5 ? usualScales.csat : { min: 1, max: 7 }
  return { scale, assumptions: [`“${name}” read as answers from ${scale.min} to ${scale.max}`] }
}

export interface ReadScore {
  /** Null = offered, not answered. */
  readonly score: number | null
  readonly scale: Scale
}

/** One answer; null = the survey was not even offered. */
export function readScore(
  text: string,
  kind: SurveyKind,
  scale: Scale | null,
  columnName: string | null,
): ReadScore | Rejection | null {
  const wanted = scale ?? usualScales[kind]
  const answer = readAnswer(text)
  if (answer.type === 'not-offered') return null
  if (answer.type === 'offered') return { score: null, scale: wanted }
  if (answer.type === 'good-bad' && kind === 'csat') return { score: answer.value, scale: goodBadScale }
  if (answer.type !== 'number') return reject('score-unreadable', columnName, text)
  const isNpsScale = kind !== 'nps' || (wanted.min === 0 && wanted.max === 10)
  const fits = answer.value >= wanted.min && answer.value <= wanted.max && isNpsScale
  return fits ? { score: answer.value, scale: wanted } : reject('score-out-of-scale', columnName, text)
}
