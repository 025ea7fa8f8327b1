/** Zendesk's users and groups: who stands behind the ids of tickets and comments. */
import { reject } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { addressesOfPerson } from '../store/person-addresses.ts'
import type { PersonRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { groupAlias, idOf, personAlias, textOf, versionOf } from './zendesk-row.ts'

// https://developer.zendesk.com/api-reference/ticketing/users/users: "end-user", "agent" or "admin".
const roles = new Map<string, PersonRecord['role']>([
  ['end-user', 'customer'],
  ['agent', 'agent'],
  ['admin', 'agent'],
])

export function userRecords(user: JsonObject, times: TimeReader): MappedRow {
  const alias = personAlias(idOf(user, 'id'))
  if (alias === null) return reject('contact-missing', 'id', textOf(user, 'id'))
  const email = textOf(user, 'email')
  // What Zendesk calls a shared number belongs to several users and tells nobody apart.
  const phone = textOf(user, 'shared_phone_number') === 'true' ? '' : textOf(user, 'phone')
  return [
    {
      type: 'person',
      alias,
      role: roles.get(textOf(user, 'role').toLowerCase()) ?? null,
      name: textOf(user, 'name') || null,
      ...addressesOfPerson([email, phone]),
      versionAt: versionOf(user, times),
    },
  ]
}

export function groupRecords(group: JsonObject, times: TimeReader): MappedRow {
  const alias = groupAlias(idOf(group, 'id'))
  const name = textOf(group, 'name')
  // Tickets of a deleted group are still its own, so its name is read as any other.
  if (alias === null || name === '') return 'group without a name'
  return [{ type: 'group', of: 'team', alias, name, versionAt: versionOf(group, times) }]
}
