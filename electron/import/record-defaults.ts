/** Records that say nothing yet: a format names only what its rows do say. */
import { reject } from './export-format.ts'
import type { Rejection } from './export-format.ts'
import { fieldText } from './json-fields.ts'
import type { JsonObject } from './json-rows.ts'
import type { ConversationRecord, MessageRecord } from './record.ts'
import { timeProblem, timeProblemText } from './table-plan.ts'
import type { TimeReader } from './time-reader.ts'

export const plainMessage = {
  type: 'message',
  id: null,
  conversation: null,
  channel: null,
  contact: null,
  inbox: null,
  author: null,
  agent: null,
  team: null,
  kind: 'message',
  event: null,
  automatic: false,
  failed: false,
  has21610: false,
  text: null,
  versionAt: null,
  conversationClosedAt: null,
} as const satisfies Omit<MessageRecord, 'sentAt' | 'direction' | 'authorKind'>

export const plainConversation = {
  type: 'conversation',
  part: '',
  channel: null,
  contact: null,
  inbox: null,
  openedAt: null,
  firstReplyAt: null,
  closedAt: null,
  status: null,
  reopens: null,
  replies: null,
  agent: null,
  team: null,
  leftOut: null,
  reported: null,
  versionAt: null,
} as const satisfies Omit<ConversationRecord, 'conversation'>

/** A time that a record cannot do without. */
export function requiredTime(times: TimeReader, object: JsonObject, name: string, column = name): number | Rejection {
  const text = fieldText(object, name)
  const time = times.read(text)
  return time < 0 ? reject(timeProblem(time), column, timeProblemText(time, text)) : time
}

/** A time that a record may lack; what cannot be read is missing. */
export function optionalTime(times: TimeReader, object: JsonObject, name: string): number | null {
  const time = times.read(fieldText(object, name))
  return time < 0 ? null : time
}
