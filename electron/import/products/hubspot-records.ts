/** The kinds of objects in answers of HubSpot's conversations API, and the contacts that its visitors are. */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import { actorName, contactAlias, hubspot, personOfActor } from './hubspot-actor.ts'
import { channelOfThread, readEntry } from './hubspot-message.ts'
import type { HubspotReading } from './hubspot-message.ts'
import { fieldFlag, fieldId, fieldObject, fieldObjects, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainConversation } from '../record-defaults.ts'
import { addressesOfPerson } from '../store/person-addresses.ts'
import { aliasOrNull } from '../record.ts'
import type { ConversationRecord, ImportRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

export type HubspotKind = 'thread' | 'entry' | 'actor' | 'inbox' | 'contact' | 'channel'

const actorTypes = new Set(['AGENT', 'VISITOR', 'EMAIL', 'BOT', 'INTEGRATOR', 'LLM', 'SYSTEM'])
const entryTypes = new Set([
  'MESSAGE',
  'WELCOME_MESSAGE',
  'COMMENT',
  'THREAD_STATUS_CHANGE',
  'ASSIGNMENT',
  'THREAD_INBOX_CHANGE',
])

/** By the fields that only HubSpot's objects have; null = none of them. */
export function kindOf(object: JsonObject): HubspotKind | null {
  const type = fieldText(object, 'type')
  if (hasFields(object, 'id', 'status', 'inboxId') && hasFields(object, 'originalChannelId')) return 'thread'
  if (entryTypes.has(type) && hasFields(object, 'senders', 'createdAt', 'createdBy')) return 'entry'
  if (actorTypes.has(type) && hasFields(object, 'id') && !hasFields(object, 'createdAt')) return 'actor'
  if (['INBOX', 'HELP_DESK'].includes(type) && hasFields(object, 'id', 'name')) return 'inbox'
  if (hasFields(fieldObject(object, 'properties'), 'hs_object_id', 'email')) return 'contact'
  if (hasFields(object, 'channelId', 'inboxId', 'authorized')) return 'channel'
  return null
}

export function openHubspot(
  times: TimeReader,
  channel: Channel | null,
): { readonly map: (record: JsonObject) => MappedRow; readonly lateAssumptions: () => readonly string[] } {
  const reading: HubspotReading = { times, channel, unknownChannels: new Set() }
  let bareThreads = 0
  let entries = 0
  const map = (record: JsonObject): MappedRow => {
    switch (kindOf(record)) {
      case 'thread':
        if (nestedEntries(record).length === 0) bareThreads++
        return mapThread(record, reading)
      case 'entry':
        entries++
        return readEntry(record, null, reading, '')
      case 'actor':
        return mapActor(record)
      case 'inbox':
        return mapInbox(record)
      case 'contact':
        return mapContact(record, times)
      case 'channel':
        return 'channel account'
      case null:
        return 'other record'
    }
  }
  const lateAssumptions = (): readonly string[] => {
    const ids = [...reading.unknownChannels].join(', ')
    const how =
      channel === null
        ? 'e-mail or SMS where a sender has such an address, else as other; --channel says better'
        : channel
    return [
      ...(ids === '' ? [] : [`channel ${ids} of your account taken as ${how}`]),
      ...(bareThreads > 0 && entries === 0
        ? ['messages are in the answers for each thread: without their import these conversations look unanswered']
        : []),
    ]
  }
  return { map, lateAssumptions }
}

function mapThread(thread: JsonObject, reading: HubspotReading): MappedRow {
  const id = fieldId(thread, 'id')
  if (id === null) return reject('conversation-missing', 'id', '')
  const times = openFieldTimes(reading.times)
  const openedAt = times.required(thread, 'createdAt')
  const closedAt = times.optional(thread, 'closedAt')
  const latest = ['latestMessageTimestamp', 'latestMessageSentTimestamp', 'latestMessageReceivedTimestamp'].map(
    (name) => times.optional(thread, name) ?? 0,
  )
  const problem = times.problem()
  if (problem !== null) return problem
  const contact = contactAlias(fieldId(thread, 'associatedContactId'))
  const record: ConversationRecord = {
    ...plainConversation,
    conversation: id,
    channel: channelOfThread(fieldId(thread, 'originalChannelId'), reading),
    contact,
    inbox: inboxAlias(fieldId(thread, 'inboxId')),
    openedAt,
    // A thread that was opened again keeps the time of its close.
    closedAt: fieldText(thread, 'status') === 'CLOSED' ? closedAt : null,
    status: fieldOrNull(thread, 'status'),
    agent: actorName(fieldId(thread, 'assignedTo')),
    leftOut: fieldFlag(thread, 'spam') ? 'spam' : fieldFlag(thread, 'archived') ? 'deleted' : null,
    // The thread itself has no time of its last change.
    versionAt: Math.max(openedAt ?? 0, closedAt ?? 0, ...latest),
  }
  const records: ImportRecord[] = [record]
  for (const entry of nestedEntries(thread)) {
    const read = readEntry(entry, id, reading, 'messages.')
    if (typeof read === 'string') continue
    if (isRejection(read)) return read
    records.push(...read)
  }
  return records
}

function nestedEntries(thread: JsonObject): readonly JsonObject[] {
  return [...fieldObjects(thread, 'messages'), ...fieldObjects(fieldObject(thread, 'messages'), 'results')]
}

function inboxAlias(id: string | null): string | null {
  return aliasOrNull(hubspot, id, 'inbox')
}

function mapActor(actor: JsonObject): MappedRow {
  const person = personOfActor(actor)
  return person === null ? 'actor without id' : [person]
}

function mapInbox(inbox: JsonObject): MappedRow {
  const alias = inboxAlias(fieldId(inbox, 'id'))
  const name = fieldOrNull(inbox, 'name')
  if (alias === null || name === null) return 'inbox without id or name'
  return [{ type: 'group', of: 'inbox', alias, name, versionAt: null }]
}

/** A contact of the CRM, whose id is the visitor's. */
function mapContact(contact: JsonObject, reader: TimeReader): MappedRow {
  const properties = fieldObject(contact, 'properties')
  const alias = contactAlias(fieldId(properties, 'hs_object_id') ?? fieldId(contact, 'id'))
  if (alias === null) return reject('contact-missing', 'id', '')
  const times = openFieldTimes(reader)
  const versionAt = times.optional(contact, 'updatedAt')
  const problem = times.problem()
  if (problem !== null) return problem
  const name = ['firstname', 'lastname'].flatMap((field) => fieldOrNull(properties, field) ?? []).join(' ')
  const addresses = addressesOfPerson(['email', 'phone', 'mobilephone'].map((field) => fieldOrNull(properties, field)))
  const records: ImportRecord[] = [
    { type: 'person', alias, role: 'customer', name: name || null, ...addresses, versionAt },
  ]
  if (fieldFlag(properties, 'hs_email_optout')) {
    records.push({
      type: 'opt-out',
      contact: alias,
      channel: 'email',
      at: null,
      state: 'out',
      evidence: 'contact-flag',
    })
  }
  return records
}
