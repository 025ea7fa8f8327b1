/**
 * Conversations, messages, comments, events, teammates and inboxes as Front's Core API answers them.
 *
 * Where a user gets it: `GET https://api2.frontapp.com/conversations`, `/conversations/ID/messages`,
 * `/conversations/ID/comments`, `/events` or `/conversations/ID/events`, `/teammates` and `/inboxes`, whose pages
 * (`{"_results":[…]}`) are saved one after another, as arrays, as JSON lines, or by a connector. Documented at
 * https://dev.frontapp.com/reference and github.com/frontapp/front-api-specs. Times are seconds with a fraction; only the
 * events `archive` and `reopen` tell when a conversation was closed. Seen: Core API of 2024.
 */
import { openEnvelope } from '../json/connector-envelope.ts'
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { mapComment, mapConversation, mapEvent, mapInbox, mapMessage, mapTeammate } from '../products/front-records.ts'
import type { FrontReading } from '../products/front-records.ts'
import { frontKey } from '../products/front-words.ts'
import { fieldObject, fieldText, noObject } from '../json/json-fields.ts'
import { hasFields, objectsAt } from '../file/json-head.ts'
import { planJson } from '../json/json-plan.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { findRecordPaths } from '../json/record-paths.ts'

type Kind = 'wrapper' | 'conversation' | 'message' | 'comment' | 'event' | 'teammate' | 'inbox'

/** Front's ids say what they are of: https://dev.frontapp.com/docs/resource-ids. */
const kindsByPrefix = new Map<string, Kind>([
  ['cnv', 'conversation'],
  ['msg', 'message'],
  ['com', 'comment'],
  ['evt', 'event'],
  ['tea', 'teammate'],
  ['inb', 'inbox'],
])

function kindOf(record: JsonObject): Kind | null {
  const conversation = fieldObject(record, 'conversation')
  if (!hasFields(record, 'id') && kindOfId(conversation) === 'conversation') return 'wrapper'
  return kindOfId(record)
}

function kindOfId(record: JsonObject): Kind | null {
  const id = /^([a-z]{3})_[0-9a-z]+$/.exec(fieldText(record, 'id'))
  return id === null ? null : (kindsByPrefix.get(id[1] ?? '') ?? null)
}

const listKeys = ['_results', 'conversations', 'messages', 'comments', 'events', 'teammates', 'inboxes']

function pathsOf(sample: ExportSample): readonly string[] {
  return findRecordPaths(sample, listKeys, (object) => {
    // Also one that is damaged: answers with lists have none.
    return hasFields(object, 'conversation') || kindOf(openEnvelope(object).object) !== null
  })
}

/** Ids of Front's form and what only its API has beside them. */
function isFront(record: JsonObject): boolean {
  const kind = kindOf(record)
  if (kind === null) return false
  const one = kind === 'wrapper' ? fieldObject(record, 'conversation') : record
  if (fieldText(fieldObject(one, '_links'), 'self').includes('frontapp.com')) return true
  switch (kind) {
    case 'wrapper':
    case 'conversation':
      return hasFields(one, 'status', 'created_at') && ['recipient', 'assignee'].some((name) => hasFields(one, name))
    case 'message':
      return hasFields(one, 'is_inbound', 'created_at')
    case 'comment':
      return hasFields(one, 'posted_at')
    case 'event':
      return hasFields(one, 'emitted_at')
    case 'teammate':
      return hasFields(one, 'username')
    case 'inbox':
      return hasFields(one, 'is_private') || hasFields(one, 'is_public')
  }
}

export const frontJson: ExportFormat = {
  id: 'front-json',
  row: null,
  title: 'Front conversations and messages (API JSON)',
  files: 'pages or lists of conversations, messages, comments, events, teammates or inboxes',
  howToGet:
    'Front Core API: /conversations, and /messages, /comments and /events of each conversation, besides /teammates and /inboxes',
  measures:
    'response times, volumes, replies, agents, inboxes and returning customers; closing times if the events are there',
  detect: (sample) => {
    const { json } = sample
    if (json === null) return null
    const records = pathsOf(sample)
      .flatMap((path) => objectsAt(json, path))
      .slice(0, 50)
    return records.some((record) => isFront(openEnvelope(record).object))
      ? { score: 95, because: 'The records have the ids and fields of Front’s Core API.' }
      : null
  },
  plan: (sample, settings) =>
    planJson(sample, {
      product: frontKey,
      sourceName: 'Front',
      paths: pathsOf(sample),
      assumptions: [
        'outgoing messages without an author counted as automatic, since rules and integrations write those',
        'closing times from the events archive and reopen; without events there are none',
      ],
      meanings: {
        id: 'id',
        created_at: 'time',
        emitted_at: 'time',
        posted_at: 'time',
        type: 'channel or kind of event',
        is_inbound: 'direction',
        author: 'agent',
        assignee: 'agent',
        recipient: 'customer',
        recipients: 'customer',
        status: 'status',
        body: 'text',
        text: 'text',
        error_type: 'delivery status',
      },
      open: (times) => {
        const reading: FrontReading = {
          times,
          fallbackChannel: settings.choices.channel ?? 'other',
          ignoredParts: new Map(),
        }
        return {
          map: (row) => {
            const record = openEnvelope(row).object
            switch (kindOf(record)) {
              case 'wrapper':
                return mapConversation(fieldObject(record, 'conversation'), record, reading)
              case 'conversation':
                return mapConversation(record, noObject, reading)
              case 'message':
                return mapMessage(record, reading)
              case 'comment':
                return mapComment(record, reading)
              case 'event':
                return mapEvent(record, reading)
              case 'teammate':
                return mapTeammate(record)
              case 'inbox':
                return mapInbox(record)
              case null:
                return 'other record'
            }
          },
          lateAssumptions: () =>
            [...reading.ignoredParts].map(([kind, count]) => `inside conversations, no data: ${kind} (${count})`),
        }
      },
    }),
}
