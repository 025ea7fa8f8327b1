/**
 * Delighted's survey responses, as its API answers them, in JSON or JSON lines.
 *
 * Product: Delighted (Qualtrics). Where a user gets it: `GET https://api.delighted.com/v1/survey_responses.json?expand[]=person`
 * (app.delighted.com/docs/api). A response: id, person (an id, or {id, name, email, phone_number} where expanded),
 * survey_type, score, comment, created_at and updated_at in seconds, person_properties, tags. Scores by type: nps and enps 0
 * to 10, csat, smileys and stars5 1 to 5, ces 1 to 7, thumbs 0 or 1.
 */
import type { SurveyKind } from '../../../shared/model.ts'
import { conversationOf } from '../table/conversation-url.ts'
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, MappedRow } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { fieldId, fieldObject, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { hasFields, objectsAt } from '../file/json-head.ts'
import { planJson } from '../json/json-plan.ts'
import { optionalTime } from '../json/json-record.ts'
import { cellOf, isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { aliasOrNull } from '../record.ts'
import { goodBadScale, usualScales } from '../table/score-words.ts'
import type { Scale } from '../table/score-words.ts'
import { surveyRecords } from '../table/survey-rows.ts'
import { surveyFields } from '../table/table-fields.ts'
import type { TimeReader } from '../times/time-reader.ts'

const kinds = new Map<string, { readonly kind: SurveyKind; readonly scale: Scale }>([
  ['nps', { kind: 'nps', scale: usualScales.nps }],
  ['csat', { kind: 'csat', scale: usualScales.csat }],
  ['smileys', { kind: 'csat', scale: usualScales.csat }],
  ['stars5', { kind: 'csat', scale: usualScales.csat }],
  ['thumbs', { kind: 'csat', scale: goodBadScale }],
  ['ces', { kind: 'ces', scale: usualScales.ces }],
])
const paths = ['*', 'survey_responses.*', 'data.*', '']
const conversationNames = new Set(surveyFields.conversation.split(' '))
const agentNames = new Set(surveyFields.agent.split(' '))

function isResponse(record: JsonObject): boolean {
  return hasFields(record, 'survey_type', 'score', 'person', 'created_at')
}

function pathOf({ json, shape }: ExportSample): string | null {
  if (json === null) return null
  return (shape === 'lines' ? [''] : paths).find((path) => objectsAt(json, path).some(isResponse)) ?? null
}

/** The value of the first property whose name is one of these. */
function propertyNamed(properties: JsonObject, names: ReadonlySet<string>): string | null {
  const name = Object.keys(properties).find(
    (key) => names.has(foldHeader(key)) && cellOf(properties, key).trim() !== '',
  )
  return name === undefined ? null : cellOf(properties, name).trim()
}

function mapResponse(record: JsonObject, times: TimeReader): MappedRow {
  const type = fieldText(record, 'survey_type')
  // Employees and product-market fit are no customers' opinion of the service.
  if (type === 'enps' || type === 'pmf') return `${type} survey`
  const known = kinds.get(type)
  if (known === undefined) return reject('survey-kind-unknown', 'survey_type', type)
  const answeredAt = optionalTime(record, 'created_at', times)
  if (isRejection(answeredAt)) return answeredAt
  const properties = fieldObject(record, 'person_properties')
  return surveyRecords(
    {
      id: fieldId(record, 'id'),
      answeredAt,
      channel: null,
      contact: contactOf(record),
      conversation: conversationOf(propertyNamed(properties, conversationNames)),
      agent: propertyNamed(properties, agentNames),
      team: null,
      comment: fieldOrNull(record, 'comment'),
    },
    [{ text: fieldText(record, 'score'), ...known, name: 'score' }],
  )
}

function contactOf(record: JsonObject): string | null {
  const { person } = record
  if (!isJsonObject(person)) {
    const id = fieldId(record, 'person')
    return aliasOrNull('delighted', id)
  }
  const id = fieldId(person, 'id')
  return (
    fieldOrNull(person, 'phone_number') ??
    fieldOrNull(person, 'phone') ??
    fieldOrNull(person, 'email') ??
    aliasOrNull('delighted', id)
  )
}

export const delightedJson: ExportFormat = {
  id: 'delighted-json',
  row: null,
  title: 'Delighted survey responses (JSON)',
  files: 'the API’s list of survey responses, best with expanded people',
  howToGet: 'Delighted API: survey_responses.json?expand[]=person',
  measures: 'NPS, CSAT and effort, joined by number, e-mail or a property that names the ticket or conversation',
  detect: (sample) =>
    pathOf(sample) === null ? null : { score: 94, because: 'The records are survey responses of Delighted.' },
  plan: (sample) =>
    planJson(sample, {
      product: 'delighted',
      sourceName: 'Delighted',
      paths: [pathOf(sample) ?? '*'],
      assumptions: [],
      meanings: {
        id: 'id',
        person: 'customer',
        survey_type: 'kind of survey',
        score: 'score',
        comment: 'comment',
        created_at: 'answered',
        person_properties: 'conversation and agent',
      },
      open: (times) => ({ map: (record) => mapResponse(record, times) }),
    }),
}
