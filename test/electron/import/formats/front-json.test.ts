import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord, MessageRecord } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-front-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

function open(value: unknown, choices: ImportChoices = {}) {
  const path = join(folder, 'front.json')
  writeFileSync(path, JSON.stringify(value))
  const recognised = recognise(path, choices, defaults)
  const verdicts = [...readRows(recognised)].flatMap((batch) => batch.verdicts)
  const records: ImportRecord[] = verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
  return { recognised, verdicts, records }
}

const message = (more: object = {}) => ({
  id: 'msg_1',
  type: 'sms',
  is_inbound: true,
  created_at: 1772442000.5,
  author: null,
  recipients: [
    { handle: '+15550100001', role: 'from' },
    { handle: '+15550109999', role: 'to' },
  ],
  text: 'Hi',
  _links: { related: { conversation: 'https://api2.frontapp.com/conversations/cnv_1?x=1' } },
  ...more,
})
const conversation = (more: object = {}) => ({
  id: 'cnv_1',
  status: 'assigned',
  assignee: { id: 'tea_1', username: 'ann' },
  recipient: { handle: '+15550100001', role: 'from' },
  created_at: 1772442000,
  ...more,
})
const only = (records: readonly ImportRecord[]): MessageRecord | undefined =>
  records.find((record) => record.type === 'message')

describe('Front conversations as JSON', () => {
  it.each([
    ['a page', { _results: [message()] }],
    ['a list', [message()]],
    ['one message', message()],
    ['a list by name', { messages: [message()] }],
    ['inside its conversation', conversation({ messages: [message()] })],
    ['as a page inside its conversation', [conversation({ messages: { _results: [message()] } })]],
    ['beside its conversation', { conversation: conversation(), messages: [message()] }],
    ['a connector’s row', [{ type: 'RECORD', record: { stream: 'messages', data: message() } }]],
  ])('reads a message from %s', (_name, value) => {
    const { recognised, records } = open(value)
    expect(recognised.formatId).toBe('front-json')
    expect(only(records)).toMatchObject({ id: 'msg_1', conversation: 'cnv_1', sentAt: 1772442000500, direction: 'in' })
  })

  it.each([
    ['sms', 'sms'],
    ['front_chat', 'web_chat'],
    ['intercom', 'web_chat'],
    ['phone-call', 'phone'],
    ['call', 'phone'],
    ['tweet_dm', 'social'],
    ['facebook', 'messenger'],
    ['yalo_wha', 'whatsapp'],
    ['googleplay', 'other'],
    ['custom', 'web_chat'],
    ['carrier_pigeon', 'web_chat'],
  ])('reads the type %s as %s', (type, channel) => {
    expect(only(open([message({ type })], { channel: 'web_chat' }).records)).toMatchObject({ channel })
  })

  it.each([
    ['a teammate', { id: 'tea_1', first_name: 'Ann', last_name: 'Lee' }, 'Ann Lee', 'agent'],
    ['a teammate without a name', { id: 'tea_1', email: 'ann@example.com' }, 'ann@example.com', 'agent'],
    ['a teammate by id alone', { id: 'tea_1' }, 'front:tea_1', 'agent'],
    ['nobody', null, null, 'bot'],
  ])('knows that %s wrote', (_name, author, agent, authorKind) => {
    const sent = only(open([message({ is_inbound: false, author })]).records)
    expect(sent).toMatchObject({ agent, authorKind, automatic: authorKind === 'bot', contact: '+15550109999' })
  })

  it.each([
    [{ is_draft: true }, 'draft'],
    [{ draft_mode: 'private' }, 'draft'],
    [{ type: 'internal' }, 'internal discussion'],
  ])('takes no draft and no discussion for a message', (more, kind) => {
    expect(open([message(), message(more)]).verdicts[1]).toMatchObject({ verdict: 'ignored', kind })
  })

  it.each([
    ['deleted', 'deleted'],
    ['spam', 'spam'],
    ['archived', null],
  ])('leaves %s conversations out as %s', (status, leftOut) => {
    expect(open([conversation({ status })]).records[0]).toMatchObject({ status, leftOut })
  })

  it.each([
    [message({ created_at: 0 }), 'time-missing', 'created_at'],
    [message({ is_inbound: null }), 'direction-missing', 'is_inbound'],
    [message({ _links: {} }), 'conversation-missing', '_links.related.conversation'],
    [{ id: 'evt_1', type: 'archive', emitted_at: 'x', conversation: { id: 'cnv_1' } }, 'time-unreadable', 'emitted_at'],
    [conversation({ messages: [message({ created_at: 'x' })] }), 'time-unreadable', 'messages.created_at'],
    [{ id: 'com_1', conversation_id: 'cnv_1', posted_at: null }, 'time-missing', 'posted_at'],
  ])('rejects a broken row by its field', (row, code, column) => {
    expect(open([message(), row]).verdicts[1]).toMatchObject({ verdict: 'rejected', code, column })
  })

  it('tells the same message the same way, whether an event carries it or not', () => {
    const event = {
      id: 'evt_1',
      type: 'out_reply',
      emitted_at: 1772442001,
      conversation: { id: 'cnv_1' },
      target: { _meta: { type: 'message' }, data: message() },
    }
    expect(only(open([event]).records)).toEqual(only(open([message()]).records))
  })

  it('is not taken for records that only have such ids', () => {
    expect(() => open([{ id: 'msg_1', subject: 'Hi' }], { format: 'front-json' })).toThrow('no front-json file')
  })
})
