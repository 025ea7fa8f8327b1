/** What the APIs of business phone systems have in common: text messages between one of our numbers and others. */
import { fieldText, fieldValue } from './json-fields.ts'
import { isJsonObject } from './json-rows.ts'
import type { JsonObject } from './json-rows.ts'
import { plainMessage } from './record-defaults.ts'
import type { MessageRecord } from './record.ts'

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

/**
 * One message per customer that it was sent to, each in the log of its own pair of numbers.
 *
 * Each of these products has a conversation id, and none has a conversation: the id belongs to a pair of numbers, or to a
 * group of them, for ever. So it is left out, and the log is split by silence.
 */
export function logMessages(
  contacts: readonly string[],
  id: string | null,
  message: Omit<MessageRecord, keyof typeof plainMessage> & Partial<Omit<MessageRecord, 'id' | 'contact'>>,
): readonly MessageRecord[] {
  return contacts.map((contact) => ({
    ...plainMessage,
    ...message,
    // The product's one id stands for as many messages as there are receivers.
    id: id === null || contacts.length === 1 ? id : `${id}/${contact}`,
    contact,
  }))
}
