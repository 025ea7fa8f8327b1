/** Workspaces of earlier versions, with rows in what a step rewrites. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate, newestVersion } from '../../../electron/workspace/migrations.ts'
import { loadSettings } from '../../../electron/workspace/settings.ts'
import { openWorkspace } from '../../../electron/workspace/workspace.ts'

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
