import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exportFormats } from '../../../electron/import/formats.ts'
import { recognise } from '../../../electron/import/read-export.ts'
import { countExtraHeaders, isTrailer } from '../../../electron/import/table/table-furniture.ts'
import type { ImportChoices } from '../../../shared/model.ts'
import { defaults, readAll } from './describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-tables-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function file(content: string): string {
  const path = join(folder, `table-${++count}.csv`)
  writeFileSync(path, content)
  return path
}

const sentAt = (content: string, choices: ImportChoices = {}): unknown[] =>
  readAll(file(content), { zone: 'UTC', ...choices }).map((row) =>
    row.verdict === 'rejected'
      ? `${row.code}: ${row.text}`
      : row.verdict === 'records' && row.records[0]?.type === 'message'
        ? new Date(row.records[0].sentAt).toISOString()
        : row.verdict,
  )

describe('day and month', () => {
  const head = 'Time,Direction,Contact\n'
  const ambiguous = `${head}3/4/2026 09:00,in,a\n5/6/2026 09:00,in,a\n`

  it('stand as the user says', () => {
    expect(sentAt(ambiguous, { dayOrder: 'day-first' })[0]).toBe('2026-04-03T09:00:00.000Z')
    expect(sentAt(ambiguous, { dayOrder: 'month-first' })[0]).toBe('2026-03-04T09:00:00.000Z')
    expect(() => sentAt(ambiguous)).toThrow('--day-order day-first')
  })

  it('stand as most rows of the whole file say, whatever the first ones do', () => {
    const rows = `25/3/2026 09:00,in,a\n${'3/4/2026 09:00,in,a\n'.repeat(2500)}${'3/26/2026 09:00,in,a\n'.repeat(2)}`
    const read = sentAt(head + rows)
    expect(read[0]).toBe('time-unreadable: 25/3/2026 09:00')
    expect(read[1]).toBe('2026-03-04T09:00:00.000Z')
  })

  it('stand alike in all columns of a table', () => {
    const rows = 'Ticket ID,Created at,Closed at\n1,3/4/2026 09:00,3/25/2026 09:00\n'
    const [row] = readAll(file(rows), { zone: 'UTC' })
    expect(row).toMatchObject({ records: [{ openedAt: Date.UTC(2026, 2, 4, 9), closedAt: Date.UTC(2026, 2, 25, 9) }] })
  })

  it('are not guessed where only late rows have such dates', () => {
    const rows = `${'2026-03-02 09:00,in,a\n'.repeat(2500)}3/4/2026 09:00,in,a\n25/4/2026 09:00,in,a\n`
    const read = sentAt(head + rows)
    expect(read.slice(-2)).toEqual([
      'time-unreadable: 3/4/2026 09:00 (day or month first?)',
      '2026-04-25T09:00:00.000Z',
    ])
    expect(sentAt(head + rows, { dayOrder: 'month-first' }).at(-2)).toBe('2026-03-04T09:00:00.000Z')
  })
})

describe('delimiters', () => {
  it('are those that make the header’s names, whatever the texts of most rows hold', () => {
    const rows = 'Hello, my order, number 5, is late; please, please, help\n'
    const path = file(`Time;Direction;Contact;Text\n${`2026-03-02T09:00:00Z;in;a;"${rows.trim()}"\n`.repeat(300)}`)
    expect(recognise(path, {}, defaults).columns.map(({ meaning }) => meaning)).toEqual([
      'time',
      'direction',
      'contact',
      'text',
    ])
    expect(readAll(path).every(({ verdict }) => verdict === 'records')).toBe(true)
  })
})

describe('epoch times', () => {
  it('are told apart value by value, wherever the unit changes', () => {
    const rows = `Time,Direction,Contact\n${'1772442000,in,a\n'.repeat(2100)}1772442000000,in,a\n1772442000.5,in,a\n`
    const read = sentAt(rows)
    expect(new Set(read)).toEqual(new Set(['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.500Z']))
  })
})

describe('rows that are no data', () => {
  it.each([
    [['Total', '3', '', '']],
    [['Total messages: 12']],
    [['Gesamtsumme', '', '12', '00:10:00']],
    [['Reporting period 2026-03-01 to 2026-03-31']],
    [['', 'Total', '4']],
    [['Generated on 2026-04-01 by Kim', '', '']],
    [['(3 rows)']],
  ])('%j is one', (cells) => expect(isTrailer(cells)).toBe(true))

  it.each([
    [['Total mess with my order', 'in', '+15550100001']],
    [['soon', 'in', '+15550100001', 'Total']],
    [['', '', '', 'Total']],
    [['2026-03-02', '3']],
    [['']],
  ])('%j is none', (cells) => expect(isTrailer(cells)).toBe(false))

  it('knows header rows by the columns of numbers, and bad rows by what comes again', () => {
    const names = ['Time', 'Direction', 'Text']
    const data = [
      ['2026-03-02', 'in', 'a'],
      ['2026-03-03', 'in', 'b'],
    ]
    const headers = [
      ['date', 'text', 'text'],
      ['{"x":1}', '{"y":1}', '{"z":1}'],
    ]
    expect(countExtraHeaders({ names, rows: [...headers, ...data] })).toBe(2)
    expect(countExtraHeaders({ names, rows: [['soon', 'in', 'c'], ...data] })).toBe(0)
    expect(countExtraHeaders({ names, rows: data })).toBe(0)
  })
})

describe('generic formats', () => {
  it('never win against a product’s own', () => {
    const fields = 'conversation,time,direction,author type,agent,team,channel,contact,text,id'
    const values = '1,2026-03-02T09:00:00Z,in,customer,Kim,North,sms,+15550100001,Hi,7'
    const names = fields.split(',')
    const sample = {
      fileName: 'all.csv',
      shape: 'table' as const,
      names,
      rows: [values.split(',')],
      outerNames: [],
      text: `${fields}\n${values}\n`,
      json: null,
      container: null,
    }
    for (const format of exportFormats.filter(({ row }) => row !== null)) {
      expect(format.detect(sample)?.score ?? 0).toBeLessThan(90)
    }
  })
})
