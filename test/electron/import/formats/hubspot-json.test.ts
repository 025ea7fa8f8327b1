import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord, MessageRecord, RowVerdict } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults, readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-hubspot-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function json(...roots: readonly unknown[]): string {
  const path = join(folder, `file-${++fileCount}.json`)
  writeFileSync(path, roots.map((root) => JSON.stringify(root)).join('\n'))
  return path
}
const read = (root: unknown, choices: ImportChoices = {}): RowVerdict[] => readAll(json(root), choices)
const recordsOf = (verdicts: readonly RowVerdict[]): ImportRecord[] =>
  verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
const messagesOf = (root: unknown, choices: ImportChoices = {}): MessageRecord[] =>
  recordsOf(read(root, choices)).filter((record) => record.type === 'message')

const thread = (more: object = {}): object => ({
  id: '5',
  createdAt: '2026-03-02T09:00:00Z',
  status: 'OPEN',
  originalChannelId: '1000',
  inboxId: '48',
  spam: false,
  archived: false,
  ...more,
})
const message = (more: object = {}): object => ({
  id: 'm1',
  conversationsThreadId: '5',
  createdAt: '2026-03-02T09:00:00Z',
  createdBy: 'V-1',
  senders: [{ actorId: 'V-1' }],
  text: 'Hi',
  direction: 'INCOMING',
  channelId: '1000',
  type: 'MESSAGE',
  ...more,
})
const sentBy = (actorId: string, more: object = {}): object =>
  message({ direction: 'OUTGOING', createdBy: actorId, senders: [{ actorId }], ...more })

describe('where HubSpot’s objects stand', () => {
  it.each([
    ['an object', json(thread()), 1],
    ['an array', json([thread(), message()]), 2],
    ['a page', json({ results: [thread()], paging: {} }), 1],
    ['pages one after the other', json({ results: [thread()] }, { results: [message()] }), 2],
    ['an array of pages', json([{ results: [thread()] }, { results: [message()] }]), 2],
    ['threads and messages in one', json({ threads: [thread()], messages: [message()] }), 2],
    ['lines', json(thread(), message()), 2],
  ])('%s', (_shape, path, count) => {
    expect(recognise(path, {}, defaults).formatId).toBe('hubspot-json')
    expect(readAll(path).filter(({ verdict }) => verdict === 'records')).toHaveLength(count)
  })

  it('leaves other products’ results alone', () => {
    expect(() => recognise(json({ results: [{ id: 1, type: 'message', status: 'open' }] }), {}, defaults)).toThrow()
  })
})

describe('entries', () => {
  it.each([
    ['A-7', 'agent', 'hubspot:A-7', false],
    ['B-7', 'bot', 'hubspot:B-7', false],
    ['I-7', 'bot', 'hubspot:I-7', false],
    ['L-7', 'bot', 'hubspot:L-7', false],
    ['S-hubspot', 'system', null, true],
    ['E-help@example.com', 'agent', null, false],
    ['X-1', 'agent', null, false],
  ])('written by %s', (actor, authorKind, agent, automatic) => {
    expect(messagesOf([sentBy(actor)])).toMatchObject([{ direction: 'out', authorKind, agent, automatic }])
  })

  it('names the user who wrote from a mailbox', () => {
    const [written] = messagesOf([sentBy('E-help@example.com', { createdBy: 'A-7' })])
    expect(written).toMatchObject({ authorKind: 'agent', agent: 'hubspot:A-7' })
  })

  it('takes a number or an address for the contact where no visitor is known', () => {
    const phone = { deliveryIdentifier: { type: 'HS_PHONE_NUMBER', value: '+15550100001' } }
    const opaque = { deliveryIdentifier: { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'abc' } }
    expect(messagesOf([message({ senders: [phone] })])).toMatchObject([{ contact: '+15550100001' }])
    expect(messagesOf([message({ senders: [opaque] })])).toMatchObject([{ contact: null }])
  })

  it.each([
    ['1000', {}, 'web_chat'],
    ['1001', {}, 'messenger'],
    ['1002', {}, 'email'],
    ['1007', {}, 'whatsapp'],
    ['90', {}, 'other'],
    ['90', { channel: 'sms' }, 'sms'],
    ['1002', { channel: 'sms' }, 'email'],
  ] as const)('channel %s with the choice %o', (channelId, choices, channel) => {
    expect(messagesOf([message({ channelId })], choices)).toMatchObject([{ channel }])
  })

  it.each([
    [message({ conversationsThreadId: undefined }), 'conversation-missing', 'conversationsThreadId'],
    [message({ createdAt: 'yesterday' }), 'time-unreadable', 'createdAt'],
    [message({ direction: undefined }), 'direction-missing', 'direction'],
    [message({ type: 'THREAD_STATUS_CHANGE', newStatus: 'ASLEEP' }), 'state-unknown', 'newStatus'],
    [thread({ id: null }), 'conversation-missing', 'id'],
    [thread({ closedAt: 'soon' }), 'time-unreadable', 'closedAt'],
    [thread({ messages: [message({ direction: 'UP' })] }), 'direction-unknown', 'messages.direction'],
  ])('a bad field is named: %#', (bad, code, column) => {
    expect(read([bad])).toMatchObject([{ verdict: 'rejected', code, column }])
  })

  it('reads messages of other keepers, who call the thread threadId', () => {
    const [found] = messagesOf([message({ conversationsThreadId: undefined, threadId: 5 })])
    expect(found).toMatchObject({ conversation: '5' })
  })

  it('gives a nested message the same record as one of its own', () => {
    const nested = messagesOf([thread({ messages: { results: [message({ conversationsThreadId: undefined })] } })])
    expect(nested).toEqual(messagesOf([message()]))
  })
})
