import * as fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cutCsvRows, writeCsvRow } from '../../../../electron/import/file/csv-rows.ts'
import { readRawRows } from '../../../../electron/import/file/export-layout.ts'
import type { Cut } from '../../../../electron/import/file/export-layout.ts'
import { inspectFile } from '../../../../electron/import/file/file-bytes.ts'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import { openWorkbook, readSheet } from '../../../../electron/import/file/xlsx.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults, readAll } from '../describe-reading.ts'
import { columnName, escapeXml, inline, number, shared, writeWorkbook } from '../write-workbook.ts'
import type { Cell, WorkbookParts } from '../write-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-xlsx-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(content: string | Uint8Array, name = `file-${++fileCount}.xlsx`): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function failureOf(action: () => unknown): AppError {
  try {
    action()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

const failing = (workbook: WorkbookParts, choices: ImportChoices = {}): AppError =>
  failureOf(() => readAll(file(writeWorkbook(workbook)), choices))

/** Line and cells of every row of the first sheet. */
function rowsOf(workbook: WorkbookParts, chunkBytes?: number): (readonly [number, readonly string[]])[] {
  const opened = openWorkbook(inspectFile(file(writeWorkbook(workbook))))
  return opened.sheets
    .slice(0, 1)
    .flatMap((sheet) => [...readSheet(opened, sheet, chunkBytes)])
    .flatMap(({ rows }) => rows.map(({ line, cells }) => [line, cells] as const))
}

const header = ['Time', 'Direction', 'Contact', 'Text']
const headerRow = header.map(inline)
const messageRow = [inline('2026-03-02T09:00:00Z'), inline('in'), inline('+15550100001'), inline('Hi')]
const sheetOf = (...rows: readonly (readonly (Cell | undefined)[])[]): WorkbookParts => ({
  sheets: [{ name: 'Messages', rows }],
})

describe('cells of a workbook', () => {
  it('reads texts, shared and inline, in runs and without pronunciation', () => {
    const workbook: WorkbookParts = {
      ...sheetOf([
        shared(0),
        shared(1),
        shared(2),
        { type: 'inlineStr', xml: '<is><r><t>In </t></r><r><t>line</t></r></is>' },
        { type: 'str', xml: '<f>A1&amp;B1</f><v>formula</v>' },
      ]),
      texts: [
        '<t xml:space="preserve"> plain &amp; simple </t>',
        '<r><rPr><b/></rPr><t>Rich</t></r><r><t xml:space="preserve"> text</t></r>',
        '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh>',
      ],
    }
    const expected = [[1, [' plain & simple ', 'Rich text', '東京', 'In line', 'formula']]]
    for (const chunkBytes of [7, 64, undefined]) expect(rowsOf(workbook, chunkBytes)).toEqual(expected)
  })

  it('reads what XML cannot hold', () => {
    const workbook = {
      ...sheetOf([shared(0), inline('a\r\nb'), shared(1)]),
      texts: ['<t>_x0041__x005F_x0041_</t>', '<t/>'],
    }
    expect(rowsOf(workbook)).toEqual([[1, ['A_x0041_', 'a\r\nb']]])
  })

  it('reads booleans, errors, formulas and dates in ISO 8601', () => {
    expect(
      rowsOf(
        sheetOf([
          { type: 'b', xml: '<v>1</v>' },
          { type: 'b', xml: '<v>0</v>' },
          { type: 'e', xml: '<v>#N/A</v>' },
          { xml: '<f>SUM(A1:B1)</f><v>42</v>' },
          { xml: '<f>NOTHING()</f>' },
          { type: 'd', xml: '<v>2026-03-02T09:00:00</v>' },
        ]),
      ),
    ).toEqual([[1, ['TRUE', 'FALSE', '#N/A', '42', '', '2026-03-02T09:00:00']]])
  })

  it('reads numbers by the format of their cell', () => {
    const formats = ['yyyy-mm-dd hh:mm:ss', 14, '[h]:mm:ss', 'h:mm', '0.00', '"yes"0']
    const cells = [
      number('46083.375011574077', 1),
      number(46083, 2),
      number('1.5', 3),
      number('0.75', 4),
      number('4.25', 5),
      number(7, 6),
      number('1.5550100001E10'),
      number(46083, 99),
    ]
    const texts = ['2026-03-02 09:00:01', '2026-03-02', '36:00:00', '18:00:00', '4.25', '7', '15550100001', '46083']
    expect(rowsOf({ ...sheetOf(cells), formats })).toEqual([[1, texts]])
    const [first] = rowsOf({ ...sheetOf([number('44621.375011574077', 1)]), formats, is1904: true })
    expect(first).toEqual([1, ['2026-03-02 09:00:01']])
  })

  it('keeps the places of cells and rows, also where they are not written', () => {
    const rows = [
      '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c><c r="XFD2" s="1"/></row>',
      '<row><c><v>3</v></c><c/><c><v>4</v></c></row>',
      '<row r="9" spans="1:3"/>',
      '<row r="10"><c r="AB10"><v>5</v></c></row>',
    ].join('')
    expect(rowsOf({ sheets: [{ name: 'A', rows }] })).toEqual([
      [2, ['', '1', '', '2']],
      [3, ['3', '', '4']],
      [9, []],
      [10, [...Array<string>(27).fill(''), '5']],
    ])
  })

  it('reads parts with prefixes, other places, and UTF-16', () => {
    const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    const prefixed = `<x:worksheet ${main}><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const sheets = [{ name: 'A', rows: [] }]
    expect(rowsOf({ sheets, parts: { 'xl/worksheets/sheet1.xml': prefixed } })).toEqual([[1, ['1']]])
    const files = unzipSync(writeWorkbook({ sheets }))
    files['xl/worksheets/sheet1.xml'] = Buffer.from(`\ufeff${prefixed}`, 'utf16le')
    const workbook = openWorkbook(inspectFile(file(zipSync(files))))
    expect([...readSheet(workbook, workbook.sheets[0]!)].flatMap(({ rows }) => rows)).toEqual([
      { line: 1, cells: ['1'] },
    ])
  })
})

describe('a workbook as an export', () => {
  it('is read like a table: rows by their numbers, short ones completed, blank ones and titles set aside', () => {
    const path = file(
      writeWorkbook(
        sheetOf(
          [inline('Report of March')],
          [],
          headerRow,
          messageRow,
          [undefined],
          messageRow.slice(0, 3),
          [...messageRow, undefined, inline('too much')],
          [inline('soon'), ...messageRow.slice(1)],
        ),
      ),
    )
    const verdicts = readAll(path)
    expect(verdicts.map(({ line, verdict }) => [line, verdict])).toEqual([
      [1, 'ignored'],
      [2, 'ignored'],
      [4, 'records'],
      [5, 'ignored'],
      [6, 'records'],
      [7, 'rejected'],
      [8, 'rejected'],
    ])
    expect(verdicts.flatMap((row) => (row.verdict === 'rejected' ? [row.code] : []))).toEqual([
      'columns-mismatch',
      'time-unreadable',
    ])
    expect(verdicts.flatMap((row) => (row.verdict === 'ignored' ? [row.kind] : []))).toEqual([
      'preamble',
      'blank line',
      'blank line',
    ])
    for (const chunkBytes of [7, 64]) expect(readAll(path, {}, chunkBytes)).toEqual(verdicts)
  })

  it('says what a long sheet is by its own bytes', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [
      inline(new Date(Date.UTC(2026, 2, 1) + index * 61_000).toISOString()),
      ...messageRow.slice(1, 3),
      inline(`Message ${index}`),
    ])
    const content = writeWorkbook(sheetOf(headerRow, ...rows))
    const recognised = recognise(file(content), {}, defaults)
    expect(recognised.sha256).toBe(createHash('sha256').update(content).digest('hex'))
    expect(recognised.byteCount).toBe(content.length)
    const batches = [...readRows(recognised)]
    expect(batches.flatMap(({ verdicts }) => verdicts)).toHaveLength(5000)
    const ends = batches.map(({ bytesRead }) => bytesRead)
    expect(ends).toEqual(ends.toSorted((left, right) => left - right))
    expect(ends.at(-1)).toBe(content.length)
  })

  it('takes the largest table and names it and the others', () => {
    const workbook: WorkbookParts = {
      sheets: [
        { name: 'Cover', rows: Array.from({ length: 9 }, (_, index) => [inline(`Line ${index}`)]) },
        { name: 'Old', rows: [headerRow, ...Array.from({ length: 20 }, () => messageRow)], state: 'hidden' },
        { name: 'Few', rows: [headerRow, messageRow] },
        { name: 'Many', rows: [headerRow, messageRow, messageRow, messageRow] },
      ],
    }
    const path = file(writeWorkbook(workbook))
    expect(recognise(path, {}, defaults).assumptions).toContain(
      'sheet “Many” read, the largest table of the workbook; not read: “Few”, “Old”, “Cover”',
    )
    expect(readAll(path)).toHaveLength(3)
    expect(readAll(path, { sheet: 'Few' })).toHaveLength(1)
    expect(readAll(path, { sheet: 'Old' })).toHaveLength(20)
    const { code, message } = failureOf(() => recognise(path, { sheet: 'None' }, defaults))
    expect(code).toBe('argument-invalid')
    expect(message).toContain('“Cover”, “Old”, “Few”, “Many”')
    const plain = file('Time,Direction,Contact,Text\n', 'plain.csv')
    expect(failureOf(() => recognise(plain, { sheet: 'A' }, defaults)).code).toBe('argument-invalid')
  })

  it('obeys a mapping, with rows to skip', () => {
    const mapping = {
      row: 'message',
      columns: { time: 'When', text: 'What', direction: 'Way', contact: 'Who' },
      skipLines: 2,
    } as const
    const path = file(
      writeWorkbook(
        sheetOf([inline('a'), inline('b')], [inline('c')], ['When', 'Way', 'Who', 'What'].map(inline), messageRow),
      ),
    )
    expect(readAll(path, { mapping }).map(({ line, verdict }) => [line, verdict])).toEqual([
      [1, 'ignored'],
      [2, 'ignored'],
      [4, 'records'],
    ])
  })

  it('gives the same records as the same table in CSV', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => /^[^\p{Cc}\p{Cs}\ufffe\uffff]*$/u.test(text)),
      fc.constantFrom('a,b', 'a "quoted" one', 'two\nlines', 'two\r\nlines', '_x000D_', 'STOP', ' space ', '=1+1', ''),
    )
    const time = fc
      .integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 })
      .map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' '))
    const row = fc.record({
      time: fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: cell }),
      direction: fc.constantFrom('in', 'out', 'in', 'sideways'),
      contact: fc.integer({ min: 15_550_100_000, max: 15_550_199_999 }),
      text: cell,
      id: fc.nat(),
    })
    const names = ['Time', 'Direction', 'Contact', 'Text', 'Message ID']
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.boolean(), (rows, isShared) => {
        const csv = rows.map((one) => [one.time, one.direction, String(one.contact), one.text, String(one.id)])
        const texts: string[] = []
        const text = (value: string): Cell => {
          if (!isShared) return { type: 'inlineStr', xml: `<is>${textXml(value)}</is>` }
          texts.push(textXml(value))
          return shared(texts.length - 1)
        }
        const timeCell = (value: string): Cell => {
          const ms = Date.parse(`${value}Z`)
          return /^\d{4}-\d\d-\d\d \d/.test(value) && !Number.isNaN(ms)
            ? number(ms / 86_400_000 + 25_569, 1)
            : text(value)
        }
        const cells = rows.map((one) => [
          timeCell(one.time),
          text(one.direction),
          number(one.contact),
          one.text === '' ? undefined : text(one.text),
          number(one.id),
        ])
        const sheets = [{ name: 'Table', rows: [names.map(inline), ...cells] }]
        const workbook = file(writeWorkbook({ sheets, texts, formats: [22] }), 'same.xlsx')
        const table = file([names, ...csv].map((line) => writeCsvRow(line, ',')).join('\n'), 'same.csv')
        const choices = { channel: 'sms', mapping: { row: 'message', columns: {}, delimiter: ',' } } as const
        expect(verdictsOf(workbook, choices)).toEqual(verdictsOf(table, choices))
      }),
      { numRuns: 60 },
    )
  })

  it('can be cut as CSV text by a format that cuts its tables itself', () => {
    const twoLines = [...messageRow.slice(0, 3), inline('two\nlines')]
    const path = file(writeWorkbook(sheetOf(headerRow, twoLines, [], messageRow.slice(0, 2))))
    const { layout } = recognise(path, {}, defaults).reading
    const cut: Cut = (chunks, name) => cutCsvRows(chunks, { delimiter: ',', newline: '\n' }, name)
    expect(
      [...readRawRows(layout, cut)].flatMap(({ rows }) => rows.map(({ line, cells }) => [line, cells] as const)),
    ).toEqual([
      [1, header],
      [2, ['2026-03-02T09:00:00Z', 'in', '+15550100001', 'two\nlines']],
      [3, ['', '', '', '']],
      [4, ['2026-03-02T09:00:00Z', 'in', '', '']],
    ])
  })
})

/** Without lines: a cell of two lines moves the rows below it in CSV only. */
function verdictsOf(path: string, choices: ImportChoices): unknown[] {
  return readAll(path, choices).map(({ line: _line, ...verdict }) => verdict)
}

function textXml(value: string): string {
  // What looks like an escape is escaped itself.
  return `<t xml:space="preserve">${escapeXml(value.replaceAll('_x', '_x005F_x'))}</t>`
}

describe('workbooks that are refused', () => {
  const table = [headerRow, messageRow]

  it('refuses document types and entities', () => {
    const hostile = '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData/></worksheet>'
    const { code, message } = failing({
      sheets: [{ name: 'A', rows: table }],
      parts: { 'xl/worksheets/sheet1.xml': hostile },
    })
    expect(code).toBe('format-malformed')
    expect(message).toContain('document type')
    const entity = '<worksheet><sheetData><row r="1"><c t="str"><v>&xxe;</v></c></row></sheetData></worksheet>'
    expect(failing({ sheets: [{ name: 'A', rows: table }], parts: { 'xl/worksheets/sheet1.xml': entity } }).code).toBe(
      'format-malformed',
    )
  })

  it('refuses broken XML, endless texts, deep nesting and missing parts', () => {
    const withSheet = (xml: string): AppError =>
      failing({ sheets: [{ name: 'A', rows: table }], parts: { 'xl/worksheets/sheet1.xml': xml } })
    expect(withSheet('<worksheet><sheetData>').code).toBe('format-malformed')
    expect(withSheet('').code).toBe('format-malformed')
    expect(withSheet('<a>'.repeat(100)).message).toContain('nested too deeply')
    const noise = Array.from({ length: 2_000_000 }, (_, index) => index.toString(36)).join(' ')
    expect(withSheet(`<worksheet><!-- ${noise} -->`).code).toBe('file-too-large')
    const part = (name: string): AppError =>
      failing({ sheets: [{ name: 'A', rows: table }], parts: { [name]: '<a/>' } })
    expect(part('_rels/.rels').message).toContain('lacks its list of sheets')
    expect(part('xl/_rels/workbook.xml.rels').message).toContain('lacks any sheet')
    expect(failing({ ...sheetOf(headerRow, [shared(5)]) }).message).toContain('refers to a text that is not there')
    const backwards = '<row r="5"><c><v>1</v></c></row><row r="4"/>'
    expect(failing({ sheets: [{ name: 'A', rows: backwards }] }).message).toContain('row 4 follows row 5')
  })

  it('refuses too many columns and rows; a long cell is a rejected row', () => {
    expect(failing(sheetOf([...headerRow, ...Array<undefined>(2000).fill(undefined), inline('x')])).code).toBe(
      'file-too-large',
    )
    expect(failing({ sheets: [{ name: 'A', rows: '<row r="1048577"/>' }] }).code).toBe('file-too-large')
    const long = 'x'.repeat(1_000_001)
    const workbook = { ...sheetOf(headerRow, [...messageRow.slice(0, 3), inline(long)], messageRow), texts: [] }
    const verdicts = readAll(file(writeWorkbook(workbook)))
    expect(verdicts.map((row) => (row.verdict === 'rejected' ? row.code : row.verdict))).toEqual([
      'field-too-long',
      'records',
    ])
    const shareds = { ...sheetOf(headerRow, Array<Cell>(20).fill(shared(0))), texts: [`<t>${long}</t>`] }
    expect(failing(shareds).message).toContain('a row longer than 8 MB')
  })

  it('ends a bomb before anything is inflated', () => {
    const rows = `<row r="1">${' '.repeat(80_000_000)}</row>`
    const path = file(writeWorkbook({ sheets: [{ name: 'A', rows }] }))
    const startedAt = performance.now()
    expect(failureOf(() => recognise(path, {}, defaults)).code).toBe('file-too-large')
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('names a sheet without cells, old and protected workbooks, and other documents', () => {
    expect(failing(sheetOf([])).code).toBe('file-empty')
    const ole = (stream: string): Buffer =>
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(1016),
        Buffer.from(`${stream}\0`, 'utf16le'),
        Buffer.alloc(400),
      ])
    const messageOf = (content: Uint8Array): string => failureOf(() => recognise(file(content), {}, defaults)).message
    expect(messageOf(ole('Workbook'))).toContain('an old Excel workbook (XLS)')
    expect(messageOf(ole('EncryptedPackage'))).toContain('protected with a password')
    expect(messageOf(ole('Contents'))).toContain('an old Office document')
    const types = strToU8('<a/>')
    expect(messageOf(zipSync({ '[Content_Types].xml': types, 'xl/workbook.bin': types }))).toContain('XLSB')
    expect(messageOf(zipSync({ mimetype: types, 'content.xml': types }))).toContain('ODS')
  })

  it('finds a damaged part, and cells of no place', () => {
    const content = writeWorkbook(sheetOf(headerRow, messageRow))
    const at = Buffer.from(content).indexOf('xl/worksheets/sheet1.xml') + 60
    content[at] = (content[at] ?? 0) ^ 0xff
    expect(['format-malformed', 'file-truncated']).toContain(failureOf(() => readAll(file(content))).code)
    expect(failing({ sheets: [{ name: 'A', rows: '<row r="1"><c r="1A"><v>1</v></c></row>' }] }).message).toContain(
      'no cell 1A',
    )
  })

  it('never fails otherwise than with a named error, whatever is changed', () => {
    const whole = writeWorkbook({ ...sheetOf(headerRow, messageRow), texts: ['<t>x</t>'], formats: [14] })
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const bytes = Uint8Array.from(whole)
        bytes[at] = value
        const path = file(bytes, 'changed.xlsx')
        try {
          readAll(path)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 27, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
})
