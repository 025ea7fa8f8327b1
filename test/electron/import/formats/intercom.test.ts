import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord, RowVerdict } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults, describeReading, readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-intercom-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(content: string): string {
  const path = join(folder, `file-${++fileCount}`)
  writeFileSync(path, content)
  return path
}
const json = (...roots: readonly unknown[]): string => file(roots.map((root) => JSON.stringify(root)).join('\n'))
const read = (root: unknown, choices: ImportChoices = {}): RowVerdict[] => readAll(json(root), choices)
const recordsOf = (verdicts: readonly RowVerdict[]): ImportRecord[] =>
  verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
const rejectionsOf = (verdicts: readonly RowVerdict[]): string[] =>
  verdicts.flatMap((row) => (row.verdict === 'rejected' ? [`${row.code} ${row.column}`] : []))

const customer = { type: 'user', id: 'c1', name: 'Cara', email: 'cara@example.org' }
const ann = { type: 'admin', id: '21', name: 'Ann Ray', email: 'ann@example.com' }
const source = (more: object = {}): object => ({
  type: 'conversation',
  id: '1',
  delivered_as: 'customer_initiated',
  body: '<p>Hi</p>',
  author: customer,
  ...more,
})
const conversation = (more: object = {}): object => ({
  type: 'conversation',
  id: '1',
  created_at: 1_772_442_000,
  updated_at: 1_772_446_000,
  state: 'open',
  source: source(),
  conversation_parts: { type: 'conversation_part.list', conversation_parts: [], total_count: 0 },
  ...more,
})
const part = (more: object = {}): object => ({
  type: 'conversation_part',
  id: '5',
  part_type: 'comment',
  body: '<p>Hello</p>',
  created_at: 1_772_442_600,
  updated_at: 1_772_442_600,
  author: ann,
  ...more,
})
const withParts = (...parts: readonly object[]): object =>
  conversation({ conversation_parts: { conversation_parts: parts } })

describe('where Intercom’s objects stand', () => {
  const one = conversation()
  const two = conversation({ id: '2' })
  it.each([
    ['an object', json(one), 1],
    ['an array', json([one, two]), 2],
    ['lines', json(one, two), 2],
    ['a page', json({ type: 'conversation.list', pages: {}, conversations: [one, two] }), 2],
    ['a list called data', json({ type: 'list', data: [one, two], pages: {} }), 2],
    ['pages one after the other', json({ conversations: [one] }, { conversations: [two] }), 2],
    ['an array of pages', json([{ conversations: [one] }, { conversations: [two] }]), 2],
    ['connector lines', json({ stream: 'conversations', data: one }, { stream: 'conversations', data: two }), 2],
    ['other connector lines', json({ type: 'RECORD', stream: 'conversations', record: one }), 1],
    ['lines of one connector more', json({ type: 'RECORD', record: { stream: 'conversations', data: one } }), 1],
    ['an array of connector lines', json([{ stream: 'conversations', data: one }]), 1],
  ])('%s', (_shape, path, count) => {
    expect(recognise(path, {}, defaults).formatId).toBe('intercom-json')
    const conversations = recordsOf(readAll(path)).filter((record) => record.type === 'conversation')
    expect(conversations.map((record) => record.conversation)).toEqual(['1', '2'].slice(0, count))
  })

  it('recognises a page without any conversation', () => {
    const path = json({ type: 'conversation.list', pages: {}, total_count: 0, conversations: [] })
    expect(recognise(path, {}, defaults).formatId).toBe('intercom-json')
    expect(readAll(path)).toEqual([])
  })

  it('leaves other products’ conversations alone', () => {
    const path = json({
      conversations: [{ id: 1, type: 'conversation', created_at: '2026-03-02T09:00:00Z', text: 'Hi' }],
    })
    expect(() => recognise(path, {}, defaults)).toThrow()
  })
})

describe('parts', () => {
  it.each([
    ['comment', 'message', null],
    ['quick_reply', 'message', null],
    ['assignment', 'message', null],
    ['note', 'note', null],
    ['note_and_reopen', 'note', 'reopened'],
    ['close', 'message', 'closed'],
    ['open', 'message', 'reopened'],
  ])('%s with a body', (type, kind, event) => {
    const [, , ...rest] = recordsOf(read(withParts(part({ part_type: type }))))
    const messages = rest.filter((record) => record.type === 'message')
    expect(messages.map((record) => [record.kind, record.event])).toEqual([
      [kind, null],
      ...(event === null ? [] : [['event', event]]),
    ])
  })

  it.each([
    'comment',
    'assignment',
    'snoozed',
    'participant_added',
    'conversation_attribute_updated_by_admin',
    'something_new',
  ])('%s without a body is nothing', (type) => {
    const records = recordsOf(read(withParts(part({ part_type: type, body: null }))))
    expect(records.filter((record) => record.type === 'message')).toHaveLength(1)
  })

  it.each([
    ['lead', 'in', 'customer'],
    ['contact', 'in', 'customer'],
    ['admin', 'out', 'agent'],
    ['team', 'out', 'agent'],
    ['bot', 'out', 'bot'],
  ])('an author of type %s', (type, direction, authorKind) => {
    const records = recordsOf(read(withParts(part({ author: { type, id: '7' } }))))
    expect(records.findLast((record) => record.type === 'message')).toMatchObject({ direction, authorKind })
  })

  it('knows answers of the AI agent by flags of the author and of the part', () => {
    for (const flagged of [part({ author: { ...ann, from_ai_agent: true } }), part({ is_ai_answer: true })]) {
      const records = recordsOf(read(withParts(flagged)))
      expect(records.findLast((record) => record.type === 'message')).toMatchObject({ authorKind: 'bot' })
    }
  })

  it.each([
    [part({ created_at: null }), 'time-missing conversation_parts.created_at'],
    [part({ created_at: 12 }), 'time-unreadable conversation_parts.created_at'],
    [part({ updated_at: 99_999_999_999 }), 'time-implausible conversation_parts.updated_at'],
    [part({ author: { type: 'alien' } }), 'author-kind-unknown conversation_parts.author.type'],
    [part({ author: null }), 'author-kind-unknown conversation_parts.author.type'],
  ])('rejects the conversation of a part that cannot be read, naming the field', (bad, rejection) => {
    expect(rejectionsOf(read(withParts(part(), bad)))).toEqual([rejection])
  })
})

describe('conversations', () => {
  it.each([
    [conversation({ id: null }), 'conversation-missing id'],
    [conversation({ created_at: 0 }), 'time-missing created_at'],
    [conversation({ updated_at: 'later' }), 'time-unreadable updated_at'],
    [
      conversation({ source: source({ author: { type: 'alien' }, delivered_as: 'x' }) }),
      'author-kind-unknown source.author.type',
    ],
    [conversation({ statistics: { last_close_at: 'soon' } }), 'time-unreadable statistics.last_close_at'],
    [
      conversation({ conversation_rating: { rating: 'good', created_at: 1_772_442_000 } }),
      'score-unreadable conversation_rating.rating',
    ],
    [
      conversation({ conversation_rating: { rating: 0, created_at: 1_772_442_000 } }),
      'score-out-of-scale conversation_rating.rating',
    ],
  ])('a bad field is named: %#', (bad, rejection) => {
    expect(rejectionsOf(read(bad))).toEqual([rejection])
  })

  it.each([
    ['conversation', 'web_chat'],
    ['email', 'email'],
    ['facebook', 'messenger'],
    ['instagram', 'social'],
    ['phone_call', 'phone'],
    ['phone_switch', 'web_chat'],
    ['sms', 'sms'],
    ['twitter', 'social'],
    ['whatsapp', 'whatsapp'],
    ['smoke', 'other'],
  ])('source %s is channel %s', (type, channel) => {
    expect(recordsOf(read(conversation({ source: source({ type }) })))[0]).toMatchObject({ channel })
  })

  it('takes the user’s word for a source that it does not know, and only for that', () => {
    const channelOf = (type: string): unknown =>
      recordsOf(read(conversation({ source: source({ type }) }), { channel: 'messenger' }))[0]
    expect(channelOf('smoke')).toMatchObject({ channel: 'messenger' })
    expect(channelOf('sms')).toMatchObject({ channel: 'sms' })
  })

  it.each([
    ['automated', true],
    ['campaigns_initiated', true],
    ['operator_initiated', true],
    ['admin_initiated', false],
  ])('an opening %s by us', (delivery, automatic) => {
    const records = recordsOf(read(conversation({ source: source({ delivered_as: delivery, author: ann }) })))
    expect(records.filter((record) => record.type === 'message')).toMatchObject([{ direction: 'out', automatic }])
  })

  it('never takes a duration for a time, nor the close of a conversation that is open again', () => {
    const statistics = {
      time_to_admin_reply: 60,
      time_to_last_close: 90,
      last_close_at: 1_772_445_000,
      count_reopens: 2,
    }
    const [, , found] = recordsOf(read(conversation({ statistics })))
    expect(found).toMatchObject({
      part: 'statistics',
      openedAt: null,
      firstReplyAt: null,
      closedAt: null,
      reopens: 2,
      reported: { time_to_admin_reply: 60, time_to_last_close: 90 },
    })
  })

  it('says the same with and without parts but for the messages', () => {
    const statistics = { first_admin_reply_at: 1_772_442_600, last_close_at: 1_772_446_000, count_reopens: 0 }
    const whole = conversation({ state: 'closed', statistics })
    const listed = conversation({ state: 'closed', statistics, conversation_parts: undefined })
    const withoutMessages = recordsOf(read(whole)).filter((record) => record.type !== 'message')
    expect(recordsOf(read(listed))).toEqual(withoutMessages)
  })
})

describe('people', () => {
  const contact = (more: object): object => ({
    type: 'contact',
    id: 'c1',
    role: 'user',
    unsubscribed_from_emails: false,
    ...more,
  })
  it.each([
    [{ email: 'cara@example.org', phone: '+15550100001' }, 'cara@example.org'],
    [{ email: '', phone: '+15550100001' }, '+15550100001'],
    [{ email: null, phone: null }, null],
  ])('the address of a contact: %o', (more, address) => {
    expect(recordsOf(read({ type: 'list', data: [contact(more)] }))).toMatchObject([{ type: 'person', address }])
  })

  it('does not take contacts without consent for opted out', () => {
    expect(recordsOf(read([contact({ sms_consent: false, unsubscribed_from_sms: false })]))).toHaveLength(1)
  })

  it('reads lists of admins and teams', () => {
    const admins = {
      type: 'admin.list',
      admins: [
        { ...ann, away_mode_enabled: false },
        { type: 'admin', id: 0, name: 'X', email: '' },
      ],
    }
    expect(recordsOf(read(admins))).toMatchObject([{ alias: 'intercom:21', role: 'agent', name: 'Ann Ray' }])
    expect(rejectionsOf(read(admins))).toEqual(['contact-missing id'])
    const teams = { type: 'team.list', teams: [{ type: 'team', id: 5, name: 'Delivery', admin_ids: [21] }] }
    expect(recordsOf(read(teams))).toMatchObject([{ of: 'team', alias: 'intercom:team:5', name: 'Delivery' }])
  })
})

describe('the dataset as CSV', () => {
  const csv = (header: string, ...rows: readonly string[]): string => file([header, ...rows, ''].join('\n'))

  it('shares source, ids and rating with the API', () => {
    const path = csv(
      'Conversation ID,Conversation started at (Europe/Berlin),Current conversation state,Last teammate rating,Last teammate rated',
      '1,2026-03-02 10:00:00,Closed,3,Ann Ray',
    )
    expect(recognise(path, {}, defaults).sourceKey).toBe(recognise(json(conversation()), {}, defaults).sourceKey)
    const rating = { rating: 3, created_at: 1_772_442_000, teammate: { type: 'admin', id: '21' } }
    const ratingIds = [...recordsOf(readAll(path)), ...recordsOf(read(conversation({ conversation_rating: rating })))]
      .filter((record) => record.type === 'survey')
      .map(({ id }) => id)
    expect(ratingIds).toEqual(['rating/1', 'rating/1'])
  })

  it('takes the first close only where there is no last one, and says so', () => {
    const reading = describeReading(
      csv(
        'Conversation ID,Conversation created at (UTC),Conversation first closed at (UTC),Teammate currently assigned',
        '1,2026-03-02 10:00:00,2026-03-02 11:00:00,Nobody',
      ),
    )
    expect(reading.assumptions).toContain('closed when first closed: the file does not have the last close')
    expect(reading.records).toMatchObject([{ closedAt: '2026-03-02T11:00:00.000Z' }])
    expect(reading.records[0]).not.toHaveProperty('agent')
  })

  it('counts no rating of the AI agent where the file does not say who was rated', () => {
    const reading = describeReading(
      csv(
        'Conversation ID,Updated at (UTC),Conversation rating,Conversation rating remark,Fin AI Agent involved',
        '1,2026-03-02 10:00:00,1,Bad bot,true',
        '2,2026-03-02 10:00:00,5,,false',
      ),
    )
    expect(reading.ignored).toEqual({ 'rating of a bot': 1 })
    expect(reading.records).toMatchObject([{ conversation: '2', score: 5 }])
  })

  it('rejects rows without a conversation', () => {
    const path = csv('Conversation ID,Conversation started at (UTC),Team currently assigned', ',2026-03-02 10:00:00,X')
    expect(rejectionsOf(readAll(path))).toEqual(['conversation-missing Conversation ID'])
  })
})

describe('tables of a warehouse', () => {
  it('gives the messages of the API their ids', () => {
    const header = 'id,part_type,conversation_id,author_type,author_id,created_at,updated_at,body,_fivetran_synced'
    const table = file(
      `${header}\n5,comment,1,admin,21,2026-03-02 09:10:00,2026-03-02 09:10:00,Hello,2026-03-03 00:00:00\n`,
    )
    const ofTable = recordsOf(readAll(table)).filter((record) => record.type === 'message')
    const ofApi = recordsOf(read(withParts(part()))).filter((record) => record.type === 'message')
    expect(ofTable.map(({ id, sentAt, versionAt }) => ({ id, sentAt, versionAt }))).toEqual(
      ofApi.slice(1).map(({ id, sentAt, versionAt }) => ({ id, sentAt, versionAt })),
    )
  })

  it.each([
    ['tag_id,conversation_id,conversation_updated_at,_fivetran_synced', 'which tag in Intercom'],
    ['tag_id,contact_id,_fivetran_synced', 'which tag in Intercom'],
    ['admin_id,team_id,_fivetran_deleted,_fivetran_synced', 'in which team'],
  ])('refuses %s by name', (header, sentence) => {
    const path = file(`${header}\n${header.replaceAll(/[a-z_]+/g, '1')}\n`)
    expect(() => recognise(path, {}, defaults)).toThrow(sentence)
  })

  it('is not every table with a column of the connector', () => {
    const path = file(
      'id,name,email,job_title,salary,_fivetran_synced\n1,Ann,ann@example.com,Boss,1,2026-03-02 09:00:00\n',
    )
    expect(() => recognise(path, {}, defaults)).toThrow()
  })
})
