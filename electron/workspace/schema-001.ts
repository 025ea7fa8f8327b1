/**
 * Migration 1: the first schema. Frozen after release: later changes are new steps, and this file imports nothing.
 *
 * Three layers. Sources: what the exports said, in versions (`message`, `conversation_record`, `survey_response`,
 * `opt_out_record`), owned by the import that brought them first; `also_in` remembers the other imports that hold the
 * same row, so that an undo takes away only what nobody else brought. Of the versions of one `key`, `is_current` marks
 * the one that counts: the highest `(version_at, content_hash)`, so the order of imports does not matter. `key` and
 * `content_hash` are the first 16 bytes of SHA-256 over the row's identity and over all it says. Facts:
 * `conversation`, `turn` and `opt_out` follow from the current rows and the settings, and can be rebuilt at any time.
 * Decisions: settings, schedules, goals, baselines, targets, profiles and views belong to the user.
 */
export const schema001 = `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, format TEXT NOT NULL) STRICT;

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
  file_name TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  rows_sha256 TEXT NOT NULL,
  format TEXT NOT NULL,
  zone TEXT NOT NULL,
  split_gap_seconds INTEGER NOT NULL,
  keeps_text INTEGER NOT NULL,
  choices TEXT NOT NULL,
  assumptions TEXT NOT NULL,
  read_count INTEGER NOT NULL,
  new_count INTEGER NOT NULL,
  changed_count INTEGER NOT NULL,
  duplicate_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  ignored_count INTEGER NOT NULL,
  ignored_kinds TEXT NOT NULL,
  entities TEXT NOT NULL,
  split_counts TEXT,
  seconds REAL NOT NULL,
  imported_at INTEGER NOT NULL,
  CHECK (read_count = new_count + changed_count + duplicate_count + rejected_count + ignored_count)
) STRICT;

CREATE TABLE rejected_row (
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  column_name TEXT,
  text TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_row_import ON rejected_row (import_id, line);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'other'))
) STRICT;
CREATE TABLE agent (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL DEFAULT 'agent' CHECK (kind IN ('agent', 'bot'))
) STRICT;
CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE inbox (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

-- One per conversation id of an export, or per pair of contact and own address where the export has none.
CREATE TABLE thread (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
  channel TEXT NOT NULL,
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
  inbox_id INTEGER REFERENCES inbox (id) ON DELETE RESTRICT,
  external_id TEXT,
  -- 1: a log or a thread that lives for ever, split where nobody wrote for split_gap_seconds
  is_split INTEGER NOT NULL,
  split_gap_seconds INTEGER NOT NULL
) STRICT;

CREATE INDEX thread_contact ON thread (contact_id);

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE RESTRICT,
  key BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  version_at INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE RESTRICT,
  sent_at INTEGER NOT NULL,
  direction TEXT NOT NULL,
  author_kind TEXT NOT NULL,
  agent_id INTEGER REFERENCES agent (id) ON DELETE RESTRICT,
  team_id INTEGER REFERENCES team (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,
  event TEXT,
  is_automatic INTEGER NOT NULL,
  is_failed INTEGER NOT NULL,
  -- read from the text before the text may be dropped
  keyword TEXT CHECK (keyword IN ('opt-out', 'opt-in', 'courtesy')),
  has_21610 INTEGER NOT NULL,
  text TEXT
) STRICT;
CREATE UNIQUE INDEX message_key ON message (key, content_hash);
CREATE INDEX message_thread ON message (thread_id, sent_at);
CREATE INDEX message_import ON message (import_id);
-- Few messages are opt-outs, opt-ins or refusals by the carrier, and facts look for them by themselves.
CREATE INDEX message_opt_word ON message (thread_id) WHERE keyword IN ('opt-out', 'opt-in');
CREATE INDEX message_refused ON message (thread_id) WHERE has_21610 = 1;

-- What an export says of a conversation as a whole.
CREATE TABLE conversation_record (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE RESTRICT,
  key BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  version_at INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE RESTRICT,
  opened_at INTEGER,
  first_reply_at INTEGER,
  closed_at INTEGER,
  status TEXT,
  reopen_count INTEGER,
  reply_count INTEGER,
  agent_id INTEGER REFERENCES agent (id) ON DELETE RESTRICT,
  team_id INTEGER REFERENCES team (id) ON DELETE RESTRICT,
  UNIQUE (key, content_hash)
) STRICT;
CREATE INDEX conversation_record_thread ON conversation_record (thread_id);
CREATE INDEX conversation_record_import ON conversation_record (import_id);

CREATE TABLE survey_response (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE RESTRICT,
  key BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  version_at INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,
  score REAL,
  scale_min REAL NOT NULL,
  scale_max REAL NOT NULL,
  answered_at INTEGER,
  channel TEXT,
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
  -- the export's id of the conversation the survey is about
  conversation_external_id TEXT,
  agent_id INTEGER REFERENCES agent (id) ON DELETE RESTRICT,
  team_id INTEGER REFERENCES team (id) ON DELETE RESTRICT,
  comment TEXT,
  UNIQUE (key, content_hash)
) STRICT;
CREATE INDEX survey_response_import ON survey_response (import_id);
CREATE INDEX survey_response_contact ON survey_response (contact_id);

CREATE TABLE opt_out_record (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE RESTRICT,
  key BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  version_at INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE RESTRICT,
  channel TEXT NOT NULL,
  at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('out', 'in')),
  evidence TEXT NOT NULL,
  UNIQUE (key, content_hash)
) STRICT;
CREATE INDEX opt_out_record_import ON opt_out_record (import_id);
CREATE INDEX opt_out_record_contact ON opt_out_record (contact_id);

-- The same row seen again: import_id holds it too, but did not bring it first.
CREATE TABLE also_in (
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  entity TEXT NOT NULL CHECK (entity IN ('message', 'conversation_record', 'survey_response', 'opt_out_record')),
  row_id INTEGER NOT NULL,
  PRIMARY KEY (import_id, entity, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX also_in_row ON also_in (entity, row_id);

-- Facts: one row per conversation.
CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
  channel TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('service', 'outreach')),
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
  inbox_id INTEGER REFERENCES inbox (id) ON DELETE RESTRICT,
  team_id INTEGER REFERENCES team (id) ON DELETE RESTRICT,
  first_reply_agent_id INTEGER REFERENCES agent (id) ON DELETE RESTRICT,
  last_agent_id INTEGER REFERENCES agent (id) ON DELETE RESTRICT,
  opened_at INTEGER NOT NULL,
  first_reply_at INTEGER,
  closed_at INTEGER,
  last_event_at INTEGER NOT NULL,
  message_count INTEGER NOT NULL,
  human_reply_count INTEGER NOT NULL,
  reopen_count INTEGER NOT NULL,
  agent_count INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_thread ON conversation (thread_id);
CREATE INDEX conversation_opened ON conversation (opened_at);
CREATE INDEX conversation_contact ON conversation (contact_id);

-- Facts: one row per customer turn of a service conversation.
CREATE TABLE turn (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT NOT NULL,
  agent_id INTEGER REFERENCES agent (id) ON DELETE RESTRICT,
  PRIMARY KEY (conversation_id, started_at)
) STRICT, WITHOUT ROWID;

-- Facts: every opt-out and opt-in that counts, whatever its evidence.
CREATE TABLE opt_out (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  inbox_id INTEGER REFERENCES inbox (id) ON DELETE CASCADE,
  at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('out', 'in')),
  evidence TEXT NOT NULL,
  message_id INTEGER,
  record_id INTEGER
) STRICT;
CREATE INDEX opt_out_contact ON opt_out (contact_id, at);

-- Decisions of the user.
CREATE TABLE schedule (
  id INTEGER PRIMARY KEY,
  team_id INTEGER UNIQUE REFERENCES team (id) ON DELETE CASCADE,
  zone TEXT NOT NULL,
  weekly TEXT NOT NULL,
  holidays TEXT NOT NULL
) STRICT;
CREATE TABLE goal (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  -- ids of its KPIs, the primary one first
  kpis TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE target (
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  kpi TEXT NOT NULL,
  subject TEXT NOT NULL,
  baseline TEXT NOT NULL,
  hours TEXT NOT NULL,
  rule TEXT NOT NULL,
  -- what was measured when the target was set: n, value, interval, days, sources with hashes
  measured TEXT NOT NULL,
  value REAL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (goal, kpi)
) STRICT, WITHOUT ROWID;
CREATE TABLE mapping_profile (
  name TEXT PRIMARY KEY,
  header_fingerprint TEXT NOT NULL,
  mapping TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_view (
  name TEXT PRIMARY KEY,
  view TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
