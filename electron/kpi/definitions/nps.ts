import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { hasSurvey, surveyColumns } from '../survey-columns.ts'

/** Answers 0–10 to the one question, by the time of the answer. Other scales are refused, not rescaled. */
export const nps: KpiDefinition = {
  id: 'nps',
  surveyKind: 'nps',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-nps-survey',
  canMeasure: (facts, source) => hasSurvey(facts, 'nps', source),
  noData: 'No NPS question was answered in this selection.',
  cases: (facts) =>
    surveyColumns(facts, 'nps', ({ score, scaleMin, scaleMax }) =>
      scaleMin === 0 && scaleMax === 10 ? { value: score } : { reason: reasonIndex('scale-is-not-0-10') },
    ),
}
