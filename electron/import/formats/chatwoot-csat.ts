/**
 * Chatwoot's download of satisfaction answers.
 *
 * Product: Chatwoot. How a user gets it: Reports > CSAT > Download CSAT Reports. Written by
 * app/views/api/v1/accounts/csat_survey_responses/download.csv.erb: agent as `Name (email)`, rating 1 to 5, comment, the
 * contact's name, e-mail and number, the link to the conversation, which alone holds its number, the time as
 * `2026-03-02 10:11:12 UTC`, and, in newer versions, review notes; blank lines between the rows, the period as the last
 * row. Headers are in the language of the account (reports.csat.headers in config/locales), so columns go by their
 * place, which the template fixes. Seen: versions 2 to 4.
 */
import type { ImportChoices } from '../../../shared/model.ts'
import { chatwoot } from '../products/chatwoot-people.ts'
import { chatwootSurveyId } from '../products/chatwoot-survey.ts'
import { cutCsvRows } from '../file/csv-rows.ts'
import { daySeconds, isRejection } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import type { Cut } from '../file/export-layout.ts'
import { foldHeader } from '../table/header-name.ts'
import type { RawRow } from '../file/raw-row.ts'
import type { SurveyRecord } from '../record.ts'
import { readScore } from '../table/survey-score.ts'
import { timeOrRejection } from '../times/time-problem.ts'
import { makeTimeReader } from '../times/time-reader.ts'

const columns = {
  agent: 0,
  rating: 1,
  comment: 2,
  name: 3,
  email: 4,
  phone: 5,
  link: 6,
  answeredAt: 7,
  notes: 8,
} as const

const meanings = ['agent', 'score', 'comment', null, 'contact', 'contact', 'conversation', 'time', null]

const link = /\/accounts\/\d+\/conversations\/(\d+)\/?\s*$/

/** `rating` and `recorded_at` in English, German, French, Spanish, Portuguese, Italian; missing ones stay English. */
const ratingNames = new Set(['rating', 'bewertung', 'note', 'calificacion', 'classificacao', 'avaliar', 'valutazione'])
const timeNames = new Set(['recordeddate', 'aufnahmedatum', 'fecharegistrada', 'datadegravacao', 'datadiregistrazione'])

function isCsat({ names, rows }: Pick<ExportSample, 'names' | 'rows'>): boolean {
  if (names.length < columns.notes || names.length > columns.notes + 1) return false
  const isNamed =
    ratingNames.has(foldHeader(names[columns.rating] ?? '')) &&
    timeNames.has(foldHeader(names[columns.answeredAt] ?? ''))
  const answers = rows.filter((row) => row.length >= columns.notes)
  const isLinked = answers.some((row) => link.test(row[columns.link] ?? ''))
  // The header of an account in a language that is not listed above is known by what stands below it.
  return answers.length === 0 ? isNamed : isLinked && !names.some((name) => link.test(name))
}

/** A spreadsheet that opened the file may have saved it with semicolons or tabs. */
function delimiterOf(sample: ExportSample, choices: ImportChoices): string {
  if (choices.delimiter !== undefined) return choices.delimiter
  const last = sample.names.at(-2) ?? ''
  return [',', ';', '\t'].find((delimiter) => sample.text.includes(`${last}${delimiter}`)) ?? ','
}

/** The table's own cut wants the same number of cells in every row; the row of the period has one. */
function cutAnswers(sample: ExportSample, delimiter: string): Cut {
  const csv = { delimiter, newline: '\n' } as const
  const header = sample.names.join('\0')
  return function* (chunks, fileName) {
    let hasHeader = false
    for (const { rows, end } of cutCsvRows(chunks, csv, fileName)) {
      const answers: RawRow[] = []
      for (const row of rows) {
        const filled = row.cells.filter((cell) => cell.trim() !== '').length
        if (!hasHeader && row.cells.join('\0') === header) hasHeader = true
        else if (filled === 0) answers.push({ ...row, cells: [], ignored: 'blank line' })
        else if (filled === 1 && (row.cells[0] ?? '').trim() !== '') {
          answers.push({ ...row, cells: [], ignored: 'report period' })
        } else answers.push(row)
      }
      yield { rows: answers, end }
    }
  }
}

function plan(sample: ExportSample, { choices }: Pick<PlanSettings, 'choices'>): FormatPlan {
  const nameOf = (column: number): string | null => sample.names[column] ?? null
  return {
    sourceKey: chatwoot,
    sourceName: 'Chatwoot',
    zone: null,
    assumptions: ['all files of Chatwoot in this workspace taken as those of one account'],
    meanings,
    isLog: false,
    defaultSplitGapSeconds: daySeconds,
    cut: cutAnswers(sample, delimiterOf(sample, choices)),
    openMapper: () => {
      // The template writes the zone, which is the server's: UTC.
      const times = makeTimeReader({ zone: 'UTC', dayOrder: null, format: null })
      const map = (cells: readonly string[]): MappedRow => {
        const cell = (column: number): string => (cells[column] ?? '').trim()
        const answeredText = cell(columns.answeredAt)
        const answeredAt = timeOrRejection(times.read(answeredText), nameOf(columns.answeredAt), answeredText)
        if (isRejection(answeredAt)) return answeredAt
        const score = readScore(cell(columns.rating), 'csat', null, nameOf(columns.rating))
        if (score === null) return 'survey not offered'
        if (isRejection(score)) return score
        const conversation = link.exec(cell(columns.link))?.[1] ?? null
        const record: SurveyRecord = {
          type: 'survey',
          id: conversation === null ? null : chatwootSurveyId(conversation),
          kind: 'csat',
          score: score.score,
          scaleMin: score.scale.min,
          scaleMax: score.scale.max,
          answeredAt,
          channel: null,
          contact: cell(columns.phone) || cell(columns.email) || null,
          conversation,
          agent: cell(columns.agent).replace(/\s*\([^()]*@[^()]*\)$/, '') || null,
          team: null,
          comment: cell(columns.comment) || null,
        }
        return [record]
      }
      return { map, lateAssumptions: () => [] }
    },
  }
}

export const chatwootCsat: ExportFormat = {
  id: 'chatwoot-csat',
  row: null,
  title: 'Chatwoot satisfaction answers (CSAT report CSV)',
  files: 'the CSV of Reports > CSAT: one answer per row, with the link to its conversation',
  howToGet: 'Chatwoot > Reports > CSAT > Download CSAT Reports',
  measures: 'satisfaction, joined to conversations by their number and to customers by number or e-mail',
  detect: (sample) =>
    sample.shape === 'table' && isCsat(sample)
      ? { score: 95, because: 'The columns and links are those of Chatwoot’s CSAT report.' }
      : null,
  plan,
}
