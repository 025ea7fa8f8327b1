/**
 * Migration 3. Frozen after release: later changes are new steps, and this file imports nothing.
 *
 * `schedule`: opening hours of the workspace (`team` null) or of a team, from one day on (`from_day` null: since ever).
 * Teams stand in it by name: an undo may remove a team that the user has decided about, and the decision holds again when
 * the team comes back.
 *
 * Opt-outs that are not certain: `opt_out_wish` marks a customer's text that asks for it in more than one word;
 * `opt_out_words` holds the opt-out word that a customer's text is nothing but, or those that a text of ours asks for, as
 * `|CANCEL|END|`. Both are read from the text before the text may be dropped. `opt_out_suspicion` are the facts that follow
 * from them, `opt_out_decision` what the user made of them, by the key of the message, so that an undo does not lose it.
 * The texts of an older workspace are read when it is opened next: until then the setting `texts-to-read` is there.
 *
 * Customers known by several addresses: `also` of a directory entry is a JSON list of its further addresses, each with its
 * kind as in contact; `contact_choice` is the user's word that two addresses are one customer's, or are not.
 *
 * `target_change` is the history of the targets: what each was before and after a change. It outlives the target, and goes
 * with the goal.
 *
 * The KPIs of a ready goal as it came are no list but the word `"ready"`: they are those of the app, and grow with it. What
 * the user chooses is a list. Earlier versions could not change a goal.
 */
export const schema003 = `
CREATE TABLE schedule_3 (
  id INTEGER PRIMARY KEY,
  team TEXT,
  from_day TEXT,
  zone TEXT NOT NULL,
  -- JSON: intervals of weekday, start and end; days
  weekly TEXT NOT NULL,
  holidays TEXT NOT NULL
) STRICT;
INSERT INTO schedule_3 (team, from_day, zone, weekly, holidays)
  SELECT coalesce(named.name, team.name), NULL, schedule.zone, schedule.weekly, schedule.holidays
  FROM schedule LEFT JOIN team ON team.id = schedule.team_id LEFT JOIN team named ON named.id = team.same_as
  ORDER BY schedule.id;
DROP TABLE schedule;
ALTER TABLE schedule_3 RENAME TO schedule;
-- Nulls are all different to a UNIQUE constraint.
CREATE UNIQUE INDEX schedule_version ON schedule (team IS NULL, coalesce(team, ''), coalesce(from_day, ''));

ALTER TABLE message ADD COLUMN opt_out_wish INTEGER;
ALTER TABLE message ADD COLUMN opt_out_words TEXT;
DROP INDEX message_opt_word;
CREATE INDEX message_opt_word ON message (thread_id) WHERE keyword IN ('opt-out', 'opt-in') OR opt_out_wish = 1;
INSERT INTO setting (key, value)
  SELECT 'texts-to-read', 'true' WHERE EXISTS (SELECT 1 FROM message WHERE text IS NOT NULL AND kind = 'message');

CREATE TABLE opt_out_suspicion (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  -- wish: says more than one word; answer: the word that our own message asked for
  reason TEXT NOT NULL CHECK (reason IN ('wish', 'answer')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'dismissed'))
) STRICT;
CREATE INDEX opt_out_suspicion_thread ON opt_out_suspicion (thread_id);

CREATE TABLE opt_out_decision (
  message_key BLOB PRIMARY KEY,
  is_opt_out INTEGER NOT NULL,
  decided_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE directory_entry ADD COLUMN also TEXT;

-- the smaller address first
CREATE TABLE contact_choice (
  address TEXT NOT NULL,
  other TEXT NOT NULL,
  is_same INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (address, other),
  CHECK (address < other)
) STRICT, WITHOUT ROWID;

CREATE TABLE target_change (
  id INTEGER PRIMARY KEY,
  goal TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  kpi TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('set', 'changed', 'measured-again', 'removed')),
  -- JSON: rule, value, subject, baseline with its value and n, hours; null where there was or is no target
  before TEXT,
  after TEXT,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX target_change_goal ON target_change (goal, kpi);

UPDATE goal SET kpis = '"ready"' WHERE id IN ('satisfaction', 'fast-service', 'come-back', 'efficient-operations');
`
