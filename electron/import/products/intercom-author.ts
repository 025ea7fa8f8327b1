/**
 * Who writes in Intercom. `author.type` of its API is user, lead or contact for customers, admin for teammates, team, and
 * bot for its Operator, custom bots and the AI agent Fin (developers.intercom.com, conversation part author).
 */
import { fieldFlag, fieldId, fieldObject, fieldOrNull, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { aliasOrNull } from '../record.ts'
import type { PersonRecord } from '../record.ts'

export const intercom = 'intercom'

export type IntercomSide = 'customer' | 'agent' | 'team' | 'bot'

export interface IntercomAuthor {
  readonly side: IntercomSide
  readonly id: string | null
  readonly name: string | null
  readonly email: string | null
}

const sides = new Map<string, IntercomSide>([
  ['user', 'customer'],
  ['lead', 'customer'],
  ['contact', 'customer'],
  ['visitor', 'customer'],
  ['customer', 'customer'],
  ['admin', 'agent'],
  ['team', 'team'],
  ['bot', 'bot'],
  ['operator', 'bot'],
  ['fin', 'bot'],
  ['ai_agent', 'bot'],
  ['workflow', 'bot'],
])

/** Null where the type of author is missing or unknown. */
export function readAuthor(author: JsonObject): IntercomAuthor | null {
  const side = sides.get(fieldText(author, 'type').toLowerCase()) ?? null
  if (side === null) return null
  const email = fieldOrNull(author, 'email')
  const isBot = fieldFlag(author, 'from_ai_agent') || fieldFlag(author, 'is_ai_answer') || isOperator(email)
  return {
    side: side !== 'customer' && isBot ? 'bot' : side,
    id: fieldIdOrNone(author, 'id'),
    name: fieldOrNull(author, 'name'),
    email,
  }
}

/** The author of a part of a conversation, whose own flags can say that the AI agent answered for an admin. */
export function readPartAuthor(part: JsonObject): IntercomAuthor | null {
  const author = readAuthor(fieldObject(part, 'author'))
  if (author === null || author.side === 'customer') return author
  return fieldFlag(part, 'from_ai_agent') || fieldFlag(part, 'is_ai_answer') ? { ...author, side: 'bot' } : author
}

/** Every workspace has this account for its automatic messages, among the bots and among the admins. */
export function isOperator(email: string | null): boolean {
  return email !== null && /^operator\+[^@\s]*@intercom\.io$/i.test(email)
}

/** Intercom writes 0 for nobody. */
export function fieldIdOrNone(object: JsonObject, name: string): string | null {
  const id = fieldId(object, name)
  return id === '0' ? null : id
}

export function personAlias(id: string | null): string | null {
  return aliasOrNull(intercom, id)
}

export function teamAlias(id: string | null): string | null {
  return aliasOrNull(intercom, id, 'team')
}

/** Our side's author under the name that the row has, else under an alias. */
export function agentOf(author: IntercomAuthor): string | null {
  return author.side === 'agent' || author.side === 'bot' ? (author.name ?? personAlias(author.id)) : null
}

/**
 * What a row knows by the way of somebody whom other rows name by the id alone. Without a version: files of people know
 * better.
 */
export function personBehind({ side, id, name, email }: IntercomAuthor): PersonRecord | null {
  const alias = personAlias(id)
  if (alias === null || side === 'team' || (name === null && email === null)) return null
  return { type: 'person', alias, role: side, name, address: email, versionAt: null }
}
