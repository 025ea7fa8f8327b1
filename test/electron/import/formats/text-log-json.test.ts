import { describe, expect, it } from 'vitest'
import { readText, recordsOf, rowsOf } from './read-text.ts'

const quo = {
  id: 'AC1',
  from: '+15550100001',
  to: ['+15550109999'],
  text: 'Hi',
  phoneNumberId: 'PN1',
  conversationId: 'CN1',
  direction: 'incoming',
  status: 'received',
  createdAt: '2026-03-02T09:00:00Z',
}
const ringcentral = {
  id: 1,
  from: { phoneNumber: '+15550100001' },
  to: [{ phoneNumber: '+15550109999' }],
  type: 'SMS',
  direction: 'Inbound',
  creationTime: '2026-03-02T09:00:00Z',
  availability: 'Alive',
  messageStatus: 'Received',
  subject: 'Hi',
}
const dialpad = {
  id: 1,
  created_date: 1_772_442_000_000,
  direction: 'inbound',
  from_number: '+15550100001',
  to_numbers: ['+15550109999'],
  text: 'Hi',
  message_status: 'success',
}

describe.each([
  ['quo-json', quo, { data: [quo] }, { createdAt: 'x' }, 'createdAt'],
  ['ringcentral-json', ringcentral, { records: [ringcentral], paging: {} }, { creationTime: 'x' }, 'creationTime'],
  ['dialpad-json', dialpad, { items: [dialpad] }, { created_date: 'x' }, 'created_date'],
])('%s', (id, message, page, damage, column) => {
  const lines = [message, message].map((one) => JSON.stringify(one)).join('\n')
  const pages = [page, page].map((one) => JSON.stringify(one)).join('\n')

  it.each([
    ['an array', JSON.stringify([message]), 1],
    ['a page', JSON.stringify(page), 1],
    ['pages, one per line', pages, 2],
    ['collected pages', JSON.stringify([page, page]), 2],
    ['lines', lines, 2],
    ['one message', JSON.stringify(message), 1],
  ])('reads %s as a log without conversations', (_name, text, count) => {
    const { formatId, rows } = readText(text)
    expect(formatId).toBe(id)
    expect(rows).toHaveLength(count)
    for (const row of rows) {
      expect(row).toMatchObject({
        verdict: 'records',
        records: [
          {
            conversation: null,
            channel: 'sms',
            contact: '+15550100001',
            inbox: '+15550109999',
            sentAt: Date.parse('2026-03-02T09:00:00Z'),
            direction: 'in',
            authorKind: 'customer',
            text: 'Hi',
          },
        ],
      })
    }
  })

  it('takes the chosen channel', () => {
    expect(recordsOf([message], { channel: 'whatsapp' })).toMatchObject([{ channel: 'whatsapp' }])
  })

  it('names the field at fault', () => {
    expect(
      rowsOf([message, { ...message, ...damage }, { ...message, direction: '' }, { ...message, direction: 'up' }]),
    ).toMatchObject([
      { verdict: 'records' },
      { verdict: 'rejected', code: 'time-unreadable', column },
      { verdict: 'rejected', code: 'direction-missing', column: 'direction' },
      { verdict: 'rejected', code: 'direction-unknown', column: 'direction' },
    ])
  })
})

it('a list of phone calls of RingCentral or Quo holds no messages', () => {
  const log = {
    records: [
      {
        id: 'x',
        sessionId: '4',
        startTime: '2026-03-02T09:00:00Z',
        duration: 4,
        type: 'Voice',
        direction: 'Inbound',
        action: 'Phone Call',
      },
    ],
  }
  expect(rowsOf(log)).toMatchObject([{ verdict: 'ignored', kind: 'phone call' }])
  const call = { ...quo, participants: ['+15550100001'], answeredAt: null }
  expect(rowsOf({ data: [call] })).toMatchObject([{ verdict: 'ignored', kind: 'phone call' }])
})

it('an answer of Quo’s API for one message is that message', () => {
  expect(recordsOf({ data: quo })).toMatchObject([{ id: 'AC1' }])
})

it('keeps the text of Dialpad apart from a text that was not exported', () => {
  const { text: _, ...silent } = dialpad
  expect(recordsOf([{ ...dialpad, text: '' }, silent])).toMatchObject([{ text: '' }, { text: null }])
})
