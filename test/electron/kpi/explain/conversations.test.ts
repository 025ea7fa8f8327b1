import { describe, expect, it } from 'vitest'
import { listConversations, timelineOf } from '../../../../electron/kpi/explain/conversations.ts'
import { computeKpis } from '../../../../electron/kpi/engine.ts'
import { loadFacts } from '../../../../electron/kpi/facts.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Facts } from '../../../../shared/facts.ts'
import { kpiIds } from '../../../../shared/kpi.ts'
import type { Selection, Timeline } from '../../../../shared/model.ts'
import { settings } from '../build-facts.ts'
import { buildWorkspace } from '../build-workspace.ts'
import type { TestWorkspace } from '../build-workspace.ts'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
// Monday, 4 May 2026, 9:00 UTC
const monday = Date.parse('2026-05-04T09:00:00Z')

/** One contact with two conversations and outreach between them, another contact who waits. */
function build(): TestWorkspace & { readonly facts: Facts } {
  const workspace = buildWorkspace()
  const { db, insert } = workspace
  insert('contact', { id: 1, address: '+15550100' }, { id: 2, address: 'mia_b@example.com', kind: 'email' })
  insert('agent', { id: 1, name: 'Ada' })
  insert('thread', { id: 1, key: 'a', contact_id: 1 }, { id: 2, key: 'b', contact_id: 2 })
  const reply = { direction: 'out', author_kind: 'agent', agent_id: 1 }
  insert(
    'message',
    { id: 1, sent_at: monday, text: 'Is the shop open?' },
    { id: 2, sent_at: monday + 90 * second, ...reply, text: 'It is 100% open' },
    { id: 3, sent_at: monday + 5 * day, ...reply, text: 'Sale!' },
    { id: 4, sent_at: monday + 5 * day + hour, text: 'How much? '.repeat(40) },
    { id: 5, sent_at: monday + 5 * day + 2 * hour, ...reply, text: 'Ten', is_automatic: 1 },
    { id: 6, sent_at: monday + 5 * day + 3 * hour, text: 'old version', is_current: 0 },
    { id: 7, sent_at: monday + day, thread_id: 2, text: 'Hello' },
  )
  insert(
    'conversation',
    {
      id: 1,
      contact_id: 1,
      opened_at: monday,
      first_reply_at: monday + 90 * second,
      last_event_at: monday + 90 * second,
      message_count: 2,
      first_reply_agent_id: 1,
      last_agent_id: 1,
    },
    { id: 2, contact_id: 1, opened_at: monday + 5 * day, last_event_at: monday + 5 * day, kind: 'outreach' },
    {
      id: 3,
      contact_id: 1,
      opened_at: monday + 5 * day + hour,
      first_reply_at: monday + 5 * day + 2 * hour,
      last_event_at: monday + 5 * day + 2 * hour,
      message_count: 2,
      last_agent_id: 1,
    },
    { id: 4, contact_id: 2, thread_id: 2, opened_at: monday + day, last_event_at: monday + day },
  )
  insert(
    'turn',
    { conversation_id: 1, started_at: monday, ended_at: monday + 90 * second, agent_id: 1 },
    { conversation_id: 3, started_at: monday + 5 * day + hour, ended_at: monday + 5 * day + 2 * hour, agent_id: 1 },
    { conversation_id: 4, started_at: monday + day, ended_by: 'waiting' },
  )
  return { ...workspace, facts: loadFacts(db) }
}

describe('listConversations', () => {
  const { db, facts } = build()
  const ids = (query: Omit<Parameters<typeof listConversations>[2], 'hours' | 'selection'> & { selection?: object }) =>
    listConversations(db, facts, { selection: {}, hours: 'calendar', ...query }, settings).rows.map(({ id }) => id)

  it('lists the newest first, page by page', () => {
    const query = { selection: {}, hours: 'calendar' as const, limit: 3 }
    const first = listConversations(db, facts, query, settings)
    expect(first.rows.map(({ id }) => id)).toEqual([3, 2, 4])
    expect(first).toMatchObject({ total: 4, next: 4 })
    const last = listConversations(db, facts, { ...query, after: first.next ?? 0 }, settings)
    expect(last.rows.map(({ id }) => id)).toEqual([1])
    expect(last).toMatchObject({ total: 4, next: null })
  })

  it('shows names, times and the first words of the customer', () => {
    const { rows } = listConversations(db, facts, { selection: {}, hours: 'calendar' }, settings)
    expect(rows[3]).toEqual({
      id: 1,
      channel: 'sms',
      kind: 'service',
      contact: '+15550100',
      team: null,
      agent: 'Ada',
      source: 'log.csv',
      openedAt: monday,
      firstReplyAt: monday + 90 * second,
      closedAt: null,
      messages: 2,
      value: null,
      excerpt: 'Is the shop open?',
    })
    expect(rows[0]?.excerpt).toMatch(/^How much\? .*…$/)
    expect(rows[0]?.excerpt.length).toBeLessThanOrEqual(161)
    expect(rows[1]).toMatchObject({ kind: 'outreach', excerpt: '' })
  })

  it('filters by selection, hour of opening, and text in address or messages', () => {
    expect(ids({ selection: { agents: ['Ada'] } })).toEqual([3, 1])
    expect(ids({ selection: { from: '2026-05-05', to: '2026-05-05' } })).toEqual([4])
    expect(ids({ weekdayHour: '2-09' })).toEqual([4])
    expect(ids({ search: '0100' })).toEqual([3, 2, 1])
    expect(ids({ search: 'HOW MUCH' })).toEqual([3])
    expect(ids({ search: '100%' })).toEqual([1])
    expect(ids({ search: '%' })).toEqual([1])
    expect(ids({ search: 'mia_b' })).toEqual([4])
    expect(ids({ search: 'old version' })).toEqual([])
  })

  it('lists exactly the conversations that a KPI counted, with its value', () => {
    const query = { selection: {}, hours: 'calendar' as const, kpi: 'first-response-time' as const }
    const { rows, total } = listConversations(db, facts, query, settings)
    expect(rows.map(({ id, value }) => [id, value])).toEqual([
      [3, 3600],
      [1, 90],
    ])
    const [result] = computeKpis(facts, { kpis: ['first-response-time'], selection: {}, hours: 'calendar' }, settings)
    expect(result).toMatchObject({ n: total, value: (3600 + 90) / 2 })
    expect(ids({ kpi: 'first-response-time', show: 'unanswered' })).toEqual([4])
    expect(ids({ kpi: 'first-response-time', show: 'all' })).toEqual([3, 2, 4, 1])
    expect(ids({ kpi: 'first-response-time', weekdayHour: '1-09' })).toEqual([1])
    expect(ids({ kpi: 'returning-customer-share' })).toEqual([3, 4, 1])
  })
})

describe('timelineOf', () => {
  const { db, facts } = build()
  const reading = { settings, hours: 'calendar', inferredClose: false } as const
  const timeline = (id: number, selection: Selection = {}): Timeline => timelineOf(db, facts, id, selection, reading)
  const whyOf = (id: number, selection: Selection = {}): Record<string, string> =>
    Object.fromEntries(timeline(id, selection).intervals.map(({ kpi, why }) => [kpi, why]))

  it('holds the messages of that conversation alone', () => {
    const messages = (id: number): number[] => timeline(id).messages.map((message) => message.id)
    expect(messages(1)).toEqual([1, 2])
    expect(messages(2)).toEqual([3])
    expect(messages(3)).toEqual([4, 5])
    expect(messages(4)).toEqual([7])
    expect(timeline(3).messages[1]).toEqual({
      id: 5,
      at: monday + 5 * day + 2 * hour,
      direction: 'out',
      authorKind: 'agent',
      author: 'Ada',
      kind: 'message',
      event: null,
      automatic: true,
      failed: false,
      text: 'Ten',
      why: 'Sent automatically: no human reply.',
    })
  })

  it('says of every KPI whether it counts the conversation, and why', () => {
    const first = timeline(1).intervals
    expect([...new Set(first.map(({ kpi }) => kpi))]).toEqual([...kpiIds])
    expect(first).toMatchObject([
      { kpi: 'first-response-time', from: monday, to: monday + 90 * second, seconds: 90, value: 90, counted: true },
      { kpi: 'response-time', seconds: 90, value: 90, counted: true },
      { kpi: 'resolution-time', to: null, counted: false, why: 'Not measurable: the export holds no closing times.' },
      ...kpiIds.slice(3).map((kpi) => ({ kpi })),
    ])
    expect(whyOf(1)).toMatchObject({
      'unanswered-share': 'Counted as answered.',
      conversations: 'Counted as one conversation, by its opening.',
      'returning-customer-share': 'Counted as a customer without an earlier conversation.',
      nps: 'Not counted. No NPS answer belongs to it.',
      'opt-out-share': 'Not counted. The customer did not opt out after its opening.',
    })
    expect(timeline(4).intervals).toMatchObject([
      { kpi: 'first-response-time', to: null, seconds: null, value: null, counted: false },
      { kpi: 'response-time', counted: false, why: 'Not counted: still waiting for a reply at the end of the data.' },
      ...kpiIds.slice(2).map((kpi) => ({ kpi })),
    ])
    expect(whyOf(4)['unanswered-share']).toBe('Counted as unanswered: no human reply until the end of the data.')
    expect(whyOf(2)['first-response-time']).toContain('outreach')
  })

  it('says what lies outside of what is shown', () => {
    expect(whyOf(1, { from: '2030-01-01' })['conversations']).toBe('Not counted: outside of the period that is shown.')
    expect(whyOf(1, { agents: ['Nobody'] })['conversations']).toBe(
      'Not counted: not of the channels, teams, agents, inboxes or sources that are shown.',
    )
  })

  it('says what every message is to the KPIs', () => {
    const why = (id: number): string[] => timeline(id).messages.map((message) => message.why)
    expect(why(1)).toEqual(['A customer’s message: it waits for a reply.', 'A human reply.'])
    expect(why(3)[1]).toBe('Sent automatically: no human reply.')
  })

  it('refuses an id that nobody has', () => {
    expect(() => timeline(99)).toThrow(AppError)
  })
})
