/**
 * SurveyMonkey's export of all responses, as CSV.
 *
 * Product: SurveyMonkey. Where a user gets it: Analyze Results > Save As > Export file > All responses data > CSV
 * (help.surveymonkey.com, "Exporting results"). Two header rows: the questions, whose further columns are unnamed, and below
 * them `Response`, `Open-Ended Response` or the options; condensed exports and copies have the first row only. Full exports
 * begin with Respondent ID, Collector ID, Start Date, End Date, IP Address, Email Address, First Name, Last Name, Custom
 * Data 1. Empty answers may be `-`; files are not always valid UTF-8. Seen: exports of 2014 and 2015.
 */
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { columnsNamed, planSurveyExport } from '../table/survey-export.ts'
import type { SurveyExport } from '../table/survey-export.ts'
import type { SurveyQuestion } from '../table/survey-questions.ts'

const metadata = new Set([
  'respondentid',
  'collectorid',
  'startdate',
  'enddate',
  'datecreated',
  'datemodified',
  'ipaddress',
  'emailaddress',
  'firstname',
  'lastname',
  'language',
])
const isCustomData = (name: string): boolean => /^customdata\d*$/.test(foldHeader(name))
const answerWords = /^(?:response|open-ended response|antwort|offene antwort|réponse|respuesta|resposta)$/i

function hasAnswerRow(row: readonly string[] | undefined): boolean {
  return row?.some((cell) => answerWords.test(cell.trim())) ?? false
}

function isSurveyMonkey({ shape, names, rows }: ExportSample): boolean {
  if (shape !== 'table') return false
  const folded = new Set(names.map(foldHeader))
  if (!folded.has('respondentid')) return false
  if (folded.has('collectorid') || hasAnswerRow(rows[0])) return true
  // The copy with one header row: the questions themselves are the columns.
  return names.some((name) => name.trim().endsWith('?'))
}

function readSurvey({ names, rows }: ExportSample): SurveyExport {
  const id = names.findIndex((name) => foldHeader(name) === 'respondentid')
  // The second header row has no respondent.
  const extraHeaders = rows[0] !== undefined && (rows[0][id] ?? '').trim() === '' && rows.length > 0 ? 1 : 0
  let asked = ''
  const questions = names.flatMap((name, column): SurveyQuestion[] => {
    if (metadata.has(foldHeader(name)) || isCustomData(name)) {
      asked = ''
      return []
    }
    const isFirst = name.trim() !== ''
    if (isFirst) asked = name.trim()
    const option = extraHeaders === 0 ? '' : (rows[0]?.[column] ?? '').trim()
    if (asked === '' || (!isFirst && option === '')) return []
    const label = option === '' || answerWords.test(option) ? asked : `${asked} ${option}`
    return [{ column, name: isFirst ? name : label, label }]
  })
  const custom = names.flatMap((name, column) => (isCustomData(name) ? [column] : []))
  return {
    product: 'surveymonkey',
    productName: 'SurveyMonkey',
    extraHeaders,
    questions,
    ids: [id],
    times: columnsNamed(names, 'enddate', 'datemodified', 'startdate', 'datecreated'),
    contacts: [...columnsNamed(names, 'emailaddress'), ...custom],
    zone: null,
    ignore: () => null,
  }
}

export const surveyMonkeyCsv: ExportFormat = {
  id: 'surveymonkey-csv',
  row: null,
  title: 'SurveyMonkey responses (CSV)',
  files: 'one respondent per row below one or two header rows',
  howToGet: 'SurveyMonkey: Analyze Results > Save As > Export file > All responses data > CSV',
  measures: 'NPS, CSAT or effort, joined by e-mail, custom data or a ticket or conversation id',
  detect: (sample) =>
    isSurveyMonkey(sample)
      ? { score: 94, because: 'It has a respondent id and questions as SurveyMonkey has them.' }
      : null,
  plan: (sample, settings) => planSurveyExport(sample, settings, readSurvey(sample)),
}
