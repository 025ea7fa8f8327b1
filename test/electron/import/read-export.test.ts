import * as fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../electron/import/read-export.ts'
import type { ImportRecord } from '../../../electron/import/record.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { ImportChoices } from '../../../shared/model.ts'
import { defaults, readAll } from './describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-read-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(content: string | Uint8Array, name = `file-${++fileCount}.csv`): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function failure(content: string | Uint8Array, choices: ImportChoices = {}): { code: ErrorCode; message: string } {
  return failureOf(() => readAll(file(content), choices))
}

function failureOf(action: () => unknown): { code: ErrorCode; message: string } {
  try {
    action()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('It did not fail.')
}

function recordsOf(content: string | Uint8Array, choices: ImportChoices = {}): ImportRecord[] {
  return readAll(file(content), choices).flatMap((row) => (row.verdict === 'records' ? row.records : []))
}

function textOf(content: Uint8Array, choices: ImportChoices = {}): string | null {
  const [record] = recordsOf(content, choices)
  return record?.type === 'message' ? record.text : null
}

function quote(text: string): string {
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const table = 'Time,Direction,Contact,Text\n2026-03-02T09:00:00Z,in,+15550100001,Hi\n'

describe('files that are refused', () => {
  it('says what a missing file, a folder and an empty file are', () => {
    expect(failureOf(() => recognise(join(folder, 'none.csv'), {}, defaults)).code).toBe('file-missing')
    expect(failureOf(() => recognise(folder, {}, defaults)).code).toBe('file-is-folder')
    expect(failure('').code).toBe('file-empty')
    expect(failure('\ufeff \n\n').code).toBe('file-empty')
    expect(failure(gzipSync('')).code).toBe('file-empty')
  })

  it.each([
    ['%PDF-1.7\n%âãÏÓ\n', 'a PDF'],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'PNG'],
    [gzipSync('PK\u0003\u0004 and so on'), 'a packed ZIP archive or workbook'],
    ['<?xml version="1.0"?><orders count="1"/>', 'XML'],
    ['<!DOCTYPE html><html></html>', 'HTML'],
    [new Uint8Array([1, 2, 0, 3, 0, 0, 200, 4, 5, 0]), 'binary'],
  ])('names the kind of a file that is no export', (content, word) => {
    const { code, message } = failure(content)
    expect(code).toBe('format-unknown')
    expect(message).toContain(word)
  })

  it('lists the columns of a table without a time, and what is needed', () => {
    const { code, message } = failure('Direction,Contact,Body\nin,+15550100001,Hi\n')
    expect(code).toBe('format-unknown')
    expect(message).toContain('“Direction”, “Contact”, “Body”')
    expect(message).toContain('a time')
  })

  it('refuses call logs, number lists and reports of averages by name', () => {
    expect(
      failure('id,answered_by,direction,duration,from,to,created_at\n1,,inbound,3,+1,+2,2026-03-02\n').message,
    ).toContain('phone calls')
    expect(
      failure('{"calls":[{"sid":"CA1","direction":"inbound","duration":"4","answered_by":null,"from":"a","to":"b"}]}')
        .message,
    ).toContain('phone calls')
    expect(failure('Agent name,Avg first response time\nAnn,00:01:00\n').message).toContain('averages')
  })

  it('refuses half a gzip file, a damaged one and a bomb', () => {
    const packed = gzipSync(table.repeat(2000).replaceAll('Hi', () => String(fileCount++)))
    expect(failure(packed.subarray(0, packed.length / 2)).code).toBe('file-truncated')
    expect(failure(packed.subarray(0, packed.length - 3)).code).toBe('file-truncated')
    const damaged = Uint8Array.from(packed)
    damaged[packed.length - 6] = (damaged[packed.length - 6] ?? 0) ^ 1
    expect(failure(damaged).code).toBe('file-truncated')
    expect(failure(gzipSync(new Uint8Array(80_000_000).fill(44))).code).toBe('file-too-large')
  })

  it('names the line of a quote that is never closed', () => {
    const { code, message } = failure(
      `${table}2026-03-02T09:00:00Z,in,+15550100001,"never\nclosed\n${'x,y\n'.repeat(50)}`,
    )
    expect(code).toBe('format-malformed')
    expect(message).toContain('line 3')
  })

  it('refuses JSON that is cut off, broken or too deep', () => {
    const record = '{"time":"2026-03-02T09:00:00Z","direction":"in","contact":"a","text":"x"}'
    expect(failure(`[${record},{"time":`).code).toBe('file-truncated')
    expect(failure(`[${record} ${record}]`).code).toBe('format-malformed')
    expect(failure(`[${record},{"a":${'['.repeat(70)}${']'.repeat(70)}}]`).code).toBe('file-too-large')
    expect(failure('{"a":1,\n"b":2}').code).toBe('format-unknown')
  })

  it('refuses more columns than any table has', () => {
    expect(failure(`${Array.from({ length: 2500 }, (_, i) => `c${i}`).join(',')}\n`).code).toBe('file-too-large')
  })

  it('refuses choices that do not exist', () => {
    expect(failure(table, { zone: 'Mars/Olympus' }).code).toBe('argument-invalid')
    expect(failure(table, { format: 'fax' }).message).toContain('twilio-csv')
    expect(failure(table, { country: 'XX' }).code).toBe('argument-invalid')
    expect(failure(table, { format: 'twilio-csv' }).code).toBe('format-unknown')
  })

  it('asks where day and month could be swapped in the whole file', () => {
    const ambiguous = 'Time,Direction,Contact\n3/4/2026 09:00,in,a\n5/6/2026 09:00,in,a\n'
    const { code, message } = failure(ambiguous)
    expect(code).toBe('choice-needed')
    expect(message).toContain('“Time”')
    const mapping = { row: 'message', columns: {}, time: { format: 'd/M/yyyy HH:mm' } } as const
    expect(recordsOf(ambiguous, { mapping, zone: 'UTC' })[0]).toMatchObject({ sentAt: Date.UTC(2026, 3, 3, 9) })
  })

  it('looks at the whole file before it asks', () => {
    const late = `Time,Direction,Contact\n${'3/4/2026 09:00,in,a\n'.repeat(3000)}3/25/2026 09:00,in,a\n`
    expect(recordsOf(late, { zone: 'UTC' })[0]).toMatchObject({ sentAt: Date.UTC(2026, 2, 4, 9) })
  })

  it('refuses a rating from 1 to 5 that is called NPS, unless its scale is named', () => {
    const ratings = `NPS,Date\n${Array.from({ length: 12 }, (_, i) => `${(i % 5) + 1},2026-03-02`).join('\n')}\n`
    expect(failure(ratings).code).toBe('format-unknown')
    const mapping = { row: 'survey', columns: {}, constants: { scale: '0-10' } } as const
    expect(recordsOf(ratings, { mapping })).toHaveLength(12)
  })
})

describe('encodings', () => {
  const text = 'Time,Direction,Contact,Text\n2026-03-02T09:00:00Z,in,a,Grüße – 50 €\n'
  it('reads UTF-8 and UTF-16 with their marks', () => {
    expect(textOf(Buffer.from(`\ufeff${text}`))).toBe('Grüße – 50 €')
    expect(textOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('Grüße – 50 €')
    expect(textOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe('Grüße – 50 €')
    expect(textOf(Buffer.from(text, 'utf16le'))).toBe('Grüße – 50 €')
  })

  it('reads windows-1252 and says so with the number of bytes', () => {
    const bytes = Buffer.from(text.replace('–', '\u0096').replace('€', '\u0080'), 'latin1')
    expect(textOf(bytes)).toBe('Grüße – 50 €')
    expect(recognise(file(bytes), {}, defaults).assumptions[0]).toBe(
      'text read as windows-1252, since 4 bytes are not UTF-8',
    )
  })

  it('reads a single damaged byte in UTF-8 as windows-1252, and counts it', () => {
    const bytes = Buffer.concat([
      Buffer.from(text),
      Buffer.from('2026-03-02T09:00:00Z,in,a,na'),
      Buffer.from([0xef]),
      Buffer.from('ve\n'),
    ])
    const path = file(bytes)
    expect(recognise(path, {}, defaults).assumptions[0]).toContain('1 byte')
    const texts = readAll(path, {}, 3).flatMap((row) => (row.verdict === 'records' ? row.records : []))
    expect(texts.map((record) => (record.type === 'message' ? record.text : ''))).toEqual(['Grüße – 50 €', 'naïve'])
  })

  it('takes the encoding that the mapping names, and refuses one that does not exist or does not fit', () => {
    const bytes = Buffer.from(text.replace(/[–€]/g, ''), 'latin1')
    const mapping = { row: 'message', columns: {}, encoding: 'latin1' } as const
    expect(textOf(bytes, { mapping })).toBe('Grüße  50 ')
    expect(failure(bytes, { mapping: { ...mapping, encoding: 'klingon' } }).code).toBe('mapping-invalid')
    expect(failure(bytes, { mapping: { ...mapping, encoding: 'utf-8' } }).code).toBe('encoding-unclear')
  })

  it('counts bytes that are nothing known, and reads on', () => {
    const path = file(
      Buffer.concat([Buffer.from(table), Buffer.from('2026-03-02T09:00:00Z,in,a,'), Buffer.from([0x81, 0x8d])]),
    )
    expect(recognise(path, {}, defaults).assumptions[0]).toBe(
      'text read as windows-1252, since 2 bytes are not UTF-8; 2 of them exist in neither and are shown as \ufffd',
    )
    expect(readAll(path)).toHaveLength(2)
  })

  it('reads what old Macs wrote', () => {
    const german = Buffer.from(text.replace('Grüße – 50 €', 'Gr\u009f\u00a7e aus K\u009aln und sch\u009an'), 'latin1')
    expect(textOf(german)).toBe('Grüße aus Köln und schön')
    expect(recognise(file(german), {}, defaults).assumptions[0]).toContain('macintosh')
  })

  it('reads UTF-16 that is cut in the middle of a character, and counts it', () => {
    const bytes = Buffer.concat([Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from([0x41])])
    const path = file(bytes)
    expect(recognise(path, {}, defaults).assumptions[0]).toBe('1 character is damaged in the file, shown as \ufffd')
    expect(textOf(bytes)).toBe('Grüße – 50 €')
  })
})

describe('mapping', () => {
  const content =
    'Junk above\nConv;When;Way;Who;Customer;Text\n7;02.03.2026 09:00:00;C;;0151 1;Hi\n7;02.03.2026 09:02:00;A;Ann;0151 1;Hello\n7;02.03.2026 09:03:00;X;Ann;0151 1;?\n'
  const mapping = {
    row: 'message',
    columns: { conversation: 'Conv', time: 'When', direction: 'Way', agent: 'Who', contact: 'Customer', text: 'Text' },
    values: { direction: { C: 'in', A: 'out' } },
    constants: { channel: 'sms' },
    time: { format: 'dd.MM.yyyy HH:mm:ss', zone: 'America/New_York' },
    delimiter: ';',
    skipLines: 1,
  } as const

  it('reads columns, values, constants, times and skipped lines as it says', () => {
    const verdicts = readAll(file(content), { mapping })
    expect(verdicts.map((row) => [row.line, row.verdict])).toEqual([
      [1, 'ignored'],
      [3, 'records'],
      [4, 'records'],
      [5, 'rejected'],
    ])
    expect(recordsOf(content, { mapping })[1]).toMatchObject({
      conversation: '7',
      sentAt: Date.UTC(2026, 2, 2, 14, 2),
      direction: 'out',
      agent: 'Ann',
      channel: 'sms',
    })
    const recognised = recognise(file(content), { mapping, profile: 'Old desk' }, defaults)
    expect(recognised).toMatchObject({
      zone: 'America/New_York',
      sourceKey: 'profile:Old desk',
      sourceName: 'Old desk',
      isLog: false,
    })
  })

  it('names what is wrong with it', () => {
    const wrongColumn = failure(content, { mapping: { ...mapping, columns: { ...mapping.columns, agent: 'Person' } } })
    expect(wrongColumn.code).toBe('mapping-invalid')
    expect(wrongColumn.message).toContain('“Person”')
    expect(wrongColumn.message).toContain('“Customer”')
    expect(
      failure(content, { mapping: { ...mapping, columns: { ...mapping.columns, hat: 'Who' } } }).message,
    ).toContain('hat')
    expect(failure(content, { mapping: { ...mapping, constants: { channel: 'pigeon' } } }).message).toContain('pigeon')
    expect(failure(content, { mapping: { ...mapping, values: { direction: { C: 'up' } } } }).message).toContain('up')
    expect(failure(content, { mapping: { ...mapping, time: { format: 'whenever' } } }).code).toBe('mapping-invalid')
    expect(failure(content, { mapping: { ...mapping, delimiter: ';;' } }).code).toBe('mapping-invalid')
    expect(failure(content, { mapping: { ...mapping, columns: { time: 'When' } } }).message).toContain('direction')
    expect(failure(content, { mapping, format: 'twilio-csv' }).code).toBe('mapping-invalid')
  })
})

describe('sources', () => {
  it('shares the namespace of ids among tables with the same columns in any order, and names the file', () => {
    const one = recognise(file(table, 'July.csv'), {}, defaults)
    const two = recognise(file('Text,Contact,Time,Direction\nHi,a,2026-03-02T09:00:00Z,in\n'), {}, defaults)
    expect(one.sourceKey).toBe(two.sourceKey)
    expect(one.sourceName).toBe('July')
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('splits e-mail after five days and everything else after one', () => {
    expect(recognise(file(table), { channel: 'email' }, defaults).defaultSplitGapSeconds).toBe(432_000)
    expect(recognise(file(table), {}, defaults).defaultSplitGapSeconds).toBe(86_400)
  })

  it('adds to the assumptions what only later rows show', () => {
    const path = file(`Time,Direction,Contact\n${'2026-03-02T09:00:00Z,in,a\n'.repeat(2500)}2026-03-02 09:00:00,in,a\n`)
    const recognised = recognise(path, {}, defaults)
    expect(recognised.zone).toBeNull()
    const rows = [...readRows(recognised)].flatMap(({ verdicts }) => verdicts)
    expect(rows.at(-1)).toMatchObject({ records: [{ sentAt: Date.UTC(2026, 2, 2, 8) }] })
    expect(recognised.assumptions.at(-1)).toBe('times without a zone read as Europe/Berlin (1 of them)')
  })

  it('reads a page without messages and a table without rows', () => {
    expect(recognise(file('{"first_page_uri":"/a","messages":[],"end":0}'), {}, defaults).formatId).toBe('twilio-json')
    expect(readAll(file('Time,Direction,Contact,Text\n'))).toEqual([])
  })

  it('rejects a field beyond the limit and keeps the other rows', () => {
    const path = file(`${table}2026-03-02T09:00:00Z,in,a,${'x'.repeat(1_000_001)}\n${table.split('\n')[1]}\n`)
    expect(readAll(path).map((row) => (row.verdict === 'rejected' ? row.code : row.verdict))).toEqual([
      'records',
      'field-too-long',
      'records',
    ])
  })
})

describe('properties', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('', '"', '""', 'a,b', 'line\nline', 'line\r\nline', ' ', 'é', '😀', '=1+1', '__proto__'),
  )
  const rowArbitrary = fc.record({
    time: fc.constantFrom('2026-03-02T09:00:00Z', '1772442000', '', 'soon', '2026-03-02'),
    direction: fc.constantFrom('in', 'out', '', 'up'),
    contact: fc.constantFrom('+15550100001', 'a@example.org', ''),
    text: cell,
  })
  it('gives every row one verdict and the same rows at every chunk size', () => {
    const path = join(folder, 'property.csv')
    fc.assert(
      fc.property(
        fc.array(rowArbitrary, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        (rows, newline, endsWithNewline, chunkBytes) => {
          const lines = rows.map(({ time, direction, contact, text }) =>
            [time, direction, contact, quote(text)].join(','),
          )
          writeFileSync(
            path,
            ['time,direction,contact,text', ...lines].join(newline) + (endsWithNewline ? newline : ''),
          )
          const choices = { format: 'message-table' }
          const verdicts = readAll(path, choices)
          expect(verdicts).toHaveLength(rows.length)
          expect(readAll(path, choices, chunkBytes)).toEqual(verdicts)
          for (const [index, row] of verdicts.entries()) {
            const wanted = rows[index]
            if (row.verdict === 'records') expect(row.records).toMatchObject([{ text: wanted?.text }])
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('never fails otherwise than with a named error, whatever the bytes', () => {
    const path = join(folder, 'bytes.csv')
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.string({ maxLength: 300, unit: 'binary' }).map((text) => Buffer.from(`[${text}`)),
      fc.string({ maxLength: 300 }).map((text) => Buffer.from(`time,direction,contact\n${text}`)),
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 100 }).map((tail) => Buffer.concat([gzipSync(table), tail])),
    )
    fc.assert(
      fc.property(bytes, (content) => {
        writeFileSync(path, content)
        try {
          const verdicts = readAll(path)
          expect(new Set(verdicts.map(({ line }) => line)).size).toBe(verdicts.length)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
        }
      }),
      { numRuns: 400 },
    )
  })

  it('imports columns of any name as data', () => {
    const names = fc.array(fc.constantFrom('__proto__', 'constructor', '', 'toString', 'hasOwnProperty', 'x', 'x'), {
      maxLength: 6,
    })
    const path = join(folder, 'names.csv')
    fc.assert(
      fc.property(names, names, (before, after) => {
        const header = [...before, 'time', 'direction', 'contact', ...after]
        const row = [...before.map(() => 'v'), '2026-03-02T09:00:00Z', 'in', 'a', ...after.map(() => 'v')]
        writeFileSync(path, `${header.join(',')}\n${row.join(',')}\n`)
        expect(recognise(path, {}, defaults).columns.map(({ name }) => name)).toEqual(header)
        expect(readAll(path)).toMatchObject([{ line: 2, verdict: 'records', records: [{ contact: 'a' }] }])
        const object = Object.fromEntries([
          ['time', '2026-03-02T09:00:00Z'],
          ['direction', 'in'],
          ['contact', 'a'],
          ['constructor', '1'],
        ])
        writeFileSync(path, JSON.stringify([object]).replace('{', '{"__proto__":{"contact":"evil"},'))
        expect(readAll(path)).toMatchObject([{ line: 1, records: [{ contact: 'a' }] }])
      }),
      { numRuns: 40 },
    )
  })
})
