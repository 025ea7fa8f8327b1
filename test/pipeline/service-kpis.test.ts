/**
 * Waits, closes, agents and what comes after, from two export files of one desk to the numbers: every message is one of the
 * cases that the rules are about, and every number is worked out by hand.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { listConversations } from '../../electron/kpi/explain/conversations.ts'
import type { KpiId, KpiRequest, KpiResult } from '../../shared/kpi.ts'
import { authorHandlers } from '../../electron/worker/handle-authors.ts'
import { csvRow, finish, openSession, temporaryFolder } from './workspace-session.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
let workspace: WorkspaceSession

const table = (...rows: readonly string[]): string =>
  rows.map((row) => csvRow(row.split('|').map((cell) => cell.trim()))).join('')

const messages = table(
  'conversation_id|contact|channel|sent_at|direction|author_type|agent|automated|private|status|text',
  // A customer writes twice; a robot and an automatic greeting are no replies, a note is none, nor is what was not delivered.
  'C1|+12025550101|sms|2026-05-01T09:00:00Z|in|customer||no|no|received|Hello?',
  'C1|+12025550101|sms|2026-05-01T09:00:05Z|out|bot|Robo|no|no|delivered|I am a robot.',
  'C1|+12025550101|sms|2026-05-01T09:00:10Z|out|agent|Ada|yes|no|delivered|Thank you for writing.',
  'C1|+12025550101|sms|2026-05-01T09:01:00Z|in|customer||no|no|received|Anybody?',
  'C1|+12025550101|sms|2026-05-01T09:02:00Z|out|agent|Ben|no|yes|delivered|Who takes this one?',
  'C1|+12025550101|sms|2026-05-01T09:05:00Z|out|agent|Ada|no|no|delivered|Yes, I do.',
  'C1|+12025550101|sms|2026-05-01T09:06:00Z|in|customer||no|no|received|And my bill?',
  'C1|+12025550101|sms|2026-05-01T09:06:30Z|out|agent|Ben|no|no|undelivered|It is on its way.',
  'C1|+12025550101|sms|2026-05-01T09:07:00Z|out|agent|Ben|no|no|delivered|It is on its way.',
  'C1|+12025550101|sms|2026-05-01T09:08:00Z|in|customer||no|no|received|Thanks!',
  // We wrote first; the answer comes in the second of the question.
  'C2|+12025550102|sms|2026-05-01T11:00:00Z|out|agent|Ada|no|no|delivered|Your bike is ready.',
  'C2|+12025550102|sms|2026-05-01T11:30:00Z|in|customer||no|no|received|Until when?',
  'C2|+12025550102|sms|2026-05-01T11:30:00Z|out|agent|Ada|no|no|delivered|Until six.',
  // Nobody answers, and the customer opts out.
  'C3|+12025550103|sms|2026-05-01T13:00:00Z|in|customer||no|no|received|Where are you?',
  'C3|+12025550103|sms|2026-05-01T13:10:00Z|in|customer||no|no|received|STOP',
  // The first customer again, a day later in the chat.
  'C4|+12025550101|web_chat|2026-05-02T09:00:00Z|in|customer||no|no|received|It is still not there.',
  'C4|+12025550101|web_chat|2026-05-02T09:00:30Z|out|agent|Ada|no|no|delivered|I am looking.',
  // Nobody asked for this.
  'C5|+12025550104|sms|2026-05-03T09:00:00Z|out|agent|Ada|no|no|delivered|Spring offers!',
  'C6|+12025550105|sms|2026-05-25T09:00:00Z|in|customer||no|no|received|Do you have helmets?',
  'C6|+12025550105|sms|2026-05-25T09:01:40Z|out|agent|Ben|no|no|delivered|We do.',
  // The end of the data.
  'C7|+12025550106|web_chat|2026-05-25T10:00:00Z|in|customer||no|no|received|Are you there?',
)
const tickets = table(
  'ticket_id|created_at|solved_at|reopens|channel|contact',
  'C1|2026-05-01T09:00:00Z|2026-05-01T10:00:00Z|1|sms|+12025550101',
  'C2|2026-05-01T11:00:00Z|2026-05-01T12:00:00Z|0|sms|+12025550102',
  'C3|2026-05-01T13:00:00Z|2026-05-01T14:00:00Z|0|sms|+12025550103',
)

beforeAll(() => {
  workspace = openSession(folder.path, 'desk')
  workspace.import({ name: 'messages.csv', content: messages, choices: { format: 'message-table', profile: 'desk' } })
  workspace.import({
    name: 'tickets.csv',
    content: tickets,
    choices: { format: 'conversation-table', profile: 'desk' },
  })
})
afterAll(() => {
  workspace.close()
  folder.remove()
})

function one(id: KpiId, more: Partial<KpiRequest> = {}): KpiResult | undefined {
  const { session } = workspace
  const request = { kpis: [id], selection: {}, hours: 'calendar' as const, withinSeconds: 300, ...more }
  return computeKpis(session.facts(), request, session.settings())[0]
}

/** Numbers of the conversations that a KPI lists, by their ids in the export. */
function listed(kpi: KpiId): Readonly<Record<string, number | null>> {
  const { session } = workspace
  const query = { selection: {}, kpi, hours: 'calendar' as const, withinSeconds: 300 }
  const { rows } = listConversations(session.workspace().reader, session.facts(), query, session.settings())
  const name = workspace
    .db()
    .prepare<[number], string>(
      'SELECT external_id FROM thread JOIN conversation ON thread_id = thread.id WHERE conversation.id = ?',
    )
    .pluck()
  return Object.fromEntries(rows.map(({ id, value }) => [name.get(id) ?? '', value]))
}

describe('a small desk', () => {
  it('stands up to its own check', () => {
    expect(workspace.problems()).toEqual([])
  })

  it('total wait: 300 + 60 s, nothing for thanks, for the same second and before an opt-out', () => {
    // C1 9:00:00–9:05:00 and 9:06:00–9:07:00; C4 30 s; C6 100 s. The middle of 0, 0, 30, 100, 360.
    expect(listed('total-wait')).toEqual({ C1: 360, C2: 0, C3: 0, C4: 30, C6: 100 })
    expect(one('total-wait')).toMatchObject({
      value: 30,
      unanswered: 1,
      ledger: { counted: 5, excluded: { waiting: 1, outreach: 1 } },
    })
  })

  it('within target: 300 s are within 300 s, no reply is none, and who has just come still waits', () => {
    expect(listed('within-target-share')).toEqual({ C1: 1, C2: 1, C3: 0, C4: 1, C6: 1 })
    expect(one('within-target-share')).toMatchObject({
      value: 0.8,
      ledger: { excluded: { 'still-waiting-within-target': 1, outreach: 1 } },
    })
    expect(one('within-target-share', { withinSeconds: 299 })).toMatchObject({ value: 0.6 })
  })

  it('replies to resolution: 2, 1 and 0; one-touch: the one of two that had any', () => {
    expect(listed('replies-to-resolution')).toEqual({ C1: 2, C2: 1, C3: 0 })
    expect(one('replies-to-resolution')).toMatchObject({ value: 1, median: 1, n: 3 })
    expect(one('one-touch-share')).toMatchObject({ value: 0.5, ledger: { excluded: { 'closed-without-reply': 1 } } })
  })

  it('first contact: not C1, whose customer came back to the chat', () => {
    expect(listed('first-contact-resolution')).toEqual({ C1: 0, C2: 1, C3: 1 })
  })

  it('reopened: C1 of three closed ones', () => {
    expect(one('reopen-share')).toMatchObject({ value: 1 / 3, numerator: 1, n: 3 })
  })

  it('transferred: C1, where Ada and Ben replied, of four that had a reply', () => {
    expect(listed('transfer-share')).toEqual({ C1: 1, C2: 0, C4: 0, C6: 0 })
  })

  it('agent-days: Ada 2 and 1, Ben 1 and 1; writing first is no reply', () => {
    expect(one('conversations-per-agent-day')).toMatchObject({ value: 1.25, n: 4, median: 1 })
    expect(one('conversations-per-agent-day', { selection: { agents: ['Ada'] } })).toMatchObject({ value: 1.5, n: 2 })
  })

  it('open at the end: C4, C6 and C7; on the evening of the first day nothing', () => {
    expect(Object.keys(listed('open-at-end')).toSorted()).toEqual(['C4', 'C6', 'C7'])
    expect(one('open-at-end', { selection: { to: '2026-05-01' } })).toMatchObject({ status: 'ok', value: 0 })
  })

  it('opt-out after service: C3 of three; C6 ended too late to know', () => {
    expect(listed('unsubscribe-after-service')).toEqual({ C1: 0, C2: 0, C3: 1 })
    expect(one('unsubscribe-after-service')).toMatchObject({
      ledger: { excluded: { 'follow-up-too-short': 1, outreach: 1 } },
    })
  })

  it('effort: says that nobody asked', () => {
    expect(one('customer-effort')).toMatchObject({ status: 'not-measurable', reason: 'no-ces-survey' })
  })
})

describe('when the user says that Ben is a bot and one text is sent by a machine', () => {
  it('replies of the conversations and of the days follow', () => {
    const { session } = workspace
    finish(authorHandlers['authors.choose'](session, { agent: 'Ben', kind: 'bot' }, null))
    finish(authorHandlers['authors.chooseText'](session, { text: 'I am looking.', isAutomatic: true }, null))
    // C1 keeps Ada's reply alone, C4 and C6 have none: Ada replied in C1 and C2 on one day.
    expect(listed('replies-to-resolution')).toEqual({ C1: 1, C2: 1, C3: 0 })
    expect(listed('transfer-share')).toEqual({ C1: 0, C2: 0 })
    expect(one('conversations-per-agent-day')).toMatchObject({ value: 2, n: 1 })
    // C1: 9:00:00–9:05:00 and, from 9:06:00 on, to the close at 10:00:00: 300 + 3240 s.
    expect(listed('total-wait')).toEqual({ C1: 3540, C2: 0, C3: 0 })
    expect(workspace.problems()).toEqual([])
  })
})
