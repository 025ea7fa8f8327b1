/** Messages as rows of the workspace. */
import { messageContentHash, messageKey } from './identity.ts'
import type { Thread } from './names.ts'
import { plainMessage } from '../record-defaults.ts'
import type { MessageRecord } from '../record.ts'
import { unknownSide } from './sides.ts'
import type { StoreContext } from './store-context.ts'
import { noMarks, readTextMarks } from './text-marks.ts'
import type { PutOutcome, VersionLookup } from './versions.ts'

const messageColumns = [
  'thread_id',
  'sent_at',
  'direction',
  'author_kind',
  'author_alias',
  'agent_id',
  'team_id',
  'kind',
  'event',
  'is_automatic',
  'is_failed',
  'keyword',
  'has_21610',
  'text',
  'opt_out_wish',
  'opt_out_words',
] as const

/**
 * @param lookup where the stored versions are found, if not by the index
 * @param retired see `openVersions`
 * @param close tells the conversation's record of a closing time
 */
export function openMessageStore(
  context: StoreContext,
  lookup: VersionLookup | undefined,
  retired: (id: number) => void,
  close: (thread: Thread, closedAt: number) => PutOutcome,
): (message: MessageRecord) => PutOutcome {
  const { names, settings } = context
  const versions = context.openVersions('message', messageColumns, lookup, retired)
  const store = (message: MessageRecord, thread: Thread): PutOutcome => {
    const agent = names.agent(message.agent, message.authorKind === 'bot' ? 'bot' : 'agent')
    const team = names.team(message.team)
    const isWritten = message.kind === 'message' && message.text !== null
    const marks = isWritten ? readTextMarks(message.text, message.direction, settings) : noMarks
    const text = context.keepText ? message.text : null
    const isAutomatic = message.automatic ? 1 : 0
    const isFailed = message.failed ? 1 : 0
    const has21610 = message.has21610 ? 1 : 0
    const versionAt = message.versionAt ?? 0
    const direction = message.direction ?? unknownSide.direction
    const authorKind = message.authorKind ?? unknownSide.authorKind
    const contentHash = messageContentHash({
      versionAt,
      threadKey: thread.key,
      sentAt: message.sentAt,
      direction,
      authorKind,
      author: message.author,
      agent: message.agent?.trim() || null,
      team: message.team?.trim() || null,
      kind: message.kind,
      event: message.event,
      isAutomatic,
      isFailed,
      has21610,
      text,
    })
    const outcome = versions.put(messageKey(context.sourceKey, thread.key, message), contentHash, versionAt, [
      thread.id,
      message.sentAt,
      direction,
      authorKind,
      message.author,
      agent,
      team,
      message.kind,
      message.event,
      isAutomatic,
      isFailed,
      marks.keyword,
      has21610,
      text,
      marks.optOutWish,
      marks.optOutWords,
    ])
    if (outcome !== 'duplicate') context.touched.threads.add(thread.id)
    return outcome
  }
  return (message) => {
    const thread = names.thread(message, 1)
    const outcome = store(message, thread)
    const closedAt = message.conversationClosedAt
    if (closedAt === null) return outcome
    // A log has no conversation to close: the close is an event in it, which then splits the log.
    const closing =
      message.conversation === null ? store(closeEvent(message, closedAt), thread) : close(thread, closedAt)
    if (outcome !== 'duplicate') return outcome
    return closing === 'duplicate' ? 'duplicate' : 'changed'
  }
}

function closeEvent(message: MessageRecord, closedAt: number): MessageRecord {
  const { conversation, channel, contact, inbox, team } = message
  return {
    ...plainMessage,
    conversation,
    channel,
    contact,
    inbox,
    team,
    sentAt: closedAt,
    direction: 'out',
    authorKind: 'system',
    kind: 'event',
    event: 'closed',
  }
}
