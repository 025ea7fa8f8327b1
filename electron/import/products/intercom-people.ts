/** Contacts, teammates and teams of Intercom, and what a contact's flags say of messages that it does not want. */
import { reject } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import { openFieldTimes } from '../times/field-times.ts'
import { fieldIdOrNone, intercom, isOperator } from './intercom-author.ts'
import { fieldFlag, fieldOrNull } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { addressesOfPerson } from '../store/person-addresses.ts'
import { aliasOf } from '../record.ts'
import type { ImportRecord, OptOutRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

/**
 * A contact may have both an e-mail address and a number; the address is what surveys and the CSV dataset know it by.
 * `sms_consent` false is where every contact starts, so it is no opt-out.
 */
export function mapContact(contact: JsonObject, times: TimeReader): MappedRow {
  const id = fieldIdOrNone(contact, 'id')
  if (id === null) return reject('contact-missing', 'id', '')
  const read = openFieldTimes(times)
  const versionAt = read.optional(contact, 'updated_at')
  const problem = read.problem()
  if (problem !== null) return problem
  const alias = aliasOf(intercom, id)
  const records: ImportRecord[] = [
    {
      type: 'person',
      alias,
      role: 'customer',
      name: fieldOrNull(contact, 'name'),
      ...addressesOfPerson([fieldOrNull(contact, 'email'), fieldOrNull(contact, 'phone')]),
      versionAt,
    },
  ]
  const flag = (channel: OptOutRecord['channel'], state: OptOutRecord['state']): void => {
    records.push({ type: 'opt-out', contact: alias, channel, at: null, state, evidence: 'contact-flag' })
  }
  if (fieldFlag(contact, 'unsubscribed_from_sms')) flag('sms', 'out')
  else if (fieldFlag(contact, 'sms_consent')) flag('sms', 'in')
  if (fieldFlag(contact, 'unsubscribed_from_emails')) flag('email', 'out')
  return records
}

export function mapAdmin(admin: JsonObject): MappedRow {
  const id = fieldIdOrNone(admin, 'id')
  if (id === null) return reject('contact-missing', 'id', '')
  const email = fieldOrNull(admin, 'email')
  const role = isOperator(email) ? 'bot' : 'agent'
  return [
    {
      type: 'person',
      alias: aliasOf(intercom, id),
      role,
      name: fieldOrNull(admin, 'name'),
      address: email,
      versionAt: null,
    },
  ]
}

export function mapTeam(team: JsonObject): MappedRow {
  const id = fieldIdOrNone(team, 'id')
  const name = fieldOrNull(team, 'name')
  if (id === null || name === null) return 'team without id or name'
  return [{ type: 'group', of: 'team', alias: aliasOf(intercom, id, 'team'), name, versionAt: null }]
}
