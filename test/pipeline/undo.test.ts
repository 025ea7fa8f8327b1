/**
 * Undo against a model: after any imports, repeated imports and undos of four overlapping files, the workspace is what a
 * fresh one is that imported only the files still held.
 */
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { canonicalDump, kpiDump } from './canonical-dump.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'
import type { ExportFile, WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

type Message = readonly [
  conversation: string,
  id: string,
  time: string,
  who: string,
  text: string,
  closedAt: string,
  updatedAt: string,
]

/** Exports of one chat tool, which says when it last changed a row. All bear the same name, as downloads do. */
function chatExport(messages: readonly Message[]): ExportFile {
  const header = 'conversation_id message_id sent_at author_type agent contact text closed_at updated_at'.split(' ')
  const rows = messages.map(([conversation, id, time, who, text, closedAt, updatedAt]) => {
    const agent = who === 'customer' ? '' : who
    const contact = `+1202555011${conversation.slice(1)}`
    const on = (clock: string): string => (clock === '' ? '' : `2026-03-02T${clock}:00Z`)
    return [
      conversation,
      id,
      on(time),
      agent === '' ? 'customer' : 'agent',
      agent,
      contact,
      text,
      on(closedAt),
      on(updatedAt),
    ]
  })
  return {
    name: 'chats.csv',
    content: [header, ...rows].map(csvRow).join(''),
    choices: { format: 'message-table', channel: 'sms' },
  }
}

const files: readonly ExportFile[] = [
  chatExport([
    ['C1', 'm1', '09:00', 'customer', 'Is it ready?', '', '11:00'],
    ['C1', 'm2', '09:05', 'Ada', 'Tomorrow.', '', '11:00'],
    ['C2', 'm3', '10:00', 'customer', 'STOP', '', '11:00'],
    ['C2', 'm4', '10:30', 'customer', 'START', '', '11:00'],
    ['C3', 'm5', '10:40', 'customer', 'Do you ship?', '', '11:00'],
  ]),
  // Later the same day: C1 was closed, C3 answered by somebody new, and a text corrected.
  chatExport([
    ['C1', 'm1', '09:00', 'customer', 'Is it ready?', '12:00', '18:00'],
    ['C1', 'm2', '09:05', 'Ada', 'Tomorrow at nine.', '12:00', '18:00'],
    ['C3', 'm5', '10:40', 'customer', 'Do you ship?', '', '11:00'],
    ['C3', 'm6', '13:00', 'Ben', 'We do.', '', '18:00'],
  ]),
  // C3 was merged into C1: its messages moved there, and C1 was closed once more.
  chatExport([
    ['C1', 'm5', '10:40', 'customer', 'Do you ship?', '19:00', '20:00'],
    ['C1', 'm6', '13:00', 'Ben', 'We do.', '19:00', '20:00'],
    // and the text is what it was at first
    ['C1', 'm2', '09:05', 'Ada', 'Tomorrow.', '19:00', '20:00'],
    ['C4', 'm7', '19:10', 'customer', 'Thanks!', '', '20:00'],
  ]),
  {
    name: 'opt-outs.csv',
    content: `phone_number,opt_out_state,opted_out_at\n+12025550112,opted_out,2026-03-02T08:00:00Z\n+12025550114,opted_out,\n`,
    choices: { format: 'opt-out-table', channel: 'sms' },
  },
]

let opened = 0
const newWorkspace = (): WorkspaceSession => openSession(folder.path, `undo-${opened++}`)

function stateOf(workspace: WorkspaceSession): Record<string, string[]> {
  return { ...canonicalDump(workspace.db()), kpis: kpiDump(workspace) }
}

const freshStates = new Map<string, Record<string, string[]>>()
/** What a workspace is that imported these files once each, and nothing else. */
function freshState(held: readonly number[]): Record<string, string[]> {
  const key = held.join()
  const known = freshStates.get(key)
  if (known !== undefined) return known
  const workspace = newWorkspace()
  for (const [index, file] of files.entries()) if (held.includes(index)) workspace.import(file)
  const state = stateOf(workspace)
  workspace.close()
  freshStates.set(key, state)
  return state
}

const step = fc.record({ file: fc.nat({ max: files.length - 1 }), undoes: fc.boolean() })

it('an undo leaves what the remaining imports alone would have made', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 9 }), (steps) => {
      const workspace = newWorkspace()
      const held: { readonly file: number; readonly id: number }[] = []
      for (const { file, undoes } of steps) {
        const at = held.findLastIndex((one) => one.file === file)
        const content = files[file]
        if (undoes && at !== -1) {
          for (const { id } of held.splice(at, 1)) workspace.undo(id)
        } else if (content !== undefined) {
          held.push({ file, id: workspace.import(content).id })
        }
        expect(workspace.problems()).toEqual([])
      }
      expect(stateOf(workspace)).toEqual(freshState([...new Set(held.map((one) => one.file))].sort((a, b) => a - b)))
      workspace.close()
    }),
    { seed: 20_260_302, numRuns: 40 },
  )
})

it('the four files overlap as they are meant to', () => {
  const workspace = newWorkspace()
  const rows = files.map((file) => workspace.import(file).rows)
  expect(rows.map((one) => [one.new, one.changed, one.duplicate])).toEqual([
    [5, 0, 0],
    // m1 is news by its close, m2 by its text; m5 is known
    [1, 2, 1],
    [1, 3, 0],
    [2, 0, 0],
  ])
  workspace.close()
})
