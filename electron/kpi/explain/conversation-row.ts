/** One line of a list of conversations: times and names from the facts, contact and first words from the workspace. */
import type { Database } from 'better-sqlite3'
import type { Facts } from '../../../shared/facts.ts'
import { channels } from '../../../shared/model.ts'
import type { ConversationRow } from '../../../shared/model.ts'

const excerptLength = 160

/** `value` is what a KPI makes of it, if the list was asked for one. */
export function rowOf(db: Database, facts: Facts, position: number, value: number | null): ConversationRow {
  const { conversations, names } = facts
  const stored = storedRow(db, conversations.id[position] ?? -1)
  return {
    id: conversations.id[position] ?? -1,
    channel: channels[conversations.channel[position] ?? -1] ?? 'other',
    kind: conversations.isService[position] === 1 ? 'service' : 'outreach',
    contact: stored.contact,
    team: names.teams[conversations.team[position] ?? -1] ?? null,
    agent: names.agents[conversations.lastAgent[position] ?? -1] ?? null,
    source: names.sources[conversations.source[position] ?? -1] ?? '',
    openedAt: conversations.openedAt[position] ?? 0,
    firstReplyAt: known(conversations.firstReplyAt[position]),
    closedAt: known(conversations.closedAt[position]),
    messages: stored.messages,
    value,
    excerpt: stored.excerpt,
  }
}

function known(time: number | undefined): number | null {
  return time === undefined || Number.isNaN(time) ? null : time
}

function storedRow(db: Database, id: number): Pick<ConversationRow, 'contact' | 'messages' | 'excerpt'> {
  const row = db
    .prepare<[number], { contact: string | null; messages: number; excerpt: string | null }>(
      // A number or e-mail address is the customer's own; an id of a product stands for the one behind it.
      `SELECT CASE k.kind WHEN 'other' THEN coalesce(named.address, k.address) ELSE k.address END contact,
         c.message_count messages,
         (SELECT m.text FROM message m WHERE m.thread_id = c.thread_id AND m.sent_at BETWEEN c.opened_at AND c.last_event_at
            AND m.is_current = 1 AND m.direction = 'in' AND m.kind = 'message' AND m.text IS NOT NULL
          ORDER BY m.sent_at, m.id LIMIT 1) excerpt
       FROM conversation c LEFT JOIN contact k ON k.id = c.contact_id
       LEFT JOIN contact named ON named.id = k.same_as WHERE c.id = ?`,
    )
    .get(id)
  return {
    contact: row?.contact ?? '',
    messages: row?.messages ?? 0,
    excerpt: shortened(row?.excerpt ?? ''),
  }
}

/** Cut between characters as people see them, not in the middle of one. */
function shortened(text: string): string {
  if (text.length <= excerptLength) return text
  return `${Array.from(text.slice(0, excerptLength + 1))
    .slice(0, -1)
    .join('')
    .trimEnd()}…`
}
