import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { hasSurvey, surveyColumns } from '../survey-columns.ts'

/**
 * Answers 1–7 to "the company made it easy for me to handle my issue", 7 being full agreement (CES 2.0: Dixon, Toman and
 * DeLisi, The Effortless Experience, 2013), by the time of the answer. Other scales are refused and not rescaled: on the
 * older 1–5 scale 1 was the least effort, and no number tells the two apart.
 */
export const customerEffort: KpiDefinition = {
  id: 'customer-effort',
  surveyKind: 'ces',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  positiveFrom: 5,
  lacking: 'no-ces-survey',
  canMeasure: (facts, source) => hasSurvey(facts, 'ces', source),
  noData: 'No customer effort question was answered in this selection.',
  cases: (facts) =>
    surveyColumns(facts, 'ces', ({ score, scaleMin, scaleMax }) =>
      scaleMin === 1 && scaleMax === 7 ? { value: score } : { reason: reasonIndex('scale-is-not-1-7') },
    ),
}
