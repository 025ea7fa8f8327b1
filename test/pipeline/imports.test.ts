/** What holds for every import, whatever the files: shown on files generated for the oracle. */
import { afterAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../electron/sample/random.ts'
import { randomExports } from '../oracle/random-exports.ts'
import { canonicalDump, kpiDump } from './canonical-dump.ts'
import { openSession, temporaryFolder } from './workspace-session.ts'
import type { ExportFile, WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
let opened = 0

function importAll(files: readonly ExportFile[]): WorkspaceSession {
  const workspace = openSession(folder.path, `imports-${opened++}`, 'Europe/Berlin')
  for (const file of files) workspace.import(file)
  return workspace
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = createRandom(seed)
  return items
    .map((item) => ({ item, place: random.unit() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

describe.each([301, 302, 303, 304, 305, 306, 307, 308])('files of company %i', (seed) => {
  const { files } = randomExports(seed)

  it('imported twice are as imported once', () => {
    const workspace = importAll(files)
    const before = { ...canonicalDump(workspace.db()), kpis: kpiDump(workspace) }
    for (const file of files) {
      const { rows } = workspace.import(file)
      expect([file.name, rows]).toEqual([
        file.name,
        { read: rows.read, new: 0, changed: 0, duplicate: rows.read, rejected: 0, ignored: 0 },
      ])
    }
    expect({ ...canonicalDump(workspace.db()), kpis: kpiDump(workspace) }).toEqual(before)
    expect(workspace.problems()).toEqual([])
    workspace.close()
  })

  it('give the same in every order of the files and of their rows', () => {
    const workspace = importAll(files)
    const rowsMixed = files.map((file, index): ExportFile => {
      const [header = '', ...rows] = file.content.trimEnd().split('\n')
      return { ...file, content: `${[header, ...shuffled(rows, seed + index)].join('\n')}\n` }
    })
    const other = importAll(shuffled(rowsMixed, seed))
    const { holding: _byFile, thread_claim: _claims, ...dump } = canonicalDump(workspace.db())
    const { holding: _byOtherFile, thread_claim: _otherClaims, ...otherDump } = canonicalDump(other.db())
    expect(otherDump).toEqual(dump)
    expect(kpiDump(other)).toEqual(kpiDump(workspace))
    expect(other.problems()).toEqual([])
    workspace.close()
    other.close()
  })

  it('leave nothing behind when all are undone', () => {
    const workspace = importAll(files)
    const ids = workspace.db().prepare<[], number>('SELECT id FROM import').pluck().all()
    for (const id of shuffled(ids, seed)) {
      workspace.undo(id)
      expect(workspace.problems()).toEqual([])
    }
    for (const [table, rows] of Object.entries(canonicalDump(workspace.db())))
      expect([table, rows]).toEqual([table, []])
    workspace.close()
  })
})
