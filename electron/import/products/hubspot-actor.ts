/**
 * Who writes in HubSpot's conversations. Actor ids begin with the kind of actor: A- a user of the account, V- a visitor or
 * contact, E- an e-mail address that is neither, I- an integration, L- the AI customer agent, S- HubSpot itself, and B- a
 * chat bot (developers.hubspot.com, conversations guide, “Get actors”; B- from the actor types of the API description).
 */
import { fieldId, fieldObject, fieldObjects, fieldOrNull, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { aliasOf } from '../record.ts'
import type { PersonRecord } from '../record.ts'

export const hubspot = 'hubspot'

export type ActorKind = 'agent' | 'visitor' | 'email' | 'bot' | 'system'

const kinds = new Map<string, ActorKind>([
  ['A', 'agent'],
  ['V', 'visitor'],
  ['E', 'email'],
  ['B', 'bot'],
  ['I', 'bot'],
  ['L', 'bot'],
  ['S', 'system'],
])

const prefixes = new Map([
  ['AGENT', 'A'],
  ['VISITOR', 'V'],
  ['EMAIL', 'E'],
  ['BOT', 'B'],
  ['INTEGRATOR', 'I'],
  ['LLM', 'L'],
  ['SYSTEM', 'S'],
])

export function kindOfActor(id: string | null): ActorKind | null {
  const match = id === null ? null : /^([A-Z])-/.exec(id)
  return kinds.get(match?.[1] ?? '') ?? null
}

/** A person by name; an e-mail actor is its own address. */
export function actorName(id: string | null): string | null {
  if (id === null) return null
  return kindOfActor(id) === 'email' ? id.slice(2) : aliasOf(hubspot, id)
}

export function contactAlias(contactId: string | null): string | null {
  return contactId === null ? null : aliasOf(hubspot, `V-${contactId}`)
}

/** The number or e-mail address behind a sender or receiver; ids that only its channel understands are none. */
export function addressOf(participant: JsonObject): { readonly type: string; readonly value: string } | null {
  const first = [
    fieldObject(participant, 'deliveryIdentifier'),
    ...fieldObjects(participant, 'deliveryIdentifiers'),
  ].find((one) => fieldText(one, 'value') !== '')
  if (first === undefined) return null
  const type = fieldText(first, 'type')
  return type === 'CHANNEL_SPECIFIC_OPAQUE_ID' ? null : { type, value: fieldText(first, 'value') }
}

/** What a message says of a visitor or a user. Without a version: the file of actors knows better. */
export function personBehind(participant: JsonObject): PersonRecord | null {
  const id = fieldId(participant, 'actorId')
  const kind = kindOfActor(id)
  const address = addressOf(participant)?.value ?? null
  const name = fieldOrNull(participant, 'name')
  if (id === null || (kind !== 'visitor' && kind !== 'agent') || (address === null && name === null)) return null
  const role = kind === 'visitor' ? 'customer' : 'agent'
  // What a user writes from is the mailbox of many.
  return {
    type: 'person',
    alias: aliasOf(hubspot, id),
    role,
    name,
    address: role === 'customer' ? address : null,
    versionAt: null,
  }
}

/** An entry of the actors answer. Its ids have their prefix or not. */
export function personOfActor(actor: JsonObject): PersonRecord | null {
  const prefix = prefixes.get(fieldText(actor, 'type'))
  const id = fieldId(actor, 'id')
  if (prefix === undefined || id === null) return null
  const actorId = kindOfActor(id) === null ? `${prefix}-${id}` : id
  const kind = kinds.get(prefix)
  return {
    type: 'person',
    alias: aliasOf(hubspot, actorId),
    role: kind === 'agent' ? 'agent' : kind === 'visitor' ? 'customer' : kind === 'email' ? null : 'bot',
    name: fieldOrNull(actor, 'name'),
    address: fieldOrNull(actor, 'email'),
    versionAt: null,
  }
}
