/**
 * All that a workspace knows, in an order and in names that do not depend on how it came to know it: no row ids, no times
 * of import. Three things are left out because they are labels given by the first file: the name and the format of a source
 * and whether an agent's name was met as a bot's first.
 */
import type { Database } from 'better-sqlite3'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { groupings } from '../../shared/kpi.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const queries: Readonly<Record<string, string>> = {
  source: 'SELECT key FROM source',
  contact: 'SELECT c.address, c.kind, named.address FROM contact c LEFT JOIN contact named ON named.id = c.same_as',
  agent: 'SELECT a.name, named.name FROM agent a LEFT JOIN agent named ON named.id = a.same_as',
  team: 'SELECT t.name, named.name FROM team t LEFT JOIN team named ON named.id = t.same_as',
  inbox: 'SELECT i.name, named.name FROM inbox i LEFT JOIN inbox named ON named.id = i.same_as',
  thread: `SELECT thread.key, source.key, channel, contact.address, inbox.name, external_id, is_split, split_gap_seconds
    FROM thread JOIN source ON source.id = source_id LEFT JOIN contact ON contact.id = contact_id
    LEFT JOIN inbox ON inbox.id = inbox_id`,
  message: `SELECT hex(message.key), hex(content_hash), version_at, is_current, thread.key, sent_at, direction, author_kind,
      author_alias, agent.name, team.name, message.kind, event, is_automatic, is_failed, keyword, has_21610, text,
      opt_out_wish, opt_out_words
    FROM message JOIN thread ON thread.id = thread_id LEFT JOIN agent ON agent.id = agent_id
    LEFT JOIN team ON team.id = team_id`,
  conversation_record: `SELECT hex(conversation_record.key), hex(content_hash), version_at, is_current, thread.key, opened_at,
      first_reply_at, closed_at, status, reopen_count, reply_count, agent.name, team.name, part, left_out, reported
    FROM conversation_record JOIN thread ON thread.id = thread_id LEFT JOIN agent ON agent.id = agent_id
    LEFT JOIN team ON team.id = team_id`,
  survey_response: `SELECT hex(survey_response.key), hex(content_hash), version_at, is_current, source.key,
      survey_response.kind, score, scale_min, scale_max, answered_at, channel, contact.address, conversation_external_id,
      agent.name, team.name, comment
    FROM survey_response JOIN source ON source.id = source_id LEFT JOIN contact ON contact.id = contact_id
    LEFT JOIN agent ON agent.id = agent_id LEFT JOIN team ON team.id = team_id`,
  opt_out_record: `SELECT hex(opt_out_record.key), hex(content_hash), version_at, is_current, source.key, contact.address,
      channel, at, state, evidence
    FROM opt_out_record JOIN source ON source.id = source_id JOIN contact ON contact.id = contact_id`,
  directory_entry: `SELECT hex(directory_entry.key), hex(content_hash), version_at, is_current, source.key, directory_entry.kind,
      alias, role, directory_entry.name, address, address_kind, also
    FROM directory_entry JOIN source ON source.id = source_id`,
  thread_claim: `SELECT DISTINCT thread.key, import.sha256, rank, thread_claim.channel, contact.address, inbox.name
    FROM thread_claim JOIN thread ON thread.id = thread_id JOIN import ON import.id = import_id
    LEFT JOIN contact ON contact.id = thread_claim.contact_id LEFT JOIN inbox ON inbox.id = thread_claim.inbox_id`,
  // Which files hold a row, whoever brought it first.
  holding: ['message', 'conversation_record', 'survey_response', 'opt_out_record', 'directory_entry']
    .map(
      (table) => `SELECT '${table}', hex(content_hash), import.sha256 FROM ${table} JOIN import ON import.id = import_id
        UNION SELECT '${table}', hex(content_hash), import.sha256 FROM ${table}
        JOIN also_in ON entity = '${table}' AND row_id = ${table}.id JOIN import ON import.id = also_in.import_id`,
    )
    .join(' UNION '),
  conversation: `SELECT thread.key, source.key, conversation.channel, conversation.kind, contact.address, inbox.name,
      team.name, first.name, last.name, opened_at, first_reply_at, closed_at, last_event_at, message_count,
      human_reply_count, reopen_count, agent_count
    FROM conversation JOIN thread ON thread.id = thread_id JOIN source ON source.id = conversation.source_id
    LEFT JOIN contact ON contact.id = conversation.contact_id LEFT JOIN inbox ON inbox.id = conversation.inbox_id
    LEFT JOIN team ON team.id = team_id LEFT JOIN agent first ON first.id = first_reply_agent_id
    LEFT JOIN agent last ON last.id = last_agent_id`,
  opt_out_suspicion: `SELECT hex(message.key), reason, state FROM opt_out_suspicion JOIN message ON message.id = message_id`,
  turn: `SELECT thread.key, opened_at, started_at, ended_at, ended_by, agent.name
    FROM turn JOIN conversation ON conversation.id = conversation_id JOIN thread ON thread.id = thread_id
    LEFT JOIN agent ON agent.id = turn.agent_id`,
  opt_out: `SELECT contact.address, opt_out.channel, source.key, inbox.name, at, state, evidence,
      (SELECT hex(key) FROM message WHERE id = message_id), (SELECT hex(key) FROM opt_out_record WHERE id = record_id)
    FROM opt_out JOIN contact ON contact.id = contact_id JOIN source ON source.id = source_id
    LEFT JOIN inbox ON inbox.id = inbox_id`,
}

export function canonicalDump(db: Database): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(queries).map(([table, sql]) => [
      table,
      db
        .prepare<[], unknown[]>(sql)
        .raw()
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  )
}

/** Every KPI by everything. */
export function kpiDump({ session }: WorkspaceSession): string[] {
  const facts = session.facts()
  const settings = session.settings()
  return [[], ...groupings.map((by) => [by])].flatMap((by) =>
    computeKpis(facts, { selection: {}, by, hours: 'calendar', inferredClose: true }, settings).map((result) =>
      JSON.stringify(result),
    ),
  )
}
