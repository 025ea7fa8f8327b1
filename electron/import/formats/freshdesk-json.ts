/**
 * Freshdesk's tickets, conversations, people, groups and ratings as its API answers them, and Freshservice's, which has the
 * same tickets.
 *
 * Where a user gets it: `GET /api/v2/tickets/ID?include=conversations,requester,stats` per ticket (ten conversations at
 * most), or the lists `/tickets?include=description,requester,stats`, `/tickets/ID/conversations`, `/contacts`, `/agents`,
 * `/groups` and `/surveys/satisfaction_ratings`, saved one after another, as JSON lines, or by a connector. Documented at
 * https://developers.freshdesk.com/api/. Conversations are in no order; a ticket's first message is its description, which
 * web chat alone repeats among them after a generated greeting. Seen: API v2, tickets of 2024 and 2026.
 */
import { openEnvelope } from '../json/connector-envelope.ts'
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { mapGroup, mapPerson, mapRating } from '../products/freshdesk-people.ts'
import { mapConversation, mapTicket, nestedConversations } from '../products/freshdesk-ticket.ts'
import type { FreshdeskReading } from '../products/freshdesk-ticket.ts'
import { freshdeskKey } from '../products/freshdesk-words.ts'
import { hasFields, objectsAt } from '../file/json-head.ts'
import { fieldObject } from '../json/json-fields.ts'
import { planJson } from '../json/json-plan.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { findRecordPaths } from '../json/record-paths.ts'

type Kind = 'wrapper' | 'ticket' | 'conversation' | 'rating' | 'agent' | 'group' | 'contact'

/** By the fields that only Freshdesk gives such a record; null = none of its records. */
function kindOf(record: JsonObject): Kind | null {
  const hasAny = (...names: string[]): boolean => names.some((name) => hasFields(record, name))
  if (hasFields(record, 'ticket')) return kindOf(fieldObject(record, 'ticket')) === 'ticket' ? 'wrapper' : null
  if (
    hasFields(record, 'requester_id', 'status', 'created_at') &&
    hasAny('responder_id', 'fr_due_by', 'fr_escalated')
  ) {
    return 'ticket'
  }
  if (hasFields(record, 'incoming', 'private', 'user_id') && hasAny('body_text', 'body')) return 'conversation'
  if (hasFields(record, 'survey_id', 'ticket_id', 'ratings')) return 'rating'
  if (hasAny('ticket_scope', 'occasional')) return 'agent'
  if (hasFields(record, 'name') && hasAny('unassigned_for', 'escalate_to', 'auto_ticket_assign')) return 'group'
  if (hasAny('unique_external_id', 'view_all_tickets', 'can_see_all_tickets_from_associated_departments')) {
    return 'contact'
  }
  return null
}

const listKeys = [
  'tickets',
  'results',
  'conversations',
  'contacts',
  'requesters',
  'agents',
  'groups',
  'satisfaction_ratings',
]

function pathsOf(sample: ExportSample): readonly string[] {
  return findRecordPaths(sample, listKeys, (object) => {
    // Also one that is damaged: answers with lists have none.
    return hasFields(object, 'ticket') || kindOf(openEnvelope(object).object) !== null
  })
}

function firstKind(sample: ExportSample): Kind | null {
  if (sample.json === null) return null
  const { json } = sample
  for (const record of pathsOf(sample)
    .flatMap((path) => objectsAt(json, path))
    .slice(0, 50)) {
    const kind = kindOf(openEnvelope(record).object)
    if (kind !== null) return kind
  }
  return null
}

export const freshdeskJson: ExportFormat = {
  id: 'freshdesk-json',
  row: null,
  title: 'Freshdesk or Freshservice tickets (API JSON)',
  files: 'tickets with their conversations, lists of tickets, conversations, contacts, agents, groups or ratings',
  howToGet:
    'Freshdesk API: /api/v2/tickets?include=description,requester,stats and /tickets/ID/conversations for each ticket, besides /agents and /groups',
  measures: 'response and resolution times, volumes, replies, agents, teams, ratings and returning customers',
  detect: (sample) => {
    const kind = firstKind(sample)
    if (kind === null) return null
    const isSure = kind === 'wrapper' || kind === 'ticket' || kind === 'conversation'
    return { score: isSure ? 95 : 91, because: 'The records have the fields of the Freshdesk API.' }
  },
  plan: (sample, settings) =>
    planJson(sample, {
      product: freshdeskKey,
      sourceName: 'Freshdesk',
      paths: pathsOf(sample),
      assumptions: [
        'a ticket’s description is the customer’s first message, and ours where the ticket is an outbound e-mail',
      ],
      meanings: {
        id: 'ticket or message id',
        ticket_id: 'conversation',
        created_at: 'time',
        requester_id: 'customer',
        responder_id: 'agent',
        group_id: 'team',
        source: 'channel',
        status: 'status',
        description: 'text of the first message',
        description_text: 'text of the first message',
        conversations: 'messages',
        incoming: 'direction',
        private: 'note',
        user_id: 'author',
        body: 'text',
        body_text: 'text',
        stats: 'first reply and close',
        updated_at: 'version of the row',
      },
      open: (times) => {
        const reading: FreshdeskReading = {
          times,
          fallbackChannel: settings.choices.channel ?? 'other',
          deletedMessages: 0,
          lonelyTickets: 0,
          fullTickets: 0,
        }
        return {
          map: (row) => {
            const record = openEnvelope(row).object
            switch (kindOf(record)) {
              case 'wrapper':
                return mapTicket(
                  fieldObject(record, 'ticket'),
                  nestedConversations(record) ?? nestedConversations(fieldObject(record, 'ticket')),
                  reading,
                )
              case 'ticket':
                return mapTicket(record, nestedConversations(record), reading)
              case 'conversation':
                return mapConversation(record, times)
              case 'rating':
                return mapRating(record, times)
              case 'agent':
                return mapPerson(record, 'agent', times)
              case 'contact':
                return mapPerson(record, 'customer', times)
              case 'group':
                return mapGroup(record, times)
              case null:
                return 'other record'
            }
          },
          lateAssumptions: () => [
            ...(reading.deletedMessages > 0 ? [`deleted messages left out: ${reading.deletedMessages}`] : []),
            ...(reading.lonelyTickets > 0
              ? [
                  `tickets without their conversations: ${reading.lonelyTickets}; import the conversations too, or they count as unanswered`,
                ]
              : []),
            ...(reading.fullTickets > 0
              ? [
                  `tickets with exactly ten conversations: ${reading.fullTickets}; the API includes no more, so import /tickets/ID/conversations of these too`,
                ]
              : []),
          ],
        }
      },
    }),
}
