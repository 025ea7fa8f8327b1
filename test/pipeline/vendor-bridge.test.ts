/**
 * Exports of three help desks, small enough to count by hand, with the durations that the vendor computed: our number, rule
 * by rule, becomes the vendor's, and what the vendor reported is what its profile counts. All times are UTC.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { vendorBridge } from '../../electron/kpi/vendors/vendor-bridge.ts'
import { authorHandlers } from '../../electron/worker/handle-authors.ts'
import type { HoursMode, Selection } from '../../shared/model.ts'
import type { VendorBridge, VendorId, VendorMetric } from '../../shared/vendors.ts'
import { finish, openSession, temporaryFolder } from './workspace-session.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const day = '2026-03-02'
const iso = (clock: string): string => `${day}T${clock}Z`
const epoch = (clock: string): number => Date.parse(iso(clock)) / 1000

interface Metrics {
  readonly solved_at: string | null
  readonly reply: number | null
  readonly full: number | null
}

/** A ticket with its comments: `customer`, `agent` or `note`, each at a time of day. */
function zendeskTicket(id: number, created: string, comments: readonly [string, string][], metrics: Metrics) {
  const isByAgent = comments[0]?.[0] === 'agent'
  return {
    ticket: {
      id,
      url: `https://example.zendesk.com/api/v2/tickets/${id}.json`,
      created_at: iso(created),
      updated_at: iso('23:00:00'),
      status: metrics.solved_at === null ? 'open' : 'solved',
      tags: [],
      requester_id: 900 + id,
      submitter_id: isByAgent ? 7 : 900 + id,
      assignee_id: 7,
      group_id: null,
      subject: 'Order',
      description: 'Order',
      via: { channel: 'web', source: {} },
    },
    comments: comments.map(([author, at], index) => ({
      id: id * 100 + index,
      type: 'Comment',
      ticket_id: id,
      created_at: iso(at),
      body: `${author} ${index}`,
      author_id: author === 'customer' ? 900 + id : 7,
      public: author !== 'note',
      audit_id: index,
    })),
    metrics: {
      ticket_id: id,
      created_at: iso(created),
      updated_at: iso('23:00:00'),
      reopens: 0,
      replies: 1,
      solved_at: metrics.solved_at === null ? null : iso(metrics.solved_at),
      reply_time_in_minutes: { calendar: metrics.reply, business: null },
      full_resolution_time_in_minutes: { calendar: metrics.full, business: null },
    },
    users: {
      id: 900 + id,
      name: `Customer ${id}`,
      email: `c${id}@example.org`,
      role: 'end-user',
      updated_at: iso('00:00:00'),
    },
  }
}

function zendeskExport(): string {
  const tickets = [
    // Created 10 s before its first comment; answered after 12 min 40 s.
    zendeskTicket(
      1,
      '09:59:50',
      [
        ['customer', '10:00:00'],
        ['agent', '10:12:40'],
      ],
      { solved_at: '11:00:30', reply: 12, full: 60 },
    ),
    // Opened by an agent, who writes again before the customer does.
    zendeskTicket(
      2,
      '12:00:00',
      [
        ['agent', '12:00:00'],
        ['agent', '12:30:00'],
        ['customer', '12:45:00'],
        ['agent', '13:00:00'],
      ],
      { solved_at: '14:00:00', reply: 30, full: 120 },
    ),
    // A private note is no reply.
    zendeskTicket(
      3,
      '09:00:00',
      [
        ['customer', '09:00:00'],
        ['note', '09:05:00'],
        ['agent', '09:20:59'],
      ],
      { solved_at: null, reply: 20, full: null },
    ),
    // Outreach: the customer never wrote.
    zendeskTicket(
      4,
      '15:00:00',
      [
        ['agent', '15:00:00'],
        ['agent', '15:45:00'],
      ],
      { solved_at: null, reply: 45, full: null },
    ),
  ]
  return JSON.stringify({
    tickets: tickets.map(({ ticket }) => ticket),
    users: [
      ...tickets.map(({ users }) => users),
      { id: 7, name: 'Ann', email: 'ann@example.com', role: 'agent', updated_at: iso('00:00:00') },
    ],
    comments: tickets.flatMap(({ comments }) => comments),
    metric_sets: tickets.map(({ metrics }) => metrics),
  })
}

/** `in`, `out` by an agent, `bot`, `failed`, or an activity: `resolved`, `reopened`. */
function chatwootConversation(id: number, created: string, messages: readonly [string, string][]) {
  const activities: Record<string, string> = {
    resolved: 'Conversation was marked resolved by Maria',
    reopened: 'Conversation was reopened by Ida',
  }
  return {
    id,
    account_id: 1,
    inbox_id: 8,
    status: messages.at(-1)?.[0] === 'resolved' ? 'resolved' : 'open',
    created_at: iso(created),
    agent_last_seen_at: 0,
    contact_last_seen_at: 0,
    meta: {
      sender: { id: 500 + id, name: 'Ida', email: `i${id}@example.com`, phone_number: null },
      channel: 'Channel::Api',
    },
    messages: messages.map(([kind, at], index) => ({
      id: id * 100 + index,
      content: activities[kind] ?? `text ${id} ${index}`,
      created_at: epoch(at),
      private: false,
      content_type: 'text',
      message_type: activities[kind] !== undefined ? 2 : kind === 'in' ? 0 : 1,
      ...(kind === 'failed' ? { status: 'failed' } : {}),
      ...(kind === 'out' || kind === 'failed' ? { sender: { id: 7, name: 'Maria', type: 'user' } } : {}),
      ...(kind === 'bot' ? { sender: { id: 1, name: 'Helper', type: 'agent_bot' } } : {}),
    })),
  }
}

function chatwootExport(): string {
  return JSON.stringify([
    chatwootConversation(41, '09:00:00', [
      ['in', '09:00:00'],
      ['out', '09:04:10'],
      ['resolved', '10:00:00'],
      ['in', '10:10:00'],
      ['reopened', '10:10:01'],
      ['out', '10:20:00'],
      ['resolved', '10:30:00'],
    ]),
    chatwootConversation(42, '11:00:00', [
      ['out', '11:00:00'],
      ['in', '11:30:00'],
      ['out', '11:31:00'],
      ['resolved', '12:00:00'],
    ]),
    chatwootConversation(43, '13:00:00', [
      ['in', '13:00:00'],
      ['bot', '13:00:05'],
      ['in', '13:01:00'],
      ['out', '13:05:00'],
      ['in', '13:10:00'],
      ['bot', '13:10:05'],
      ['out', '13:20:00'],
    ]),
  ])
}

const chatwootEvent = (id: number, conversation: number, name: string, value: number, end: string) => ({
  id,
  name,
  value,
  value_in_business_hours: 0,
  account_id: 1,
  inbox_id: 8,
  user_id: 7,
  conversation_id: conversation,
  event_start_time: iso('00:00:00'),
  event_end_time: iso(end),
  created_at: iso(end),
})

function chatwootEvents(): string {
  return JSON.stringify({
    payload: [
      chatwootEvent(1, 41, 'first_response', 250, '09:04:10'),
      chatwootEvent(2, 41, 'conversation_resolved', 3600, '10:00:00'),
      chatwootEvent(3, 41, 'conversation_resolved', 5400, '10:30:00'),
      chatwootEvent(4, 42, 'first_response', 0, '11:00:00'),
      chatwootEvent(5, 42, 'conversation_resolved', 3600, '12:00:00'),
      chatwootEvent(6, 43, 'first_response', 300, '13:05:00'),
    ],
    meta: { count: 6, current_page: 1, total_pages: 1 },
  })
}

function intercomConversation(
  id: string,
  start: string,
  state: string,
  parts: readonly [string, string, string][],
  statistics: object,
) {
  const authors: Record<string, object> = {
    lead: { type: 'lead', id: `c${id}`, name: 'Cara', email: '' },
    admin: { type: 'admin', id: '21', name: 'Ann', email: 'ann@example.com' },
    bot: { type: 'bot', id: '20', name: 'Operator', email: 'operator+abc1@intercom.io' },
  }
  return {
    type: 'conversation',
    id,
    created_at: epoch(start),
    updated_at: epoch('23:00:00'),
    open: state === 'open',
    state,
    source: {
      type: 'conversation',
      id: `${id}0`,
      delivered_as: 'customer_initiated',
      subject: '',
      body: '<p>Hi</p>',
      author: authors['lead'],
      attachments: [],
    },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: `c${id}` }] },
    admin_assignee_id: 21,
    statistics: { type: 'conversation_statistics', ...statistics },
    conversation_parts: {
      type: 'conversation_part.list',
      conversation_parts: parts.map(([author, type, at], index) => ({
        type: 'conversation_part',
        id: `${id}${index}`,
        part_type: type,
        created_at: epoch(at),
        updated_at: epoch(at),
        body: type === 'comment' ? `<p>${author} ${index}</p>` : null,
        author: authors[author],
        attachments: [],
      })),
      total_count: parts.length,
    },
  }
}

function intercomExport(): string {
  const answered = { time_to_admin_reply: 600, time_to_last_close: 1800, median_time_to_reply: 600 }
  const twice = { time_to_admin_reply: 1200, time_to_last_close: 3600, median_time_to_reply: 900 }
  return [
    intercomConversation(
      '31',
      '09:00:00',
      'open',
      [
        ['bot', 'comment', '09:00:05'],
        ['admin', 'comment', '09:10:00'],
        ['admin', 'close', '09:30:00'],
        ['lead', 'open', '10:00:00'],
        ['lead', 'comment', '10:00:00'],
      ],
      { ...answered, last_close_at: epoch('09:30:00') },
    ),
    intercomConversation(
      '32',
      '12:00:00',
      'closed',
      [
        ['admin', 'comment', '12:20:00'],
        ['lead', 'comment', '12:30:00'],
        ['admin', 'comment', '12:40:00'],
        ['admin', 'close', '13:00:00'],
      ],
      { ...twice, last_close_at: epoch('13:00:00') },
    ),
  ]
    .map((one) => JSON.stringify(one))
    .join('\n')
}

const folder = temporaryFolder()
let workspace: WorkspaceSession

function bridge(vendor: VendorId, selection: Selection = {}, hours: HoursMode = 'calendar'): VendorBridge {
  const { session } = workspace
  const request = { vendor, selection, hours }
  return vendorBridge(session.workspace().reader, session.facts(), request, session.settings())
}

function metricOf(found: VendorBridge, id: VendorMetric['id']): VendorMetric {
  const metric = found.metrics.find((one) => one.id === id)
  if (metric === undefined) throw new Error(`no ${id}`)
  return metric
}

const walk = ({ steps }: VendorMetric) =>
  steps.map(({ rule, value, n, changed }) => [rule?.id ?? 'ours', value, n, changed])

/** The first step of every bridge is the engine's own result. */
function checkStart(found: VendorBridge): void {
  const { session } = workspace
  for (const { kpi, steps } of found.metrics) {
    const [result] = computeKpis(
      session.facts(),
      { kpis: [kpi], selection: found.selection, hours: found.hours },
      session.settings(),
    )
    const [first] = steps
    expect([first?.value, first?.n]).toEqual(result?.status === 'ok' ? [result.value, result.n] : [null, 0])
  }
}

beforeAll(() => {
  workspace = openSession(folder.path, 'desk')
  const imports = [
    ['zendesk.json', zendeskExport()],
    ['chatwoot.json', chatwootExport()],
    ['chatwoot-events.json', chatwootEvents()],
    ['intercom.jsonl', intercomExport()],
  ] as const
  for (const [name, content] of imports) {
    const { rows } = workspace.import({ name, content, choices: {} })
    expect(rows.rejected).toBe(0)
  }
})
afterAll(() => {
  workspace.close()
  folder.remove()
})

describe('as Zendesk counts', () => {
  it('first reply time: minutes from creation to the next public comment of an agent', () => {
    const found = bridge('zendesk')
    checkStart(found)
    const metric = metricOf(found, 'first-response')
    expect(walk(metric)).toEqual([
      // 760 s, 900 s (from the customer’s 12:45) and 1259 s.
      ['ours', 900, 3, 0],
      ['authors-as-exported', 900, 3, 0],
      // 2: 12:00 to 12:30; 4: 15:00 to 15:45. 760, 1259, 1800, 2700.
      ['opened-by-agents', 1529.5, 4, 2],
      // 1: 770 s.
      ['from-creation', 1529.5, 4, 1],
      // 12, 20, 30 and 45 min.
      ['whole-minutes', 1500, 4, 2],
    ])
    expect(metric.reported).toEqual({
      field: 'reply_time.calendar',
      n: 4,
      value: 1500,
      counted: 1500,
      gap: 0,
      equal: 4,
      onlyReported: 0,
      onlyCounted: 0,
      furthest: [],
    })
  })

  it('full resolution time: from creation, tickets of agents as well', () => {
    const metric = metricOf(bridge('zendesk'), 'resolution')
    expect(walk(metric)).toEqual([
      // 10:00 to 11:00:30; 12:45 to 14:00.
      ['ours', (3630 + 4500) / 2, 2, 0],
      ['opened-by-agents', (3630 + 4500) / 2, 2, 0],
      ['from-creation', (3640 + 7200) / 2, 2, 2],
      ['whole-minutes', (3600 + 7200) / 2, 2, 1],
    ])
    expect(metric.reported).toMatchObject({ n: 2, value: 5400, counted: 5400, gap: 0, equal: 2 })
  })

  it('names a source for every rule but the assumed ones', () => {
    const rules = bridge('zendesk').metrics.flatMap(({ steps }) => steps.flatMap(({ rule }) => rule ?? []))
    for (const rule of rules) expect(rule.source === null || rule.source.url.startsWith('https://')).toBe(true)
    expect(rules.filter(({ source }) => source === null).map(({ id }) => id)).toEqual(['authors-as-exported'])
  })
})

describe('as Chatwoot counts', () => {
  it('first response time: the average, an agent’s opening message being a reply', () => {
    const found = bridge('chatwoot')
    checkStart(found)
    const metric = metricOf(found, 'first-response')
    expect(walk(metric)).toEqual([
      // 250, 60 and 300 s.
      ['ours', 250, 3, 0],
      ['authors-as-exported', 250, 3, 0],
      ['failed-replies', 250, 3, 0],
      // 250, 0 and 300 s.
      ['opened-by-agents', 250, 3, 1],
      ['from-creation-or-reopening', 250, 3, 0],
      ['dated-by-reply', 250, 3, 0],
      ['whole-seconds', 250, 3, 0],
      ['average', 550 / 3, 3, 0],
    ])
    expect(metric.reported).toMatchObject({ field: 'first_response', n: 3, value: 550 / 3, gap: 0, equal: 3 })
  })

  it('resolution time: every close, from creation', () => {
    const metric = metricOf(bridge('chatwoot'), 'resolution')
    expect(walk(metric)).toEqual([
      // 09:00 to 10:30 and 11:30 to 12:00.
      ['ours', (5400 + 1800) / 2, 2, 0],
      ['opened-by-agents', (5400 + 1800) / 2, 2, 0],
      ['from-creation', (5400 + 3600) / 2, 2, 1],
      // 3600, 5400 and 3600 s.
      ['every-close', 3600, 3, 1],
      ['whole-seconds', 3600, 3, 0],
      ['average', 4200, 3, 0],
    ])
    // Of several closes Chatwoot’s events leave the last one: 5400 and 3600 s.
    expect(metric.reported).toMatchObject({ n: 2, value: 4500, counted: 4500, gap: 0, equal: 2 })
  })

  it('customer waiting time: without first replies, and a bot ends the wait', () => {
    const metric = metricOf(bridge('chatwoot'), 'reply')
    expect(walk(metric)).toEqual([
      // 250, 600, 60, 300 and 600 s.
      ['ours', 300, 5, 0],
      // 41 and 43 lose their first; the one that 42 was opened with is no answer to anything.
      ['without-first-replies', 600, 3, 2],
      // 43: the bot answered at 13:10:05, and nobody wrote again before 13:20.
      ['bot-ends-the-wait', 330, 2, 1],
      ['dated-by-reply', 330, 2, 0],
      ['whole-seconds', 330, 2, 0],
      ['average', 330, 2, 0],
    ])
    expect(metric.reported).toBeNull()
  })
})

describe('as Intercom counts', () => {
  it('first response time, time to close and median time to reply', () => {
    const found = bridge('intercom')
    checkStart(found)
    expect(walk(metricOf(found, 'first-response'))).toEqual([
      ['ours', 900, 2, 0],
      ['authors-as-exported', 900, 2, 0],
      ['dated-by-creation', 900, 2, 0],
      ['whole-seconds', 900, 2, 0],
    ])
    // 31 is open again: its close at 09:30 stands for Intercom alone.
    expect(walk(metricOf(found, 'resolution'))).toEqual([
      ['ours', 3600, 1, 0],
      ['last-close', (1800 + 3600) / 2, 2, 1],
      ['whole-seconds', (1800 + 3600) / 2, 2, 0],
    ])
    // 600; 1200 and 600.
    expect(walk(metricOf(found, 'reply'))).toEqual([
      ['ours', 600, 3, 0],
      ['one-per-conversation', 750, 2, 2],
      ['dated-by-creation', 750, 2, 0],
      ['whole-seconds', 750, 2, 0],
    ])
    for (const { reported } of found.metrics) expect(reported).toMatchObject({ n: 2, gap: 0, equal: 2 })
  })
})

describe('what a bridge is about', () => {
  it('is the vendor’s own conversations, unless sources are chosen', () => {
    expect(bridge('zendesk').selection).toEqual({ sources: ['Zendesk'] })
    const all = bridge('zendesk', { sources: ['Zendesk', 'Chatwoot', 'Intercom'] })
    expect(metricOf(all, 'first-response').steps[0]?.n).toBe(8)
    checkStart(all)
  })

  it('follows the days, each rule by its own dates', () => {
    const before = bridge('chatwoot', { to: '2026-03-01' })
    expect(metricOf(before, 'first-response').steps.every(({ n, value }) => n === 0 && value === null)).toBe(true)
    checkStart(before)
    checkStart(bridge('chatwoot', { from: day, to: day }))
  })

  it('counts open seconds in business hours, and nothing where no hours are set', () => {
    expect(metricOf(bridge('chatwoot', {}, 'business'), 'first-response').steps[0]).toMatchObject({ n: 0, value: null })
    const weekly = [{ weekday: 1, start: 9 * 60 + 2, end: 17 * 60 }]
    workspace.change({ schedules: [{ team: null, from: null, zone: 'UTC', weekly, holidays: [] }] })
    const found = bridge('chatwoot', {}, 'business')
    checkStart(found)
    // 09:02 to 09:04:10.
    expect(metricOf(found, 'first-response').steps[0]).toMatchObject({ value: 130, n: 3 })
    workspace.change({ schedules: [] })
  })

  it('undoes the corrections that the vendor knows nothing of', () => {
    const choose = (kind: 'bot' | null): void => {
      finish(authorHandlers['authors.choose'](workspace.session, { agent: 'Maria', kind }, null))
      workspace.session.changed()
    }
    choose('bot')
    const found = bridge('chatwoot')
    checkStart(found)
    expect(walk(metricOf(found, 'first-response')).slice(0, 2)).toEqual([
      ['ours', null, 0, 0],
      ['authors-as-exported', 250, 3, 3],
    ])
    choose(null)
  })

  it('credits the assignee where agents are chosen', () => {
    const metric = metricOf(bridge('chatwoot', { agents: ['Maria'] }), 'reply')
    expect(metric.steps.map(({ rule }) => rule?.id)).toContain('credited-to-assignee')
    expect(metricOf(bridge('chatwoot', { agents: ['Nobody'] }), 'first-response').steps.at(-1)?.n).toBe(0)
  })
})
