import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupTo } from '../../../electron/workspace/backup.ts'
import { applicationId, newestVersion } from '../../../electron/workspace/migrations.ts'
import { fingerprintOf, loadSettings, saveSettings } from '../../../electron/workspace/settings.ts'
import { createWorkspace, openWorkspace } from '../../../electron/workspace/workspace.ts'
import { failureOf } from '../../../electron/worker/failures.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hours = { zone: 'Europe/Berlin', weekly: [{ weekday: 1, start: 540, end: 1020 }], holidays: ['2026-12-25'] }
const settings = {
  zone: 'Europe/Berlin',
  country: 'DE',
  schedules: [
    { team: null, from: null, ...hours },
    { team: null, from: '2026-04-01', ...hours, holidays: [] },
    { team: 'Night', from: null, ...hours, weekly: [{ weekday: 5, start: 1320, end: 1800 }] },
  ],
  optOutWords: ['STOP'],
  optInWords: ['START'],
  courtesyEndsTurn: true,
}

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return failureOf(error).code
  }
  return 'no failure'
}

describe('a new workspace', () => {
  it('is private, durable, strict and reopened as it was', () => {
    const path = join(folder, 'a.plumbline')
    const workspace = createWorkspace(path)
    saveSettings(workspace.db, settings, false)
    expect(workspace.db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(workspace.db.pragma('synchronous', { simple: true })).toBe(2)
    expect(workspace.db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(workspace.db.pragma('secure_delete', { simple: true })).toBe(1)
    const loose = workspace.db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
    expect(loose).toEqual([])
    workspace.close()
    expect(statSync(path).mode & 0o777).toBe(0o600)

    const again = openWorkspace(path)
    expect(loadSettings(again.reader)).toEqual({ ...settings, isSample: false })
    expect(again.name).toBe('a')
    again.close()
  })

  it('is not made over an existing file', () => {
    const path = join(folder, 'a.plumbline')
    writeFileSync(path, 'mine')
    expect(codeOf(() => createWorkspace(path))).toBe('workspace-exists')
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('keeps its fingerprint until a setting changes', () => {
    const workspace = createWorkspace(join(folder, 'a.plumbline'))
    saveSettings(workspace.db, settings, false)
    const before = fingerprintOf(workspace.db)
    saveSettings(workspace.db, settings, false)
    expect(fingerprintOf(workspace.db)).toBe(before)
    saveSettings(workspace.db, { ...settings, zone: 'UTC' }, false)
    expect(fingerprintOf(workspace.db)).not.toBe(before)
    saveSettings(workspace.db, { ...settings, schedules: settings.schedules.slice(0, 2) }, false)
    expect(fingerprintOf(workspace.db)).not.toBe(before)
    saveSettings(workspace.db, { ...settings, schedules: settings.schedules.toReversed() }, false)
    expect(fingerprintOf(workspace.db)).toBe(before)
    workspace.close()
  })

  it('is copied whole by a backup, which overwrites nothing', () => {
    const workspace = createWorkspace(join(folder, 'a.plumbline'))
    saveSettings(workspace.db, settings, false)
    const copy = join(folder, 'copy.plumbline')
    backupTo(workspace.db, copy)
    const opened = openWorkspace(copy)
    expect(fingerprintOf(opened.reader)).toBe(fingerprintOf(workspace.reader))
    opened.close()
    expect(codeOf(() => backupTo(workspace.db, copy))).toBe('workspace-exists')
    workspace.close()
  })
})

describe('what is no workspace is refused and left as it is', () => {
  const database = (path: string, sql: string): void => {
    const db = new Database(path)
    db.exec(sql)
    db.close()
  }
  const cases: readonly (readonly [string, string, (path: string) => void])[] = [
    ['a missing file', 'workspace-missing', () => undefined],
    ['a folder', 'file-is-folder', (path) => mkdirSync(path)],
    ['an empty file', 'workspace-not-database', (path) => writeFileSync(path, '')],
    ['a text', 'workspace-not-database', (path) => writeFileSync(path, 'id,text\n1,hello\n')],
    ['a foreign database', 'workspace-foreign', (path) => database(path, 'CREATE TABLE t (a)')],
    [
      'a newer version',
      'workspace-newer',
      (path) =>
        database(
          path,
          `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${newestVersion + 1}; CREATE TABLE t (a)`,
        ),
    ],
    [
      'ours by its marks only',
      'workspace-damaged',
      (path) =>
        database(
          path,
          `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${newestVersion}; CREATE TABLE t (a)`,
        ),
    ],
    [
      'one with a foreign trigger',
      'workspace-damaged',
      (path) => {
        createWorkspace(path).close()
        database(path, 'CREATE TRIGGER spy AFTER INSERT ON contact BEGIN DELETE FROM message; END')
      },
    ],
    [
      'a torn header',
      'workspace-damaged',
      (path) => {
        createWorkspace(path).close()
        const bytes = readFileSync(path)
        bytes.fill(0xff, 100, 4096)
        writeFileSync(path, bytes)
      },
    ],
  ]
  it.each(cases)('%s: %s', (_name, code, make) => {
    const path = join(folder, 'x.plumbline')
    make(path)
    const before = code === 'workspace-missing' || code === 'file-is-folder' ? null : readFileSync(path)
    expect(codeOf(() => openWorkspace(path))).toBe(code)
    if (before !== null) expect(readFileSync(path).equals(before)).toBe(true)
  })
})
