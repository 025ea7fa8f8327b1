/** People, groups and ratings of Freshdesk's API (https://developers.freshdesk.com/api/) as records. */
import { reject } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import { freshdeskKey, ratingId, readRating } from './freshdesk-words.ts'
import { fieldId, fieldObject, fieldOrNull, fieldText } from '../json/json-fields.ts'
import { isRejection, requiredTime, timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { addressesOfPerson } from '../store/person-addresses.ts'
import { aliasOf, aliasOrNull } from '../record.ts'
import type { PersonRecord } from '../record.ts'
import { goodBadScale } from '../table/score-words.ts'
import type { TimeReader } from '../times/time-reader.ts'

export const personAlias = (id: string | null): string | null => aliasOrNull(freshdeskKey, id)

const addressFields = ['email', 'mobile', 'phone', 'mobile_phone_number', 'work_phone_number']

export function addressOf(person: JsonObject): string | null {
  return addressesOf(person).address
}

function addressesOf(person: JsonObject): Pick<PersonRecord, 'address' | 'also'> {
  const { other_emails: others } = person
  const further = Array.isArray(others) ? others.filter((one) => typeof one === 'string') : []
  return addressesOfPerson([...addressFields.map((field) => fieldOrNull(person, field)), ...further])
}

/** Freshservice splits the name of an agent or requester. */
function nameOf(person: JsonObject): string | null {
  const parts = [fieldText(person, 'first_name'), fieldText(person, 'last_name')]
  return fieldOrNull(person, 'name') ?? (parts.join(' ').trim() || null)
}

export function personOf(
  person: JsonObject,
  id: string,
  role: 'customer' | 'agent',
  times: TimeReader,
): PersonRecord | null {
  const name = nameOf(person)
  const addresses = addressesOf(person)
  if (name === null && addresses.address === null) return null
  const versionAt = timeOrNull(person, 'updated_at', times)
  return { type: 'person', alias: aliasOf(freshdeskKey, id), role, name, ...addresses, versionAt }
}

/** A row of a file of contacts or agents. Name and address of an agent stand in its `contact`. */
export function mapPerson(person: JsonObject, role: 'customer' | 'agent', times: TimeReader): MappedRow {
  const id = fieldId(person, 'id')
  const record = id === null ? null : personOf({ ...person, ...fieldObject(person, 'contact') }, id, role, times)
  return record === null ? `${role === 'agent' ? 'agent' : 'contact'} without a name` : [record]
}

export function mapGroup(group: JsonObject, times: TimeReader): MappedRow {
  const id = fieldId(group, 'id')
  const name = fieldOrNull(group, 'name')
  if (id === null || name === null) return 'group without a name'
  const versionAt = timeOrNull(group, 'updated_at', times)
  return [{ type: 'group', of: 'team', alias: aliasOf(freshdeskKey, id, 'group'), name, versionAt }]
}

/** A rating, by the answer to its first question. */
export function mapRating(rating: JsonObject, times: TimeReader): MappedRow {
  const ticket = fieldId(rating, 'ticket_id')
  if (ticket === null) return reject('conversation-missing', 'ticket_id', '')
  const answeredAt = requiredTime(rating, 'created_at', times)
  if (isRejection(answeredAt)) return answeredAt
  const answer = fieldText(fieldObject(rating, 'ratings'), 'default_question')
  const score = readRating(answer)
  if (score === null) {
    return reject(answer === '' ? 'score-missing' : 'score-unreadable', 'ratings.default_question', answer)
  }
  const groupId = fieldId(rating, 'group_id')
  return [
    {
      type: 'survey',
      id: ratingId(ticket),
      kind: 'csat',
      score,
      scaleMin: goodBadScale.min,
      scaleMax: goodBadScale.max,
      answeredAt,
      channel: null,
      contact: personAlias(fieldId(rating, 'user_id')),
      conversation: ticket,
      agent: personAlias(fieldId(rating, 'agent_id')),
      team: groupId === null ? null : aliasOf(freshdeskKey, groupId, 'group'),
      comment: fieldOrNull(rating, 'feedback'),
    },
  ]
}
