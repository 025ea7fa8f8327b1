/** Settings, the workspace summary and the fingerprint of everything that results depend on. */
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { EntityCounts, Schedule, WorkspaceSettings } from '../../shared/model.ts'

interface StoredSettings extends Omit<WorkspaceSettings, 'schedule'> {
  readonly isSample: boolean
}

const settingsKey = 'settings'

export function saveSettings(db: Database, settings: WorkspaceSettings, isSample: boolean): void {
  const { schedule, ...rest } = settings
  const stored: StoredSettings = { ...rest, isSample }
  db.transaction(() => {
    db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(settingsKey, JSON.stringify(stored))
    db.prepare('DELETE FROM schedule WHERE team_id IS NULL').run()
    if (schedule !== null) {
      db.prepare('INSERT INTO schedule (team_id, zone, weekly, holidays) VALUES (NULL, ?, ?, ?)').run(
        schedule.zone,
        JSON.stringify(schedule.weekly),
        JSON.stringify(schedule.holidays),
      )
    }
  })()
}

export function loadSettings(db: Database): WorkspaceSettings & { readonly isSample: boolean } {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(settingsKey)
  if (row === undefined) throw new AppError('workspace-damaged', 'The workspace has no settings.')
  const stored = JSON.parse(row.value) as StoredSettings // written by saveSettings alone
  return { ...stored, schedule: loadSchedule(db) }
}

function loadSchedule(db: Database): Schedule | null {
  const row = db
    .prepare<[], { zone: string; weekly: string; holidays: string }>(
      'SELECT zone, weekly, holidays FROM schedule WHERE team_id IS NULL',
    )
    .get()
  if (row === undefined) return null
  // Both columns are written by saveSettings alone.
  return {
    zone: row.zone,
    weekly: JSON.parse(row.weekly) as Schedule['weekly'],
    holidays: JSON.parse(row.holidays) as Schedule['holidays'],
  }
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

/** Equal for equal data and settings, in whatever order the imports came. */
export function fingerprintOf(db: Database): string {
  const imports = db
    .prepare<[], { rows_sha256: string }>('SELECT rows_sha256 FROM import ORDER BY rows_sha256')
    .all()
    .map((row) => row.rows_sha256)
  const { isSample: _, ...settings } = loadSettings(db)
  return createHash('sha256').update(JSON.stringify({ imports, settings })).digest('hex')
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
