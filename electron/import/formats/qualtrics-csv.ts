/**
 * Qualtrics' export of survey responses, as CSV or TSV.
 *
 * Product: Qualtrics. Where a user gets it: Survey > Data & Analysis > Export & Import > Export Data > CSV
 * (qualtrics.com/support, "Export Formats"). Since 2017 three header rows: ids, labels in the language of the account, and
 * JSON such as `{"ImportId":"endDate","timeZone":"America/Denver"}`; before that two (`V1,V2,…` and names), with a comma at
 * the end of each line. An NPS question `Q5` comes with a second column `Q5_NPS_GROUP`. Meaning of Status: qualtrics.com/support,
 * "Understanding Your Dataset" (1 preview, 2 test, 4 imported, 8 spam, 16 offline; sums of them occur).
 */
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { columnsNamed, planSurveyExport } from '../table/survey-export.ts'
import type { SurveyExport } from '../table/survey-export.ts'
import type { SurveyQuestion } from '../table/survey-questions.ts'
import { readBoolean } from '../table/value-words.ts'
import { isZone } from '../times/zone-offset.ts'

type Layout = 'current' | 'legacy'

const metadata =
  /^(?:StartDate|EndDate|Status|IPAddress|Progress|Duration.*|Finished|RecordedDate|ResponseI[dD]|ResponseSet|Name|Recipient\w+|ExternalReference|ExternalDataReference|EmailAddress|Location\w+|DistributionChannel|UserLanguage|Q_\w+|V\d+)$/
const npsGroup = /_NPS_GROUP$/

function layoutOf({ shape, names, rows }: ExportSample): Layout | null {
  if (shape !== 'table') return null
  const has = (row: readonly string[] | undefined, ...wanted: readonly string[]): boolean =>
    row !== undefined && wanted.every((name) => row.includes(name))
  if (rows.slice(0, 2).some((row) => row.some((cell) => /^\{\s*"ImportId"/.test(cell)))) {
    return has(names, 'EndDate') || has(names, 'RecordedDate') || has(names, 'ResponseId') ? 'current' : null
  }
  if (has(names, 'V1', 'V2') && has(rows[0], 'ResponseID', 'ResponseSet')) return 'legacy'
  // Without its third row, as some scripts leave it.
  return has(names, 'ResponseId', 'RecordedDate', 'DistributionChannel') ? 'current' : null
}

function readSurvey(sample: ExportSample, layout: Layout): SurveyExport {
  const { names, rows } = sample
  const importIds = rows.slice(0, 2).findIndex((row) => row.some((cell) => /^\{\s*"ImportId"/.test(cell)))
  const extraHeaders = layout === 'legacy' ? 1 : importIds + 1
  // What the columns are called by their ids: the legacy layout has them in its second row.
  const ids =
    layout === 'legacy' ? names.map((name, column) => (/^V\d+$/.test(name) ? (rows[0]?.[column] ?? '') : name)) : names
  const labels = extraHeaders === 0 ? names : (rows[0] ?? names)
  const isGroup = (column: number): boolean => npsGroup.test(names[column] ?? '')
  const questions = names.flatMap((name, column): SurveyQuestion[] => {
    const id = ids[column] ?? ''
    if (id === '' || metadata.test(id) || isGroup(column)) return []
    const label = (labels[column] ?? '').trim() || name
    return [{ column, name, label, isNps: names.includes(`${name}_NPS_GROUP`) }]
  })
  const finished = ids.indexOf('Finished')
  const status = ids.indexOf('Status')
  const channel = ids.indexOf('DistributionChannel')
  return {
    product: 'qualtrics',
    productName: 'Qualtrics',
    extraHeaders,
    questions,
    ids: columnsNamed(ids, 'responseid'),
    times: columnsNamed(ids, 'enddate', 'recordeddate'),
    contacts: columnsNamed(ids, 'recipientemail', 'emailaddress', 'externalreference', 'externaldatareference'),
    zone: zoneOf(rows[importIds] ?? []),
    ignore: (cells) => {
      const kind = kindOfStatus(cells[status] ?? '', cells[channel] ?? '')
      if (kind !== null) return kind
      return finished !== -1 && readBoolean(cells[finished] ?? '') === false ? 'unfinished' : null
    },
  }
}

/** `{"ImportId":"endDate","timeZone":"America/Denver"}`; `Z` is UTC. */
function zoneOf(row: readonly string[]): string | null {
  for (const cell of row) {
    const zone = /"timeZone"\s*:\s*"([^"]+)"/.exec(cell)?.[1]
    if (zone === 'Z') return 'UTC'
    if (zone !== undefined && isZone(zone)) return zone
  }
  return null
}

function kindOfStatus(status: string, channel: string): string | null {
  const bits = /^\d{1,3}$/.test(status) ? Number(status) : 0
  if ((bits & 1) !== 0 || channel === 'preview' || /preview|vorschau|aper[çc]u|vista previa|visualiza/i.test(status)) {
    return 'preview response'
  }
  if ((bits & 2) !== 0 || channel === 'test' || /\btest|prueba|teste\b/i.test(status)) return 'test response'
  return (bits & 8) !== 0 || /spam/i.test(status) ? 'spam' : null
}

export const qualtricsCsv: ExportFormat = {
  id: 'qualtrics-csv',
  row: null,
  title: 'Qualtrics responses (CSV, TSV)',
  files: 'one response per row below two or three header rows',
  howToGet: 'Qualtrics: Data & Analysis > Export & Import > Export Data > CSV',
  measures: 'NPS, CSAT or effort, joined by e-mail, number, external reference or embedded ticket or conversation id',
  detect: (sample) =>
    layoutOf(sample) === null ? null : { score: 96, because: 'The header rows are those of a Qualtrics export.' },
  plan: (sample, settings) => planSurveyExport(sample, settings, readSurvey(sample, layoutOf(sample) ?? 'current')),
}
