/** Rejected rows go out as a table, are corrected, and come in again as what they should have been. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { guardCell, unguardCell } from '../../electron/import/table/rejected-columns.ts'
import { importHandlers } from '../../electron/worker/handle-imports.ts'
import { finish, openSession, temporaryFolder } from './workspace-session.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

function saveRejected({ session }: WorkspaceSession, importId: number): string {
  const path = join(folder.path, `rejected-${importId}.csv`)
  finish(importHandlers['imports.saveRejected'](session, { importId, fileId: '' }, path))
  return path
}

describe('rejected rows', () => {
  it('of a table keep its columns, are corrected and imported as rows of the same source', () => {
    const workspace = openSession(folder.path, 'table')
    const header = 'Sent,Direction,Customer Phone,Message'
    const summary = workspace.import({
      name: 'log.csv',
      content: `${header}\n2026-03-02T09:00:00Z,in,+12025550111,"=Hello, you"\n2026-03-02T25:00:00Z,out,+12025550111,"Good, thanks"\n2026-03-02T09:10:00Z,sideways,+12025550111,-x\n`,
      choices: {},
    })
    expect(summary.rows).toEqual({ read: 3, new: 1, changed: 0, duplicate: 0, rejected: 2, ignored: 0 })
    const path = saveRejected(workspace, summary.id)
    const text = readFileSync(path, 'utf8')
    expect(text.split('\r\n')[0]).toBe(`Plumbline line,Plumbline reason,Plumbline column,Plumbline text,${header}`)
    // A phone number begins like a formula.
    expect(text).toContain(`,"Good, thanks"`)
    expect(text).toContain(`'+12025550111`)
    writeFileSync(path, text.replaceAll('T25:00:00Z', 'T09:05:00Z').replaceAll('sideways', 'out'))
    const again = workspace.importPath(path, {})
    expect(again.rows).toEqual({ read: 2, new: 2, changed: 0, duplicate: 0, rejected: 0, ignored: 0 })
    const stored = workspace
      .db()
      .prepare<[], [string, number, string]>(
        'SELECT contact.address, source_id, message.text FROM message JOIN thread ON thread.id = thread_id JOIN contact ON contact.id = contact_id ORDER BY sent_at',
      )
      .raw()
      .all()
    expect(stored).toEqual([
      ['+12025550111', 1, '=Hello, you'],
      ['+12025550111', 1, 'Good, thanks'],
      ['+12025550111', 1, '-x'],
    ])
    workspace.close()
  })

  it('of a JSON export are kept whole in one column', () => {
    const workspace = openSession(folder.path, 'json')
    const message = (sid: string, date: string): object => ({
      sid,
      from: '+12025550111',
      to: '+12025550199',
      body: `It says "yes", ${sid}`,
      direction: 'inbound',
      status: 'received',
      date_sent: date,
      account_sid: 'AC1',
      num_segments: '1',
    })
    const summary = workspace.import({
      name: 'messages.json',
      content: JSON.stringify({
        first_page_uri: '/',
        messages: [message('SM1', 'Mon, 02 Mar 2026 09:00:00 +0000'), message('SM2', 'yesterday')],
      }),
      choices: {},
    })
    expect(summary.rows).toMatchObject({ new: 1, rejected: 1 })
    const path = saveRejected(workspace, summary.id)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('yesterday', 'Mon, 02 Mar 2026 10:00:00 +0000'))
    const again = workspace.importPath(path, {})
    expect(again.rows).toEqual({ read: 1, new: 1, changed: 0, duplicate: 0, rejected: 0, ignored: 0 })
    expect(workspace.db().prepare('SELECT count(DISTINCT source_id) FROM import').pluck().get()).toBe(1)
    workspace.close()
  })

  it('come back from their guard as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '=', '+', '-', '@', "'", "'=", '\t', '＝'), (text, start) => {
        const cell = start + text
        expect(unguardCell(guardCell(cell))).toBe(cell)
        expect(guardCell(cell)).not.toMatch(/^[=+\-@\t\r\n\0\uFF0B\uFF0D\uFF1D\uFF20]/)
      }),
    )
  })
})
