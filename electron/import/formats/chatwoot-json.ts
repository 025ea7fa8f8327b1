/**
 * What Chatwoot's API answers and its webhooks send: conversations, messages, survey responses, reporting events, and the
 * lists that say who is who.
 *
 * Product: Chatwoot, hosted or self-hosted. How a user gets it: GET /api/v1/accounts/N/conversations (pages of
 * `{"data":{"meta":…,"payload":[…]}}`) and GET …/conversations/ID/messages for each of them (`{"meta":…,"payload":[…]}`),
 * saved as they are, one after the other, as arrays or one per line; or a webhook's deliveries, one per line; inboxes,
 * agents and contacts from their lists. Documented at https://developers.chatwoot.com/api-reference and by the templates in
 * app/views of chatwoot/chatwoot. Seen: versions 1 to 4.
 *
 * Labels, `muted` and `additional_attributes` are left alone: to mute a conversation is the agent's act, no opt-out.
 */
import {
  conversationOf,
  mapChatwootConversation,
  mapChatwootEvent,
  mapChatwootSurvey,
} from '../products/chatwoot-conversation.ts'
import { mapChatwootMessage } from '../products/chatwoot-message.ts'
import type { MessageContext } from '../products/chatwoot-message.ts'
import { chatwoot, openPeople } from '../products/chatwoot-people.ts'
import { isRejection } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { fieldObject, fieldText, noObject } from '../json/json-fields.ts'
import { hasFields, objectsAt } from '../file/json-head.ts'
import { arePages, planPages } from '../json/json-pages.ts'
import type { JsonPages } from '../json/json-pages.ts'
import type { JsonObject } from '../file/json-rows.ts'

type RecordKind = 'message' | 'conversation' | 'event' | 'survey' | 'inbox' | 'user' | 'contact'

function kindOf(object: JsonObject): RecordKind | null {
  if (hasFields(object, 'message_type', 'content', 'private')) return 'message'
  if (hasFields(object, 'name', 'value', 'event_start_time', 'event_end_time')) return 'event'
  if (hasFields(object, 'rating', 'feedback_message', 'conversation_id')) return 'survey'
  if (fieldText(object, 'channel_type').startsWith('Channel::') && hasFields(object, 'id', 'name')) return 'inbox'
  if (isConversation(object)) return 'conversation'
  if (hasFields(object, 'available_name', 'availability_status', 'role')) return 'user'
  if (hasFields(object, 'availability_status', 'phone_number', 'identifier', 'thumbnail')) return 'contact'
  return null
}

function isConversation(object: JsonObject): boolean {
  if (!hasFields(object, 'id', 'status', 'meta') || !hasFields(object, 'inbox_id')) return false
  const channel = fieldText(fieldObject(object, 'meta'), 'channel') || fieldText(object, 'channel')
  return channel.startsWith('Channel::') || hasFields(object, 'contact_last_seen_at', 'agent_last_seen_at')
}

function isWebhook(object: JsonObject): boolean {
  return /^(?:message|conversation|contact|webwidget|inbox)_[a-z_]+$/.test(fieldText(object, 'event'))
}

const pages: JsonPages = {
  paths: ['data.payload.*', 'payload.*', '*.data.payload.*', '*.payload.*'],
  isRecord: (object) => kindOf(object) !== null,
  isEmpty: (head) => objectsAt(head, 'data.meta').some((meta) => hasFields(meta, 'mine_count', 'all_count')),
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  return planPages(sample, pages, {
    product: chatwoot,
    sourceName: 'Chatwoot',
    assumptions: [
      'all files of Chatwoot in this workspace taken as those of one account',
      'Twilio inboxes taken as SMS unless the address says WhatsApp',
    ],
    meanings: {
      id: 'id',
      content: 'text',
      conversation_id: 'conversation',
      created_at: 'time',
      message_type: 'direction',
      private: 'note',
      sender: 'author',
      inbox_id: 'inbox',
      status: 'status',
      meta: 'customer, channel, agent, team',
      first_reply_created_at: 'first reply',
      messages: 'messages',
      last_activity_at: 'version of the row',
      event_end_time: 'time',
      rating: 'score',
      feedback_message: 'comment',
    },
    open: (times) => {
      let senderless = 0
      let events = 0
      const context: MessageContext = {
        times,
        people: openPeople(),
        chosenChannel: settings.choices.channel,
        senderless: () => {
          senderless++
        },
      }
      return {
        map: (record) => {
          const kind = kindOf(record)
          if (kind === 'event') events++
          return mapRecord(record, kind, context)
        },
        lateAssumptions: () => [
          ...(senderless === 0
            ? []
            : [`outgoing messages without a sender counted as automatic, as Chatwoot does (${senderless} of them)`]),
          ...(events === 0
            ? []
            : [
                'conversation numbers in reporting events taken as those of the conversations, which holds while the installation has one account',
              ]),
        ],
      }
    },
  })
}

function mapRecord(record: JsonObject, kind: RecordKind | null, context: MessageContext): MappedRow {
  switch (kind) {
    case 'message': {
      const conversation = fieldObject(record, 'conversation')
      const mapped = mapChatwootMessage(record, conversation, context)
      if (conversation === noObject || typeof mapped === 'string' || isRejection(mapped)) return mapped
      return [...mapped, ...conversationOf(conversation, context)]
    }
    case 'conversation':
      return fieldText(record, 'event').includes('typing') ? 'typing' : mapChatwootConversation(record, context)
    case 'event':
      return mapChatwootEvent(record, context)
    case 'survey':
      return mapChatwootSurvey(record, context)
    case 'inbox':
      return namesOf(context.people.inbox(record, null))
    case 'user':
      return namesOf(context.people.user(record, null))
    case 'contact':
      return namesOf(context.people.contact(record, null))
    case null:
      return isWebhook(record) ? `webhook ${fieldText(record, 'event')}` : 'other object'
  }
}

function namesOf(records: MappedRow & readonly unknown[]): MappedRow {
  return records.length === 0 ? 'nothing new' : records
}

export const chatwootJson: ExportFormat = {
  id: 'chatwoot-json',
  row: null,
  title: 'Chatwoot conversations, messages and webhooks (API JSON)',
  files: 'pages, arrays or JSON lines of conversations, messages, survey responses, reporting events',
  howToGet: 'Chatwoot API: /api/v1/accounts/N/conversations, then /conversations/ID/messages for each of them',
  measures:
    'response and resolution times, volumes, agents, teams, satisfaction; resolution only where activity messages or reporting events are in the files',
  detect: (sample) =>
    arePages(sample, pages) ? { score: 94, because: 'The objects have the fields of Chatwoot’s API.' } : null,
  plan,
}
