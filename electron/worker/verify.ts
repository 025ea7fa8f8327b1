/** Looks for damage: structure, row hashes against what each import recorded, and facts against a recomputation. */
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { WorkspaceSettings } from '../../shared/model.ts'
import {
  conversationContentHash,
  directoryContentHash,
  messageContentHash,
  optOutContentHash,
  surveyContentHash,
} from '../import/store/identity.ts'
import { resolveDirectory, wholeDirectory } from '../import/store/directory.ts'
import { startRowsHash } from '../import/store/rows-hash.ts'
import { rebuildFacts, touchEverything } from '../import/store/stored-facts.ts'
import type { VersionedTable } from '../import/store/versions.ts'
import { versionedTables } from '../import/store/versions.ts'

/** @returns one sentence for each difference; empty = all is well */
export function verifyWorkspace(db: Database, settings: WorkspaceSettings): string[] {
  const structure = db
    .prepare<[], string>('PRAGMA integrity_check(20)')
    .pluck()
    .all()
    .filter((line) => line !== 'ok')
  // On a broken structure the rest would only repeat the message in other words.
  if (structure.length > 0) return structure.map((line) => `The file's structure is damaged: ${line}.`)
  const links = db.prepare('PRAGMA foreign_key_check').all()
  return [
    ...(links.length > 0 ? [`${links.length} rows refer to rows that are not there.`] : []),
    ...versionedTables.flatMap((table) => verifyContents(db, table)),
    ...verifyImports(db),
    ...verifyFacts(db, settings),
  ]
}

interface StoredRow {
  readonly id: number
  readonly content_hash: Buffer
  readonly [column: string]: unknown
}

const contentQueries: Readonly<Record<VersionedTable, string>> = {
  message: `SELECT message.id, message.content_hash, version_at versionAt, thread.key threadKey, sent_at sentAt, direction,
      author_kind authorKind, author_alias author, agent.name agent, team.name team, message.kind, event, is_automatic isAutomatic,
      is_failed isFailed, has_21610 has21610, text
    FROM message JOIN thread ON thread.id = message.thread_id LEFT JOIN agent ON agent.id = message.agent_id
    LEFT JOIN team ON team.id = message.team_id`,
  conversation_record: `SELECT conversation_record.id, content_hash, version_at versionAt, opened_at openedAt, first_reply_at firstReplyAt,
      closed_at closedAt, status, reopen_count reopens, reply_count replies, agent.name agent, team.name team,
      left_out leftOut, reported
    FROM conversation_record LEFT JOIN agent ON agent.id = agent_id LEFT JOIN team ON team.id = team_id`,
  survey_response: `SELECT survey_response.id, content_hash, survey_response.kind, score, scale_min scaleMin,
      scale_max scaleMax, answered_at answeredAt, channel, contact.address contact,
      conversation_external_id conversation, agent.name agent, team.name team, comment
    FROM survey_response LEFT JOIN contact ON contact.id = contact_id LEFT JOIN agent ON agent.id = agent_id
    LEFT JOIN team ON team.id = team_id`,
  opt_out_record: `SELECT opt_out_record.id, content_hash, contact.address contact, channel, at, state, evidence
    FROM opt_out_record JOIN contact ON contact.id = contact_id`,
  directory_entry: `SELECT id, content_hash, version_at versionAt, kind, alias, role, name, address, also FROM directory_entry`,
}

// The queries above name their columns after the fields that each function takes.
const contentHashes = {
  message: messageContentHash,
  conversation_record: conversationContentHash,
  survey_response: surveyContentHash,
  opt_out_record: optOutContentHash,
  directory_entry: directoryContentHash,
} as unknown as Readonly<Record<VersionedTable, (row: StoredRow) => Buffer>>

function verifyContents(db: Database, table: VersionedTable): string[] {
  const hashOf = contentHashes[table]
  let damaged = 0
  for (const row of db.prepare<[], StoredRow>(contentQueries[table]).iterate()) {
    if (!hashOf(row).equals(row.content_hash)) damaged++
  }
  return damaged === 0 ? [] : [`${damaged} rows of ${table} no longer say what was imported.`]
}

function verifyImports(db: Database): string[] {
  const imports = db
    .prepare<[], { id: number; file_name: string; rows_sha256: string }>(
      'SELECT id, file_name, rows_sha256 FROM import',
    )
    .all()
  return imports.flatMap((one) => {
    const hash = startRowsHash()
    for (const table of versionedTables) {
      const rows = db
        .prepare<[number, string, number], Buffer>(
          `SELECT content_hash FROM ${table} WHERE import_id = ?
           UNION ALL SELECT content_hash FROM also_in JOIN ${table} ON ${table}.id = also_in.row_id
           WHERE also_in.entity = ? AND also_in.import_id = ?`,
        )
        .pluck()
      for (const contentHash of rows.iterate(one.id, table, one.id)) hash.add(contentHash)
    }
    return hash.hex() === one.rows_sha256
      ? []
      : [`The rows of import ${one.id} (${one.file_name}) are not those it brought.`]
  })
}

/** Makes all facts anew inside a transaction that is rolled back, and compares. */
function verifyFacts(db: Database, settings: WorkspaceSettings): string[] {
  const before = factsDigest(db)
  db.exec('BEGIN IMMEDIATE')
  try {
    resolveDirectory(db, wholeDirectory(db))
    for (const _step of rebuildFacts(db, touchEverything(db), settings));
    const after = factsDigest(db)
    return Object.keys(before)
      .filter((table) => before[table] !== after[table])
      .map((table) => `The stored facts of ${table} differ from what the messages say.`)
  } finally {
    db.exec('ROLLBACK')
  }
}

/** Ids are left out: a recomputation numbers its rows anew. */
const factsQueries = {
  message: `SELECT message.id, direction, author_kind, agent.name FROM message LEFT JOIN agent ON agent.id = agent_id
    WHERE author_alias IS NOT NULL ORDER BY message.id`,
  directory_entry: `SELECT 'contact', a.address, b.address FROM contact a JOIN contact b ON b.id = a.same_as
    UNION ALL SELECT 'agent', a.name, b.name FROM agent a JOIN agent b ON b.id = a.same_as
    UNION ALL SELECT 'team', a.name, b.name FROM team a JOIN team b ON b.id = a.same_as
    UNION ALL SELECT 'inbox', a.name, b.name FROM inbox a JOIN inbox b ON b.id = a.same_as ORDER BY 1, 2`,
  conversation: `SELECT thread_id, source_id, channel, kind, contact_id, inbox_id, team_id, first_reply_agent_id,
      last_agent_id, opened_at, first_reply_at, closed_at, last_event_at, message_count, human_reply_count, reopen_count,
      agent_count FROM conversation ORDER BY thread_id, opened_at, kind`,
  turn: `SELECT thread_id, started_at, ended_at, ended_by, turn.agent_id FROM turn
    JOIN conversation ON conversation.id = conversation_id ORDER BY thread_id, started_at`,
  opt_out_suspicion: 'SELECT message_id, thread_id, reason, state FROM opt_out_suspicion ORDER BY message_id',
  opt_out: `SELECT contact_id, channel, source_id, inbox_id, at, state, evidence, message_id, record_id FROM opt_out
    ORDER BY contact_id, channel, at, state, evidence, message_id, record_id`,
}

function factsDigest(db: Database): Record<string, string> {
  const digests: Record<string, string> = {}
  for (const [table, sql] of Object.entries(factsQueries)) {
    const hash = createHash('sha256')
    for (const row of db.prepare<[], unknown[]>(sql).raw().iterate()) hash.update(JSON.stringify(row))
    digests[table] = hash.digest('hex')
  }
  return digests
}
