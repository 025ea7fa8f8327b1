/** Survey answers as cases. */
import type { Facts } from '../../shared/facts.ts'
import { surveyKinds } from '../../shared/model.ts'
import type { SurveyKind } from '../../shared/model.ts'
import { emptyColumns } from './case-columns.ts'
import { unknownChannel } from './definition.ts'
import type { CaseColumns } from './definition.ts'
import { reasonIndex } from './reasons.ts'

export interface SurveyAnswer {
  readonly score: number
  readonly scaleMin: number
  readonly scaleMax: number
}

/** Whether a source holds a survey of the kind, on whatever scale. */
export function hasSurvey(facts: Facts, kind: SurveyKind, source: number): boolean {
  const index = surveyKinds.indexOf(kind)
  return facts.surveys.source.some((own, survey) => own === source && facts.surveys.kind[survey] === index)
}

/** The survey of each row of `surveyColumns`. */
function surveysOfKind({ surveys }: Facts, kind: SurveyKind): readonly number[] {
  const index = surveyKinds.indexOf(kind)
  const rows: number[] = []
  surveys.kind.forEach((own, survey) => {
    if (own === index) rows.push(survey)
  })
  return rows
}

/** The scales of these rows of `surveyColumns`, such as `1–5`, each once and in order. */
export function scalesOf(facts: Facts, kind: SurveyKind, rows: Int32Array): readonly string[] {
  const { scaleMin, scaleMax } = facts.surveys
  const surveys = surveysOfKind(facts, kind)
  const found = new Set<string>()
  for (const row of rows) {
    const survey = surveys[row] ?? -1
    found.add(`${scaleMin[survey]}–${scaleMax[survey]}`)
  }
  return [...found].sort()
}

/**
 * One case per answer or unanswered offer of the kind. Channel, team, agent and inbox are the survey's own, else those of
 * its conversation. An offer that nobody answered belongs to the time of the conversation's close or last event.
 */
export function surveyColumns(
  facts: Facts,
  kind: SurveyKind,
  judge: (answer: SurveyAnswer) => { readonly value: number } | { readonly reason: number },
): CaseColumns {
  const { surveys, conversations } = facts
  const rows = surveysOfKind(facts, kind)
  const columns = { ...emptyColumns(rows.length), waiting: null, isInferred: null }
  rows.forEach((survey, row) => {
    const position = surveys.conversation[survey] ?? -1
    const own = (column: Int32Array, ofConversation: Int32Array): number => {
      const value = column[survey] ?? -1
      return value === -1 ? (ofConversation[position] ?? -1) : value
    }
    const closed = conversations.closedAt[position] ?? Number.NaN
    const over = Number.isNaN(closed) ? (conversations.lastEventAt[position] ?? Number.NaN) : closed
    const answered = surveys.answeredAt[survey] ?? Number.NaN
    const score = surveys.score[survey] ?? Number.NaN
    const channel = surveys.channel[survey] ?? unknownChannel
    const isOffer = Number.isNaN(score)
    columns.at[row] = Number.isNaN(answered) && isOffer ? over : answered
    columns.startedAt[row] = conversations.openedAt[position] ?? columns.at[row] ?? Number.NaN
    columns.conversation[row] = position
    columns.channel[row] = channel === unknownChannel ? (conversations.channel[position] ?? unknownChannel) : channel
    columns.team[row] = own(surveys.team, conversations.team)
    columns.agent[row] = own(surveys.agent, conversations.lastAgent)
    columns.inbox[row] = own(surveys.inbox, conversations.inbox)
    columns.source[row] = surveys.source[survey] ?? -1
    const scaleMin = surveys.scaleMin[survey] ?? Number.NaN
    const scaleMax = surveys.scaleMax[survey] ?? Number.NaN
    const judged = judge({ score, scaleMin, scaleMax })
    if ('reason' in judged) columns.reason[row] = judged.reason
    else if (isOffer) columns.reason[row] = reasonIndex('offered-not-answered')
    else columns.value[row] = judged.value
  })
  return columns
}
