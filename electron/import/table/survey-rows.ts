/** What one row of a survey table says, for all survey formats. */
import type { SurveyKind } from '../../../shared/model.ts'
import { isRejection } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import type { SurveyRecord } from '../record.ts'
import type { Scale } from './score-words.ts'
import { readScore } from './survey-score.ts'

export type SurveyRow = Pick<
  SurveyRecord,
  'id' | 'answeredAt' | 'channel' | 'contact' | 'conversation' | 'agent' | 'team' | 'comment'
>

export interface AskedScore {
  readonly text: string
  readonly kind: SurveyKind
  /** Null = the usual one of the kind. */
  readonly scale: Scale | null
  /** The column, as the file spells it. */
  readonly name: string | null
}

/**
 * One record per answer. Of several questions in one row an empty one was skipped and is no survey of its own; a row
 * without any answer is a survey that was offered and not answered, and counts in the response rate of each question.
 */
export function surveyRecords(row: SurveyRow, scores: readonly AskedScore[]): MappedRow {
  const records: SurveyRecord[] = []
  for (const { text, kind, scale, name } of scores) {
    const read = readScore(text, kind, scale, name)
    if (read === null) continue
    if (isRejection(read)) return read
    records.push({
      type: 'survey',
      ...row,
      // Two answers of one row need two identities.
      id: row.id === null || scores.length === 1 ? row.id : `${row.id}/${kind}`,
      kind,
      score: read.score,
      scaleMin: read.scale.min,
      scaleMax: read.scale.max,
    })
  }
  if (records.length === 0) return 'survey not offered'
  const answered = records.filter(({ score }) => score !== null)
  return answered.length === 0 ? records : answered
}
