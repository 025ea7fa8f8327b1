import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { MessageRecord } from '../../../../electron/import/record.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ImportChoices } from '../../../../shared/model.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-telegram-'))
afterAll(() => rmSync(folder, { recursive: true }))

function open(content: unknown, choices: ImportChoices = {}) {
  const path = join(folder, 'result.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  const recognised = recognise(path, choices, { zone: 'UTC', country: 'DE' })
  const verdicts = [...readRows(recognised)].flatMap((batch) => batch.verdicts)
  const records = verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
  const names = new Map(records.flatMap((one) => (one.type === 'person' ? [[one.alias, one.address]] : [])))
  const messages = records
    .filter((one): one is MessageRecord => one.type === 'message')
    .map((one) => ({ ...one, contact: names.get(one.contact ?? '') ?? one.contact }))
  return { recognised, verdicts, messages }
}

function failure(content: unknown, choices: ImportChoices = {}): AppError {
  try {
    open(content, choices)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

let nextId = 1
function message(from: string | null, text: unknown = 'a', more: object = {}): Record<string, unknown> {
  const id = nextId++
  return {
    id,
    type: 'message',
    date_unixtime: String(1_772_442_000 + id),
    from,
    from_id: `user ${from}`,
    text,
    ...more,
  }
}

describe('Telegram', () => {
  it('knows us in personal chats by whom they are with', () => {
    const chats = {
      chats: {
        list: [
          {
            name: 'Dana',
            type: 'personal_chat',
            id: 7,
            messages: [message('Dana', 'a', { from_id: 'user7' }), message('Kim')],
          },
          { name: 'Team', type: 'private_group', id: 8, messages: [message('Kim'), message('Bo'), message('Lee')] },
        ],
      },
      left_chats: { list: [{ name: 'Old', type: 'private_group', id: 9, messages: [message('Bo')] }] },
    }
    const { messages, recognised } = open(chats)
    expect(messages.map(({ agent, contact }) => [agent, contact])).toEqual([
      [null, 'Dana (user7)'],
      ['Kim', 'Dana (user7)'],
      ['Kim', 'Team (chat 8)'],
      [null, 'Team (chat 8)'],
      [null, 'Team (chat 8)'],
      [null, 'Old (chat 9)'],
    ])
    expect(recognised.authors.filter(({ isUs }) => isUs).map(({ name }) => name)).toEqual(['Kim'])
    expect(open(chats, { us: ['Lee', 'kim'] }).messages.map(({ direction }) => direction)).toEqual([
      'in',
      'out',
      'out',
      'in',
      'out',
      'in',
    ])
  })

  it('asks who we are in a group, and where a chat has no kind', () => {
    const group = { name: 'Team', type: 'private_group', id: 8, messages: [message('Kim'), message('Bo')] }
    const error = failure(group)
    expect(error.code).toBe('choice-needed')
    expect(error.details).toMatchObject({ option: 'us', authors: ['Bo', 'Kim'] })
    expect(failure({ messages: [message('Kim'), message('Bo')] }).code).toBe('choice-needed')
    expect(
      open({ name: 'Bo', messages: [message('Kim'), message('Bo')] }).messages.map(({ direction }) => direction),
    ).toEqual(['out', 'in'])
  })

  it('leaves the owner out of the customers, written or not', () => {
    const account = (messages: unknown[]) => ({
      personal_information: { user_id: 5, first_name: 'Kim' },
      chats: { list: [{ name: 'Team', type: 'private_group', id: 8, messages }] },
    })
    expect(open(account([message('Bo')])).messages[0]).toMatchObject({ direction: 'in', contact: 'Team (chat 8)' })
    expect(open(account([message('Kim', 'a', { from_id: 'user5' })])).messages[0]).toMatchObject({
      direction: 'out',
      agent: 'Kim',
    })
  })

  it('reads copies that sort their keys', () => {
    const chat = (name: string, id: number) => ({
      id,
      messages: [message(name, 'a', { from_id: `user${id}` }), message('Kim')],
      name,
      type: 'personal_chat',
    })
    const { messages } = open({ chats: { list: [chat('Dana', 7), chat('Bo', 8)] } })
    expect(messages.map(({ agent, contact }) => [agent, contact])).toEqual([
      [null, 'Dana (user7)'],
      ['Kim', 'Dana (user7)'],
      [null, 'Bo (user8)'],
      ['Kim', 'Bo (user8)'],
    ])
  })

  it('reads the text of a rejected row again once it is corrected', () => {
    const chat = {
      name: 'Dana',
      type: 'personal_chat',
      id: 7,
      messages: [
        message('Dana', 'a', { from_id: 'user7', date_unixtime: 'soon' }),
        message('Kim', 'b', { date_unixtime: '1' }),
      ],
    }
    const raws = open(chat).verdicts.flatMap((row) => (row.verdict === 'rejected' ? [row.raw] : []))
    expect(raws).toHaveLength(2)
    const { messages } = open(raws.join('\n').replace('"soon"', '"1772442000"').replace('"1"', '"1772442100"'))
    expect(messages.map(({ direction, contact, text }) => [direction, contact, text])).toEqual([
      ['in', 'Dana (user7)', 'a'],
      ['out', 'Dana (user7)', 'b'],
    ])
  })

  it.each([
    ['plain', 'plain'],
    [['a ', { type: 'bold', text: 'b' }, { type: 'x' }, 7, null, ' c'], 'a b c'],
    [null, ''],
    [{ text: 'x' }, ''],
    [[], ''],
  ])('reads the text %j', (written, text) => {
    expect(open({ name: 'Dana', messages: [message('Dana', written)] }).messages[0]?.text).toBe(text)
  })

  it('counts chats with bots and what is no message', () => {
    const { verdicts } = open({
      chats: {
        list: [
          { name: 'Helper', type: 'bot_chat', id: 1, messages: [message('Helper')] },
          {
            name: 'Dana',
            type: 'personal_chat',
            id: 7,
            messages: [message('Dana', 'a', { from_id: 'user7' }), 'text', message('Dana', 'x'.repeat(1_000_001))],
          },
        ],
      },
    })
    expect(
      verdicts.map((row) =>
        row.verdict === 'ignored' ? row.kind : row.verdict === 'rejected' ? row.code : row.verdict,
      ),
    ).toEqual(['chat with a bot', 'records', 'not-an-object', 'field-too-long'])
  })

  it('names a chat alike in the export of the chat and in that of the account', () => {
    const chat = (id: number) => ({
      name: 'Dana',
      type: 'personal_chat',
      id,
      messages: [message('Dana', 'a', { from_id: `user${id}` }), message('Kim')],
    })
    const [one, other] = [chat(7), chat(8)]
    const alone = open(one).messages
    const together = open({ chats: { list: [one, other] } }).messages
    expect(together.slice(0, 2)).toEqual(alone)
    expect(new Set(together.map(({ contact }) => contact))).toEqual(new Set(['Dana (user7)', 'Dana (user8)']))
  })

  it('is the format of nothing else', () => {
    expect(failure({ messages: [{ id: 1, type: 'message', note: 'a' }] }).code).toBe('format-unknown')
    expect(
      failure(
        '{"name":"Dana","type":"personal_chat","id":7,"messages":[{"type":"message","date_unixtime":"1772442000","from":"Dana","text":"a"}',
      ).code,
    ).toBe('file-truncated')
  })
})
