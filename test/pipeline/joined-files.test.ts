/**
 * Exports of several files: who wrote a message, whom a conversation is with and what the ids are called stands in other
 * files. Whatever order they come in, and whatever is taken back, the workspace knows what the files it holds say together.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../electron/sample/random.ts'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { canonicalDump, kpiDump } from './canonical-dump.ts'
import { openSession, temporaryFolder } from './workspace-session.ts'
import type { ExportFile, WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
let opened = 0

const json = (name: string, value: unknown): ExportFile => ({ name, content: JSON.stringify(value), choices: {} })

// Two tickets of two customers, two agents. Times are UTC.
const tickets = json('tickets.json', {
  tickets: [
    {
      url: 'https://shop.example.com/api/v2/tickets/1.json',
      id: 1,
      via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
      created_at: '2026-03-02T09:00:00Z',
      updated_at: '2026-03-02T12:00:00Z',
      subject: 'Parcel',
      description: 'Where is my parcel?',
      status: 'solved',
      requester_id: 101,
      submitter_id: 101,
      assignee_id: 201,
      group_id: 301,
      satisfaction_rating: { score: 'good' },
      is_public: true,
    },
    {
      url: 'https://shop.example.com/api/v2/tickets/2.json',
      id: 2,
      via: { channel: 'chat', source: { from: {}, to: {}, rel: null } },
      created_at: '2026-03-03T10:00:00Z',
      updated_at: '2026-03-03T10:00:00Z',
      subject: 'Chat',
      description: 'Do you open on Sunday?',
      status: 'open',
      requester_id: 102,
      submitter_id: 102,
      assignee_id: null,
      group_id: 301,
      is_public: true,
    },
  ],
})
const comment = (id: number, ticket: number, author: number, at: string, body: string, isPublic = true): object => ({
  id,
  type: 'Comment',
  ticket_id: ticket,
  author_id: author,
  body,
  public: isPublic,
  audit_id: id + 5000,
  via: { channel: 'web', source: { from: {}, to: {}, rel: null } },
  created_at: at,
})
const comments = json('comments.json', [
  comment(11, 1, 101, '2026-03-02T09:00:00Z', 'Where is my parcel?'),
  comment(12, 1, 202, '2026-03-02T09:02:00Z', 'Look it up for him please', false),
  // First response time of ticket 1: 09:00 to 09:10 = 600 s, by agent 201.
  comment(13, 1, 201, '2026-03-02T09:10:00Z', 'It arrives today.'),
  // The second turn: 11:00 to 11:20 = 1200 s, by agent 202.
  comment(14, 1, 101, '2026-03-02T11:00:00Z', 'It has not come.'),
  comment(15, 1, 202, '2026-03-02T11:20:00Z', 'We sent another.'),
  comment(21, 2, 102, '2026-03-03T10:00:00Z', 'Do you open on Sunday?'),
])
const user = (id: number, name: string, role: string, email: string): object => ({
  url: `https://shop.example.com/api/v2/users/${id}.json`,
  id,
  name,
  email,
  phone: null,
  role,
  created_at: '2025-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  time_zone: 'Berlin',
  verified: true,
})
const users = json('users.json', {
  users: [
    user(101, 'Kim', 'end-user', 'kim@example.com'),
    user(102, 'Lou', 'end-user', 'lou@example.com'),
    user(201, 'Ada', 'agent', 'ada@shop.example.com'),
    user(202, 'Ben', 'agent', 'ben@shop.example.com'),
  ],
})
const groups = json('groups.json', {
  groups: [
    {
      url: 'https://shop.example.com/api/v2/groups/301.json',
      id: 301,
      name: 'Care',
      deleted: false,
      created_at: '2025-01-01T00:00:00Z',
      updated_at: '2025-01-01T00:00:00Z',
    },
  ],
})
const minutes = (calendar: number | null): object => ({ calendar, business: null })
const metrics = json('ticket_metrics.json', {
  ticket_metrics: [
    {
      url: 'https://shop.example.com/api/v2/ticket_metrics/1.json',
      id: 9001,
      ticket_id: 1,
      created_at: '2026-03-02T09:00:00Z',
      updated_at: '2026-03-02T12:00:00Z',
      group_stations: 1,
      assignee_stations: 1,
      reopens: 1,
      replies: 2,
      solved_at: '2026-03-02T12:00:00Z',
      reply_time_in_minutes: minutes(10),
      first_resolution_time_in_minutes: minutes(30),
      full_resolution_time_in_minutes: minutes(180),
      agent_wait_time_in_minutes: minutes(0),
      requester_wait_time_in_minutes: minutes(30),
      on_hold_time_in_minutes: minutes(0),
    },
  ],
})
const files = [tickets, comments, users, groups, metrics]

function importAll(order: readonly ExportFile[]): WorkspaceSession {
  const workspace = openSession(folder.path, `joined-${opened++}`)
  for (const file of order) workspace.import(file)
  return workspace
}

function known({ session }: WorkspaceSession): Record<string, unknown> {
  const results = computeKpis(
    session.facts(),
    {
      kpis: ['first-response-time', 'response-time', 'resolution-time', 'unanswered-share'],
      selection: {},
      hours: 'calendar',
    },
    session.settings(),
  )
  return Object.fromEntries(
    results.map((result) => [result.id, result.status === 'ok' ? [result.n, result.value] : result.status]),
  )
}

describe('a Zendesk export of five files', () => {
  const whole = importAll(files)
  const wanted = canonicalDump(whole.db())
  const wantedKpis = kpiDump(whole)

  it('is joined: sides, names, teams, closes', () => {
    expect(known(whole)).toEqual({
      'first-response-time': [1, 600],
      // 600 s and 1200 s
      'response-time': [2, 900],
      // 09:00 to 12:00
      'resolution-time': [1, 10_800],
      'unanswered-share': [2, 0.5],
    })
    const { names } = whole.session.facts()
    expect(names.agents.toSorted()).toEqual(['Ada', 'Ben'])
    expect(names.teams).toEqual(['Care'])
    const contacts = whole
      .db()
      .prepare<[], string>('SELECT address FROM contact WHERE same_as IS NULL ORDER BY 1')
      .pluck()
      .all()
    expect(contacts).toEqual(['kim@example.com', 'lou@example.com'])
    expect(whole.problems()).toEqual([])
  })

  it.each(Array.from({ length: 12 }, (_, index) => index))('is the same in any order (%i)', (seed) => {
    const random = createRandom(seed + 1)
    const order = files
      .map((file) => ({ file, place: random.unit() }))
      .sort((a, b) => a.place - b.place)
      .map(({ file }) => file)
    const workspace = importAll(order)
    expect(canonicalDump(workspace.db())).toEqual(wanted)
    expect(kpiDump(workspace)).toEqual(wantedKpis)
    expect(workspace.problems()).toEqual([])
    workspace.close()
  })

  it.each(files.map((file) => [file.name, file] as const))('forgets what %s said when it is undone', (_name, file) => {
    const workspace = importAll(files)
    const id = workspace
      .db()
      .prepare<[string], number>('SELECT id FROM import WHERE file_name = ?')
      .pluck()
      .get(file.name)
    workspace.undo(id ?? 0)
    const without = importAll(files.filter((other) => other !== file))
    expect(canonicalDump(workspace.db())).toEqual(canonicalDump(without.db()))
    expect(kpiDump(workspace)).toEqual(kpiDump(without))
    expect(workspace.problems()).toEqual([])
    workspace.close()
    without.close()
  })

  it('opens a ticket again that an older file calls solved', () => {
    const workspace = importAll(files)
    const [ticket] = (JSON.parse(tickets.content) as { tickets: object[] }).tickets
    const reopened = { ...ticket, status: 'open', updated_at: '2026-03-05T08:00:00Z' }
    workspace.import(json('tickets-march-5.json', { tickets: [reopened] }))
    expect(known(workspace)['resolution-time']).toBe('no-data')
    expect(workspace.problems()).toEqual([])
    workspace.close()
  })

  it('counts no message whose author nobody knows, and says so', () => {
    const workspace = openSession(folder.path, `joined-${opened++}`)
    const { assumptions } = workspace.import(comments)
    expect(assumptions.join('\n')).toContain('6 messages do not say whether the customer or the team wrote them')
    expect(known(workspace)['first-response-time']).not.toEqual([1, 600])
    expect(workspace.session.facts().conversations.count).toBe(0)
    workspace.import(tickets)
    expect(known(workspace)['first-response-time']).toEqual([1, 600])
    workspace.close()
  })
})
