/** Entries of HubSpot's threads: messages, greetings, comments, changes of the status and of the assignment. */
import type { Channel } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import { addressOf, actorName, kindOfActor, personBehind } from './hubspot-actor.ts'
import {
  fieldFlag,
  fieldHtml,
  fieldId,
  fieldObject,
  fieldObjects,
  fieldOrNull,
  fieldText,
} from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord, PersonRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

/**
 * Generic channels. 1000 to 1002 from the conversations guide; forms and WhatsApp as third parties read them. All others,
 * such as custom channels, have ids of their account.
 */
const channelsById = new Map<string, Channel>([
  ['1000', 'web_chat'],
  ['1001', 'messenger'],
  ['1002', 'email'],
  ['1003', 'other'],
  ['1007', 'whatsapp'],
])

const channelsByAddress = new Map<string, Channel>([
  ['HS_EMAIL_ADDRESS', 'email'],
  ['HS_PHONE_NUMBER', 'sms'],
  ['HS_SHORT_CODE', 'sms'],
])

export interface HubspotReading {
  readonly times: TimeReader
  /** What the user said of channels that the export has only an id for. */
  readonly channel: Channel | null
  readonly unknownChannels: Set<string>
}

/** Null where only the messages tell. */
export function channelOfThread(id: string | null, { channel, unknownChannels }: HubspotReading): Channel | null {
  const known = channelsById.get(id ?? '')
  if (known === undefined && id !== null && unknownChannels.size < 5) unknownChannels.add(id)
  return known ?? channel
}

function channelOfMessage(message: JsonObject, reading: HubspotReading): Channel {
  const known = channelOfThread(fieldId(message, 'channelId'), reading)
  if (known !== null) return known
  const addresses = [...fieldObjects(message, 'senders'), ...fieldObjects(message, 'recipients')].flatMap(
    (one) => addressOf(one) ?? [],
  )
  return addresses.map(({ type }) => channelsByAddress.get(type)).find((one) => one !== undefined) ?? 'other'
}

/**
 * Records of one entry, or why there are none, or the kind of entry that is no data.
 *
 * @param thread of a nested entry; null = the entry names it
 * @param path leads to the entry, for the user
 */
export function readEntry(
  entry: JsonObject,
  thread: string | null,
  reading: HubspotReading,
  path: string,
): readonly (MessageRecord | PersonRecord)[] | Rejection | string {
  const type = fieldText(entry, 'type')
  if (type === 'ASSIGNMENT') return 'assignment'
  if (!['MESSAGE', 'WELCOME_MESSAGE', 'COMMENT', 'THREAD_STATUS_CHANGE'].includes(type)) return 'activity'
  if (fieldFlag(entry, 'archived')) return 'deleted message'
  const conversation = thread ?? fieldId(entry, 'conversationsThreadId') ?? fieldId(entry, 'threadId')
  if (conversation === null) return reject('conversation-missing', `${path}conversationsThreadId`, '')
  const times = openFieldTimes(reading.times)
  const sentAt = times.required(entry, 'createdAt', path)
  const versionAt = times.optional(entry, 'updatedAt', path)
  const problem = times.problem()
  if (problem !== null || sentAt === null) return problem ?? 'activity'
  const actor = senderOf(entry)
  const isAgent = kindOfActor(actor) === 'agent'
  const ours = {
    ...plainMessage,
    id: fieldId(entry, 'id'),
    conversation,
    sentAt,
    direction: 'out',
    authorKind: isAgent ? 'agent' : 'system',
    agent: isAgent ? actorName(actor) : null,
    versionAt,
  } as const
  if (type === 'THREAD_STATUS_CHANGE') {
    const status = fieldText(entry, 'newStatus')
    const event = status === 'CLOSED' ? 'closed' : status === 'OPEN' ? 'reopened' : null
    return event === null ? reject('state-unknown', `${path}newStatus`, status) : [{ ...ours, kind: 'event', event }]
  }
  const text = textOf(entry)
  if (type === 'COMMENT') return [{ ...ours, authorKind: sideOf(actor), kind: 'note', text }]
  const customer = customerOf(entry, type)
  const people = [customer, ...(type === 'MESSAGE' ? fieldObjects(entry, 'senders') : [])].map(personBehind)
  const spoken = {
    ...ours,
    channel: channelOfMessage(entry, reading),
    contact: contactOf(customer),
    text,
  }
  if (type === 'WELCOME_MESSAGE') {
    return withPeople({ ...spoken, authorKind: 'bot', agent: null, automatic: true }, people)
  }
  const direction = fieldText(entry, 'direction')
  if (direction === '') return reject('direction-missing', `${path}direction`, '')
  if (direction === 'INCOMING')
    return withPeople({ ...spoken, direction: 'in', authorKind: 'customer', agent: null }, people)
  if (direction !== 'OUTGOING') return reject('direction-unknown', `${path}direction`, direction)
  const authorKind = sideOf(actor)
  return withPeople(
    {
      ...spoken,
      authorKind,
      agent: isAgent || authorKind === 'bot' ? actorName(actor) : null,
      automatic: authorKind === 'system',
      failed: fieldText(fieldObject(entry, 'status'), 'statusType') === 'FAILED',
    },
    people,
  )
}

function withPeople(
  message: MessageRecord,
  people: readonly (PersonRecord | null)[],
): (MessageRecord | PersonRecord)[] {
  const known = people.filter((person) => person !== null)
  return [message, ...known.filter((person, index) => known.findIndex(({ alias }) => alias === person.alias) === index)]
}

/** The sender; where that is our mailbox, the user who wrote. */
function senderOf(entry: JsonObject): string | null {
  const sender =
    fieldObjects(entry, 'senders')
      .map((one) => fieldId(one, 'actorId'))
      .find((id) => id !== null) ?? null
  const creator = fieldId(entry, 'createdBy')
  const isNamed = sender !== null && kindOfActor(sender) !== 'email'
  return isNamed || kindOfActor(creator) !== 'agent' ? (sender ?? creator) : creator
}

/** An address of ours without a user behind it, and an actor of a new kind, is a person: only bots say that they are. */
function sideOf(actor: string | null): 'agent' | 'bot' | 'system' {
  const kind = kindOfActor(actor)
  return kind === 'bot' || kind === 'system' ? kind : 'agent'
}

function customerOf(entry: JsonObject, type: string): JsonObject {
  const isIncoming = type === 'MESSAGE' && fieldText(entry, 'direction') === 'INCOMING'
  const others = fieldObjects(entry, isIncoming ? 'senders' : 'recipients')
  return others.find((one) => kindOfActor(fieldId(one, 'actorId')) === 'visitor') ?? others[0] ?? {}
}

function contactOf(participant: JsonObject): string | null {
  const actor = fieldId(participant, 'actorId')
  const kind = kindOfActor(actor)
  if (kind === 'visitor' || kind === 'email') return actorName(actor)
  return addressOf(participant)?.value ?? null
}

function textOf(entry: JsonObject): string | null {
  return fieldOrNull(entry, 'text') ?? fieldHtml(entry, 'richText')
}
