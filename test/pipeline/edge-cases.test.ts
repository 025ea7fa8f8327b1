/** Single rules that the oracle found broken once, each in the smallest files that show it. */
import { afterAll, expect, it } from 'vitest'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
let opened = 0

function workspaceOf(header: string, ...rows: string[]): WorkspaceSession {
  const workspace = openSession(folder.path, `edge-${opened++}`)
  workspace.import({
    name: 'messages.csv',
    content: [header, ...rows].map((row) => csvRow(row.split('|').map((cell) => cell.trim()))).join(''),
    choices: { format: 'message-table' },
  })
  return workspace
}

function facts(workspace: WorkspaceSession, sql: string): unknown[] {
  const rows = workspace.db().prepare<[], unknown[]>(sql).raw().all()
  expect(workspace.problems()).toEqual([])
  return rows
}

it('e-mail in a log of several channels is split after five days, the others after one', () => {
  const workspace = workspaceOf(
    'customer_number | line | sent_at | direction | channel | text',
    'kim@example.com | desk | 2026-03-02T09:00:00Z | in | email | Hello?',
    'kim@example.com | desk | 2026-03-05T09:00:00Z | in | email | Anybody?',
    '+12025550111 | desk | 2026-03-02T09:00:00Z | in | sms | Hello?',
    '+12025550111 | desk | 2026-03-05T09:00:00Z | in | sms | Anybody?',
    '+12025550119 | desk | 2026-03-08T09:00:00Z | in | sms | The end of the data',
  )
  expect(facts(workspace, 'SELECT channel, count(*) FROM conversation GROUP BY channel ORDER BY channel')).toEqual([
    ['email', 1],
    ['sms', 3],
  ])
  expect(workspace.db().prepare('SELECT assumptions FROM import').pluck().get()).toContain(
    'conversations split after 24 h of silence, e-mail after 5 days',
  )
  // An inferred close takes the gap of its own channel: two of the text messages end before the data do, the e-mail is
  // silent for three days only.
  const inferred = computeKpis(
    workspace.session.facts(),
    { kpis: ['resolution-time'], selection: {}, by: ['channel'], hours: 'calendar', inferredClose: true },
    workspace.session.settings(),
  )
  expect(inferred.map((one) => [one.group.channel, one.status === 'ok' ? [one.n, one.value] : one.status])).toEqual([
    ['sms', [2, 86_400]],
    ['email', 'no-data'],
  ])
})

it('a customer who writes after the close waits again', () => {
  const workspace = workspaceOf(
    'conversation_id | sent_at | direction | text | closed_at',
    'C1 | 2026-03-02T09:00:00Z | in | Hello? | 2026-03-02T10:00:00Z',
    'C1 | 2026-03-02T11:00:00Z | in | Anybody? | 2026-03-02T10:00:00Z',
    // A reply a second after the close still answers.
    'C2 | 2026-03-02T09:00:00Z | in | Hello? | 2026-03-02T10:00:00Z',
    'C2 | 2026-03-02T10:00:01Z | out | Good morning! | 2026-03-02T10:00:00Z',
  )
  expect(
    facts(workspace, `SELECT (ended_at - started_at) / 1000, ended_by FROM turn ORDER BY conversation_id, started_at`),
  ).toEqual([
    [3600, 'closed-without-reply'],
    [null, 'waiting'],
    [3601, 'answered'],
  ])
})

it('an opt-out in the same second as other messages comes after them', () => {
  const workspace = workspaceOf(
    'conversation_id | contact | sent_at | direction | text',
    ...['Hello?', 'STOP', 'Anybody?', 'Please', 'START'].map(
      (text) => `C1 | +12025550111 | 2026-03-02T09:00:00Z | in | ${text}`,
    ),
  )
  // START is not after STOP: it counts as any other message.
  expect(facts(workspace, 'SELECT ended_by FROM turn')).toEqual([['opt-out']])
  expect(facts(workspace, 'SELECT state FROM opt_out')).toEqual([['out']])
})

it('a note alone does not hide the conversation that a ticket describes', () => {
  const workspace = openSession(folder.path, `edge-${opened++}`)
  const profile = 'desk'
  workspace.import({
    name: 'tickets.csv',
    content: 'ticket_id,created_at,first_response_at,solved_at\nC1,2026-03-02T09:00:00Z,2026-03-02T09:05:00Z,\n',
    choices: { format: 'conversation-table', profile },
  })
  workspace.import({
    name: 'notes.csv',
    content: 'conversation_id,sent_at,direction,private,text\nC1,2026-03-02T09:01:00Z,out,yes,Ask the depot\n',
    choices: { format: 'message-table', profile },
  })
  expect(facts(workspace, 'SELECT kind, first_reply_at - opened_at FROM conversation')).toEqual([['service', 300_000]])
})

it('a closing time in a log without conversations closes and splits it', () => {
  const workspace = workspaceOf(
    'customer_number | line | sent_at | direction | text | closed_at',
    '+12025550111 | desk | 2026-03-02T09:00:00Z | in | Hello? | 2026-03-02T10:00:00Z',
    '+12025550111 | desk | 2026-03-02T09:05:00Z | out | Hi | 2026-03-02T10:00:00Z',
    '+12025550111 | desk | 2026-03-02T11:00:00Z | in | Me again | 2026-03-02T11:30:00Z',
    '+12025550111 | desk | 2026-03-02T12:00:00Z | in | And again |',
  )
  const minutes = 'SELECT (opened_at / 60000) % 1440, (closed_at / 60000) % 1440 FROM conversation ORDER BY opened_at'
  expect(facts(workspace, minutes)).toEqual([
    [9 * 60, 10 * 60],
    [11 * 60, 11 * 60 + 30],
    [12 * 60, null],
  ])
})
