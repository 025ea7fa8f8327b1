/**
 * What an object of a Zendesk JSON file is: by the list or the connector's stream that it stands in, else by its fields.
 * Also the wrappers that the account export puts around it: `{"ticket":{…}}`.
 */
import { openEnvelope } from '../json/connector-envelope.ts'
import { fieldObject, fieldText } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'

export type ZendeskKind = 'ticket' | 'comment' | 'user' | 'group' | 'metrics' | 'rating'

/** The lists of API pages and the streams of connectors that hold data. */
const dataLists = new Map<string, ZendeskKind>([
  ['tickets', 'ticket'],
  ['comments', 'comment'],
  ['ticket_comments', 'comment'],
  ['users', 'user'],
  ['groups', 'group'],
  ['ticket_metrics', 'metrics'],
  ['metric_sets', 'metrics'],
  ['satisfaction_ratings', 'rating'],
])

/** Lists and streams that hold none: as rows they are counted by these names. */
const otherLists = [
  'organizations',
  'organization_memberships',
  'group_memberships',
  'audits',
  'ticket_audits',
  'audit_logs',
  'ticket_events',
  'ticket_metric_events',
  'ticket_activities',
  'ticket_fields',
  'ticket_forms',
  'ticket_skips',
  'custom_statuses',
  'brands',
  'tags',
  'macros',
  'triggers',
  'automations',
  'schedules',
  'sla_policies',
  'calls',
  'legs',
]

/** Lists that hold objects of any kind: search results, and the dumps of scripts. */
const mixedLists = ['results', 'data', 'items', 'records']

export const listNames: readonly string[] = [...dataLists.keys(), ...otherLists, ...mixedLists]

const wrappers = new Map<string, ZendeskKind>([
  ['ticket', 'ticket'],
  ['comment', 'comment'],
  ['user', 'user'],
  ['group', 'group'],
  ['ticket_metric', 'metrics'],
  ['satisfaction_rating', 'rating'],
])

export interface ZendeskObject {
  readonly object: JsonObject
  /** A text is the kind of an object that is no data. */
  readonly kind: ZendeskKind | { readonly other: string }
}

/** The lists of a page; none in an object that is data itself. */
export function listsOf(object: JsonObject): readonly string[] {
  if (Object.hasOwn(object, 'id') || isJsonObject(object['ticket'])) return []
  return listNames.filter((name) => Array.isArray(object[name]))
}

/**
 * The object inside its wrappers, with what it is.
 *
 * @param list where the object stands, such as `tickets`; null = unknown
 */
export function unwrap(object: JsonObject, list: string | null): ZendeskObject {
  const enveloped = openEnvelope(object)
  if (enveloped.stream !== null) return unwrap(enveloped.object, enveloped.stream || list)
  if (!Object.hasOwn(object, 'id')) {
    for (const [name, kind] of wrappers) {
      const inner = object[name]
      if (isJsonObject(inner)) return { object: kind === 'ticket' ? withNeighbours(inner, object) : inner, kind }
    }
  }
  const kind = list === null ? undefined : dataLists.get(list)
  if (kind !== undefined) return { object, kind }
  if (list !== null && otherLists.includes(list)) return { object, kind: { other: list.replaceAll('_', ' ') } }
  if (list !== null && !mixedLists.includes(list)) return { object, kind: { other: 'other stream' } }
  return { object, kind: kindOf(object) ?? { other: 'other object' } }
}

/** A ticket whose comments and metrics stand beside it: what scripts write that ask for both. */
function withNeighbours(ticket: JsonObject, wrapper: JsonObject): JsonObject {
  const found = ['comments', 'metric_set'].filter(
    (name) => Object.hasOwn(wrapper, name) && !Object.hasOwn(ticket, name),
  )
  return found.length === 0 ? ticket : { ...ticket, ...Object.fromEntries(found.map((name) => [name, wrapper[name]])) }
}

function kindOf(object: JsonObject): ZendeskKind | { readonly other: string } | null {
  if (hasFields(object, 'ticket_id', 'reply_time_in_minutes')) return 'metrics'
  if (hasFields(object, 'ticket_id', 'score')) return 'rating'
  if (hasFields(object, 'author_id', 'events')) return { other: 'audits' }
  if (isJsonObject(object['organization'])) return { other: 'organizations' }
  if (hasFields(object, 'author_id', 'created_at')) return 'comment'
  if (hasFields(object, 'id', 'role', 'name')) return 'user'
  if (hasFields(object, 'requester_id') || hasFields(object, 'requester', 'submitter')) return 'ticket'
  return hasFields(object, 'id', 'name') && /\/api\/v2\/groups\//.test(fieldText(object, 'url')) ? 'group' : null
}

/** Whether the object shows fields that nobody but Zendesk writes. */
export function hasZendeskMarks({ object, kind }: ZendeskObject): boolean {
  const isAt = (resource: string): boolean => fieldText(object, 'url').includes(`/api/v2/${resource}/`)
  switch (kind) {
    case 'ticket': {
      const names = hasFields(object, 'requester_id', 'submitter_id') || hasFields(object, 'requester', 'submitter')
      return names && (Object.hasOwn(fieldObject(object, 'via'), 'channel') || isAt('tickets'))
    }
    case 'comment':
      return (
        hasFields(object, 'author_id', 'public') && (hasFields(object, 'audit_id') || hasFields(object, 'plain_body'))
      )
    case 'metrics':
      return hasFields(object, 'reply_time_in_minutes', 'requester_wait_time_in_minutes')
    case 'rating':
      return hasFields(object, 'ticket_id', 'requester_id', 'assignee_id', 'score')
    case 'user':
      return isAt('users') || hasFields(object, 'role', 'ticket_restriction')
    case 'group':
      return isAt('groups')
    default:
      return false
  }
}
