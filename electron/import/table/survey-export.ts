/** The plan of a survey tool's export: one response per row, its questions as columns. */
import type { SurveyKind } from '../../../shared/model.ts'
import { AppError } from '../../../shared/errors.ts'
import { conversationInUrl, conversationOf, findConversationUrls } from './conversation-url.ts'
import { daySeconds, isRejection } from '../export-format.ts'
import type { ExportSample, FormatPlan, MappedRow, PlanSettings, RowMapper } from '../export-format.ts'
import { foldHeader } from './header-name.ts'
import { findComment, findScoreQuestions, kindOfWording } from './survey-questions.ts'
import type { ScoreQuestion, SurveyQuestion } from './survey-questions.ts'
import { surveyRecords } from './survey-rows.ts'
import { decideScale } from './survey-score.ts'
import type { Scale } from './score-words.ts'
import { usualScales } from './score-words.ts'
import { columnTexts, findFieldColumns, isUsed } from './table-columns.ts'
import { surveyFields } from './table-fields.ts'
import { timeOrRejection } from '../times/time-problem.ts'
import { makeTimeReader } from '../times/time-reader.ts'
import { decideOrder } from '../times/day-order.ts'
import { surveyTimes } from '../times/time-survey.ts'
import type { DayOrder } from '../times/time-text.ts'
import { isMissing } from '../times/time-text.ts'
import { readSurveyWord } from './value-words.ts'
import { assertZone } from '../times/zone-offset.ts'

export interface SurveyExport {
  /** Namespace of its ids. */
  readonly product: string
  readonly productName: string
  /** Header rows below the first one. */
  readonly extraHeaders: number
  readonly questions: readonly SurveyQuestion[]
  /** Columns by index, best first. */
  readonly ids: readonly number[]
  readonly times: readonly number[]
  /** Besides those that are named like a customer's address. */
  readonly contacts: readonly number[]
  /** The zone that the file names for its times; null = none. */
  readonly zone: string | null
  /** The kind of row that is no response, such as `unfinished`; null = a response. */
  readonly ignore: (cells: readonly string[]) => string | null
}

/** The columns with one of these folded names, in the order of the names. */
export function columnsNamed(names: readonly string[], ...wanted: readonly string[]): number[] {
  const folded = names.map(foldHeader)
  return wanted.map((name) => folded.indexOf(name)).filter((column) => column !== -1)
}

interface AskedColumn {
  readonly question: ScoreQuestion
  readonly scale: Scale | null
}

/** Throws `choice-needed`, `format-unknown`, `mapping-invalid` and `argument-invalid`. */
export function planSurveyExport(sample: ExportSample, settings: PlanSettings, survey: SurveyExport): FormatPlan {
  const body = { ...sample, rows: sample.rows.slice(survey.extraHeaders) }
  const textsOf = (column: number): readonly string[] => columnTexts(body, column)
  const scores =
    mappedScore(sample, settings, survey) ??
    findScoreQuestions(survey.questions, textsOf, sample.fileName, `${survey.productName} survey`)
  const assumptions = scores.map(
    ({ kind, name, label }) => `${kind.toUpperCase()} from “${name}”${label === name ? '' : ` (${label})`}`,
  )
  const asked = scores.map((question): AskedColumn => {
    const { column, label, kind } = question
    // The product itself calls it NPS: low answers say nothing about its scale.
    if (question.isNps === true) return { question, scale: usualScales.nps }
    const decided = decideScale(column, label, kind, settings)
    assumptions.push(...decided.assumptions)
    return { question, scale: decided.scale }
  })
  const joins = findJoins(body, survey)
  const comment = findComment(survey.questions, scores, textsOf)
  const zone = settings.choices.zone ?? survey.zone ?? settings.defaultZone
  assertZone(zone)
  const isZoneless = survey.times.some((column) => surveyTimes(textsOf(column)).zoneless > 0)
  if (isZoneless) {
    const why =
      settings.choices.zone !== undefined
        ? ''
        : survey.zone === null
          ? ', the zone of the workspace'
          : ', as the file says'
    assumptions.push(`times without a zone read as ${zone}${why}`)
  }
  const times = survey.times.map((column) => ({ column, survey: surveyTimes(columnTexts(body, column)) }))
  const dayOrder = decideOrder(body.names, times, settings)
  if (dayOrder !== null) assumptions.push(`dates read ${dayOrder === 'day-first' ? 'day first' : 'month first'}`)
  const meanings = meaningsOf(sample, survey, joins, scores, comment)
  return {
    sourceKey: survey.product,
    sourceName: survey.productName,
    zone: isZoneless ? zone : null,
    assumptions,
    meanings,
    isLog: false,
    defaultSplitGapSeconds: daySeconds,
    openMapper: () => openMapper(sample, settings, survey, { asked, joins, comment, zone, dayOrder }),
  }
}

/** The question that the user's mapping names; null = none is named. */
function mappedScore(sample: ExportSample, settings: PlanSettings, survey: SurveyExport): ScoreQuestion[] | null {
  const { mapping } = settings.choices
  const name = mapping?.columns['score']
  if (name === undefined) return null
  // Columns without a name are named by what they ask.
  const asked = survey.questions.find((question) => question.name === name || question.label === name)
  const column = asked?.column ?? sample.names.indexOf(name)
  if (column === -1) {
    throw new AppError(
      'mapping-invalid',
      `The mapping reads score from the column “${name}”, but ${sample.fileName} has no such question.`,
      { field: 'score', column: name },
    )
  }
  const label = asked?.label ?? name
  const kind: SurveyKind = readSurveyWord(mapping?.constants?.['kind'] ?? '') ?? kindOfWording(label) ?? 'nps'
  return [{ column, name, label, kind }]
}

interface Joins {
  readonly contacts: readonly number[]
  readonly phones: ReadonlySet<number>
  readonly conversations: readonly number[]
  readonly agent: number
  readonly team: number
}

function findJoins(body: ExportSample, survey: SurveyExport): Joins {
  const { conversation, agent, team, contact } = surveyFields
  const found = findFieldColumns(
    body,
    { conversation, agent, team, contact },
    { conversation: isUsed, agent: isUsed, team: isUsed },
    ['conversation', 'agent', 'team'],
  )
  const contacts = [...new Set([...(found.contact ?? []), ...survey.contacts])]
  const isPhone = (column: number): boolean => /phone|mobil|cell|tel|handy|rufnummer/i.test(body.names[column] ?? '')
  const url = found.conversation === undefined ? findConversationUrls(body) : -1
  return {
    contacts,
    phones: new Set(contacts.filter(isPhone)),
    conversations: found.conversation ?? (url === -1 ? [] : [url]),
    agent: found.agent?.[0] ?? -1,
    team: found.team?.[0] ?? -1,
  }
}

function meaningsOf(
  sample: ExportSample,
  survey: SurveyExport,
  joins: Joins,
  scores: readonly ScoreQuestion[],
  comment: number,
): (string | null)[] {
  const columns: readonly (readonly [string, readonly number[]])[] = [
    ['score', scores.map(({ column }) => column)],
    ['comment', [comment]],
    ['id', survey.ids],
    ['answeredAt', survey.times],
    ['conversation', joins.conversations],
    ['contact', joins.contacts],
    ['agent', [joins.agent]],
    ['team', [joins.team]],
  ]
  return sample.names.map((_, column) => columns.find(([, indexes]) => indexes.includes(column))?.[0] ?? null)
}

function openMapper(
  sample: ExportSample,
  settings: PlanSettings,
  survey: SurveyExport,
  plan: {
    readonly asked: readonly AskedColumn[]
    readonly joins: Joins
    readonly comment: number
    readonly zone: string
    readonly dayOrder: DayOrder | null
  },
): RowMapper {
  const { asked, joins, comment, zone, dayOrder } = plan
  const times = makeTimeReader({ zone, dayOrder, refusesAmbiguous: true, format: null })
  const value = (cells: readonly string[], columns: readonly number[]): { text: string; column: number } | null => {
    for (const column of columns) {
      const text = (cells[column] ?? '').trim()
      if (!isMissing(text)) return { text, column }
    }
    return null
  }
  const optional = (cells: readonly string[], column: number): string | null => value(cells, [column])?.text ?? null
  let rows = 0
  const map = (cells: readonly string[]): MappedRow => {
    if (rows++ < survey.extraHeaders) return 'header'
    const ignored = survey.ignore(cells)
    if (ignored !== null) return ignored
    const time = value(cells, survey.times)
    const answeredAt =
      time === null ? null : timeOrRejection(times.readDay(time.text), sample.names[time.column] ?? null, time.text)
    if (isRejection(answeredAt)) return answeredAt
    return surveyRecords(
      {
        id: value(cells, survey.ids)?.text ?? null,
        answeredAt,
        channel: settings.choices.channel ?? null,
        contact: bestContact(cells, joins),
        conversation:
          conversationOf(value(cells, joins.conversations)?.text ?? null) ?? urlAmong(cells, joins.contacts),
        agent: optional(cells, joins.agent),
        team: optional(cells, joins.team),
        comment: optional(cells, comment),
      },
      asked.map(({ question, scale }) => ({
        text: cells[question.column] ?? '',
        kind: question.kind,
        scale,
        name: question.name,
      })),
    )
  }
  return { map, lateAssumptions: () => [] }
}

/** Custom data of a respondent may be the address of the conversation. */
function urlAmong(cells: readonly string[], columns: readonly number[]): string | null {
  for (const column of columns) {
    const conversation = conversationInUrl((cells[column] ?? '').trim())
    if (conversation !== null) return conversation
  }
  return null
}

/** A telephone number joins SMS, an e-mail address most other channels, anything else only itself. */
function bestContact(cells: readonly string[], { contacts, phones }: Joins): string | null {
  let best: string | null = null
  let bestRank = 3
  for (const column of contacts) {
    const text = (cells[column] ?? '').trim()
    if (isMissing(text) || conversationInUrl(text) !== null) continue
    const rank = phones.has(column) || /^\+\d[\d\s().-]{5,}$/.test(text) ? 0 : /^\S+@\S+$/.test(text) ? 1 : 2
    if (rank >= bestRank) continue
    best = text
    bestRank = rank
  }
  return best
}
