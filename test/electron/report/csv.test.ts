import { array, assert, constantFrom, double, integer, oneof, property, string, tuple } from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvCell, writeCsv } from '../../../electron/report/csv.ts'
import { buildReport } from '../../../electron/report/model.ts'
import { reportInput } from './report-input.ts'

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', ' =', '\u200b=', '\ufeff@', '﹦']
const hostile = tuple(constantFrom(...starts), string({ unit: 'binary' })).map(([start, rest]) => start + rest)

describe('cells', () => {
  it('never start a formula', () => {
    assert(
      property(oneof(hostile, string({ unit: 'binary' }), string()), (text) => {
        const [parsed] = Papa.parse<string[]>(`${csvCell(text)}\r\n`, { delimiter: ',', newline: '\r\n' }).data
        const cell = parsed?.[0] ?? ''
        expect(cell).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫]/u)
        expect([text, `'${text}`]).toContain(cell)
      }),
      { numRuns: 2000 },
    )
  })

  it('leave real numbers as numbers', () => {
    assert(
      property(oneof(double({ noNaN: true, noDefaultInfinity: true }), integer()), (value) => {
        expect(Number(csvCell(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  it('are read back as they were written, whatever stands in them', () => {
    assert(
      property(
        array(
          string({ unit: 'grapheme' }).map((text) => `x${text}`),
          { minLength: 1, maxLength: 5 },
        ),
        (cells) => {
          const line = `${cells.map(csvCell).join(',')}\r\n`
          expect(Papa.parse<string[]>(line, { delimiter: ',', newline: '\r\n' }).data[0]).toEqual(cells)
        },
      ),
    )
  })
})

describe('the tidy table', () => {
  const text = writeCsv(buildReport(reportInput))
  const table = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })

  const find = (kpi: string, side: string, statistic: string): string | undefined =>
    table.data.find(
      (row) => row['kpi'] === kpi && row['side'] === side && row['grouping'] === '' && row['statistic'] === statistic,
    )?.['value']

  it('has one row per KPI, selection, group and statistic', () => {
    expect(table.errors).toEqual([])
    expect(table.meta.fields).toEqual(['kpi', 'unit', 'side', 'selection', 'grouping', 'group', 'statistic', 'value'])
    const keys = table.data.map((row) => JSON.stringify({ ...row, value: '' }))
    expect(new Set(keys).size).toBe(keys.length)
    for (const { value } of table.data) expect(value).not.toBe('')
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })

  it('carries the numbers of the report unrounded', () => {
    expect(find('first-response-time', 'subject', 'median')).toBe('94')
    expect(find('first-response-time', 'comparison', 'difference')).toBe('-156')
    expect(find('first-response-time', 'comparison', 'ratio_interval_high')).toBe('0.427')
    expect(find('unanswered-share', 'subject', 'value')).toBe(String(31 / 873))
    expect(find('resolution-time', 'subject', 'median')).toBeUndefined()
    expect(find('resolution-time', 'subject', 'note')).toContain('No closing times')
  })
})
