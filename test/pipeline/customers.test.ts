/**
 * Customers over several channels and opt-outs that the user judges: whatever order the files come in, and whatever is
 * taken back, the workspace knows what its files and the user's word say together.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { listContactLinks } from '../../electron/import/store/contact-links.ts'
import type { KpiId, KpiResult } from '../../shared/kpi.ts'
import { AppError } from '../../shared/errors.ts'
import { canonicalDump, kpiDump } from './canonical-dump.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'
import type { ExportFile, WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
let opened = 0

const fresh = (): WorkspaceSession => openSession(folder.path, `customers-${opened++}`)

function withFiles(files: readonly ExportFile[]): WorkspaceSession {
  const workspace = fresh()
  for (const file of files) workspace.import(file)
  return workspace
}

const json = (name: string, value: unknown): ExportFile => ({ name, content: JSON.stringify(value), choices: {} })

function log(
  name: string,
  channel: string,
  rows: readonly (readonly [string, string, 'in' | 'out', string])[],
): ExportFile {
  const content = [
    csvRow(['contact', 'line', 'sent_at', 'direction', 'channel', 'text']),
    ...rows.map(([contact, at, direction, text]) => csvRow([contact, '+14155550900', at, direction, channel, text])),
  ].join('')
  return { name, content, choices: { format: 'message-table', profile: name } }
}

function measured(workspace: WorkspaceSession, id: KpiId, selection = {}): KpiResult {
  const { session } = workspace
  const [result] = computeKpis(session.facts(), { kpis: [id], selection, hours: 'calendar' }, session.settings())
  if (result === undefined) throw new Error('no result')
  return result
}

function customerOf({ session }: WorkspaceSession, address: string): string {
  return (
    session
      .workspace()
      .db.prepare<[string], string>(
        'SELECT coalesce(root.address, own.address) FROM contact own LEFT JOIN contact root ON root.id = own.same_as WHERE own.address = ?',
      )
      .pluck()
      .get(address) ?? ''
  )
}

async function codeOf(run: () => void): Promise<string> {
  return Promise.resolve()
    .then(run)
    .then(
      () => 'no failure',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    )
}

const user = (id: number, name: string, email: string | null, phone: string | null, shared = false): object => ({
  url: `https://shop.example.com/api/v2/users/${id}.json`,
  id,
  name,
  email,
  phone,
  shared_phone_number: shared,
  role: 'end-user',
  created_at: '2025-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  time_zone: 'Berlin',
  verified: true,
})
const ticket = (id: number, requester: number, at: string): object => ({
  url: `https://shop.example.com/api/v2/tickets/${id}.json`,
  id,
  via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
  created_at: at,
  updated_at: at,
  subject: 'Parcel',
  description: 'Where is it?',
  status: 'open',
  requester_id: requester,
  submitter_id: requester,
  assignee_id: null,
  group_id: null,
  is_public: true,
})

const users = json('users.json', {
  users: [
    user(101, 'Kim', 'kim@example.com', '+14155550101'),
    // One number of two people.
    user(102, 'Lou', 'lou@example.com', '+14155550102'),
    user(103, 'Max', 'max@example.com', '+14155550102'),
    // What Zendesk itself calls shared.
    user(104, 'Noa', 'noa@example.com', '+14155550104', true),
  ],
})
const tickets = json('tickets.json', {
  tickets: [
    ticket(1, 101, '2026-03-20T09:00:00Z'),
    ticket(2, 102, '2026-03-20T09:00:00Z'),
    ticket(3, 104, '2026-03-21T09:00:00Z'),
    ticket(4, 101, '2026-07-20T09:00:00Z'),
  ],
})
const texts = log('texts.csv', 'sms', [
  ['+14155550101', '2026-03-02T09:00:00Z', 'in', 'Hello'],
  ['+14155550102', '2026-03-02T09:00:00Z', 'in', 'Hello'],
  ['+14155550104', '2026-03-02T09:00:00Z', 'in', 'Hello'],
  ['+14155550103', '2026-07-20T09:00:00Z', 'in', 'Hello'],
])
// The e-mail channel begins before the texts do.
const mails = log('mails.csv', 'email', [['max@example.com', '2026-03-01T09:00:00Z', 'in', 'Hello']])
const files = [users, tickets, texts, mails]
const march = { from: '2026-03-02', to: '2026-03-31', channels: ['sms' as const] }

describe('a customer on two channels', () => {
  const whole = withFiles(files)

  it('is known by the record that holds number and e-mail, and not by a number that several people have', () => {
    expect(customerOf(whole, '+14155550101')).toBe('kim@example.com')
    expect(customerOf(whole, '+14155550102')).toBe('+14155550102')
    expect(customerOf(whole, '+14155550104')).toBe('+14155550104')
    expect(listContactLinks(whole.db()).shared).toEqual([
      {
        address: '+14155550102',
        people: [
          { name: 'Lou', addresses: ['lou@example.com', '+14155550102'] },
          { name: 'Max', addresses: ['max@example.com', '+14155550102'] },
        ],
      },
    ])
    // Of three who wrote a text first, one came back: Kim, by e-mail.
    expect(measured(whole, 'channel-return-rate', march)).toMatchObject({
      status: 'ok',
      n: 1,
      value: 0,
      ledger: { counted: 1, excluded: { 'did-not-return': 2 } },
    })
    expect(whole.problems()).toEqual([])
  })

  it('is who the user says, until that is taken back', () => {
    const workspace = withFiles(files)
    const before = canonicalDump(workspace.db())
    const { fingerprint } = workspace.session.summary()
    workspace.link('+1 (415) 555-0102', 'LOU@example.com')
    // Numbers rest on it, so that a report made now is another one.
    expect(workspace.session.summary().fingerprint).not.toBe(fingerprint)
    expect(customerOf(workspace, '+14155550102')).toBe('lou@example.com')
    expect(measured(workspace, 'channel-return-rate', march)).toMatchObject({ n: 2, value: 0 })
    expect(workspace.problems()).toEqual([])
    workspace.unlink('lou@example.com', '+14155550102')
    expect(canonicalDump(workspace.db())).toEqual(before)
    expect(workspace.session.summary().fingerprint).toBe(fingerprint)
    workspace.close()
  })

  it('is not who the user denies, although an export says so', async () => {
    const workspace = withFiles(files)
    workspace.unlink('+14155550101', 'kim@example.com')
    expect(customerOf(workspace, '+14155550101')).not.toBe(customerOf(workspace, 'kim@example.com'))
    expect(measured(workspace, 'channel-return-rate', march)).toMatchObject({ status: 'not-measurable' })
    expect(workspace.problems()).toEqual([])
    expect(await codeOf(() => workspace.unlink('+14155550101', 'kim@example.com'))).toBe('not-found')
    workspace.link('+14155550101', 'kim@example.com')
    expect(measured(workspace, 'channel-return-rate', march)).toMatchObject({ n: 1 })
    expect(await codeOf(() => workspace.link('+14155550101', 'nobody@example.com'))).toBe('not-found')
    expect(await codeOf(() => workspace.link('+14155550101', '+14155550101'))).toBe('argument-invalid')
    workspace.close()
  })

  const wanted = canonicalDump(whole.db())
  const wantedKpis = kpiDump(whole)
  const orders = [
    [3, 2, 1, 0],
    [1, 0, 2, 3],
    [2, 3, 0, 1],
    [2, 1, 3, 0],
  ]
  it.each(orders)('is the same in any order of the files (%i %i %i %i)', (...order) => {
    const workspace = withFiles(order.flatMap((index) => files[index] ?? []))
    expect(canonicalDump(workspace.db())).toEqual(wanted)
    expect(kpiDump(workspace)).toEqual(wantedKpis)
    expect(workspace.problems()).toEqual([])
    workspace.close()
  })

  it.each(files.map((file) => [file.name, file] as const))(
    'forgets what %s said, and keeps the word of the user',
    (_name, file) => {
      const importIdOf = (workspace: WorkspaceSession): number =>
        workspace.db().prepare<[string], number>('SELECT id FROM import WHERE file_name = ?').pluck().get(file.name) ??
        0
      const workspace = withFiles(files)
      workspace.link('+14155550102', 'lou@example.com')
      const linked = canonicalDump(workspace.db())
      const linkedKpis = kpiDump(workspace)
      workspace.undo(importIdOf(workspace))
      expect(workspace.problems()).toEqual([])
      const without = withFiles(files.filter((other) => other !== file))
      // The choice rests where one of its addresses is gone.
      const choices = listContactLinks(workspace.db()).choices
      expect(choices.map(({ isSame }) => isSame)).toEqual([true])
      if (choices[0]?.isUsed === true) without.link('+14155550102', 'lou@example.com')
      expect(canonicalDump(workspace.db())).toEqual(canonicalDump(without.db()))
      expect(kpiDump(workspace)).toEqual(kpiDump(without))
      // And holds again when the file comes back.
      workspace.import(file)
      expect(canonicalDump(workspace.db())).toEqual(linked)
      expect(kpiDump(workspace)).toEqual(linkedKpis)
      workspace.close()
      without.close()
    },
  )
})

describe('what may be an opt-out', () => {
  const talk = log('talk.csv', 'sms', [
    // A word that answers our question.
    ['+14155550201', '2026-03-02T09:00:00Z', 'out', 'Reply CANCEL to cancel your visit'],
    ['+14155550201', '2026-03-02T09:05:00Z', 'in', 'Cancel'],
    // The same word, but we said something else since.
    ['+14155550202', '2026-03-02T09:00:00Z', 'out', 'Reply CANCEL to cancel your visit'],
    ['+14155550202', '2026-03-02T09:01:00Z', 'out', 'Or call us.'],
    ['+14155550202', '2026-03-02T09:05:00Z', 'in', 'CANCEL'],
    // The way out that carriers demand is no question.
    ['+14155550203', '2026-03-02T09:00:00Z', 'out', 'New bikes! Reply STOP to opt out'],
    ['+14155550203', '2026-03-02T09:05:00Z', 'in', 'STOP'],
    // A wish in more than one word.
    ['+14155550204', '2026-03-02T09:00:00Z', 'out', 'New bikes!'],
    ['+14155550204', '2026-03-02T09:05:00Z', 'in', 'Please stop texting me'],
    ['+14155550205', '2026-03-02T09:00:00Z', 'out', 'New bikes!'],
  ])
  const optOuts = (workspace: WorkspaceSession): (number | undefined)[] => {
    const result = measured(workspace, 'opt-out-share')
    return result.status === 'ok' ? [result.numerator, result.n, result.waitingForReview] : []
  }

  it('counts when the user confirms it, and opens conversations as long as it does not', () => {
    const workspace = withFiles([talk])
    // 202 and 203 of 5 for certain; 201 and 204 wait.
    expect(optOuts(workspace)).toEqual([2, 5, 2])
    expect(measured(workspace, 'conversations')).toMatchObject({ value: 2 })
    expect(workspace.review()).toMatchObject({
      waiting: 2,
      confirmed: 0,
      dismissed: 0,
      rows: [
        { reason: 'wish', text: 'Please stop texting me', asked: null, contact: '+14155550204' },
        { reason: 'answer', text: 'Cancel', asked: 'Reply CANCEL to cancel your visit', contact: '+14155550201' },
      ].toSorted((a, b) => (a.contact < b.contact ? -1 : 1)),
    })
    workspace.decide('Please stop texting me', true)
    expect(optOuts(workspace)).toEqual([3, 5, 1])
    expect(measured(workspace, 'conversations')).toMatchObject({ value: 1 })
    workspace.decide('Cancel', false)
    expect(optOuts(workspace)).toEqual([3, 5, 0])
    expect(workspace.problems()).toEqual([])
    workspace.decide('Cancel', true)
    expect(optOuts(workspace)).toEqual([4, 5, 0])
    expect(measured(workspace, 'conversations')).toMatchObject({ status: 'no-data' })
    const evidence = workspace.db().prepare<[], string>('SELECT evidence FROM opt_out ORDER BY evidence').pluck().all()
    expect(evidence).toEqual(['keyword', 'keyword', 'keyword', 'wish'])
    for (const text of ['Cancel', 'Please stop texting me']) workspace.decide(text, null)
    expect(canonicalDump(workspace.db())).toEqual(canonicalDump(withFiles([talk]).db()))
    workspace.close()
  })

  it('keeps the decision when its import is undone and made again', () => {
    const workspace = withFiles([talk])
    workspace.decide('Please stop texting me', true)
    const decided = canonicalDump(workspace.db())
    workspace.undo(1)
    expect(workspace.review().rows).toEqual([])
    workspace.import(talk)
    expect(canonicalDump(workspace.db())).toEqual(decided)
    expect(optOuts(workspace)).toEqual([3, 5, 1])
    workspace.close()
  })

  it('is judged with what another file brings before it, in any order', () => {
    const [question, answer] = [
      log('one.csv', 'sms', [['+14155550301', '2026-03-02T09:00:00Z', 'out', 'Shall I cancel your order?']]),
      log('two.csv', 'sms', [['+14155550301', '2026-03-02T09:05:00Z', 'in', 'Cancel']]),
    ]
    // One log under one name: the files are one thread.
    const together = [question, answer].map((file) => ({ ...file, choices: { ...file.choices, profile: 'log' } }))
    const first = withFiles(together)
    const second = withFiles(together.toReversed())
    expect(first.review().waiting).toBe(1)
    expect(canonicalDump(second.db())).toEqual(canonicalDump(first.db()))
    // Without the question it is an opt-out like any other.
    second.undo(second.db().prepare<[], number>(`SELECT id FROM import WHERE file_name = 'one.csv'`).pluck().get() ?? 0)
    expect(second.review().waiting).toBe(0)
    expect(second.session.summary().counts.optOuts).toBe(1)
    expect(second.problems()).toEqual([])
    first.close()
    second.close()
  })

  it('is read although the texts are not kept', () => {
    const workspace = fresh()
    workspace.import({ ...talk, choices: { ...talk.choices, keepText: false } })
    expect(optOuts(workspace)).toEqual([2, 5, 2])
    expect(workspace.review().rows.map(({ text, asked }) => [text, asked])).toEqual([
      [null, null],
      [null, null],
    ])
    workspace.close()
  })

  it('follows the words of the workspace', () => {
    const workspace = withFiles([talk])
    workspace.change({ optOutWords: ['STOP'] })
    // CANCEL is a word like any other now; the wish is none of the list.
    expect(optOuts(workspace)).toEqual([1, 5, 1])
    expect(workspace.problems()).toEqual([])
    workspace.close()
  })
})
