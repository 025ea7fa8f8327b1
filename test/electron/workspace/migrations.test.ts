/** Workspaces of earlier versions, with rows in what a step rewrites. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate, newestVersion } from '../../../electron/workspace/migrations.ts'
import { loadGoals, saveGoal } from '../../../electron/workspace/goals.ts'
import { loadSettings } from '../../../electron/workspace/settings.ts'
import { clearTarget, loadTargetChanges, loadTargets } from '../../../electron/workspace/targets.ts'
import { openWorkspace } from '../../../electron/workspace/workspace.ts'
import { workspaceHandlers } from '../../../electron/worker/handle-workspaces.ts'
import { startSession } from '../../../electron/worker/session.ts'
import { readyGoals } from '../../../shared/goals.ts'
import { finish } from '../../pipeline/workspace-session.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('version 2 keeps its opening hours, those of a team by its name', () => {
  const path = join(folder, 'a.plumbline')
  const old = new Database(path)
  migrate(old, 2)
  old.exec(`
    INSERT INTO setting (key, value) VALUES ('settings',
      '{"zone":"Europe/Berlin","country":"DE","optOutWords":[],"optInWords":[],"courtesyEndsTurn":true,"isSample":false}');
    INSERT INTO team (id, name) VALUES (1, 'Night'), (2, 'zendesk:7');
    UPDATE team SET same_as = 1 WHERE id = 2;
    INSERT INTO schedule (team_id, zone, weekly, holidays) VALUES
      (NULL, 'Europe/Berlin', '[{"weekday":1,"start":540,"end":1020}]', '["2026-12-25"]'),
      (2, 'UTC', '[]', '[]');
  `)
  old.close()

  const workspace = openWorkspace(path)
  expect(loadSettings(workspace.reader)).toMatchObject({
    zone: 'Europe/Berlin',
    schedules: [
      {
        team: null,
        from: null,
        zone: 'Europe/Berlin',
        weekly: [{ weekday: 1, start: 540, end: 1020 }],
        holidays: ['2026-12-25'],
      },
      { team: 'Night', from: null, zone: 'UTC', weekly: [], holidays: [] },
    ],
  })
  expect(existsSync(`${path}.before-version-${newestVersion}.bak`)).toBe(true)
  workspace.close()
})

it('version 2 has its texts read for what it did not look for, once, when it is opened', () => {
  const path = join(folder, 'b.plumbline')
  const old = new Database(path)
  migrate(old, 2)
  const text = (id: number, at: number, direction: string, words: string, keyword: string): string =>
    `(${id}, 1, x'0${id}', x'0${id}', 0, 1, 1, ${at}, '${direction}', '${direction === 'in' ? 'customer' : 'agent'}', 'message', 0, 0, ${keyword}, 0, '${words}')`
  old.exec(`
    INSERT INTO setting (key, value) VALUES ('settings',
      '{"zone":"UTC","country":"US","optOutWords":["STOP","CANCEL"],"optInWords":[],"courtesyEndsTurn":true,"isSample":false}');
    INSERT INTO source (id, key, name, format) VALUES (1, 'log', 'log.csv', 'message-table');
    INSERT INTO import (id, source_id, file_name, byte_count, sha256, rows_sha256, format, zone, split_gap_seconds, keeps_text,
      choices, assumptions, read_count, new_count, changed_count, duplicate_count, rejected_count, ignored_count,
      ignored_kinds, entities, seconds, imported_at)
      VALUES (1, 1, 'log.csv', 1, '', '', 'message-table', 'UTC', 86400, 1, '{}', '[]', 3, 3, 0, 0, 0, 0, '{}', '{}', 0, 0);
    INSERT INTO contact (id, address, kind) VALUES (1, '+14155550101', 'phone');
    INSERT INTO thread (id, key, source_id, channel, contact_id, is_split, split_gap_seconds)
      VALUES (1, 'log', 1, 'sms', 1, 1, 86400);
    INSERT INTO message (id, import_id, key, content_hash, version_at, is_current, thread_id, sent_at, direction, author_kind,
      kind, is_automatic, is_failed, keyword, has_21610, text) VALUES
      ${text(1, 1000, 'out', 'Shall I cancel your order?', 'NULL')},
      ${text(2, 2000, 'in', 'Cancel', `'opt-out'`)},
      ${text(3, 3000, 'in', 'please stop texting me', 'NULL')};
    INSERT INTO opt_out (contact_id, channel, source_id, at, state, evidence, message_id)
      VALUES (1, 'sms', 1, 2000, 'out', 'keyword', 2);
  `)
  old.close()

  const session = startSession(() => 0)
  const open = (): void => {
    finish(workspaceHandlers['node.open'](session, { create: null }, path))
  }
  open()
  const { db } = session.workspace()
  const all = (sql: string): unknown[] => db.prepare(sql).raw().all()
  expect(all('SELECT message_id, reason, state FROM opt_out_suspicion ORDER BY message_id')).toEqual([
    [2, 'answer', 'waiting'],
    [3, 'wish', 'waiting'],
  ])
  // Neither counts until the user says so; both are messages that wait for a reply.
  expect(all('SELECT count(*) FROM opt_out')).toEqual([[0]])
  expect(all('SELECT kind, opened_at FROM conversation ORDER BY opened_at')).toEqual([
    ['outreach', 1000],
    ['service', 2000],
  ])
  expect(all(`SELECT value FROM setting WHERE key <> 'settings'`)).toEqual([])
  session.close()
})

it('version 2 keeps its goals and targets; what a target does not know about its baseline stays unknown', () => {
  const path = join(folder, 'c.plumbline')
  const old = new Database(path)
  migrate(old, 2)
  const result = `{"id":"csat","group":{},"unit":"ratio","better":"higher","ledger":{"counted":200,"excluded":{}},"status":"ok",
    "n":200,"value":0.8,"supports":{"median":true,"p90":false,"verdict":true},"inferred":false}`
  const written = `{"goal":"own","kpi":"csat","subject":{"channels":["sms"]},"baseline":{"channels":["web_chat"]},
    "rule":{"kind":"match"},"hours":"calendar","measured":{"result":${result},"fingerprint":"f"},"value":0.8,
    "derivation":"Match web chat.","evidence":"Often.","setAt":5}`
  old.exec(`
    INSERT INTO goal (id, title, position, kpis) VALUES ('own', 'Own', 0, '["csat","nps"]'),
      ('come-back', 'Customers come back to SMS', 1, '["returning-customer-share","channel-return-rate","opt-out-share"]');
    INSERT INTO target (goal, kpi, subject, baseline, hours, rule, measured, value, set_at)
      VALUES ('own', 'csat', '{"channels":["sms"]}', '{"channels":["web_chat"]}', 'calendar', '{"kind":"match"}',
        '${written}', 0.8, 5);
  `)
  old.close()

  const workspace = openWorkspace(path)
  // A ready goal, which that version could not change, has what has come to serve it since.
  expect(loadGoals(workspace.reader)).toEqual([
    { id: 'own', title: 'Own', kpis: ['csat', 'nps'] },
    readyGoals.find(({ id }) => id === 'come-back'),
  ])
  saveGoal(workspace.db, { id: 'come-back', title: 'Customers come back', kpis: ['channel-return-rate'] }, 9)
  expect(loadGoals(workspace.reader)[1]?.kpis).toEqual(['channel-return-rate'])
  expect(loadTargets(workspace.reader)).toMatchObject([
    { goal: 'own', kpi: 'csat', value: 0.8, result: { n: 200, value: 0.8 }, record: null, inferredClose: false },
  ])
  expect(loadTargetChanges(workspace.reader)).toEqual([])
  clearTarget(workspace.db, 'own', 'csat', 9)
  expect(loadTargetChanges(workspace.reader)).toMatchObject([{ what: 'removed', at: 9, from: { baselineValue: 0.8 } }])
  workspace.close()
})
