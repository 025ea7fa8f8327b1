/**
 * Typeform's export of responses, as CSV.
 *
 * Product: Typeform. Where a user gets it: Results > Responses > Download > CSV (help.typeform.com, "Download your
 * results"). Columns: `#` (the response's token), the questions in their own words, hidden fields by their names, then
 * Response Type, Start Date (UTC), Stage Date (UTC), Submit Date (UTC), Network ID, Tags, Ending. UTF-8 with a byte order
 * mark. Seen: headers of 2023 and 2024.
 */
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { columnsNamed, planSurveyExport } from '../table/survey-export.ts'
import type { SurveyExport } from '../table/survey-export.ts'
import { isMissing } from '../times/time-text.ts'

const metadata = new Set(['responsetype', 'startdate', 'stagedate', 'submitdate', 'networkid', 'tags', 'ending'])

function isTypeform({ shape, names }: ExportSample): boolean {
  if (shape !== 'table' || !names.includes('#')) return false
  const folded = new Set(names.map(foldHeader))
  return folded.has('networkid') && folded.has('submitdate')
}

function readSurvey({ names }: ExportSample): SurveyExport {
  const [type = -1] = columnsNamed(names, 'responsetype')
  const [submitted = -1] = columnsNamed(names, 'submitdate')
  return {
    product: 'typeform',
    productName: 'Typeform',
    extraHeaders: 0,
    questions: names.flatMap((name, column) =>
      name === '#' || name.trim() === '' || metadata.has(foldHeader(name)) ? [] : [{ column, name, label: name }],
    ),
    ids: [names.indexOf('#')],
    times: columnsNamed(names, 'submitdate', 'stagedate', 'startdate'),
    contacts: [],
    zone: 'UTC',
    ignore: (cells) => {
      const word = (cells[type] ?? '').trim().toLowerCase()
      const isPartial = type === -1 ? isMissing((cells[submitted] ?? '').trim()) : word !== '' && word !== 'completed'
      return isPartial ? 'unfinished' : null
    },
  }
}

export const typeformCsv: ExportFormat = {
  id: 'typeform-csv',
  row: null,
  title: 'Typeform responses (CSV)',
  files: 'one response per row: #, the questions, hidden fields, submit date',
  howToGet: 'Typeform: Results > Responses > Download > CSV',
  measures: 'NPS, CSAT or effort, joined by e-mail, number or the hidden fields that name a ticket or conversation',
  detect: (sample) =>
    isTypeform(sample) ? { score: 95, because: 'The columns around the questions are Typeform’s.' } : null,
  plan: (sample, settings) => planSurveyExport(sample, settings, readSurvey(sample)),
}
