/** From a number to the conversations behind it: the list. Its rows come from the facts, names and texts from SQL. */
import type { Database } from 'better-sqlite3'
import type { ConversationQuery } from '../../../shared/api.ts'
import type { Facts } from '../../../shared/facts.ts'
import type { ConversationRow, Page } from '../../../shared/model.ts'
import { hourOfWeek, hourOfWeekName } from '../../../shared/time.ts'
import { allConversations, settingsOf } from '../column-cache.ts'
import type { EngineSettings } from '../column-cache.ts'
import { rowOf } from './conversation-row.ts'
import { conversationsBehind } from '../engine.ts'
import type { ConversationsOfKpi } from '../engine.ts'
import { narrowToTime, oneTimeGroup } from '../grouping.ts'
import { groupByAttributes, readySelection } from '../selection.ts'

export { timelineOf } from './timeline.ts'

const defaultLimit = 50

/**
 * Newest first. With a KPI exactly the conversations that it counted, so that its value can be recomputed from the list.
 * `after` is the `next` of the page before: the id of its last conversation. An `after` that is no longer there starts
 * again from the top.
 */
export function listConversations(
  db: Database,
  facts: Facts,
  query: ConversationQuery,
  settings: EngineSettings,
): Page<ConversationRow> {
  const { positions, values } = selectedConversations(facts, query, settingsOf(settings, query))
  const matches = matchSearch(db, query.search)
  const { id: ids } = facts.conversations
  const rows: { position: number; value: number }[] = []
  positions.forEach((position, index) => {
    if (matches === null || matches.has(ids[position] ?? -1))
      rows.push({ position, value: values[index] ?? Number.NaN })
  })
  rows.reverse()
  const start = query.after === undefined ? 0 : rows.findIndex(({ position }) => ids[position] === query.after) + 1
  const page = rows.slice(start, start + (query.limit ?? defaultLimit))
  const last = page.at(-1)
  const isLastPage = last === undefined || start + page.length >= rows.length
  return {
    rows: page.map(({ position, value }) => rowOf(db, facts, position, Number.isNaN(value) ? null : value)),
    total: rows.length,
    next: isLastPage ? null : (ids[last.position] ?? null),
  }
}

function selectedConversations(facts: Facts, query: ConversationQuery, settings: EngineSettings): ConversationsOfKpi {
  const { selection, hours, weekdayHour } = query
  if (query.kpi !== undefined)
    return conversationsBehind(facts, query.kpi, selection, settings, hours, false, query.show, weekdayHour)
  const all = allConversations(facts)
  const ready = readySelection(facts, selection, settings)
  const groups = narrowToTime(groupByAttributes(facts, all, ready, []), all.at, ready.range, oneTimeGroup)
  const hour =
    weekdayHour === undefined || all.count === 0
      ? null
      : hourOfWeek(settings.zone, all.at[0] ?? 0, all.at[all.count - 1] ?? 0)
  const positions: number[] = []
  for (let position = 0; position < all.count; position++) {
    if (groups[position] !== 0) continue
    if (hour === null || hourOfWeekName(hour(all.at[position] ?? Number.NaN)) === weekdayHour) positions.push(position)
  }
  return { positions: Int32Array.from(positions), values: new Float64Array(positions.length).fill(Number.NaN) }
}

/** Ids of the conversations whose contact or one of whose messages holds the text; null = no search. */
function matchSearch(db: Database, search: string | undefined): ReadonlySet<number> | null {
  const text = search?.trim() ?? ''
  if (text === '') return null
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const found = db
    .prepare<[string, string], number>(
      String.raw`SELECT c.id FROM conversation c JOIN contact own ON own.id = c.contact_id
       JOIN contact k ON coalesce(k.same_as, k.id) = coalesce(own.same_as, own.id) WHERE k.address LIKE ? ESCAPE '\'
       UNION
       SELECT c.id FROM message m
       JOIN conversation c ON c.thread_id = m.thread_id AND m.sent_at BETWEEN c.opened_at AND c.last_event_at
       WHERE m.is_current = 1 AND m.text LIKE ? ESCAPE '\'`,
    )
    .pluck()
    .all(pattern, pattern)
  return new Set(found)
}
