/** Which columns of a survey hold its score, by the wording of the questions and by the answers. */
import { AppError } from '../../../shared/errors.ts'
import type { SurveyKind } from '../../../shared/model.ts'
import { AnswerCounter, readAnswer } from './score-words.ts'
import type { AnswerSurvey } from './score-words.ts'
import { listNames, mostly } from './table-columns.ts'

export interface SurveyQuestion {
  readonly column: number
  /** As a mapping must spell it. */
  readonly name: string
  /** What was asked; the name where the file has no texts. */
  readonly label: string
  /** The product itself says that this is its NPS question. */
  readonly isNps?: boolean
}

export interface ScoreQuestion extends SurveyQuestion {
  readonly kind: SurveyKind
}

// English, German, French, Spanish and Portuguese, without accents.
const wordings: readonly (readonly [SurveyKind, RegExp])[] = [
  ['nps', /\bnps\b|net promoter|\brecommend|weiterempf|\brecommand|\brecomend|\brecomiend/],
  ['ces', /\bces\b|\beffort|\beasy\b|\bease\b|\beinfach|\baufwand|\bfacil|\besfuerzo|\besforco/],
  [
    'csat',
    /\bcsat\b|satisf|zufrieden|\brat(?:e|ing|ed)\b|\bbewert|\bcalific|\bavalia|\bevalu|how (?:was|did we do|would you rate)/,
  ],
]

/** The kind of survey that a question's wording says; null = none. */
export function kindOfWording(label: string): SurveyKind | null {
  const folded = label
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
  return wordings.find(([, pattern]) => pattern.test(folded))?.[0] ?? null
}

function surveyAnswers(texts: Iterable<string>): AnswerSurvey {
  const counter = new AnswerCounter()
  for (const text of texts) counter.add(text)
  return counter.finish()
}

/** Whether most answers can be scores of that kind. Their exact scale is decided over the whole file. */
function canBeScores(kind: SurveyKind, texts: readonly string[]): boolean {
  const highest = kind === 'csat' ? 100 : 10
  return mostly(texts, (text) => {
    const answer = readAnswer(text)
    if (answer.type === 'number') return answer.value >= 0 && answer.value <= highest
    return answer.type === 'good-bad' ? kind === 'csat' : answer.type !== 'unreadable'
  })
}

/**
 * The score questions of a survey, at most one per kind.
 *
 * Throws `choice-needed` where several questions could be the same score or where only the user can know that one is, and
 * `format-unknown` where no question is.
 *
 * @param textsOf the answers to a question, in the sample
 * @param product how the message names the file: `Qualtrics survey`
 */
export function findScoreQuestions(
  questions: readonly SurveyQuestion[],
  textsOf: (column: number) => readonly string[],
  fileName: string,
  product: string,
): readonly ScoreQuestion[] {
  const found: ScoreQuestion[] = []
  const silent: SurveyQuestion[] = []
  for (const question of questions) {
    const texts = textsOf(question.column)
    const kind = question.isNps === true ? 'nps' : kindOfWording(question.label)
    if (kind !== null && canBeScores(kind, texts)) found.push({ ...question, kind })
    else if (kind === null && isZeroToTen(surveyAnswers(texts))) silent.push(question)
  }
  const certain = found.filter(({ isNps }) => isNps === true)
  const chosen = found.filter(({ kind, isNps }) => kind !== 'nps' || certain.length === 0 || isNps === true)
  for (const kind of ['nps', 'csat', 'ces'] as const) {
    const rivals = chosen.filter((question) => question.kind === kind)
    if (rivals.length > 1) throw severalScores(fileName, rivals, kind)
  }
  if (chosen.length > 0) return chosen
  if (silent.length > 0) throw severalScores(fileName, silent, 'nps')
  throw new AppError(
    'format-unknown',
    `${fileName} is a ${product} with ${questions.length === 0 ? 'no questions' : `the questions ${listNames(questions.map(({ label }) => label))}`}, none of which can be the score. Plumbline needs one that asks for a recommendation from 0 to 10 (NPS), for satisfaction (CSAT) or for effort (CES), answered in numbers.`,
    { file: fileName, columns: questions.map(({ name }) => name).slice(0, 100) },
  )
}

/** Answers that look like an NPS question whose wording does not say so. */
function isZeroToTen({ numbers, lowest, highest, other }: AnswerSurvey): boolean {
  return numbers > 0 && other === 0 && lowest >= 0 && highest <= 10 && highest > 5
}

function severalScores(fileName: string, rivals: readonly SurveyQuestion[], kind: SurveyKind): AppError {
  const names = rivals.map(({ name, label }) => (label === name ? `“${name}”` : `“${name}” (${shorten(label)})`))
  const columns = rivals.map(({ name }) => name)
  const could =
    rivals.length === 1 ? 'one question that could be the score' : 'several questions that could be the score'
  const example = JSON.stringify({ row: 'survey', columns: { score: columns[0] ?? '' }, constants: { kind } })
  return new AppError(
    'choice-needed',
    `${fileName} has ${could}: ${names.join(', ')}. Name the one in a mapping, for example ${example}.`,
    { option: 'mapping', columns },
  )
}

/** The error where several columns of a table could be the score of one kind. */
export function rivalScores(
  sample: { readonly names: readonly string[]; readonly fileName: string },
  columns: readonly number[],
  kind: SurveyKind,
): AppError {
  const rivals = columns.map((column) => ({
    column,
    name: sample.names[column] ?? '',
    label: sample.names[column] ?? '',
  }))
  return severalScores(sample.fileName, rivals, kind)
}

const shorten = (label: string): string => (label.length > 60 ? `${label.slice(0, 59)}…` : label)

const commentWords =
  /comment|feedback|\bwhy\b|reason|tell us more|anything else|improve|warum|grund|anmerk|kommentar|pourquoi|raison|commentaire|por que|motivo|comentario/

/** The question that asks for the reason of a score: the first such one after it, in words; -1 = none. */
export function findComment(
  questions: readonly SurveyQuestion[],
  scores: readonly ScoreQuestion[],
  textsOf: (column: number) => readonly string[],
): number {
  const first = Math.min(...scores.map(({ column }) => column))
  const isComment = ({ column, label }: SurveyQuestion): boolean =>
    column > first &&
    !scores.some((score) => score.column === column) &&
    commentWords.test(
      label
        .normalize('NFKD')
        .replace(/\p{Mark}/gu, '')
        .toLowerCase(),
    ) &&
    surveyAnswers(textsOf(column)).numbers * 2 <= textsOf(column).length
  return questions.find(isComment)?.column ?? -1
}
