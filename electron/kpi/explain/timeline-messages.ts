/** The messages of one conversation, each with what the KPIs make of it. */
import type { Database } from 'better-sqlite3'
import type {
  Direction,
  EventName,
  KnownOrUnknownAuthor,
  MessageKind,
  OptOutSuspicion,
  TimelineMessage,
  WorkspaceSettings,
} from '../../../shared/model.ts'

interface StoredMessage {
  readonly id: number
  readonly sent_at: number
  readonly direction: Direction
  readonly author_kind: KnownOrUnknownAuthor
  readonly agent: string | null
  readonly kind: MessageKind
  readonly event: EventName | null
  readonly is_automatic: number
  readonly is_failed: number
  readonly text: string | null
  readonly keyword: 'opt-out' | 'opt-in' | 'courtesy' | null
  readonly suspicion: OptOutSuspicion['state'] | null
  /** The user says so of who wrote it, and of its text. */
  readonly chosen_kind: 'agent' | 'bot' | null
  readonly is_chosen_automatic: number
  /** It is an opt-in that counts. */
  readonly is_opt_in: number
}

/**
 * What stands before its opening in the same thread (a greeting of ours, an event) is shown as well, as far back as the
 * conversation before it or the silence that split them.
 */
export function messagesOf(db: Database, id: number, openedAt: number, settings: WorkspaceSettings): TimelineMessage[] {
  const rows = db
    .prepare<{ id: number }, StoredMessage>(
      `SELECT m.id, m.sent_at, m.direction, m.author_kind, coalesce(named.name, a.name) agent, m.kind, m.event,
         m.is_automatic, m.is_failed, m.text, m.keyword, suspicion.state suspicion, author.kind chosen_kind,
         coalesce(automatic.is_automatic, 0) is_chosen_automatic,
         EXISTS (SELECT 1 FROM opt_out WHERE opt_out.message_id = m.id AND opt_out.state = 'in'
           AND opt_out.contact_id = t.contact_id) is_opt_in
       FROM conversation c JOIN thread t ON t.id = c.thread_id JOIN message m ON m.thread_id = t.id
       LEFT JOIN agent a ON a.id = m.agent_id LEFT JOIN agent named ON named.id = a.same_as
       LEFT JOIN author_choice author ON author.agent = coalesce(named.name, a.name)
       LEFT JOIN automatic_text_choice automatic ON automatic.text = m.text AND m.direction = 'out'
       LEFT JOIN opt_out_suspicion suspicion ON suspicion.message_id = m.id
       WHERE c.id = @id AND m.is_current = 1 AND m.sent_at <= c.last_event_at AND (t.is_split = 0 OR m.sent_at >= c.opened_at OR (
         m.sent_at > c.opened_at - t.split_gap_seconds * 1000 AND m.sent_at > coalesce((
           SELECT max(b.last_event_at) FROM conversation b
           WHERE b.thread_id = c.thread_id AND b.id <> c.id AND b.opened_at <= c.opened_at), m.sent_at - 1)))
       ORDER BY m.sent_at, m.direction, m.kind = 'event', m.id`,
    )
    .all({ id })
  return rows.map((row) => ({
    id: row.id,
    at: row.sent_at,
    direction: row.direction,
    authorKind: row.chosen_kind ?? row.author_kind,
    author: row.agent ?? '',
    kind: row.kind,
    event: row.event,
    automatic: row.is_automatic === 1 || row.is_chosen_automatic === 1,
    failed: row.is_failed === 1,
    text: row.text,
    why: whatItIs(row, openedAt, settings),
  }))
}

function whatItIs(row: StoredMessage, openedAt: number, settings: WorkspaceSettings): string {
  if (row.kind === 'event') {
    if (row.event === 'closed') return 'Closes the conversation.'
    return row.event === 'reopened' ? 'Opens the conversation again.' : 'An event, no message.'
  }
  if (row.author_kind === 'unknown')
    return 'Nobody knows yet who wrote it: it counts nowhere until another file says so.'
  if (row.kind === 'note') return 'A private note: it never reached the customer and is no reply.'
  return row.direction === 'in' ? whatCustomersIs(row, settings) : whatOursIs(row, openedAt)
}

function whatCustomersIs({ keyword, suspicion, is_opt_in }: StoredMessage, settings: WorkspaceSettings): string {
  if (suspicion === 'waiting') return 'May be an opt-out: a message like any other until you confirm it.'
  if (suspicion === 'dismissed') return 'A message like any other: you said that it is no opt-out.'
  if (suspicion === 'confirmed') return 'An opt-out, as you confirmed: it opens nothing and waits for no reply.'
  if (keyword === 'opt-out') return 'An opt-out: it opens nothing and waits for no reply.'
  if (is_opt_in === 1) return 'An opt-in after an opt-out: it opens nothing and waits for no reply.'
  if (keyword === 'courtesy' && settings.courtesyEndsTurn)
    return 'Only thanks, an ok or a thumb: alone it needs no reply.'
  return 'A customer’s message: it waits for a reply.'
}

function whatOursIs(row: StoredMessage, openedAt: number): string {
  if (row.is_failed === 1) return 'Not delivered: no reply.'
  if (row.chosen_kind === 'bot') return 'By a bot, as you said: no human reply.'
  if (row.author_kind === 'bot' && row.chosen_kind === null) return 'By a bot: no human reply.'
  if (row.is_chosen_automatic === 1) return 'Sent automatically, as you said: no human reply.'
  if (row.is_automatic === 1) return 'Sent automatically: no human reply.'
  if (row.author_kind === 'system' && row.chosen_kind === null) return 'By the system: no human reply.'
  return row.sent_at < openedAt ? 'Before the customer wrote: it replies to nothing.' : 'A human reply.'
}
