/** `verify` finds a single value that was changed behind the app's back, and says nothing of a sound workspace. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSession } from '../../electron/worker/session.ts'
import { verifyWorkspace } from '../../electron/worker/verify.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'

const folder = temporaryFolder()
const template = join(folder.path, 'template.plumbline')
beforeAll(() => {
  const workspace = openSession(folder.path, 'template')
  workspace.import({
    name: 'chats.csv',
    choices: { format: 'message-table', channel: 'sms' },
    content: [
      ['conversation_id', 'sent_at', 'author_type', 'agent', 'team', 'contact', 'text', 'closed_at'],
      ['C1', '2026-03-02T09:00:00Z', 'customer', '', '', '+12025550111', 'Is it ready?', '2026-03-02T10:00:00Z'],
      ['C1', '2026-03-02T09:05:00Z', 'agent', 'Ada', 'Blue', '+12025550111', 'Yes.', '2026-03-02T10:00:00Z'],
      ['C2', '2026-03-02T09:00:00Z', 'customer', '', '', '+12025550112', 'STOP', ''],
      ['C3', '2026-03-02T09:00:00Z', 'customer', '', '', '+12025550113', 'Hello?', ''],
    ]
      .map(csvRow)
      .join(''),
  })
  workspace.import({
    name: 'nps.csv',
    choices: { format: 'survey-table' },
    content: 'response_id,conversation_id,nps,answered_at\nR1,C1,9,2026-03-03T09:00:00Z\n',
  })
  workspace.import({
    name: 'list.csv',
    choices: { format: 'opt-out-table', channel: 'sms' },
    content: 'phone_number,opted_out_at\n+12025550113,2026-03-04T09:00:00Z\n',
  })
  expect(workspace.problems()).toEqual([])
  workspace.close()
})
afterAll(folder.remove)

describe('finds', () => {
  it.each([
    ['a text', "UPDATE message SET text = 'Is it red?' WHERE text = 'Is it ready?'"],
    ['a time', 'UPDATE message SET sent_at = sent_at + 1 WHERE agent_id IS NOT NULL'],
    ['a direction', "UPDATE message SET direction = 'out' WHERE text = 'Hello?'"],
    ['an author', 'UPDATE message SET agent_id = NULL'],
    ['a reading of a text', "UPDATE message SET keyword = 'courtesy' WHERE text = 'Hello?'"],
    ['the version of a row', 'UPDATE message SET version_at = 5 WHERE agent_id IS NOT NULL'],
    ['a current version', "UPDATE message SET is_current = 0 WHERE text = 'Yes.'"],
    ['a message that is gone', "DELETE FROM message WHERE text = 'Hello?'"],
    ['the name of an agent', "UPDATE agent SET name = 'Eve'"],
    ['the address of a contact', "UPDATE contact SET address = '+12025550199' WHERE address = '+12025550113'"],
    ['a closing time', 'UPDATE conversation_record SET closed_at = closed_at - 1000'],
    ['a score', 'UPDATE survey_response SET score = 10'],
    ['the date of an opt-out', 'UPDATE opt_out_record SET at = at - 86400000'],
    ['the import of a row', "UPDATE message SET import_id = 2 WHERE text = 'Yes.'"],
    ['a derived first reply', 'UPDATE conversation SET first_reply_at = first_reply_at - 1000'],
    ['a derived count', 'UPDATE conversation SET human_reply_count = 2 WHERE human_reply_count = 1'],
    ['a derived turn', "UPDATE turn SET ended_by = 'answered' WHERE ended_by = 'waiting'"],
    ['a derived opt-out', "DELETE FROM opt_out WHERE evidence = 'keyword'"],
    ['a row that refers to nothing', 'DELETE FROM team'],
  ])('%s', (_what, sql) => {
    const path = join(folder.path, 'damaged.plumbline')
    copyFileSync(template, path)
    const session = startSession(() => 0)
    session.open(path)
    const db = session.workspace().db
    db.pragma('foreign_keys = OFF')
    expect(db.prepare(sql).run().changes).toBeGreaterThan(0)
    expect(verifyWorkspace(db, session.settings())).not.toEqual([])
    session.close()
  })
})
