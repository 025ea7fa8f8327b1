/** What the APIs of business phone systems have in common: text messages between one of our numbers and others. */
import type { Direction, EpochMs } from '../../../shared/model.ts'
import { isRejection, reject, rejectDirection } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { fieldText, fieldValue } from '../json/json-fields.ts'
import { requiredTime } from '../json/json-record.ts'
import { isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'

/** A number as text or in an object; inside a company an extension stands for it. '' = none. */
function numberOf(party: unknown): string {
  if (isJsonObject(party)) return fieldText(party, 'phoneNumber') || fieldText(party, 'extensionNumber')
  return typeof party === 'string' || typeof party === 'number' ? String(party).trim() : ''
}

/** The numbers of a field that holds one, or a list of them. */
export function numbersOf(object: JsonObject, name: string): readonly string[] {
  const value = fieldValue(object, name)
  const numbers = (Array.isArray(value) ? value.map(numberOf) : [numberOf(value)]).filter((number) => number !== '')
  return [...new Set(numbers)]
}

const directions = new Map<string, Direction>([
  ['incoming', 'in'],
  ['inbound', 'in'],
  ['outgoing', 'out'],
  ['outbound', 'out'],
])

/** Who wrote to whom, and when. */
export interface TextSides {
  readonly direction: Direction
  readonly sentAt: EpochMs
  /** The customers; a group has several. */
  readonly contacts: readonly string[]
  /** The numbers of the other side: ours, and in a group also those of the other receivers. */
  readonly ours: readonly string[]
}

/** @param fields the names of the fields with the time, the sender and the receivers */
export function readTextSides(
  message: JsonObject,
  times: TimeReader,
  fields: { readonly time: string; readonly from: string; readonly to: string },
): TextSides | Rejection {
  const directionText = fieldText(message, 'direction')
  const direction = directions.get(directionText.toLowerCase())
  if (direction === undefined) return rejectDirection('direction', directionText)
  const sentAt = requiredTime(message, fields.time, times)
  if (isRejection(sentAt)) return sentAt
  const [theirs, our] = direction === 'in' ? [fields.from, fields.to] : [fields.to, fields.from]
  const contacts = numbersOf(message, theirs)
  if (contacts.length === 0) return reject('contact-missing', theirs, '')
  return { direction, sentAt, contacts, ours: numbersOf(message, our) }
}

/**
 * One message per customer that it was sent to, each in the log of its own pair of numbers.
 *
 * Each of these products has a conversation id, and none has a conversation: the id belongs to a pair of numbers, or to a
 * group of them, for ever. So it is left out, and the log is split by silence.
 */
export function logMessages(
  { direction, sentAt, contacts }: TextSides,
  id: string | null,
  message: Partial<Omit<MessageRecord, 'id' | 'contact' | 'direction' | 'authorKind' | 'sentAt'>>,
): readonly MessageRecord[] {
  return contacts.map((contact) => ({
    ...plainMessage,
    ...message,
    // The product's one id stands for as many messages as there are receivers.
    id: id === null || contacts.length === 1 ? id : `${id}/${contact}`,
    contact,
    sentAt,
    direction,
    authorKind: direction === 'in' ? 'customer' : 'agent',
  }))
}
