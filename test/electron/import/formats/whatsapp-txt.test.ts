import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { MessageRecord } from '../../../../electron/import/record.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ImportChoices } from '../../../../shared/model.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-whatsapp-'))
afterAll(() => rmSync(folder, { recursive: true }))
const defaults = { zone: 'UTC', country: 'DE' }

function open(content: string, choices: ImportChoices = {}, name = 'WhatsApp Chat with Dana.txt') {
  const path = join(folder, name)
  writeFileSync(path, content)
  const recognised = recognise(path, choices, defaults)
  const verdicts = [...readRows(recognised)].flatMap((batch) => batch.verdicts)
  const messages = verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
  return { recognised, verdicts, messages: messages.filter((one): one is MessageRecord => one.type === 'message') }
}

function failure(content: string, choices: ImportChoices = {}, name?: string): AppError {
  try {
    open(content, choices, name)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const two = (value: number): string => String(value).padStart(2, '0')
const short = (year: number): string => two(year % 100)
const twelve = (hour: number): number => (hour % 12 === 0 ? 12 : hour % 12)
const half = (hour: number, am: string, pm: string): string => (hour < 12 ? am : pm)

/** Each way of writing the beginning of a message, and whether it has seconds. */
const layouts: Readonly<Record<string, readonly [(t: Moment) => string, boolean]>> = {
  'day first, p.m.': [
    (t) =>
      `${two(t.day)}/${two(t.month)}/${t.year}, ${two(twelve(t.hour))}:${two(t.minute)} ${half(t.hour, 'a.m.', 'p.m.')} - `,
    false,
  ],
  'US Android': [
    (t) => `${t.month}/${t.day}/${short(t.year)}, ${twelve(t.hour)}:${two(t.minute)} ${half(t.hour, 'AM', 'PM')} - `,
    false,
  ],
  'US Android, narrow space': [
    (t) =>
      `${t.month}/${t.day}/${short(t.year)}, ${twelve(t.hour)}:${two(t.minute)}\u202f${half(t.hour, 'AM', 'PM')} - `,
    false,
  ],
  'dashes and points': [
    (t) =>
      `${two(t.day)}-${two(t.month)}-${t.year}, ${two(twelve(t.hour))}.${two(t.minute)} ${half(t.hour, 'AM', 'PM')} - `,
    false,
  ],
  'points and colon': [
    (t) => `${two(t.day)}.${two(t.month)}.${short(t.year)} ${two(t.hour)}.${two(t.minute)}.${two(t.second)}: `,
    true,
  ],
  'brackets, points, month first': [
    (t) => `[${two(t.month)}.${two(t.day)}.${short(t.year)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}] `,
    true,
  ],
  Finnish: [(t) => `${t.day}.${t.month}.${t.year} klo ${t.hour}.${two(t.minute)}.${two(t.second)} - `, true],
  'points and spaces, nothing behind': [
    (t) => `${t.day}. ${t.month}. ${t.year}. ${two(t.hour)}:${two(t.minute)}:${two(t.second)} `,
    true,
  ],
  'brackets, p. m.': [
    (t) =>
      `[${t.day}/${t.month}/${short(t.year)} ${twelve(t.hour)}:${two(t.minute)}:${two(t.second)} ${half(t.hour, 'a. m.', 'p. m.')}] `,
    true,
  ],
  'brackets with marks': [
    (t) =>
      `\u200e[${t.day}/${t.month}/${short(t.year)}, ${twelve(t.hour)}:${two(t.minute)}:${two(t.second)}\u202f${half(t.hour, 'am', 'pm')}] \u200f`,
    true,
  ],
  'year first, brackets': [
    (t) => `[${t.year}/${two(t.month)}/${two(t.day)}, ${two(t.hour)}:${two(t.minute)}:${two(t.second)}] `,
    true,
  ],
  'year first, slashes': [(t) => `${t.year}/${two(t.month)}/${two(t.day)}, ${two(t.hour)}:${two(t.minute)} - `, false],
  'year first, dashes': [(t) => `${t.year}-${two(t.month)}-${two(t.day)}, ${two(t.hour)}:${two(t.minute)} - `, false],
  'points, 24 h': [(t) => `${two(t.day)}.${two(t.month)}.${t.year}, ${two(t.hour)}:${two(t.minute)} - `, false],
  'day first, two digits': [
    (t) => `${two(t.day)}/${two(t.month)}/${short(t.year)}, ${two(t.hour)}:${two(t.minute)} - `,
    false,
  ],
  'month first, a. m.': [
    (t) =>
      `${two(t.month)}/${two(t.day)}/${t.year}, ${two(twelve(t.hour))}:${two(t.minute)} ${half(t.hour, 'a. m.', 'p. m.')} - `,
    false,
  ],
}

const moment = fc.record({
  year: fc.integer({ min: 2010, max: 2040 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
})
const word = fc.stringMatching(/^[A-Za-zÄäß😀][ \w,.!?;()äß😀-]{0,20}$/u)

describe('WhatsApp layouts', () => {
  it.each(Object.keys(layouts))('reads back what it wrote: %s', (name) => {
    const [write, hasSeconds] = layouts[name] ?? [() => '', false]
    fc.assert(
      fc.property(
        fc.array(fc.tuple(moment, fc.boolean(), word, fc.option(word)), { minLength: 1, maxLength: 8 }),
        (rows) => {
          // One day after the 12th says how all dates are to be read.
          const telling: Moment = { year: 2026, month: 2, day: 27, hour: 0, minute: 0, second: 0 }
          const all = [...rows, [telling, true, 'end', null] as const]
          const content = all
            .map(
              ([time, isOurs, text, more]) =>
                `${write(time)}${isOurs ? 'Kim Shop' : 'Dana'}: ${text}${more === null ? '' : `\n${more}`}`,
            )
            .join('\n')
          const { messages, verdicts } = open(content)
          expect(verdicts).toHaveLength(all.length)
          const second = hasSeconds ? 1000 : 60_000
          expect(
            messages.map(({ sentAt, direction, agent, contact, text }) => [
              Math.floor(sentAt / second) * second,
              direction,
              agent,
              contact,
              text,
            ]),
          ).toEqual(
            all.map(([t, isOurs, text, more]) => [
              Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, hasSeconds ? t.second : 0),
              isOurs ? 'out' : 'in',
              isOurs ? 'Kim Shop' : null,
              'Dana',
              more === null ? text : `${text}\n${more}`,
            ]),
          )
        },
      ),
      { numRuns: 25 },
    )
  })

  it('asks for the order of day and month where no row of the file tells it', () => {
    const chat = '3/4/26, 9:00 AM - Dana: a\n3/4/26, 9:05 AM - Kim: b\n'
    const error = failure(chat)
    expect(error.code).toBe('choice-needed')
    expect(error.message).toContain('--day-order')
    expect(error.details).toMatchObject({ option: 'dayOrder' })
    const month = (choices: ImportChoices): number =>
      new Date(open(chat, choices).messages[0]?.sentAt ?? 0).getUTCMonth() + 1
    expect(month({ dayOrder: 'day-first' })).toBe(4)
    expect(month({ dayOrder: 'month-first' })).toBe(3)
  })

  it('decides by the last row of a long file, far behind the sample', () => {
    const chat = `${'3/4/26, 9:00 AM - Dana: some words to fill the file\n'.repeat(12_000)}4/13/26, 9:00 AM - Kim: b\n`
    expect(open(chat).recognised.assumptions).toContain('dates read month first')
  })

  it('takes points for day first, and says so', () => {
    expect(open('03.04.26, 09:00 - Dana: a\n').recognised.assumptions).toContain('dates read day first')
  })

  it('rejects times that cannot be', () => {
    const { verdicts } = open('27/02/26, 09:00 - Dana: a\n27/02/26, 25:00 - Dana: b\n02/27/26, 09:00 - Dana: c\n')
    expect(verdicts.map((row) => row.verdict)).toEqual(['records', 'rejected', 'rejected'])
    expect(verdicts[1]).toMatchObject({ code: 'time-unreadable', column: 'time', raw: '27/02/26, 25:00 - Dana: b' })
    expect(open('2/27/26, 13:00 PM - Dana: a\n').verdicts[0]).toMatchObject({ code: 'time-unreadable' })
  })
})

describe('WhatsApp authors', () => {
  const chat = '27/02/26, 09:00 - Dana: a\n27/02/26, 09:05 - Kim: b\n27/02/26, 09:06 - Kim: c\n'

  it('knows the customer by the name of the file, in several languages', () => {
    for (const name of [
      'WhatsApp Chat with Dana.txt',
      'WhatsApp Chat - Dana (2).txt',
      'WhatsApp-Chat mit Dana.txt',
      'Chat de WhatsApp con Dana.txt',
      'Discussion WhatsApp avec Dana.txt',
      'Conversa do WhatsApp com Dana.txt',
    ]) {
      expect(open(chat, {}, name).messages.map(({ agent }) => agent)).toEqual([null, 'Kim', 'Kim'])
    }
    const withColon = chat.replace('Dana', 'Dana: Berlin')
    expect(open(withColon, {}, 'WhatsApp Chat with Dana_ Berlin.txt').messages[0]).toMatchObject({
      contact: 'Dana: Berlin',
      text: 'a',
    })
  })

  it('asks who we are where nothing tells it, and lists everybody', () => {
    const error = failure(chat, {}, 'chat.txt')
    expect(error.code).toBe('choice-needed')
    expect(error.message).toContain('--us NAME')
    expect(error.message).toContain('Kim (2), Dana (1)')
    expect(error.details).toMatchObject({ option: 'us', authors: ['Kim', 'Dana'] })
    expect(failure(chat, { us: ['Lee'] }).message).toContain('None of the authors')
    const { recognised, messages } = open(chat, { us: [' kim', 'Lee'] }, 'chat.txt')
    expect(recognised.authors).toEqual([
      { name: 'Kim', messages: 2, isUs: true },
      { name: 'Dana', messages: 1, isUs: false },
    ])
    expect(messages.map(({ direction }) => direction)).toEqual(['in', 'out', 'out'])
  })

  it('knows a chat in which only one side wrote', () => {
    expect(open('27/02/26, 09:00 - Kim: a\n').messages[0]).toMatchObject({
      direction: 'out',
      agent: 'Kim',
      contact: 'Dana',
    })
    expect(open('27/02/26, 09:00 - Dana: a\n').messages[0]).toMatchObject({ direction: 'in', contact: 'Dana' })
    expect(open('27/02/26, 09:00 - Dana: a\n', { us: ['Kim'] }, 'chat.txt').messages[0]).toMatchObject({
      direction: 'in',
    })
    expect(failure('27/02/26, 09:00 - Dana: a\n', {}, 'chat.txt').code).toBe('choice-needed')
  })

  it('takes a group for one customer', () => {
    const group = `${chat}27/02/26, 09:07 - Bo: d\n`
    const named = open(group, { us: ['Kim'] }, 'WhatsApp Chat with Builders.txt')
    expect(new Set(named.messages.map(({ contact }) => contact))).toEqual(new Set(['Builders']))
    expect(named.recognised.assumptions.join()).toContain('“Builders” taken as one customer')
    const unnamed = open(group, { us: ['Kim'] }, 'chat.txt')
    expect(new Set(unnamed.messages.map(({ contact }) => contact))).toEqual(new Set(['Bo, Dana']))
  })

  it('finds names with a colon inside by what always stands behind them', () => {
    const lines = ['a: 1', 'b', 'c', 'd', 'e'].map((text) => `27/02/26, 09:00 - Shop: Berlin: ${text}\n`).join('')
    const { messages } = open(`${lines}27/02/26, 09:00 - Dana: note: b\n27/02/26, 09:00 - Dana: c\n`)
    expect(messages.map(({ agent, text }) => [agent, text])).toEqual([
      ['Shop: Berlin', 'a: 1'],
      ['Shop: Berlin', 'b'],
      ['Shop: Berlin', 'c'],
      ['Shop: Berlin', 'd'],
      ['Shop: Berlin', 'e'],
      [null, 'note: b'],
      [null, 'c'],
    ])
  })

  it.each([
    ['😀', '😀'],
    ['+12 345 578', '+12 345 578'],
    ['\u202a+1\u00a0555\u00a0010\u202c', '+1 555 010'],
    ['~\u202fDana', 'Dana'],
    ['Robert "Bob" Smith', 'Robert "Bob" Smith'],
  ])('reads the name %j', (written, name) => {
    expect(open(`27/02/26, 09:00 - ${written}: a\n`, { us: [name] }).messages[0]).toMatchObject({
      agent: name,
      text: 'a',
    })
  })
})

describe('WhatsApp texts', () => {
  it.each([
    ['<Medien ausgeschlossen>', ''],
    ['\u200eimage omitted', ''],
    ['\u200e<attached: 7-PHOTO.jpg>', ''],
    ['Diese Nachricht wurde gelöscht.', ''],
    ['IMG-7.jpg (Datei angehängt)', ''],
    ['IMG-7.jpg (file attached)\nthe receipt', 'the receipt'],
    ['soon \u200e<This message was edited>', 'soon'],
    ['<3', '<3'],
    ['<tag>', '<tag>'],
    ['http://example.com: see', 'http://example.com: see'],
    ['', ''],
  ])('reads %j', (written, text) => {
    const { messages } = open(`27/02/26, 09:00 - Dana: first\n27/02/26, 09:00 - Dana: ${written}\n`)
    expect(messages[1]?.text).toBe(text)
  })

  it('keeps the order of one minute, and equal texts apart', () => {
    const line = '27/02/26, 09:00 - Dana: ok\n'
    const { messages } = open(`${line}27/02/26, 09:00 - Kim: ok\n${line}${line}26/02/26, 09:00 - Dana: ok\n`)
    const start = Date.UTC(2026, 1, 27, 9)
    expect(messages.map(({ sentAt }) => sentAt - start)).toEqual([0, 1, 2, 3, -86_400_000])
  })

  it('counts what stands before the first message and the notices, and is no reader of other texts', () => {
    const { verdicts } = open(
      'Chat of March\n\n27/02/26, 09:00 - You were added\n27/02/26, 09:00 - Dana: a\n27/02/26, 09:00 - Dana: b\n27/02/26, 09:00 - Kim: b\n',
    )
    expect(verdicts.map((row) => (row.verdict === 'ignored' ? row.kind : row.verdict))).toEqual([
      'text before the first message',
      'notice of WhatsApp',
      'records',
      'records',
      'records',
    ])
    expect(failure('27/02/26, 09:00 - You were added\nsome text\n').code).toBe('format-unknown')
    expect(failure('2026-03-04 09:00:00 the server started\n2026-03-04 09:00:01 it stopped\n').code).toBe(
      'format-unknown',
    )
  })

  it('rejects a text that is too long', () => {
    const { verdicts } = open(`27/02/26, 09:00 - Dana: ${'x'.repeat(1_000_001)}\n27/02/26, 09:01 - Kim: b\n`)
    expect(verdicts.map((row) => row.verdict)).toEqual(['rejected', 'records'])
    expect(failure(`27/02/26, 09:00 - Dana: a\n${`${'x'.repeat(999_999)}\n`.repeat(9)}`).code).toBe('file-too-large')
  })
})
