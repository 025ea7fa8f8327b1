/**
 * Migration 2: exports of several files. Frozen after release: later changes are new steps, and this file imports nothing.
 *
 * `directory_entry` says who stands behind the ids that other rows use as names (`zendesk:12`); `same_as` of a contact,
 * agent, team or inbox is what follows from it. `thread_claim` remembers what each import said of a thread's channel,
 * customer and inbox, so that neither the order of imports nor an undo leaves a trace. `author_alias` marks a message
 * whose row names its author by an id alone: its direction, kind of author and agent follow from the directory and the
 * thread. `part` lets several files say different things of one conversation. The two choice tables are decisions of
 * the user: who of the agents is a bot, and which texts were sent automatically.
 */
export const schema002 = `
CREATE TABLE directory_entry (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE RESTRICT,
  key BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  version_at INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'team', 'inbox')),
  alias TEXT NOT NULL,
  role TEXT CHECK (role IN ('customer', 'agent', 'bot')),
  name TEXT,
  -- normalised, with its kind as in contact
  address TEXT,
  address_kind TEXT,
  UNIQUE (key, content_hash)
) STRICT;
CREATE INDEX directory_entry_import ON directory_entry (import_id);
CREATE INDEX directory_entry_alias ON directory_entry (alias);

ALTER TABLE contact ADD COLUMN same_as INTEGER REFERENCES contact (id) ON DELETE SET NULL;
ALTER TABLE agent ADD COLUMN same_as INTEGER REFERENCES agent (id) ON DELETE SET NULL;
ALTER TABLE team ADD COLUMN same_as INTEGER REFERENCES team (id) ON DELETE SET NULL;
ALTER TABLE inbox ADD COLUMN same_as INTEGER REFERENCES inbox (id) ON DELETE SET NULL;

-- JSON: the columns of a table and what separates its cells; null where the export is no table
ALTER TABLE import ADD COLUMN header TEXT;

ALTER TABLE message ADD COLUMN author_alias TEXT;
CREATE INDEX message_author ON message (author_alias) WHERE author_alias IS NOT NULL;

ALTER TABLE conversation_record ADD COLUMN part TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation_record ADD COLUMN left_out TEXT;
-- JSON: durations in seconds as the vendor computed them, by the vendor's names
ALTER TABLE conversation_record ADD COLUMN reported TEXT;

CREATE TABLE thread_claim (
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  -- 0: the conversation's own record, 1: its messages
  rank INTEGER NOT NULL,
  channel TEXT,
  contact_id INTEGER REFERENCES contact (id) ON DELETE RESTRICT,
  inbox_id INTEGER REFERENCES inbox (id) ON DELETE RESTRICT,
  PRIMARY KEY (thread_id, import_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_claim_import ON thread_claim (import_id);
INSERT INTO thread_claim (thread_id, import_id, rank, channel, contact_id, inbox_id)
  SELECT DISTINCT thread.id, held.import_id, 1, thread.channel, thread.contact_id, thread.inbox_id
  FROM thread JOIN (
    SELECT import_id, thread_id FROM message
    UNION SELECT import_id, thread_id FROM conversation_record
    UNION SELECT also_in.import_id, thread_id FROM also_in JOIN message ON message.id = row_id WHERE entity = 'message'
    UNION SELECT also_in.import_id, thread_id FROM also_in JOIN conversation_record ON conversation_record.id = row_id
      WHERE entity = 'conversation_record'
  ) held ON held.thread_id = thread.id
  WHERE thread.is_split = 0;

CREATE TABLE also_in_2 (
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  entity TEXT NOT NULL CHECK (
    entity IN ('message', 'conversation_record', 'survey_response', 'opt_out_record', 'directory_entry')),
  row_id INTEGER NOT NULL,
  PRIMARY KEY (import_id, entity, row_id)
) STRICT, WITHOUT ROWID;
INSERT INTO also_in_2 SELECT import_id, entity, row_id FROM also_in;
DROP TABLE also_in;
ALTER TABLE also_in_2 RENAME TO also_in;
CREATE INDEX also_in_row ON also_in (entity, row_id);

CREATE TABLE author_choice (
  agent TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'bot')),
  chosen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE automatic_text_choice (
  text TEXT PRIMARY KEY,
  is_automatic INTEGER NOT NULL,
  chosen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
