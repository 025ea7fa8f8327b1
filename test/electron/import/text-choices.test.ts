/** The user's word on encoding and delimiter, for the exports of products as for any other text. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import { parseCsv, writeCsvRow } from '../../../electron/import/file/csv-rows.ts'
import { recognise } from '../../../electron/import/read-export.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ImportChoices } from '../../../shared/model.ts'
import { defaults, readAll } from './describe-reading.ts'
import { inline, writeWorkbook } from './write-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function file(content: string | Uint8Array): string {
  const path = join(folder, `${String(++count)}.export`)
  writeFileSync(path, content)
  return path
}
const fixture = (name: string): string => readFileSync(join('test/fixtures', name), 'utf8')

function failure(path: string, choices: ImportChoices): string {
  try {
    recognise(path, choices, defaults)
    return 'none'
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

const productTables = [
  ['zendesk-csv', 'zendesk-csv/full.csv'],
  ['freshdesk-csv', 'freshdesk-csv/tickets.csv'],
  ['front-csv', 'front-csv/messages.csv'],
  ['chatwoot-csat', 'chatwoot-csat/english.csv'],
  ['twilio-csv', 'twilio-csv/console.csv'],
] as const

describe.each(productTables)('%s', (format, name) => {
  it('is read with the delimiter that the user names', () => {
    const { data } = parseCsv(fixture(name), { delimiter: ',', newline: '\n' }, false)
    const path = file(
      data
        .map((row) =>
          writeCsvRow(
            row.map((cell) => cell.replace('\r', '')),
            '^',
          ),
        )
        .join('\n'),
    )
    expect(recognise(path, { delimiter: '^' }, defaults)).toMatchObject({ formatId: format, delimiter: '^' })
    const records = (choices: ImportChoices, of: string) =>
      readAll(of, choices).flatMap((row) => (row.verdict === 'records' ? row.records : []))
    const expected = records({}, file(fixture(name)))
    expect(expected.length).toBeGreaterThan(0)
    expect(records({ delimiter: '^' }, path)).toEqual(expected)
  })
})

describe('the encoding that the user names', () => {
  // In windows-1252 the same bytes are letters as well, so nothing in them tells.
  const koi8 = (text: string): Uint8Array => iconv.encode(text, 'koi8-r')
  const textsOf = (path: string, choices: ImportChoices): string => JSON.stringify(readAll(path, choices))

  it('is taken for product tables, texts and XML', () => {
    const cases = [
      ['zendesk-csv', fixture('zendesk-csv/full.csv').replaceAll('Ann', 'Где')],
      ['whatsapp-txt', fixture('whatsapp-txt/WhatsApp Chat with Onni.txt').replaceAll('Onni', 'Где')],
      [
        'sms-backup-xml',
        fixture('sms-backup-xml/messages.xml').replace('UTF-8', 'KOI8-R').replaceAll('body="', 'body="Где '),
      ],
    ] as const
    for (const [format, text] of cases) {
      const path = file(koi8(text))
      const choices = { encoding: 'koi8-r', ...(format === 'whatsapp-txt' ? { us: ['Где'] } : {}) }
      expect(recognise(path, choices, defaults)).toMatchObject({ formatId: format, encoding: 'koi8-r' })
      expect(textsOf(path, choices)).toContain('Где')
    }
  })

  it('goes before the one of a mapping, and so does the delimiter', () => {
    const path = file(koi8('Time;Direction;Contact;Text\n2026-03-02T09:00:00Z;in;a;Где\n'))
    const mapping = { row: 'message', columns: {}, encoding: 'latin1', delimiter: '|' } as const
    expect(textsOf(path, { mapping: { ...mapping, delimiter: ';' } })).not.toContain('Где')
    expect(textsOf(path, { mapping, encoding: 'koi8-r', delimiter: ';' })).toContain('Где')
  })

  it('is refused where nobody knows it or the bytes are none of it', () => {
    const path = file(koi8('Time;Direction;Contact;Text\n2026-03-02T09:00:00Z;in;a;Где\n'))
    expect(failure(path, { encoding: 'klingon' })).toBe('argument-invalid')
    expect(failure(path, { encoding: 'utf-8' })).toBe('encoding-unclear')
    expect(failure(path, { delimiter: 'ab' })).toBe('argument-invalid')
    expect(failure(path, { delimiter: '"' })).toBe('argument-invalid')
  })
})

describe('what is not asked', () => {
  const read = (path: string, choices: ImportChoices = {}) => {
    const { formatId, encoding, delimiter } = recognise(path, choices, defaults)
    return { formatId, encoding, delimiter }
  }

  it('is the delimiter of what is no table of text, which stays what it is', () => {
    const json = file(fixture('zendesk-json/array.json'))
    expect(read(json, { delimiter: ';' })).toEqual({ formatId: 'zendesk-json', encoding: null, delimiter: null })
    const xml = file(fixture('sms-backup-xml/messages.xml'))
    expect(read(xml, { delimiter: ';' })).toEqual({ formatId: 'sms-backup-xml', encoding: 'utf-8', delimiter: null })
  })

  it('is the encoding of a workbook, and of JSON unless its bytes are not UTF-8', () => {
    const lines = [
      ['Time', 'Direction', 'Contact', 'Text'],
      ['2026-03-02T09:00:00Z', 'in', 'a', 'Hi'],
    ]
    const rows = lines.map((cells) => cells.map(inline))
    const path = join(folder, 'table.xlsx')
    writeFileSync(path, writeWorkbook({ sheets: [{ name: 'Log', rows }] }))
    expect(read(path, { encoding: 'utf-16le' })).toEqual({ formatId: 'message-table', encoding: null, delimiter: null })
    const json = fixture('zendesk-json/array.json').replace('Hi', 'Grüße')
    expect(read(file(json)).encoding).toBeNull()
    expect(read(file(Buffer.from(json, 'latin1'))).encoding).toBe('windows-1252')
  })
})
