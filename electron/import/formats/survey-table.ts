/**
 * Any table of survey answers (NPS, CSAT, CES): CSV, TSV, semicolon or pipe separated, or JSON lines.
 *
 * Products: survey tools, and help desks that export their ratings as a table, without a format of their own here. Where a
 * user gets it: the product's response export. The name of the score column says the kind, or a column of its own does; a
 * mapping.json names the columns of any other table, or which question of a survey tool's own export is the score.
 */
import { AppError } from '../../../shared/errors.ts'
import type { SurveyKind } from '../../../shared/model.ts'
import { conversationOf, findConversationUrls } from '../table/conversation-url.ts'
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FieldColumns, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { readAnswer, readScale } from '../table/score-words.ts'
import { findScoreQuestions, kindOfWording, rivalScores } from '../table/survey-questions.ts'
import type { SurveyQuestion } from '../table/survey-questions.ts'
import { surveyRecords } from '../table/survey-rows.ts'
import type { AskedScore } from '../table/survey-rows.ts'
import { decideScale } from '../table/survey-score.ts'
import type { ScoreColumn } from '../table/survey-score.ts'
import { columnTexts, findFieldColumns, isUsed, mappedColumns, mostly } from '../table/table-columns.ts'
import { scoreNames, surveyFields } from '../table/table-fields.ts'
import { channelOfRow, planTable } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { timeOrRejection } from '../times/time-problem.ts'
import { isTimeText } from '../times/time-text.ts'
import { readChannelWord, readSurveyWord } from '../table/value-words.ts'
import { qualtricsCsv } from './qualtrics-csv.ts'
import { surveyMonkeyCsv } from './surveymonkey-csv.ts'
import { typeformCsv } from './typeform-csv.ts'

const isAnswer = (text: string): boolean => readAnswer(text).type !== 'unreadable'

/** A mapping that names the score in one of their exports leaves the rest to them. */
const products: readonly ExportFormat[] = [qualtricsCsv, surveyMonkeyCsv, typeformCsv]
const productOf = (sample: ExportSample): ExportFormat | undefined =>
  products.find((format) => format.detect(sample) !== null)

const answers = (texts: readonly string[]): boolean => isUsed(texts) && mostly(texts, isAnswer)

function findColumns(sample: ExportSample): FieldColumns<string> {
  const found = findFieldColumns(
    sample,
    surveyFields,
    {
      kind: (texts) => mostly(texts, (text) => readSurveyWord(text) !== null),
      scale: (texts) => mostly(texts, (text) => readScale(text) !== null),
      answeredAt: (texts) => mostly(texts, isTimeText),
      channel: (texts) => mostly(texts, (text) => readChannelWord(text) !== null),
    },
    ['kind', 'scale', 'answeredAt'],
  )
  const url = found.conversation === undefined ? findConversationUrls(sample) : -1
  return url === -1 ? found : { ...found, conversation: [url] }
}

interface FoundScore {
  readonly column: number
  readonly kind: SurveyKind | null
}

/** By the names of the columns: all that could be a score of each kind. */
function findScores(sample: ExportSample): FoundScore[] {
  const found = findFieldColumns(
    sample,
    scoreNames,
    { nps: answers, csat: answers, ces: answers, unnamed: answers },
    ['nps', 'csat', 'ces', 'unnamed'],
    ['nps', 'csat', 'ces'],
  )
  const named = (['nps', 'csat', 'ces'] as const).flatMap((kind) =>
    (found[kind] ?? []).map((column) => ({ column, kind })),
  )
  if (named.length > 0) return named
  const unnamed = found.unnamed?.[0]
  return unnamed === undefined ? [] : [{ column: unnamed, kind: null }]
}

/** Columns that are questions in their own words, as forms have them. */
function findQuestions(sample: ExportSample): SurveyQuestion[] {
  return sample.names.flatMap((name, column) =>
    name.trim().split(/\s+/).length > 2 && kindOfWording(name) !== null && answers(columnTexts(sample, column))
      ? [{ column, name, label: name }]
      : [],
  )
}

/** Throws `choice-needed` where two columns could be the same score. */
function decideScores(sample: ExportSample): FoundScore[] {
  const found = findScores(sample)
  for (const { kind } of found) {
    const rivals = found.filter((score) => score.kind === kind)
    if (kind !== null && rivals.length > 1)
      throw rivalScores(
        sample,
        rivals.map(({ column }) => column),
        kind,
      )
  }
  if (found.length > 0) return found
  const questions = findQuestions(sample)
  const textsOf = (column: number): readonly string[] => columnTexts(sample, column)
  return questions.length === 0 ? [] : [...findScoreQuestions(questions, textsOf, sample.fileName, 'table')]
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const mapping = settings.choices.mapping
  const product = productOf(sample)
  const onlyScore = Object.keys(mapping?.columns ?? {}).every((field) => field === 'score')
  if (product !== undefined && onlyScore) return product.plan(sample, settings)
  const mapped = mappedColumns(sample, mapping, 'survey')
  const mappedScore = mapped?.['score']?.[0]
  const scoreColumns =
    mapped === null
      ? decideScores(sample)
      : mappedScore === undefined
        ? []
        : [{ column: mappedScore, kind: kindOfName(sample, mappedScore) }]
  const columns =
    mapped === null || onlyScore ? { ...withoutColumns(findColumns(sample), scoreColumns), ...mapped } : mapped
  if (scoreColumns.length === 0) {
    throw new AppError(
      mapped === null ? 'format-unknown' : 'mapping-invalid',
      `${sample.fileName} has no score column, which survey answers need.`,
    )
  }
  const table = planTable(sample, settings, 'survey', columns, ['answeredAt'], false)
  const kindColumn = columns['kind']?.[0]
  const constantKind = readSurveyWord(mapping?.constants?.['kind'] ?? '')
  const assumptions: string[] = []
  const scores = scoreColumns.map(({ column, kind }): ScoreColumn => {
    const name = sample.names[column] ?? ''
    const columnKind =
      kindColumn === undefined ? (constantKind ?? kind ?? kindOfScale(mapping?.constants?.['scale'])) : null
    if (kindColumn === undefined && columnKind === null) {
      throw new AppError(
        'choice-needed',
        `“${name}” in ${sample.fileName} can be NPS, CSAT or effort: name the kind in a mapping, for example {"row":"survey","columns":{},"constants":{"kind":"nps"}}.`,
        { option: 'kind', column: name },
      )
    }
    const scale =
      columns['scale'] === undefined
        ? decideScale(column, name, columnKind, settings)
        : { scale: null, assumptions: [] }
    assumptions.push(...scale.assumptions)
    return { column, name, kind: columnKind, scale: scale.scale }
  })
  return table.finish({
    isLog: false,
    assumptions,
    meanings: { ...columns, score: scores.map(({ column }) => column) },
    openMap: () => openMap(table, scores),
  })
}

function withoutColumns(columns: FieldColumns<string>, scores: readonly FoundScore[]): FieldColumns<string> {
  const taken = new Set(scores.map(({ column }) => column))
  return Object.fromEntries(
    Object.entries(columns).flatMap(([field, indexes]) => {
      const free = (indexes ?? []).filter((index) => !taken.has(index))
      return free.length === 0 ? [] : [[field, free]]
    }),
  )
}

function kindOfName(sample: ExportSample, column: number): SurveyKind | null {
  const name = sample.names[column] ?? ''
  return readSurveyWord(name) ?? kindOfWording(name)
}

/** A 0–10 question is NPS; no other kind uses that scale. */
function kindOfScale(text: string | undefined): SurveyKind | null {
  const scale = text === undefined ? null : readScale(text)
  return scale === null ? null : scale.min === 0 && scale.max === 10 ? 'nps' : 'csat'
}

function openMap(table: TablePlan, scores: readonly ScoreColumn[]): OpenedTable {
  const { fields, chosenChannel } = table
  const times = table.openTimes()
  const map = (cells: readonly string[]): MappedRow => {
    const answeredText = fields.value(cells, 'answeredAt')
    const answeredAt = timeOrRejection(times.readDay(answeredText), fields.nameOf('answeredAt'), answeredText)
    if (isRejection(answeredAt)) return answeredAt
    // Surveys join conversations, whose channel then counts; without any hint it stays unknown.
    const channel = channelOfRow(fields, cells, chosenChannel)
    if (isRejection(channel)) return channel
    const scaleText = fields.value(cells, 'scale')
    const rowScale = scaleText === '' ? null : readScale(scaleText)
    if (scaleText !== '' && rowScale === null) return reject('score-out-of-scale', fields.nameOf('scale'), scaleText)
    const asked: AskedScore[] = []
    for (const score of scores) {
      const kindText = score.kind === null ? fields.value(cells, 'kind') : ''
      const kind = score.kind ?? readSurveyWord(kindText)
      if (kind === null) return reject('survey-kind-unknown', fields.nameOf('kind'), kindText)
      asked.push({ text: cells[score.column] ?? '', kind, scale: rowScale ?? score.scale, name: score.name })
    }
    return surveyRecords(
      {
        id: fields.optional(cells, 'id'),
        answeredAt,
        channel,
        contact: fields.optional(cells, 'contact'),
        conversation: conversationOf(fields.optional(cells, 'conversation')),
        agent: fields.optional(cells, 'agent'),
        team: fields.optional(cells, 'team'),
        comment: fields.optional(cells, 'comment'),
      },
      asked,
    )
  }
  return { map, times }
}

export const surveyTable: ExportFormat = {
  id: 'survey-table',
  row: 'survey',
  title: 'Table of survey answers (NPS, CSAT, effort)',
  files: 'one answer per row: score, time, customer or conversation',
  howToGet: 'the response export of a survey tool or help desk as CSV',
  measures: 'NPS, CSAT and customer effort, joined to customers by number, e-mail or conversation',
  detect: (sample) => {
    // Their own formats are surer; here they count for a mapping, which needs this format.
    if (productOf(sample) !== undefined) return { score: 85, because: 'It is an export of a survey tool.' }
    const named = findScores(sample)
    const questions = named.length === 0 ? findQuestions(sample) : []
    const scores = named.length > 0 ? named : questions.map(({ column }) => ({ column, kind: 'nps' as const }))
    if (scores.length === 0) return null
    const columns = findColumns(sample)
    const isNamed = scores.some(({ kind }) => kind !== null) || columns['kind'] !== undefined
    const hasJoin =
      columns['answeredAt'] !== undefined || columns['contact'] !== undefined || columns['conversation'] !== undefined
    if (!hasJoin && !isNamed) return null
    // Tables of messages or tickets may carry a rating beside their own data: those formats score higher then.
    const answers = columnTexts(sample, scores[0]?.column ?? -1).filter(
      (text) => readAnswer(text).type === 'number',
    ).length
    return { score: (isNamed ? 58 : 40) + (answers > 0 ? 2 : 0), because: 'It has a survey score per row.' }
  },
  plan,
}
