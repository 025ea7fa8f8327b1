/** What was sent to customers: by whom, to whom, when, in which conversation, and which of it is a human reply. */
import type { Database } from 'better-sqlite3'
import type { OutgoingFacts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import { chosenAuthors } from './chosen-authors.ts'
import { countRows, eachRow, indexOfName, time, whole } from './fact-rows.ts'
import type { Lookups } from './fact-rows.ts'

const sentToCustomers = `message JOIN thread t ON t.id = message.thread_id
WHERE message.is_current = 1 AND message.is_failed = 0 AND message.direction = 'out' AND message.kind = 'message'
  AND message.author_kind IN ('agent', 'bot', 'system')`

/**
 * @param threads the thread of each conversation
 * @param openedAt when each was opened; the conversations are in this order
 */
export function readOutgoing(
  db: Database,
  { teams, agents, inboxes, sources, contactOf }: Lookups,
  threads: Int32Array,
  openedAt: Float64Array,
): OutgoingFacts {
  const count = countRows(db, sentToCustomers)
  const outgoing = {
    count,
    contact: new Int32Array(count),
    channel: new Uint8Array(count),
    team: new Int32Array(count),
    agent: new Int32Array(count),
    inbox: new Int32Array(count),
    source: new Int32Array(count),
    sentAt: new Float64Array(count),
    conversation: new Int32Array(count),
    isHumanReply: new Uint8Array(count),
  }
  const channelIndex = indexOfName(channels)
  const conversationAt = conversationFinder(threads, openedAt)
  const { isPerson, isAutomaticText } = chosenAuthors(db)
  eachRow(
    db,
    `SELECT t.contact_id, t.channel, message.team_id, message.agent_id, t.inbox_id, t.source_id, message.sent_at,
       message.thread_id, message.author_kind, message.is_automatic = 1 OR ${isAutomaticText} FROM ${sentToCustomers}`,
    (row, position) => {
      const sentAt = time(row[6])
      outgoing.contact[position] = contactOf(row[0])
      outgoing.channel[position] = channelIndex(row[1])
      outgoing.team[position] = teams.positionOf(row[2])
      outgoing.agent[position] = agents.positionOf(row[3])
      outgoing.inbox[position] = inboxes.positionOf(row[4])
      outgoing.source[position] = sources.positionOf(row[5])
      outgoing.sentAt[position] = sentAt
      outgoing.conversation[position] = conversationAt(whole(row[7]), sentAt)
      const isReply = isPerson({ kind: row[8] ?? null, agent: row[3] ?? null, isAutomatic: row[9] === 1 })
      outgoing.isHumanReply[position] = isReply ? 1 : 0
    },
  )
  return outgoing
}

/**
 * The conversation that a message of ours belongs to: the last of its thread that was opened by then; of one instant the
 * customer comes first. What was sent before the first opening of a conversation of the export belongs to none.
 */
function conversationFinder(threads: Int32Array, openedAt: Float64Array): (thread: number, sentAt: number) => number {
  // Conversations by thread, each thread's in order of opening: counted, then placed.
  const starts = new Int32Array(threads.reduce((most, thread) => Math.max(most, thread), 0) + 2)
  for (const thread of threads) starts[thread + 1] = (starts[thread + 1] ?? 0) + 1
  for (let thread = 1; thread < starts.length; thread++)
    starts[thread] = (starts[thread] ?? 0) + (starts[thread - 1] ?? 0)
  const next = starts.slice()
  const positions = new Int32Array(threads.length)
  threads.forEach((thread, position) => {
    const place = next[thread] ?? 0
    positions[place] = position
    next[thread] = place + 1
  })
  return (thread, sentAt) => {
    const first = starts[thread] ?? 0
    let low = first
    let high = starts[thread + 1] ?? first
    while (low < high) {
      const middle = (low + high) >> 1
      if ((openedAt[positions[middle] ?? 0] ?? Number.NaN) <= sentAt) low = middle + 1
      else high = middle
    }
    return low > first ? (positions[low - 1] ?? -1) : -1
  }
}

/** Human replies of each conversation that are among the messages. */
export function repliesInMessages(outgoing: OutgoingFacts, conversationCount: number): Int32Array {
  const counts = new Int32Array(conversationCount)
  for (let message = 0; message < outgoing.count; message++) {
    const position = outgoing.conversation[message] ?? -1
    if (position !== -1 && outgoing.isHumanReply[message] === 1) counts[position] = (counts[position] ?? 0) + 1
  }
  return counts
}
