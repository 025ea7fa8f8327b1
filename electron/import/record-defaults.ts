/** Records that say nothing yet: a format names only what its rows do say. */
import type { ConversationRecord, MessageRecord } from './record.ts'

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
