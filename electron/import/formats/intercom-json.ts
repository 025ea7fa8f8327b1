/**
 * Conversations and people of Intercom's API as JSON.
 *
 * Product: Intercom. Where a user gets it: `GET /conversations/{id}` (with its parts), `GET /conversations` and `POST
 * /conversations/search` (without), `GET /admins`, `/teams`, `/contacts`; scripts and connectors save the same objects as
 * JSON lines, some in `{"stream":…,"data":{…}}`. Documented at
 * https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations and in the vendor's OpenAPI
 * description (github.com/intercom/Intercom-OpenAPI). Times are epoch seconds. Seen: API versions 2.14 and 1.x.
 */
import { openEnvelope } from '../json/connector-envelope.ts'
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { objectsAt } from '../file/json-head.ts'
import { planJson } from '../json/json-plan.ts'
import { isJsonObject } from '../file/json-rows.ts'
import { intercom } from '../products/intercom-author.ts'
import { kindOf, openIntercom } from '../products/intercom-records.ts'
import { findRecordPaths } from '../json/record-paths.ts'
import { fieldText } from '../json/json-fields.ts'

const listKeys = ['conversations', 'admins', 'teams', 'contacts', 'users', 'data']
const listTypes = new Set(['conversation.list', 'admin.list', 'team.list', 'contact.list', 'user.list'])
const detectionRecords = 200

function pathsOf(sample: ExportSample): readonly string[] {
  return findRecordPaths(sample, listKeys, (object) => kindOf(openEnvelope(object).object) !== null)
}

function isIntercom(sample: ExportSample): boolean {
  const { json } = sample
  if (json === null) return false
  const records = pathsOf(sample).flatMap((path) => objectsAt(json, path).slice(0, detectionRecords))
  if (records.some((record) => kindOf(openEnvelope(record).object) !== null)) return true
  const [root] = json.roots
  return isJsonObject(root) && listTypes.has(fieldText(root, 'type'))
}

export const intercomJson: ExportFormat = {
  id: 'intercom-json',
  row: null,
  title: 'Intercom conversations and people (API JSON)',
  files: 'conversations with or without their parts, parts, contacts, admins, teams: one object, a list, or JSON lines',
  howToGet:
    'Intercom API: GET /conversations/{id} for each conversation, also /contacts, /admins and /teams; or a connector',
  measures:
    'response and resolution times, volumes, agents, teams, CSAT, opt-outs; without conversation parts no times of single messages',
  detect: (sample) =>
    isIntercom(sample) ? { score: 95, because: 'The records have the fields of objects in the Intercom API.' } : null,
  plan: (sample, settings) =>
    planJson(sample, {
      product: intercom,
      sourceName: 'Intercom',
      paths: pathsOf(sample),
      assumptions: [
        'durations that Intercom computed are kept apart, since they leave out the time outside office hours',
      ],
      meanings: {
        id: 'id',
        created_at: 'opening time',
        updated_at: 'version of the row',
        source: 'channel and opening message',
        conversation_parts: 'messages',
        conversation_message: 'opening message',
        state: 'status',
        admin_assignee_id: 'agent',
        team_assignee_id: 'team',
        assignee: 'agent or team',
        contacts: 'contact',
        user: 'contact',
        conversation_rating: 'rating',
        statistics: 'durations as Intercom reports them, reopenings',
        part_type: 'kind of entry',
        body: 'text',
        author: 'author',
        conversation_id: 'conversation',
        email: 'address',
        phone: 'address',
        name: 'name',
        unsubscribed_from_emails: 'opt-out from e-mail',
        unsubscribed_from_sms: 'opt-out from SMS',
        data: 'record',
      },
      open: (times) => openIntercom(times, settings.choices.channel ?? null),
    }),
}
