/** What exports say of whole conversations, as rows of the workspace. */
import { conversationContentHash, conversationKey, conversationVersionAt } from './identity.ts'
import type { Thread } from './names.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ConversationRecord } from '../record.ts'
import type { StoreContext } from './store-context.ts'
import type { PutOutcome } from './versions.ts'

const conversationColumns = [
  'thread_id',
  'part',
  'opened_at',
  'first_reply_at',
  'closed_at',
  'status',
  'reopen_count',
  'reply_count',
  'agent_id',
  'team_id',
  'left_out',
  'reported',
] as const

export interface ConversationStore {
  readonly put: (record: ConversationRecord) => PutOutcome
  /** A closing time that the rows of a message table repeat. `changed` if it is news for a known conversation. */
  readonly close: (thread: Thread, closedAt: number) => PutOutcome
  readonly finish: () => void
}

export function openConversationStore(context: StoreContext): ConversationStore {
  const { names } = context
  const versions = context.openVersions('conversation_record', conversationColumns)
  const closes = new Map<number, number>()
  const store = (
    thread: Pick<Thread, 'id' | 'key'>,
    record: Omit<ConversationRecord, 'type' | 'channel' | 'contact' | 'inbox'>,
  ): PutOutcome => {
    const versionAt = conversationVersionAt(record)
    const agent = record.agent?.trim() || null
    const team = record.team?.trim() || null
    const reported = record.reported === null ? null : JSON.stringify(record.reported)
    const outcome = versions.put(
      conversationKey(thread.key, record.part),
      conversationContentHash({ ...record, versionAt, agent, team, reported }),
      versionAt,
      [
        thread.id,
        record.part,
        record.openedAt,
        record.firstReplyAt,
        record.closedAt,
        record.status,
        record.reopens,
        record.replies,
        names.agent(record.agent, 'agent'),
        names.team(record.team),
        record.leftOut,
        reported,
      ],
    )
    if (outcome !== 'duplicate') context.touched.threads.add(thread.id)
    return outcome
  }
  return {
    put: (record) => store(names.thread(record, 0), record),
    close: (thread, closedAt) => {
      closes.set(thread.id, Math.max(closes.get(thread.id) ?? -Infinity, closedAt))
      // The rows of a conversation that was closed twice may each tell their own close; only the last one counts.
      return thread.knownClosedAt !== null && closedAt <= thread.knownClosedAt ? 'duplicate' : 'changed'
    },
    finish: () => {
      for (const [id, closedAt] of closes) {
        const key = names.threadKey(id)
        store({ id, key }, { ...plainConversation, conversation: key, closedAt })
      }
    },
  }
}
