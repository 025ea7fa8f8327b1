/** The `sms` and `mms` elements of SMS Backup & Restore as messages. */
import type { Channel, Direction } from '../../../shared/model.ts'
import { isRejection, reject, rejectDirection } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { cellOf } from '../file/json-rows.ts'
import { maxFieldLength } from '../file/limits.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import type { SmsBackupElement } from './sms-backup-rows.ts'
import { rejectTime } from '../times/time-problem.ts'
import type { TimeReader } from '../times/time-reader.ts'

/** The app writes what the phone's database holds, and the word null where that holds nothing. */
export function attributeText(element: JsonObject, name: string): string {
  const text = fieldText(element, name)
  return text === 'null' ? '' : text
}

export function tooLongAttribute(element: JsonObject): Rejection | null {
  const name = Object.keys(element).find(
    (key) => cellOf(element, key).length > maxFieldLength && !Array.isArray(element[key]),
  )
  return name === undefined ? null : reject('field-too-long', name, cellOf(element, name))
}

/** `sms/type` and `mms/msg_box` are one list of boxes (synctech's description, see the format). */
type Box = { readonly direction: Direction; readonly failed: boolean } | string

const boxes = new Map<string, Box>([
  ['1', { direction: 'in', failed: false }],
  ['2', { direction: 'out', failed: false }],
  ['3', 'draft'],
  ['4', 'outbox'],
  ['5', { direction: 'out', failed: true }],
  ['6', 'queued'],
])

// OMA-TS-MMS_ENC, table 12: kinds of multimedia messages that report on another one.
const mmsReports = new Set(['134', '135', '136'])
// OMA-TS-MMS_ENC, table 34, as Android numbers them: who an address is in a message.
const addressFrom = '137'
const addressesTo = ['151', '130', '129']
/** Stands in for the phone's own number where the phone does not know it. */
const ownNumber = 'insert-address-token'
/** Status of a sent text message that the carrier did not deliver (Android: Telephony.Sms.STATUS_FAILED). */
const statusFailed = '64'

export function mapSms(element: SmsBackupElement, channel: Channel, times: TimeReader): MappedRow {
  const box = readBox(element, 'type')
  if (typeof box === 'string' || isRejection(box)) return box
  const contact = attributeText(element, 'address')
  const failed = box.failed || (box.direction === 'out' && attributeText(element, 'status') === statusFailed)
  const text = attributeText(element, 'body') === '' ? '' : cellOf(element, 'body')
  return toRecords(element, [contact], { ...box, failed }, text, channel, times)
}

export function mapMms(element: SmsBackupElement, channel: Channel, times: TimeReader): MappedRow {
  if (mmsReports.has(attributeText(element, 'm_type'))) return 'delivery report'
  const box = readBox(element, 'msg_box')
  if (typeof box === 'string' || isRejection(box)) return box
  for (const part of element.parts) {
    const problem = tooLongAttribute(part)
    if (problem !== null) return problem
  }
  const texts = element.parts
    .filter((part) => /^text\/plain\b/i.test(fieldText(part, 'ct')) && attributeText(part, 'text') !== '')
    .map((part) => cellOf(part, 'text'))
  const contacts = box.direction === 'in' ? [senderOf(element)] : recipientsOf(element)
  return toRecords(element, contacts, box, texts.join('\n'), channel, times)
}

function readBox(element: SmsBackupElement, name: string): Box | Rejection {
  const text = attributeText(element, name)
  return boxes.get(text) ?? rejectDirection(name, text)
}

function addressesOf(element: SmsBackupElement, types: readonly string[]): string[] {
  return element.addrs
    .filter((addr) => types.includes(attributeText(addr, 'type')))
    .map((addr) => attributeText(addr, 'address'))
    .filter((address) => address !== '' && address !== ownNumber)
}

/** The element's own `address` joins the members of a group by tildes. */
function membersOf(element: SmsBackupElement): string[] {
  return attributeText(element, 'address')
    .split('~')
    .map((address) => address.trim())
    .filter((address) => address !== '' && address !== ownNumber)
}

function senderOf(element: SmsBackupElement): string {
  const members = membersOf(element)
  return addressesOf(element, [addressFrom])[0] ?? (members.length === 1 ? members[0] : undefined) ?? ''
}

function recipientsOf(element: SmsBackupElement): string[] {
  const own = addressesOf(element, [addressFrom])
  const named = addressesOf(element, addressesTo).filter((address) => !own.includes(address))
  return [...new Set(named.length > 0 ? named : membersOf(element))]
}

/**
 * One record for each recipient: a group message reached everybody in it, so it answers whoever of them was waiting, and
 * each of them stays the contact that the number is on other channels.
 */
function toRecords(
  element: SmsBackupElement,
  contacts: readonly string[],
  { direction, failed }: { readonly direction: Direction; readonly failed: boolean },
  text: string,
  channel: Channel,
  times: TimeReader,
): MappedRow {
  const date = attributeText(element, 'date')
  const sentAt = times.read(date)
  if (sentAt < 0) return rejectTime(sentAt, 'date', date)
  const known = contacts.filter((contact) => contact !== '')
  if (known.length === 0) return reject('contact-missing', 'address', cellOf(element, 'address'))
  return known.map((contact): MessageRecord => ({
    ...plainMessage,
    channel,
    contact,
    sentAt,
    direction,
    authorKind: direction === 'in' ? 'customer' : 'agent',
    failed,
    text,
  }))
}
