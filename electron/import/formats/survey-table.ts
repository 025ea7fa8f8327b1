/**
 * Any table of survey answers (NPS, CSAT, CES): CSV, TSV, semicolon or pipe separated, or JSON lines.
 *
 * Products: survey tools and the rating exports of help desks (Chatwoot's CSAT CSV, Zendesk's satisfaction ratings,
 * Delighted's responses as JSON lines). Where a user gets it: the product's response export. The name of the score column
 * says the kind, or a column of its own does; a mapping.json names the columns of any other table.
 */
import { AppError } from '../../../shared/errors.ts'
import type { Channel, SurveyKind } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import type { SurveyRecord } from '../record.ts'
import { readAnswer, readScale } from '../score-words.ts'
import { decideScale, readScore } from '../survey-score.ts'
import type { ScoreColumn } from '../survey-score.ts'
import { columnTexts, findFieldColumns, isUsed, mappedColumns, mostly } from '../table-columns.ts'
import type { FieldColumns } from '../table-columns.ts'
import { scoreNames, surveyFields } from '../table-fields.ts'
import { planTable, timeProblem, timeProblemText } from '../table-plan.ts'
import type { TablePlan } from '../table-plan.ts'
import { readTimeParts, timeMissing } from '../time-text.ts'
import { readChannelWord, readSurveyWord } from '../value-words.ts'

const isTime = (text: string): boolean =>
  readTimeParts(text, null) !== null || readTimeParts(text, 'month-first') !== null
const isAnswer = (text: string): boolean => readAnswer(text).type !== 'unreadable'

const answers = (texts: readonly string[]): boolean => isUsed(texts) && mostly(texts, isAnswer)

function findColumns(sample: ExportSample): FieldColumns<string> {
  return findFieldColumns(
    sample,
    surveyFields,
    {
      kind: (texts) => mostly(texts, (text) => readSurveyWord(text) !== null),
      scale: (texts) => mostly(texts, (text) => readScale(text) !== null),
      answeredAt: (texts) => mostly(texts, isTime),
      channel: (texts) => mostly(texts, (text) => readChannelWord(text) !== null),
    },
    ['kind', 'scale', 'answeredAt'],
  )
}

interface FoundScore {
  readonly column: number
  readonly kind: SurveyKind | null
}

function findScores(sample: ExportSample): FoundScore[] {
  const found = findFieldColumns(
    sample,
    scoreNames,
    { nps: answers, csat: answers, ces: answers, unnamed: answers },
    ['nps', 'csat', 'ces', 'unnamed'],
    [],
  )
  const named = (['nps', 'csat', 'ces'] as const).flatMap((kind) =>
    (found[kind] ?? []).map((column) => ({ column, kind })),
  )
  const unnamed = found.unnamed?.[0]
  return named.length > 0 ? named : unnamed === undefined ? [] : [{ column: unnamed, kind: null }]
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const mapping = settings.choices.mapping
  const mapped = mappedColumns(sample, mapping, 'survey')
  const found = findScores(sample)
  const columns = mapped ?? withoutColumns(findColumns(sample), found)
  const mappedScore = mapped?.['score']?.[0]
  const scoreColumns =
    mapped === null
      ? found
      : mappedScore === undefined
        ? []
        : [{ column: mappedScore, kind: kindOfName(sample, mappedScore) }]
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
        { column: name },
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
  return readSurveyWord(sample.names[column] ?? '')
}

/** A 0–10 question is NPS; no other kind uses that scale. */
function kindOfScale(text: string | undefined): SurveyKind | null {
  const scale = text === undefined ? null : readScale(text)
  return scale === null ? null : scale.min === 0 && scale.max === 10 ? 'nps' : 'csat'
}

function openMap(
  table: TablePlan,
  scores: readonly ScoreColumn[],
): ReturnType<Parameters<TablePlan['finish']>[0]['openMap']> {
  const { fields, chosenChannel } = table
  const times = table.openTimes()
  const map = (cells: readonly string[]): MappedRow => {
    const answeredText = fields.value(cells, 'answeredAt')
    const answered = times.readDay(answeredText)
    if (answered < 0 && answered !== timeMissing) {
      return reject(timeProblem(answered), fields.nameOf('answeredAt'), timeProblemText(answered, answeredText))
    }
    const channelText = fields.value(cells, 'channel')
    // Surveys join conversations, whose channel then counts; without any hint it stays unknown.
    const channel: Channel | null = channelText === '' ? chosenChannel : readChannelWord(channelText)
    if (channelText !== '' && channel === null) return reject('channel-unknown', fields.nameOf('channel'), channelText)
    const scaleText = fields.value(cells, 'scale')
    const rowScale = scaleText === '' ? null : readScale(scaleText)
    if (scaleText !== '' && rowScale === null) return reject('score-out-of-scale', fields.nameOf('scale'), scaleText)
    const records: SurveyRecord[] = []
    for (const score of scores) {
      const kindText = score.kind === null ? fields.value(cells, 'kind') : ''
      const kind = score.kind ?? readSurveyWord(kindText)
      if (kind === null) return reject('survey-kind-unknown', fields.nameOf('kind'), kindText)
      const read = readScore(cells[score.column] ?? '', kind, rowScale ?? score.scale, score.name)
      if (read === null) continue
      if ('code' in read) return read
      // Of several questions in one row, an empty one was skipped; it is no survey of its own.
      if (read.score === null && scores.length > 1) continue
      records.push({
        type: 'survey',
        id: surveyId(fields.optional(cells, 'id'), kind, scores.length),
        kind,
        score: read.score,
        scaleMin: read.scale.min,
        scaleMax: read.scale.max,
        answeredAt: answered < 0 ? null : answered,
        channel,
        contact: fields.optional(cells, 'contact'),
        conversation: fields.optional(cells, 'conversation'),
        agent: fields.optional(cells, 'agent'),
        team: fields.optional(cells, 'team'),
        comment: fields.optional(cells, 'comment'),
      })
    }
    if (records.length > 0) return records
    return scores.length > 1 ? reject('score-missing', scores[0]?.name ?? null, '') : 'survey not offered'
  }
  return { map, times }
}

/** Two answers of one row need two identities. */
function surveyId(id: string | null, kind: SurveyKind, count: number): string | null {
  return id === null || count === 1 ? id : `${id}/${kind}`
}

export const surveyTable: ExportFormat = {
  id: 'survey-table',
  row: 'survey',
  title: 'Table of survey answers (NPS, CSAT, effort)',
  files: 'one answer per row: score, time, customer or conversation',
  howToGet: 'the response export of a survey tool or help desk as CSV',
  measures: 'NPS, CSAT and customer effort, joined to customers by number, e-mail or conversation',
  detect: (sample) => {
    const scores = findScores(sample)
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
