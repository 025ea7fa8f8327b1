/** One conversation in full: its messages, and every stretch of time that a KPI counted, or did not and why. */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { Facts } from '../../shared/facts.ts'
import { turnEnds } from '../../shared/model.ts'
import type {
  KnownOrUnknownAuthor,
  Direction,
  EventName,
  MessageKind,
  Timeline,
  TimelineInterval,
  TimelineMessage,
  TurnEnd,
  WorkspaceSettings,
} from '../../shared/model.ts'
import { openingHoursOf } from './column-cache.ts'
import { rowOf } from './conversation-row.ts'

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
}

/** Throws `not-found` for an id that no conversation has. Seconds are calendar seconds. */
export function timelineOf(db: Database, facts: Facts, id: number, settings: WorkspaceSettings): Timeline {
  const position = facts.conversations.id.indexOf(id)
  if (position === -1) throw new AppError('not-found', `There is no conversation ${id} in this workspace.`, { id })
  return {
    conversation: rowOf(db, facts, position, null),
    messages: messagesOf(db, id),
    intervals: intervalsOf(facts, position, settings),
  }
}

/**
 * The messages of the conversation. What stands before its opening in the same thread (a greeting of ours, an event) is
 * shown as well, as far back as the conversation before it or the silence that split them.
 */
function messagesOf(db: Database, id: number): TimelineMessage[] {
  const rows = db
    .prepare<{ id: number }, StoredMessage>(
      `SELECT m.id, m.sent_at, m.direction, m.author_kind, coalesce(named.name, a.name) agent, m.kind, m.event, m.is_automatic, m.is_failed, m.text
       FROM conversation c JOIN thread t ON t.id = c.thread_id JOIN message m ON m.thread_id = t.id
       LEFT JOIN agent a ON a.id = m.agent_id LEFT JOIN agent named ON named.id = a.same_as
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
    authorKind: row.author_kind,
    author: row.agent ?? '',
    kind: row.kind,
    event: row.event,
    automatic: row.is_automatic === 1,
    failed: row.is_failed === 1,
    text: row.text,
  }))
}

const whyTurn: Readonly<Record<TurnEnd, string>> = {
  answered: 'First message of the turn to the next human reply.',
  'closed-without-reply': 'Not counted: the conversation was closed without a reply to this turn.',
  courtesy: 'Not counted: only thanks, an ok or a thumb, which needs no reply.',
  'opt-out': 'Not counted: the turn ended with an opt-out.',
  waiting: 'Not counted: still waiting for a reply at the end of the data.',
}

function intervalsOf(facts: Facts, position: number, settings: WorkspaceSettings): TimelineInterval[] {
  const { conversations, turns } = facts
  const opened = conversations.openedAt[position] ?? Number.NaN
  const ability = facts.abilities[conversations.source[position] ?? -1]
  if (conversations.isService[position] === 0) {
    const why = 'Not counted: we wrote first and the customer did not answer, which is outreach and no service.'
    return [interval('first-response-time', opened, Number.NaN, false, why)]
  }
  const hours = openingHoursOf(facts, settings).of(conversations.team[position] ?? -1)
  const isOutside = hours.isInForce(opened) && !hours.isOpen(opened)
  const intervals = [firstResponse(opened, conversations.firstReplyAt[position] ?? Number.NaN, isOutside, ability)]
  turns.conversation.forEach((own, turn) => {
    if (own !== position) return
    const started = turns.startedAt[turn] ?? Number.NaN
    const ended = turns.endedAt[turn] ?? Number.NaN
    const end = turnEnds[turns.end[turn] ?? -1] ?? 'waiting'
    intervals.push(interval('response-time', started, ended, end === 'answered', whyTurn[end]))
  })
  const closed = conversations.closedAt[position] ?? Number.NaN
  intervals.push(resolution(opened, closed, ability?.hasClose ?? false))
  return intervals
}

function firstResponse(
  opened: number,
  replied: number,
  isOutside: boolean,
  ability: Facts['abilities'][number] | undefined,
): TimelineInterval {
  const id = 'first-response-time'
  const note = isOutside
    ? ' The customer wrote outside the opening hours; business hours count from the next opening.'
    : ''
  if (ability?.hasMessages !== true && ability?.hasFirstReply !== true)
    return interval(
      id,
      opened,
      Number.NaN,
      false,
      'Not measurable: the export has neither messages nor first-reply times.',
    )
  if (Number.isNaN(replied))
    return interval(
      id,
      opened,
      replied,
      false,
      `Counted as unanswered: no human reply until the end of the data.${note}`,
    )
  return interval(id, opened, replied, true, `First customer message to the first human reply.${note}`)
}

function resolution(opened: number, closed: number, hasClose: boolean): TimelineInterval {
  const id = 'resolution-time'
  if (!hasClose) return interval(id, opened, closed, false, 'Not measurable: the export has no closing times.')
  if (Number.isNaN(closed))
    return interval(id, opened, closed, false, 'Not counted: not closed by the end of the data.')
  return interval(id, opened, closed, true, 'Opening to the last close that was not followed by a reopening.')
}

function interval(kpi: string, from: number, to: number, counted: boolean, why: string): TimelineInterval {
  const isOver = !Number.isNaN(to)
  return { kpi, from, to: isOver ? to : null, seconds: isOver ? (to - from) / 1000 : null, counted, why }
}
