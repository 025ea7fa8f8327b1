/**
 * Copies what the exports said (current versions, with names instead of ids) from a workspace into DuckDB. Derived tables
 * (`conversation`, `turn`, `opt_out`) and derived columns (`message.keyword`) stay behind: the oracle makes its own.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Database } from 'better-sqlite3'

interface RawTable {
  /** Column definitions of DuckDB, in the order of the query's columns. */
  readonly columns: readonly (readonly [name: string, type: 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'BOOLEAN'])[]
  readonly query: string
}

const rawTables: Readonly<Record<string, RawTable>> = {
  raw_thread: {
    columns: [
      ['thread_id', 'BIGINT'],
      ['source_id', 'BIGINT'],
      ['source', 'VARCHAR'],
      ['channel', 'VARCHAR'],
      ['contact_id', 'BIGINT'],
      ['inbox', 'VARCHAR'],
      ['external_id', 'VARCHAR'],
      ['is_log', 'BOOLEAN'],
    ],
    query: `SELECT thread.id, source_id, source.name, channel, contact_id, inbox.name, external_id, is_split
      FROM thread JOIN source ON source.id = source_id LEFT JOIN inbox ON inbox.id = inbox_id`,
  },
  raw_message: {
    columns: [
      ['id', 'BIGINT'],
      ['key', 'VARCHAR'],
      ['thread_id', 'BIGINT'],
      ['sent_at', 'BIGINT'],
      ['direction', 'VARCHAR'],
      ['author_kind', 'VARCHAR'],
      ['agent', 'VARCHAR'],
      ['team', 'VARCHAR'],
      ['kind', 'VARCHAR'],
      ['event', 'VARCHAR'],
      ['is_automatic', 'BOOLEAN'],
      ['is_failed', 'BOOLEAN'],
      ['has_21610', 'BOOLEAN'],
      ['text', 'VARCHAR'],
    ],
    query: `SELECT message.id, hex(key), thread_id, sent_at, direction, author_kind, agent.name, team.name, message.kind,
        event, is_automatic, is_failed, has_21610, text
      FROM message LEFT JOIN agent ON agent.id = agent_id LEFT JOIN team ON team.id = team_id WHERE is_current = 1`,
  },
  raw_record: {
    columns: [
      ['thread_id', 'BIGINT'],
      ['opened_at', 'BIGINT'],
      ['first_reply_at', 'BIGINT'],
      ['closed_at', 'BIGINT'],
      ['reopen_count', 'BIGINT'],
      ['reply_count', 'BIGINT'],
      ['agent', 'VARCHAR'],
      ['team', 'VARCHAR'],
    ],
    query: `SELECT thread_id, opened_at, first_reply_at, closed_at, reopen_count, reply_count, agent.name, team.name
      FROM conversation_record LEFT JOIN agent ON agent.id = agent_id LEFT JOIN team ON team.id = team_id
      WHERE is_current = 1`,
  },
  raw_survey: {
    columns: [
      ['id', 'BIGINT'],
      ['source_id', 'BIGINT'],
      ['source', 'VARCHAR'],
      ['kind', 'VARCHAR'],
      ['score', 'DOUBLE'],
      ['scale_min', 'DOUBLE'],
      ['scale_max', 'DOUBLE'],
      ['answered_at', 'BIGINT'],
      ['channel', 'VARCHAR'],
      ['conversation_external_id', 'VARCHAR'],
      ['agent', 'VARCHAR'],
      ['team', 'VARCHAR'],
    ],
    query: `SELECT survey_response.id, source_id, source.name, survey_response.kind, score, scale_min, scale_max,
        answered_at, channel, conversation_external_id, agent.name, team.name
      FROM survey_response JOIN source ON source.id = source_id LEFT JOIN agent ON agent.id = agent_id
      LEFT JOIN team ON team.id = team_id WHERE is_current = 1`,
  },
  raw_contact_link: {
    columns: [
      ['contact_id', 'BIGINT'],
      ['other_id', 'BIGINT'],
    ],
    query: `SELECT own.id, other.id FROM contact_choice JOIN contact own ON own.address = contact_choice.address
      JOIN contact other ON other.address = contact_choice.other WHERE is_same = 1`,
  },
  raw_decision: {
    columns: [
      ['key', 'VARCHAR'],
      ['is_opt_out', 'BOOLEAN'],
    ],
    query: 'SELECT hex(message_key), is_opt_out FROM opt_out_decision',
  },
  raw_opt_out: {
    columns: [
      ['key', 'VARCHAR'],
      ['source', 'VARCHAR'],
      ['contact_id', 'BIGINT'],
      ['channel', 'VARCHAR'],
      ['moment', 'BIGINT'],
      ['state', 'VARCHAR'],
      ['evidence', 'VARCHAR'],
    ],
    query: `SELECT hex(opt_out_record.key), source.name, contact_id, channel, at, state, evidence
      FROM opt_out_record JOIN source ON source.id = source_id WHERE is_current = 1`,
  },
}

export async function copyRawTables(db: Database, duck: DuckDBConnection): Promise<void> {
  for (const [table, { columns, query }] of Object.entries(rawTables)) {
    await duck.run(`CREATE TABLE ${table} (${columns.map((column) => column.join(' ')).join(', ')})`)
    const appender = await duck.createAppender(table)
    for (const row of db.prepare<[], readonly (string | number | null)[]>(query).raw().iterate()) {
      columns.forEach(([, type], position) => {
        const value = row[position] ?? null
        if (value === null) appender.appendNull()
        else if (type === 'VARCHAR') appender.appendVarchar(String(value))
        else if (type === 'DOUBLE') appender.appendDouble(Number(value))
        else if (type === 'BOOLEAN') appender.appendBoolean(value === 1)
        else appender.appendBigInt(BigInt(value))
      })
      appender.endRow()
    }
    appender.closeSync()
  }
}
