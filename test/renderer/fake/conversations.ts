import type { ConversationQuery } from '../../../shared/api.ts'
import type { CasePage, CaseQuery, CaseRow } from '../../../shared/explain.ts'
import type { ConversationRow, Page, Timeline } from '../../../shared/model.ts'
import { computeKpis } from './kpis.ts'
import { fakeAgents, fakeChannels, fakeSources, fakeTeams } from './names.ts'

const openings = [
  'Hi, is my bike ready for collection today?',
  'I was charged twice for order 20418.',
  'The brake still squeaks after the repair, and I need it for the weekend trip with the children.',
  'Do you have the blue helmet in size M?',
  'Can I move my appointment to Friday?',
] as const

const firstOpening = Date.UTC(2026, 5, 26, 15, 40)
const pick = <Item>(items: readonly Item[], index: number): Item | null => items[index % items.length] ?? null

const rows: readonly ConversationRow[] = Array.from({ length: 137 }, (_, index) => {
  const openedAt = firstOpening - index * 4_380_000
  const isAnswered = index % 9 !== 4
  const waitSeconds = 40 + ((index * 131) % 900)
  return {
    id: 5000 - index,
    channel: pick(fakeChannels, index * 7) ?? 'sms',
    kind: 'service',
    contact: `+49 151 5550 ${String(1000 + ((index * 37) % 9000))}`,
    team: index % 11 === 3 ? null : pick(fakeTeams, index),
    agent: isAnswered ? pick(fakeAgents, index * 5) : null,
    source: pick(fakeSources, index * 7) ?? '',
    openedAt,
    firstReplyAt: isAnswered ? openedAt + waitSeconds * 1000 : null,
    closedAt: index % 3 === 0 ? openedAt + 5_400_000 : null,
    messages: 2 + ((index * 3) % 11),
    value: isAnswered ? waitSeconds : null,
    excerpt: pick(openings, index) ?? '',
  }
})

export function listConversations(query: ConversationQuery): Page<ConversationRow> {
  const { channels = [], teams = [], agents = [] } = query.selection
  const search = query.search?.toLowerCase() ?? ''
  const found = rows.filter(
    (row) =>
      (channels.length === 0 || channels.includes(row.channel)) &&
      (teams.length === 0 || teams.includes(row.team ?? '')) &&
      (agents.length === 0 || agents.includes(row.agent ?? '')) &&
      (query.show !== 'unanswered' || row.firstReplyAt === null) &&
      (query.show !== 'counted' || row.value !== null) &&
      `${row.contact} ${row.excerpt}`.toLowerCase().includes(search),
  )
  const start = query.after ?? 0
  const end = start + (query.limit ?? 50)
  const shown = query.kpi ? found : found.map((row) => ({ ...row, value: null }))
  return { rows: shown.slice(start, end), total: found.length, next: end < found.length ? end : null }
}

export function timelineOf(id: number): Timeline {
  const conversation = rows.find((row) => row.id === id) ?? rows[0]
  if (!conversation) throw new Error('The fake has no conversations.')
  const at = conversation.openedAt
  const agent = conversation.agent ?? 'Amara Diallo'
  const base = { event: null, automatic: false, failed: false } as const
  const customer = {
    ...base,
    direction: 'in',
    authorKind: 'customer',
    author: conversation.contact,
    kind: 'message',
    why: 'A customer’s message: it waits for a reply.',
  } as const
  const reply = {
    ...base,
    direction: 'out',
    authorKind: 'agent',
    author: agent,
    kind: 'message',
    why: 'A human reply.',
  } as const
  return {
    conversation,
    messages: [
      { ...customer, id: 1, at, text: conversation.excerpt },
      {
        ...reply,
        id: 2,
        at: at + 4000,
        authorKind: 'bot',
        author: 'Auto-reply',
        automatic: true,
        text: 'Thanks for your message. We are open Monday to Friday, 9 to 18.',
      },
      { ...customer, id: 3, at: at + 31_000, text: 'It is order 20418.' },
      { ...reply, id: 4, at: at + 94_000, text: 'Good morning! I have it here and will look into it straight away.' },
      { ...reply, id: 5, at: at + 110_000, kind: 'note', text: 'Asked the workshop about the rear wheel.' },
      { ...customer, id: 6, at: at + 610_000, text: 'Thank you' },
      { ...reply, id: 7, at: at + 1_900_000, text: 'All done. You can collect it any time after 14:00.', failed: true },
      { ...reply, id: 8, at: at + 1_960_000, text: 'All done. You can collect it any time after 14:00.' },
      {
        ...reply,
        id: 9,
        at: at + 5_400_000,
        kind: 'event',
        event: 'closed',
        authorKind: 'system',
        author: 'System',
        text: null,
      },
    ],
    intervals: [
      {
        kpi: 'first-response-time',
        from: at,
        to: at + 94_000,
        seconds: 94,
        value: 94,
        counted: true,
        why: 'First customer message to the first human reply; the auto-reply does not count.',
      },
      {
        kpi: 'response-time',
        from: at,
        to: at + 94_000,
        seconds: 94,
        value: 94,
        counted: true,
        why: 'First message of the turn to the next human reply.',
      },
      {
        kpi: 'response-time',
        from: at + 610_000,
        to: null,
        seconds: null,
        value: null,
        counted: false,
        why: 'The customer only said thanks: nothing to answer.',
      },
      {
        kpi: 'resolution-time',
        from: at,
        to: at + 5_400_000,
        seconds: 5400,
        value: 5400,
        counted: true,
        why: 'Opening to the last close.',
      },
      {
        kpi: 'csat',
        from: at + 9_000_000,
        to: at + 9_000_000,
        seconds: null,
        value: 1,
        counted: true,
        why: 'A positive answer to the satisfaction question.',
      },
      {
        kpi: 'nps',
        from: at,
        to: at,
        seconds: null,
        value: null,
        counted: false,
        why: 'Not counted. No NPS answer belongs to it.',
      },
    ],
    sameCustomer: [{ address: 'kim@example.com', isByUser: true }],
  }
}

/** Two cases that count and one that does not. */
export function listCases(query: CaseQuery): CasePage {
  const [first, second, third] = rows
  if (!first || !second || !third) throw new Error('The fake has no conversations.')
  const caseOf = (row: ConversationRow, value: number | null, reason: string): CaseRow => ({
    conversation: row.id,
    contact: row.contact,
    channel: row.channel,
    team: row.team,
    agent: row.agent,
    at: row.openedAt,
    value,
    reason,
  })
  const all = [caseOf(first, 94, 'counted'), caseOf(second, 120, 'counted'), caseOf(third, null, 'unanswered')]
  const shown = all.filter((row) => query.reason === undefined || row.reason === query.reason)
  const [result] = computeKpis({ kpis: [query.kpi], selection: query.selection, hours: query.hours })
  if (!result) throw new Error('The fake has no such KPI.')
  return { result, rows: shown, total: shown.length, next: null }
}
