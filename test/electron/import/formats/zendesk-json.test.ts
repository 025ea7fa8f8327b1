import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord, RowVerdict } from '../../../../electron/import/record.ts'
import { defaults, describeReading, readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-zendesk-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(content: string): string {
  const path = join(folder, `file-${++fileCount}.json`)
  writeFileSync(path, content)
  return path
}

const read = (...lines: readonly unknown[]): RowVerdict[] =>
  readAll(file(lines.map((line) => JSON.stringify(line)).join('\n')))

const recordsOf = (verdicts: readonly RowVerdict[]): ImportRecord[] =>
  verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))

const ticket = (more: object): object => ({
  id: 1,
  url: 'https://example.zendesk.com/api/v2/tickets/1.json',
  via: { channel: 'email' },
  created_at: '2026-03-02T09:00:00Z',
  updated_at: '2026-03-02T10:00:00Z',
  status: 'open',
  requester_id: 11,
  submitter_id: 11,
  ...more,
})
const comment = (more: object): object => ({
  id: 5,
  type: 'Comment',
  author_id: 11,
  body: 'Hi',
  public: true,
  audit_id: 6,
  created_at: '2026-03-02T09:00:00Z',
  ...more,
})
const metrics = (more: object): object => ({
  ticket_id: 1,
  updated_at: '2026-03-02T10:00:00Z',
  reply_time_in_minutes: { calendar: null, business: null },
  requester_wait_time_in_minutes: { calendar: null, business: null },
  ...more,
})
const rating = (score: unknown, more: object = {}): object => ({
  id: 8,
  ticket_id: 1,
  requester_id: 11,
  assignee_id: 12,
  group_id: 13,
  score,
  created_at: '2026-03-03T10:00:00Z',
  updated_at: '2026-03-04T10:00:00Z',
  ...more,
})

describe('where the objects stand', () => {
  const shapes: readonly (readonly [string, readonly unknown[]])[] = [
    ['lines', [ticket({}), ticket({ id: 2 })]],
    ['an array', [[ticket({}), ticket({ id: 2 })]]],
    ['an array of wrapped ones', [[{ ticket: ticket({}) }, { ticket: ticket({ id: 2 }) }]]],
    ['a page', [{ tickets: [ticket({}), ticket({ id: 2 })], next_page: null }]],
    ['a page of wrapped ones', [{ tickets: [{ ticket: ticket({}) }, { ticket: ticket({ id: 2 }) }] }]],
    ['pages one after the other', [{ tickets: [ticket({})] }, { tickets: [ticket({ id: 2 })] }]],
    ['an array of pages', [[{ tickets: [ticket({})] }, { tickets: [ticket({ id: 2 })] }]]],
    ['search results', [{ results: [ticket({}), ticket({ id: 2 })], count: 2 }]],
    ['one line alone', [{ stream: 'tickets', data: ticket({}) }]],
    ['one ticket', [ticket({})]],
  ]
  it.each(shapes)('%s', (name, lines) => {
    const records = recordsOf(read(...lines))
    const ids = records.flatMap((record) => (record.type === 'conversation' ? [record.conversation] : []))
    expect(ids).toEqual(name.startsWith('one') ? ['1'] : ['1', '2'])
  })

  it('reads pages of other lists that stand one per line', () => {
    const records = recordsOf(
      read({ ticket_metrics: [metrics({ solved_at: '2026-03-02T12:00:00Z' })] }, { users: [] }, { ticket_metrics: [] }),
    )
    expect(records).toMatchObject([{ type: 'conversation', part: 'metrics', closedAt: Date.UTC(2026, 2, 2, 12) }])
  })

  it('reads comments that stand beside their ticket', () => {
    const records = recordsOf(read({ ticket: ticket({}), comments: [comment({})] }))
    expect(records.map(({ type }) => type)).toEqual(['conversation', 'message'])
    expect(records[1]).toMatchObject({ conversation: '1', author: 'zendesk:11', direction: null, authorKind: null })
  })

  it('leaves records alone that only look like tickets', () => {
    const other = { id: 1, status: 'open', requester_id: 3, created_at: '2026-03-02T09:00:00Z', subject: 'Hi' }
    expect(() => recognise(file(JSON.stringify([other])), {}, defaults)).toThrow(/as a table of messages it lacks/)
  })
})

describe('tickets', () => {
  const conversationOf = (more: object): object | undefined =>
    recordsOf(read(ticket(more))).find(({ type }) => type === 'conversation')

  it.each([
    ['email', null, 'email'],
    ['mail', null, 'email'],
    ['sms', null, 'sms'],
    ['text_message', null, 'sms'],
    ['whatsapp', null, 'whatsapp'],
    ['native_messaging', null, 'web_chat'],
    ['chat', null, 'web_chat'],
    ['voice', 'inbound', 'phone'],
    ['phone_call_inbound', null, 'phone'],
    ['facebook', 'message', 'messenger'],
    ['facebook', 'post', 'social'],
    ['instagram_dm', null, 'social'],
    ['web', null, 'other'],
    ['api', null, 'other'],
    ['sample_ticket', null, 'other'],
    [4, null, 'email'],
  ])('came in by %s (%s): %s', (channel, rel, expected) => {
    expect(conversationOf({ via: { channel, source: { rel } } })).toMatchObject({ channel: expected })
  })

  it('leaves the channel open where the ticket does not name it', () => {
    const path = file(JSON.stringify(ticket({ via: {} })))
    expect(recordsOf(readAll(path))[0]).toMatchObject({ channel: null })
    expect(recordsOf(readAll(path, { channel: 'sms' }))[0]).toMatchObject({ channel: 'sms' })
  })

  it.each([
    [{ status: 'deleted' }, 'deleted'],
    [{ status: 'spam' }, 'spam'],
    [{ status: 'closed', tags: ['a', 'closed_by_merge'] }, 'merged'],
    [{ status: 'closed', tags: ['not_closed_by_merge'] }, null],
  ])('%o is left out as %s', (more, leftOut) => {
    expect(conversationOf(more)).toMatchObject({ leftOut })
  })

  it('never takes the description for a message, nor the status for a closing time', () => {
    const records = recordsOf(read(ticket({ status: 'closed', description: 'Hi', satisfaction_rating: null })))
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ type: 'conversation', closedAt: null, status: 'closed' })
  })

  it('takes an address for the requester’s only where the requester wrote', () => {
    const source = { from: { address: 'eve@example.org' }, to: { address: 'help@example.com' }, rel: null }
    const peopleOf = (more: object): ImportRecord[] =>
      recordsOf(read(ticket(more))).filter(({ type }) => type === 'person')
    expect(peopleOf({ via: { channel: 'email', source } })).toEqual([
      {
        type: 'person',
        alias: 'zendesk:11',
        role: null,
        name: null,
        address: 'eve@example.org',
        versionAt: null,
      },
    ])
    expect(peopleOf({ via: { channel: 'email', source }, submitter_id: 12 })).toEqual([])
    expect(peopleOf({ via: { channel: 'email', source }, requester_id: null })).toEqual([])
    expect(peopleOf({ via: { channel: 'voice', source: { ...source, rel: 'outbound' } } })).toEqual([])
    expect(peopleOf({ via: { channel: 'api', source } })).toEqual([])
  })

  it('rejects a whole ticket by the name of the nested field that is at fault', () => {
    const verdicts = read(
      ticket({ comments: [comment({}), comment({ created_at: 'soon' })] }),
      ticket({ metric_set: metrics({ solved_at: 'soon' }) }),
      ticket({ satisfaction_rating: { score: 'splendid' } }),
    )
    expect(verdicts).toMatchObject([
      { verdict: 'rejected', code: 'time-unreadable', column: 'comments.created_at', text: 'soon' },
      { verdict: 'rejected', code: 'time-unreadable', column: 'metric_set.solved_at', text: 'soon' },
      { verdict: 'rejected', code: 'score-unreadable', column: 'satisfaction_rating.score', text: 'splendid' },
    ])
  })
})

describe('chats', () => {
  it('says that their transcripts are elsewhere', () => {
    const assumptions = (channel: string): string =>
      describeReading(file(JSON.stringify(ticket({ via: { channel } })))).assumptions.join()
    expect(assumptions('native_messaging')).toContain('mostly not among a ticket’s comments')
    expect(assumptions('sms')).not.toContain('mostly not among')
  })
})

describe('comments', () => {
  const messageOf = (more: object): object | undefined =>
    recordsOf(read(comment({ ticket_id: 1, ...more }))).find(({ type }) => type === 'message')

  it.each([
    ['a note', { public: false }, { kind: 'note', author: 'zendesk:11' }],
    ['a call', { type: 'TpeVoiceComment' }, { kind: 'event' }],
    [
      'a voicemail',
      { type: 'VoiceComment', public: false, via: { channel: 'voice', source: { rel: 'voicemail' } } },
      { kind: 'message', direction: 'in', authorKind: 'customer', author: null },
    ],
    ['a trigger', { via: { channel: 'rule' } }, { direction: 'out', authorKind: 'system', automatic: true }],
    ['Zendesk itself', { author_id: -1 }, { direction: 'out', authorKind: 'system', automatic: true }],
    ['its bot', { via: { channel: 'answer_bot_for_web_widget' } }, { direction: 'out', authorKind: 'bot' }],
    ['an empty text', { body: '' }, { kind: 'message', text: '' }],
    ['HTML alone', { body: null, html_body: 'a<br>b &lt;c&gt;' }, { text: 'a\nb <c>' }],
    ['long ids', { id: '12345678901234567890' }, { id: '12345678901234567890' }],
  ])('%s', (_name, more, expected) => {
    expect(messageOf(more)).toMatchObject(expected)
  })

  it('rejects those of no ticket, of nobody and of no time', () => {
    const verdicts = read(
      comment({}),
      comment({ ticket_id: 1, author_id: null }),
      comment({ ticket_id: 1, created_at: null }),
    )
    expect(verdicts).toMatchObject([
      { code: 'conversation-missing', column: 'ticket_id' },
      { code: 'author-kind-unknown', column: 'author_id' },
      { code: 'time-missing', column: 'created_at' },
    ])
  })
})

describe('metrics', () => {
  it('tells zero from unknown and leaves nonsense out', () => {
    const [record] = recordsOf(
      read(
        metrics({
          reopens: '2',
          replies: -1,
          on_hold_time_in_minutes: { calendar: 0, business: null },
          reply_time_in_minutes: { calendar: 1.5, business: 'soon' },
          agent_wait_time_in_minutes: { calendar: 1e308, business: -5 },
        }),
      ),
    )
    expect(record).toMatchObject({
      part: 'metrics',
      closedAt: null,
      reopens: 2,
      replies: null,
      reported: { 'on_hold_time.calendar': 0, 'reply_time.calendar': 90 },
    })
  })
})

describe('ratings', () => {
  it.each([
    ['good', 1, 1],
    ['good_with_comment', 1, 1],
    ['bad_without_comment', 0, 1],
    ['offered', null, 1],
    [5, 5, 5],
  ])('%s', (score, expected, scaleMax) => {
    expect(recordsOf(read(rating(score)))).toMatchObject([
      {
        type: 'survey',
        id: 'ticket:1',
        score: expected,
        scaleMax,
        // An offer has no time: the end of its conversation is its time, and any answer outweighs it.
        answeredAt: expected === null ? null : Date.UTC(2026, 2, 4, 10),
        contact: 'zendesk:11',
        agent: 'zendesk:12',
        team: 'zendesk:group:13',
      },
    ])
  })

  it('ignores what was not offered, and rejects what cannot be read', () => {
    expect(
      read(rating('unoffered'), rating('received'), rating(9), rating(null), rating('good', { ticket_id: null })),
    ).toMatchObject([
      { verdict: 'ignored', kind: 'survey that was not offered' },
      { code: 'score-unreadable', text: 'received' },
      { code: 'score-out-of-scale', text: '9' },
      { code: 'score-missing', column: 'score' },
      { code: 'conversation-missing', column: 'ticket_id' },
    ])
  })
})

describe('people', () => {
  it('knows the sides of roles, and leaves the others open', () => {
    const user = (id: number, role: string): object => ({ id, role, name: 'N', ticket_restriction: null })
    const records = recordsOf(read(user(1, 'end-user'), user(2, 'agent'), user(3, 'admin'), user(4, 'light')))
    expect(records.map((record) => record.type === 'person' && record.role)).toEqual([
      'customer',
      'agent',
      'agent',
      null,
    ])
  })

  it('counts what it does not read by its kind', () => {
    const path = file(
      [
        { stream: 'tickets', data: ticket({}) },
        { stream: 'ticket_metric_events', data: { id: 1, ticket_id: 1 } },
        { stream: 'constructor', data: { id: 1 } },
        { organization: { id: 1 } },
        { id: 1, ticket_id: 1, author_id: 2, created_at: '2026-03-02T09:00:00Z', events: [] },
        { anything: 1 },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    )
    expect(describeReading(path).ignored).toEqual({
      'ticket metric events': 1,
      organizations: 1,
      audits: 1,
      'other stream': 1,
      'other object': 1,
    })
  })
})
