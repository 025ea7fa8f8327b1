/** Who and what Chatwoot's objects name: contacts, agents, inboxes, teams, channels. Ids count per kind, not per account. */
import type { Channel } from '../../../shared/model.ts'
import { fieldId, fieldOrNull, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { openOnce } from './once.ts'
import { addressesOfPerson } from '../store/person-addresses.ts'
import { aliasOf } from '../record.ts'
import type { GroupRecord, PersonRecord } from '../record.ts'

export const chatwoot = 'chatwoot'

/** By `inbox.channel_type` (app/models/channel/ in chatwoot/chatwoot). */
const channels = new Map<string, Channel>([
  ['Channel::TwilioSms', 'sms'],
  ['Channel::Sms', 'sms'],
  ['Channel::Whatsapp', 'whatsapp'],
  ['Channel::WebWidget', 'web_chat'],
  ['Channel::Email', 'email'],
  ['Channel::FacebookPage', 'messenger'],
  ['Channel::Telegram', 'messenger'],
  ['Channel::Line', 'messenger'],
  ['Channel::Instagram', 'social'],
  ['Channel::TwitterProfile', 'social'],
  ['Channel::Tiktok', 'social'],
  ['Channel::Voice', 'phone'],
])

/**
 * @param source the contact's address at the channel: one kind of Twilio inbox serves SMS and WhatsApp
 * @param chosen the user's choice, for inboxes that were made over the API and can be anything
 */
export function chatwootChannel(type: string, source: string, chosen: Channel | undefined): Channel | null {
  if (source.startsWith('whatsapp:')) return 'whatsapp'
  return channels.get(type) ?? (type === '' ? (chosen ?? null) : (chosen ?? 'other'))
}

export const inboxAlias = (id: string): string => aliasOf(chatwoot, id, 'inbox')
const contactAlias = (id: string): string => aliasOf(chatwoot, id, 'contact')
const userAlias = (id: string): string => aliasOf(chatwoot, id, 'user')

/** The number or e-mail address of a contact, else its alias; null where the object is no contact at all. */
export function contactOf(contact: JsonObject): string | null {
  const id = fieldId(contact, 'id')
  return addressesOf(contact).address ?? (id === null ? null : contactAlias(id))
}

function addressesOf(person: JsonObject): Pick<PersonRecord, 'address' | 'also'> {
  return addressesOfPerson([fieldOrNull(person, 'phone_number'), fieldOrNull(person, 'email')])
}

/** The name of a user, else the alias. `id` stands for rows that name the user by number only. */
export function agentOf(user: JsonObject, id = fieldId(user, 'id')): string | null {
  return fieldOrNull(user, 'name') ?? (id === null ? null : userAlias(id))
}

export interface ChatwootPeople {
  /** Who a contact or user is, if this reading has not said so yet. */
  readonly contact: (contact: JsonObject, versionAt: number | null) => readonly PersonRecord[]
  readonly user: (user: JsonObject, versionAt: number | null) => readonly PersonRecord[]
  readonly inbox: (inbox: JsonObject, versionAt: number | null) => readonly GroupRecord[]
}

export function openPeople(): ChatwootPeople {
  const once = openOnce()
  const person = (
    of: JsonObject,
    role: 'customer' | 'agent',
    alias: (id: string) => string,
    versionAt: number | null,
  ): readonly PersonRecord[] => {
    const id = fieldId(of, 'id')
    const name = fieldOrNull(of, 'name')
    const addresses = addressesOf(of)
    if (id === null || (name === null && addresses.address === null)) return []
    return once({ type: 'person', alias: alias(id), role, name, ...addresses, versionAt })
  }
  return {
    contact: (contact, versionAt) => person(contact, 'customer', contactAlias, versionAt),
    user: (user, versionAt) => person(user, 'agent', userAlias, versionAt),
    inbox: (inbox, versionAt) => {
      const id = fieldId(inbox, 'id')
      const name = fieldText(inbox, 'name')
      if (id === null || name === '') return []
      return once({ type: 'group', of: 'inbox', alias: inboxAlias(id), name, versionAt })
    },
  }
}
