import type { KpiDefinition } from '../definition.ts'
import { reasonIndex } from '../reasons.ts'
import { hasSurvey, surveyColumns } from '../survey-columns.ts'

/** The lowest positive answer of each scale: the top two of 5 and of 7, good of good and bad. */
const lowestPositive: Readonly<Record<string, number>> = { '1–5': 4, '1–7': 6, '0–1': 1 }

/** Positive answers of all answers, by the time of the answer. */
export const csat: KpiDefinition = {
  id: 'csat',
  surveyKind: 'csat',
  distinctContacts: false,
  defaultChannels: null,
  usesInferredClose: false,
  lacking: 'no-csat-survey',
  canMeasure: (facts, source) => hasSurvey(facts, 'csat', source),
  noData: 'No satisfaction question was answered in this selection.',
  cases: (facts) =>
    surveyColumns(facts, 'csat', ({ score, scaleMin, scaleMax }) => {
      const threshold = lowestPositive[`${scaleMin}–${scaleMax}`]
      if (threshold === undefined) return { reason: reasonIndex('scale-without-rule') }
      return { value: score >= threshold ? 1 : 0 }
    }),
}
