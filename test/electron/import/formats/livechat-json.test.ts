import { describe, expect, it } from 'vitest'
import { readText, recordsOf, rowsOf } from './read-text.ts'

const customer = { id: 'c0ffee00-0000-4000-8000-000000000001', type: 'customer', name: 'Ida' }
const thread = {
  id: 'T1',
  active: false,
  user_ids: [customer.id, 'ana@example.org'],
  created_at: '2026-03-02T09:00:00.000000Z',
  events: [] as object[],
}
const said = {
  id: 'T1_1',
  type: 'message',
  author_id: customer.id,
  created_at: '2026-03-02T09:00:01.000000Z',
  text: 'Hi',
}

describe('LiveChat', () => {
  it('reads a chat alone, its threads, and threads alone as the same conversation', () => {
    const one = { ...thread, events: [said] }
    const chat = { id: 'C', users: [customer], thread: one }
    const ids = [
      chat,
      [chat],
      { id: 'C', users: [customer], threads: [one] },
      one,
      [one],
      { payload: { chats: [chat] } },
    ].map((content) => recordsOf(content)[0])
    for (const record of ids) expect(record).toMatchObject({ type: 'conversation', conversation: 'T1' })
  })

  it('closes an archived thread without any event at its beginning', () => {
    const at = Date.parse('2026-03-02T09:00:00Z')
    expect(recordsOf([thread])[0]).toMatchObject({ openedAt: at, closedAt: at, contact: `livechat:${customer.id}` })
  })

  it('takes the chosen channel, since messengers write into LiveChat too', () => {
    expect(recordsOf([{ ...thread, events: [said] }], { channel: 'messenger' })).toMatchObject([
      { channel: 'messenger' },
      { channel: 'messenger' },
    ])
  })

  it('does not take a rating of a postchat form, nor a form about the chat, for a message', () => {
    const form = {
      ...said,
      type: 'filled_form',
      form_type: 'postchat',
      fields: [{ type: 'textarea', id: '1', label: 'Comment', answer: 'Fine' }],
    }
    expect(recordsOf([{ ...thread, events: [form] }])[1]).toMatchObject({ kind: 'event', text: 'Comment: Fine' })
  })

  it('knows the groups by their list', () => {
    const groups = ['General', 'Shoes'].map((name, index) => ({
      id: index * 19,
      name,
      language_code: 'en',
      routing_status: 'offline',
    }))
    expect(rowsOf(groups)).toMatchObject([
      { verdict: 'ignored', kind: 'group of everybody' },
      { verdict: 'records', records: [{ type: 'group', of: 'team', alias: 'livechat:group:19', name: 'Shoes' }] },
    ])
  })

  it('rejects a thread without a time and knows a page of nothing', () => {
    expect(rowsOf([thread, { ...thread, created_at: null }])).toMatchObject([
      { verdict: 'records' },
      { verdict: 'rejected', code: 'time-missing', column: 'thread.created_at' },
    ])
    expect(readText({ chats: [], found_chats: 0 })).toMatchObject({ formatId: 'livechat-json', rows: [] })
  })
})
