/** The kinds of objects that Intercom's API and its connectors write, alone, in lists and in lines. */
import type { Channel } from '../../../shared/model.ts'
import { openEnvelope } from '../json/connector-envelope.ts'
import type { MappedRow } from '../export-format.ts'
import { reject } from '../export-format.ts'
import { fieldIdOrNone } from './intercom-author.ts'
import { mapConversation } from './intercom-conversation.ts'
import type { Noticed } from './intercom-reading.ts'
import { mapAdmin, mapContact, mapTeam } from './intercom-people.ts'
import { readPart } from './intercom-part.ts'
import { fieldObject, fieldText } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import type { JsonObject } from '../file/json-rows.ts'
import type { TimeReader } from '../times/time-reader.ts'

export type IntercomKind = 'conversation' | 'part' | 'contact' | 'admin' | 'team'

/** Other objects of the API, which say nothing of conversations. */
const otherKinds = new Map([
  ['ticket', 'ticket'],
  ['ticket_type', 'ticket type'],
  ['tag', 'tag'],
  ['segment', 'segment'],
  ['company', 'company'],
  ['data_attribute', 'data attribute'],
  ['article', 'article'],
])

/** By the fields that only Intercom's objects have; null = none of its objects that matter here. */
export function kindOf(object: JsonObject): IntercomKind | null {
  const type = fieldText(object, 'type')
  const isTyped = (...types: readonly string[]): boolean => type === '' || types.includes(type)
  if (isTyped('conversation_part') && hasFields(object, 'part_type', 'author', 'created_at')) return 'part'
  if (isTyped('conversation') && hasFields(object, 'id', 'created_at')) {
    const isNamed =
      hasFields(fieldObject(object, 'source'), 'delivered_as') ||
      hasFields(object, 'conversation_message') ||
      (type === 'conversation' &&
        ['conversation_parts', 'conversation_rating', 'source'].some((name) => hasFields(object, name)))
    if (isNamed) return 'conversation'
  }
  if (type === 'admin' && hasFields(object, 'id', 'name', 'email')) return 'admin'
  if (type === 'team' && hasFields(object, 'id', 'name', 'admin_ids')) return 'team'
  if (isTyped('contact', 'user', 'lead') && hasFields(object, 'id', 'unsubscribed_from_emails')) return 'contact'
  return null
}

export interface IntercomReading {
  readonly map: (record: JsonObject) => MappedRow
  readonly lateAssumptions: () => readonly string[]
}

/** @param hasPartsElsewhere also where the objects do not come from a connector's stream */
export function openIntercom(times: TimeReader, channel: Channel | null, hasPartsElsewhere = false): IntercomReading {
  const noticed: Noticed = {
    withoutParts: 0,
    cutParts: 0,
    automaticRatings: 0,
    datedByRequest: 0,
    unknownSources: new Set(),
  }
  let streamed = 0
  let streamedParts = 0
  const map = (record: JsonObject): MappedRow => {
    const { object, stream } = openEnvelope(record)
    switch (kindOf(object)) {
      case 'conversation': {
        const isStream = stream !== null || hasPartsElsewhere
        if (isStream && !hasFields(object, 'conversation_parts')) streamed++
        return mapConversation(object, { times, channel, hasPartsElsewhere: isStream, noticed })
      }
      case 'part': {
        streamedParts++
        const conversation = fieldIdOrNone(object, 'conversation_id')
        if (conversation === null) return reject('conversation-missing', 'conversation_id', '')
        return readPart(object, conversation, times, '')
      }
      case 'contact':
        return mapContact(object, times)
      case 'admin':
        return mapAdmin(object)
      case 'team':
        return mapTeam(object)
      case null:
        return otherKinds.get(fieldText(object, 'type')) ?? 'other record'
    }
  }
  return { map, lateAssumptions: () => sentences(noticed, streamed > 0 && streamedParts === 0, channel) }
}

function sentences(noticed: Noticed, hasPartsElsewhere: boolean, channel: Channel | null): string[] {
  const some = (count: number, one: string, many: string): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? `conversation ${one}` : `conversations ${many}`}`]
  return [
    ...some(
      noticed.withoutParts,
      'has no messages in this file, as in lists and search results: answered and closed as its statistics say',
      'have no messages in this file, as in lists and search results: answered and closed as their statistics say',
    ),
    ...(hasPartsElsewhere
      ? ['replies are in the export of conversation parts: without that import these conversations look unanswered']
      : []),
    ...some(
      noticed.cutParts,
      'has more parts than Intercom exported, so its beginning is missing',
      'have more parts than Intercom exported, so their beginnings are missing',
    ),
    ...some(
      noticed.datedByRequest,
      'has a rating dated by when it was asked for, since the answer has no time',
      'have ratings dated by when they were asked for, since the answers have no time',
    ),
    ...some(
      noticed.automaticRatings,
      'has a rating of a bot, which is left out',
      'have ratings of bots, which are left out',
    ),
    ...(noticed.unknownSources.size === 0
      ? []
      : [
          `source ${[...noticed.unknownSources].map((type) => `“${type}”`).join(', ')} taken as channel ${channel ?? 'other'}`,
        ]),
  ]
}
