import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord, MessageRecord } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-freshdesk-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

function open(value: unknown, choices: ImportChoices = {}) {
  const path = join(folder, 'tickets.json')
  writeFileSync(path, JSON.stringify(value))
  const recognised = recognise(path, choices, defaults)
  const verdicts = [...readRows(recognised)].flatMap((batch) => batch.verdicts)
  const records: ImportRecord[] = verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
  return { recognised, verdicts, records }
}

const ticket = (more: object = {}) => ({
  id: 1,
  status: 2,
  source: 1,
  requester_id: 10,
  responder_id: 50,
  description_text: 'Help',
  created_at: '2026-03-02T09:00:00Z',
  updated_at: '2026-03-02T09:00:00Z',
  ...more,
})
const reply = (more: object = {}) => ({
  id: 90,
  incoming: false,
  private: false,
  source: 0,
  user_id: 50,
  body_text: 'Hello',
  created_at: '2026-03-02T09:10:00Z',
  updated_at: '2026-03-02T09:10:00Z',
  ...more,
})
const messages = (records: readonly ImportRecord[]): MessageRecord[] =>
  records.filter((record) => record.type === 'message')

describe('Freshdesk tickets as JSON', () => {
  it.each([
    ['one ticket', ticket({ conversations: [reply()] })],
    ['a list', [ticket({ conversations: [reply()] })]],
    ['a wrapped ticket', { ticket: ticket(), conversations: [reply()] }],
    ['a wrapped ticket with conversations inside', { ticket: ticket({ conversations: [reply()] }) }],
    ['a page', { tickets: [ticket({ conversations: [reply()] })] }],
    ['the results of a search', { total: 1, results: [ticket({ conversations: [reply()] })] }],
    ['a connector’s row', [{ stream: 'tickets', data: ticket({ conversations: [reply()] }) }]],
  ])('reads %s', (_name, value) => {
    const { recognised, records } = open(value)
    expect(recognised.formatId).toBe('freshdesk-json')
    expect(messages(records).map(({ id, direction }) => [id, direction])).toEqual([
      ['ticket:1', 'in'],
      ['90', 'out'],
    ])
  })

  it.each([
    [1, 'email'],
    [2, 'other'],
    [3, 'phone'],
    [5, 'social'],
    [6, 'messenger'],
    [7, 'web_chat'],
    [13, 'whatsapp'],
    [15, 'web_chat'],
    ['Phone', 'phone'],
    [110, 'sms'],
  ])('reads source %j as %s', (source, channel) => {
    expect(open([ticket({ source })], { channel: 'sms' }).records[0]).toMatchObject({ channel })
  })

  it.each([
    ['a reply', {}, { authorKind: 'agent', agent: 'freshdesk:50', kind: 'message', automatic: false }],
    ['nobody’s', { user_id: null }, { authorKind: 'bot', agent: null, automatic: true }],
    ['a rule’s', { source: 15 }, { authorKind: 'bot', agent: null, automatic: true }],
    ['the system’s', { category: 5 }, { authorKind: 'bot', automatic: true }],
    ['an auto-response', { auto_response: true }, { automatic: true }],
    ['an automation’s', { automation_id: 7 }, { automatic: true }],
    ['a private note', { private: true }, { kind: 'note' }],
    ['a public note', { source: 2 }, { kind: 'message', automatic: false }],
    ['feedback of a survey', { source: 6, incoming: true }, { kind: 'note' }],
    ['forwarded', { source: 8 }, { kind: 'note' }],
    ['HTML only', { body_text: null, body: '<p>a</p>b' }, { text: 'a\nb' }],
  ])('reads a conversation that is %s', (_name, more, expected) => {
    const { records } = open(ticket({ conversations: [reply(more)] }))
    expect(messages(records).find(({ id }) => id === '90')).toMatchObject(expected)
  })

  it('has the opening message of a web chat exactly once', () => {
    const chat = (conversations: object[] | undefined) =>
      messages(open([ticket({ source: 15, conversations })]).records).map(({ id }) => id)
    expect(chat([reply({ id: 91, incoming: true, user_id: 10, body_text: 'Other words' })])).toEqual(['91'])
    expect(chat([reply()])).toEqual(['ticket:1', '90'])
    expect(chat(undefined)).toEqual([])
  })

  it('makes no message of a ticket without description and conversations', () => {
    const { recognised, records } = open([ticket({ description_text: undefined })])
    expect(records.map(({ type }) => type)).toEqual(['conversation'])
    expect(recognised.assumptions.join()).not.toContain('without their conversations')
  })

  it('warns where the API may have cut conversations off', () => {
    const ten = Array.from({ length: 10 }, (_, index) => reply({ id: index }))
    expect(open([ticket({ conversations: ten })]).recognised.assumptions.join()).toContain(
      'exactly ten conversations: 1',
    )
    expect(open({ ticket: ticket(), conversations: ten }).recognised.assumptions.join()).not.toContain('exactly ten')
  })

  it('knows the time of a close, and no close of an open ticket', () => {
    const stats = { resolved_at: '2026-03-03T09:00:00Z', closed_at: '2026-03-05T09:00:00Z', reopened_at: null }
    const close = (more: object) => open([ticket({ stats, ...more })]).records[0]
    expect(close({ status: 5 })).toMatchObject({ closedAt: Date.UTC(2026, 2, 3, 9), status: 'Closed', reopens: 0 })
    expect(close({ status: 2 })).toMatchObject({ closedAt: null })
    expect(close({ status: 5, stats: { ...stats, resolved_at: null } })).toMatchObject({
      closedAt: Date.UTC(2026, 2, 5, 9),
    })
    expect(close({ status: 5, stats: undefined })).toMatchObject({ closedAt: null, reopens: null })
  })

  it.each([
    [{ ...ticket(), id: null }, 'conversation-missing', 'id'],
    [ticket({ created_at: null }), 'time-missing', 'created_at'],
    [ticket({ stats: { closed_at: 'soon' } }), 'time-unreadable', 'stats.closed_at'],
    [ticket({ conversations: [reply({ created_at: '1970-01-01' })] }), 'time-unreadable', 'conversations.created_at'],
    [{ ...reply(), ticket_id: null }, 'conversation-missing', 'ticket_id'],
    [{ ...reply(), ticket_id: 1, created_at: '0' }, 'time-missing', 'created_at'],
  ])('rejects a broken row by its field', (row, code, column) => {
    const { verdicts } = open([ticket(), row])
    expect(verdicts[1]).toMatchObject({ verdict: 'rejected', code, column })
  })

  it('is not taken for another help desk’s tickets', () => {
    const other = { id: 1, requester_id: 2, submitter_id: 2, assignee_id: 3, status: 'open', created_at: '2026-03-02' }
    expect(() => open([other], { format: 'freshdesk-json' })).toThrow('no freshdesk-json file')
  })
})
