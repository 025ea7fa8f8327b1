/** Settings, the workspace summary and the fingerprint of everything that results depend on. */
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { EntityCounts, Schedule, WorkspaceSettings } from '../../shared/model.ts'
import { compareSchedules } from '../../shared/schedules.ts'

interface StoredSettings extends Omit<WorkspaceSettings, 'schedules'> {
  readonly isSample: boolean
}

const settingsKey = 'settings'

export function saveSettings(db: Database, settings: WorkspaceSettings, isSample: boolean): void {
  const { schedules, ...rest } = settings
  const stored: StoredSettings = { ...rest, isSample }
  db.transaction(() => {
    db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(settingsKey, JSON.stringify(stored))
    db.exec('DELETE FROM schedule')
    const insert = db.prepare('INSERT INTO schedule (team, from_day, zone, weekly, holidays) VALUES (?, ?, ?, ?, ?)')
    for (const { team, from, zone, weekly, holidays } of schedules)
      insert.run(team, from, zone, JSON.stringify(weekly), JSON.stringify(holidays))
  })()
}

export function loadSettings(db: Database): WorkspaceSettings & { readonly isSample: boolean } {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(settingsKey)
  if (row === undefined) throw new AppError('workspace-damaged', 'The workspace has no settings.')
  const stored = JSON.parse(row.value) as StoredSettings // written by saveSettings alone
  return { ...stored, schedules: loadSchedules(db) }
}

interface ScheduleRow {
  readonly team: string | null
  readonly from_day: string | null
  readonly zone: string
  readonly weekly: string
  readonly holidays: string
}

/** In one order, so that equal opening hours are equal settings. */
function loadSchedules(db: Database): Schedule[] {
  return db
    .prepare<[], ScheduleRow>('SELECT team, from_day, zone, weekly, holidays FROM schedule')
    .all()
    .map((row) => ({
      team: row.team,
      from: row.from_day,
      zone: row.zone,
      // Both columns are written by saveSettings alone.
      weekly: JSON.parse(row.weekly) as Schedule['weekly'],
      holidays: JSON.parse(row.holidays) as Schedule['holidays'],
    }))
    .sort(compareSchedules)
}

/** What the workspace holds now, each row counted once in its current version. */
export function countEntities(db: Database): EntityCounts {
  const count = (sql: string): number => db.prepare<[], { n: number }>(sql).get()?.n ?? 0
  return {
    conversations: count(`SELECT count(*) n FROM conversation WHERE kind = 'service'`),
    messages: count(`SELECT count(*) n FROM message WHERE is_current = 1 AND kind = 'message'`),
    contacts: count('SELECT count(*) n FROM contact WHERE same_as IS NULL'),
    agents: count('SELECT count(*) n FROM agent WHERE same_as IS NULL'),
    surveys: count('SELECT count(*) n FROM survey_response WHERE is_current = 1'),
    optOuts: count(`SELECT count(*) n FROM opt_out WHERE state = 'out'`),
  }
}

/** The user's word about authors, customers and opt-outs, without when it was given. */
const decisionQueries = [
  'SELECT agent, kind FROM author_choice ORDER BY agent',
  'SELECT text, is_automatic FROM automatic_text_choice ORDER BY text',
  'SELECT address, other, is_same FROM contact_choice ORDER BY address, other',
  'SELECT hex(message_key), is_opt_out FROM opt_out_decision ORDER BY message_key',
]

/** Equal for equal data, settings and decisions, in whatever order they came. */
export function fingerprintOf(db: Database): string {
  const imports = db
    .prepare<[], { rows_sha256: string }>('SELECT rows_sha256 FROM import ORDER BY rows_sha256')
    .all()
    .map((row) => row.rows_sha256)
  const { isSample: _, ...settings } = loadSettings(db)
  const decisions = decisionQueries.map((sql) => db.prepare(sql).raw().all())
  // Without any decision the fingerprint is that of the versions that knew none.
  const decided = decisions.some((rows) => rows.length > 0) ? { decisions } : {}
  return createHash('sha256')
    .update(JSON.stringify({ imports, settings, ...decided }))
    .digest('hex')
}

/** First and last instant with an event, or null in an empty workspace. */
export function eventRange(db: Database): { first: number; last: number } | null {
  const row = db
    .prepare<[], { first: number | null; last: number | null }>(
      `SELECT min(at) first, max(at) last FROM (
         SELECT min(opened_at) at FROM conversation UNION ALL SELECT max(last_event_at) FROM conversation
         UNION ALL SELECT min(answered_at) FROM survey_response UNION ALL SELECT max(answered_at) FROM survey_response)`,
    )
    .get()
  if (row === undefined || row.first === null || row.last === null) return null
  return { first: row.first, last: row.last }
}
