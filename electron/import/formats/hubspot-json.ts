/**
 * Threads and messages of HubSpot's conversations inbox and help desk as JSON.
 *
 * Product: HubSpot. Where a user gets it: `GET /conversations/v3/conversations/threads` and, for each thread,
 * `/threads/{id}/messages`; names from `/actors/batch/read`, `/inboxes` and the CRM's contacts. Scripts save the pages
 * (`{"results":[…]}`), arrays, JSON lines, or threads with their messages inside. Documented at
 * https://developers.hubspot.com/docs/guides/api/conversations/inbox-and-messages and in the vendor's API description
 * (github.com/HubSpot/HubSpot-public-api-spec-collection). Times are ISO 8601 in UTC. Seen: the description
 * of v3 and the examples of its guide.
 */
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { hubspot } from '../products/hubspot-actor.ts'
import { kindOf, openHubspot } from '../products/hubspot-records.ts'
import { objectsAt } from '../file/json-head.ts'
import { planJson } from '../json/json-plan.ts'
import { findRecordPaths } from '../json/record-paths.ts'

const listKeys = [
  'results',
  'threads',
  'messages',
  'actors',
  'inboxes',
  'contacts',
  'messages.results',
  'threads.results',
]
const detectionRecords = 200

function pathsOf(sample: ExportSample): readonly string[] {
  return findRecordPaths(sample, listKeys, (object) => kindOf(object) !== null)
}

function isHubspot(sample: ExportSample): boolean {
  const { json } = sample
  if (json === null) return false
  const records = pathsOf(sample).flatMap((path) => objectsAt(json, path).slice(0, detectionRecords))
  return records.some((record) => {
    const kind = kindOf(record)
    return kind !== null && kind !== 'channel'
  })
}

export const hubspotJson: ExportFormat = {
  id: 'hubspot-json',
  row: null,
  title: 'HubSpot conversations (API JSON)',
  files: 'threads, messages, actors, inboxes and contacts: pages of results, arrays, or JSON lines',
  howToGet:
    'HubSpot API: /conversations/v3/conversations/threads and /threads/{id}/messages, also /actors and /inboxes',
  measures: 'response and resolution times, volumes, agents, inboxes, returning customers; no teams, no surveys',
  detect: (sample) =>
    isHubspot(sample)
      ? { score: 95, because: 'The records have the fields of objects in the HubSpot conversations API.' }
      : null,
  plan: (sample, settings) =>
    planJson(sample, {
      product: hubspot,
      sourceName: 'HubSpot',
      paths: pathsOf(sample),
      assumptions: [
        'outgoing messages of a user or a mailbox counted as written by people; those of bots, integrations and HubSpot itself as automatic',
      ],
      meanings: {
        id: 'id',
        createdAt: 'time',
        closedAt: 'closing time',
        status: 'status',
        inboxId: 'inbox',
        assignedTo: 'agent',
        associatedContactId: 'contact',
        originalChannelId: 'channel',
        spam: 'left out',
        archived: 'left out',
        messages: 'messages',
        conversationsThreadId: 'conversation',
        threadId: 'conversation',
        direction: 'direction',
        senders: 'author',
        recipients: 'receiver',
        text: 'text',
        channelId: 'channel',
        type: 'kind of entry',
        newStatus: 'closed or reopened',
        name: 'name',
        email: 'address',
        properties: 'name and address',
      },
      open: (times) => openHubspot(times, settings.choices.channel ?? null),
    }),
}
