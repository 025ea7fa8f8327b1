/** A small workspace in memory, written row by row: what the SQL of the KPI engine reads. */
import DatabaseConstructor from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { migrate } from '../../../electron/workspace/migrations.ts'

type Row = Readonly<Record<string, string | number | Buffer | null>>

export interface TestWorkspace {
  readonly db: Database
  /** Fills what the schema demands and the test does not care about. */
  readonly insert: (table: keyof typeof defaults, ...rows: readonly Row[]) => void
}

const version = { version_at: 0, is_current: 1, import_id: 1 }
const defaults = {
  import: {
    source_id: 1,
    file_name: 'log.csv',
    byte_count: 1,
    sha256: '',
    rows_sha256: '',
    format: 'generic',
    zone: 'UTC',
    split_gap_seconds: 86_400,
    keeps_text: 1,
    choices: '{}',
    assumptions: '[]',
    read_count: 0,
    new_count: 0,
    changed_count: 0,
    duplicate_count: 0,
    rejected_count: 0,
    ignored_count: 0,
    ignored_kinds: '{}',
    entities: '{}',
    seconds: 0,
    imported_at: 0,
  },
  source: { format: 'generic' },
  contact: { kind: 'phone' },
  agent: {},
  team: {},
  inbox: {},
  thread: { source_id: 1, channel: 'sms', contact_id: null, inbox_id: null, is_split: 1, split_gap_seconds: 86_400 },
  message: {
    ...version,
    thread_id: 1,
    direction: 'in',
    author_kind: 'customer',
    kind: 'message',
    is_automatic: 0,
    is_failed: 0,
    has_21610: 0,
  },
  conversation_record: { ...version, thread_id: 1 },
  survey_response: { ...version, source_id: 1, kind: 'nps', scale_min: 0, scale_max: 10 },
  conversation: {
    thread_id: 1,
    source_id: 1,
    channel: 'sms',
    kind: 'service',
    message_count: 1,
    human_reply_count: 0,
    reopen_count: 0,
    agent_count: 0,
  },
  turn: { ended_by: 'answered' },
  opt_out: { channel: 'sms', source_id: 1, state: 'out', evidence: 'keyword' },
} as const satisfies Readonly<Record<string, Row>>

const versioned = new Set(['message', 'conversation_record', 'survey_response'])

export function buildWorkspace(): TestWorkspace {
  const db = new DatabaseConstructor(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db)
  let key = 0
  const insert: TestWorkspace['insert'] = (table, ...rows) => {
    for (const row of rows) {
      const identity = versioned.has(table) ? { key: Buffer.from([++key]), content_hash: Buffer.from([0]) } : {}
      const full: Row = { ...identity, ...defaults[table], ...row }
      const columns = Object.keys(full)
      db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`).run(
        full,
      )
    }
  }
  insert('source', { id: 1, key: 'log', name: 'log.csv' }, { id: 2, key: 'desk', name: 'desk.csv' })
  insert('import', { id: 1 })
  return { db, insert }
}
