import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInFormat, cellText, readFormatCode } from '../../../../electron/import/file/cell-format.ts'

describe('formats of cells', () => {
  it.each([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0.00 "USD"', 'number'],
    ['[$€-407] #,##0', 'number'],
    ['0.00E+00', 'number'],
    ['0" days"', 'number'],
    ['@', 'number'],
    ['General" minutes"', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['d. mmmm yyyy', 'date'],
    ['mmm', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['dd/mm/yyyy;@', 'date'],
    ['m/d/yy h:mm', 'date-time'],
    ['yyyy\\-mm\\-dd\\ hh:mm:ss', 'date-time'],
    ['yyyy-mm-dd"T"hh:mm:ss.000"Z"', 'date-time'],
    ['[$-409]m/d/yyyy h:mm AM/PM', 'date-time'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss.0', 'time'],
    ['[$-F400]h:mm:ss\\ AM/PM', 'time'],
    ['[h]:mm:ss', 'duration'],
    ['[mm]:ss', 'duration'],
    ['[Red]0;[Blue]-0', 'number'],
  ] as const)('%s is of a %s', (code, kind) => {
    expect(readFormatCode(code).kind).toBe(kind)
  })

  it('knows the built-in ones', () => {
    expect([0, 1, 9, 49].map((id) => builtInFormat(id).kind)).toEqual(['number', 'number', 'number', 'number'])
    expect([14, 17, 20, 22, 46, 57].map((id) => builtInFormat(id).kind)).toEqual([
      'date',
      'date',
      'time',
      'date-time',
      'duration',
      'date',
    ])
  })
})

function textOf(raw: string, code: string, is1904 = false): string {
  return cellText(raw, readFormatCode(code), is1904)
}

describe('texts of numbers', () => {
  it('writes whole numbers without an exponent, however long', () => {
    expect(textOf('15550100001', 'General')).toBe('15550100001')
    expect(textOf('1.5550100001E10', 'General')).toBe('15550100001')
    expect(textOf('1.0E25', 'General')).toBe('10000000000000000905969664')
    expect(textOf('12345678901234567890', 'General')).toBe('12345678901234567890')
    expect(textOf('4.2000000000000002', '0.00')).toBe('4.2')
    expect(textOf('0', 'General')).toBe('0')
    expect(textOf('-7', 'General')).toBe('-7')
    expect(textOf('NaN', 'General')).toBe('NaN')
  })

  it('writes days and times in both systems', () => {
    // Values as Excel shows them for 2 March 2026, 9:00:01.
    expect(textOf('46083.375011574077', 'yyyy-mm-dd hh:mm:ss')).toBe('2026-03-02 09:00:01')
    expect(textOf('44621.375011574077', 'yyyy-mm-dd hh:mm:ss', true)).toBe('2026-03-02 09:00:01')
    expect(textOf('46083.375011574', 'yyyy-mm-dd hh:mm:ss.000')).toBe('2026-03-02 09:00:01.000')
    expect(textOf('46083', 'yyyy-mm-dd')).toBe('2026-03-02')
    expect(textOf('46083', 'yyyy-mm-dd hh:mm')).toBe('2026-03-02 00:00:00')
    // The format hides a time or a day that is there.
    expect(textOf('46083.5', 'yyyy-mm-dd')).toBe('2026-03-02 12:00:00')
    expect(textOf('46083.5', 'hh:mm')).toBe('2026-03-02 12:00:00')
    expect(textOf('0.5', 'hh:mm')).toBe('12:00:00')
    expect(textOf('0.25', 'm/d/yy h:mm')).toBe('06:00:00')
    expect(textOf('0', 'yyyy-mm-dd', true)).toBe('1904-01-01')
    // 1900 has a 29 February there.
    expect(textOf('1', 'yyyy-mm-dd')).toBe('1900-01-01')
    expect(textOf('59', 'yyyy-mm-dd')).toBe('1900-02-28')
    expect(textOf('61', 'yyyy-mm-dd')).toBe('1900-03-01')
    expect(textOf('2958465', 'yyyy-mm-dd')).toBe('9999-12-31')
  })

  it('writes durations with all their hours', () => {
    expect(textOf('1.5', '[h]:mm:ss')).toBe('36:00:00')
    expect(textOf('0.0034722222222222', '[mm]:ss')).toBe('0:05:00')
    expect(textOf('-0.25', '[h]:mm:ss')).toBe('-6:00:00')
  })

  it('leaves numbers that are no day as numbers', () => {
    expect(textOf('-1', 'yyyy-mm-dd')).toBe('-1')
    expect(textOf('1772442001', 'yyyy-mm-dd hh:mm')).toBe('1772442001')
  })

  it('gives back every second of two centuries', () => {
    const first = Date.UTC(1901, 0, 1) / 1000
    fc.assert(
      fc.property(fc.integer({ min: first, max: first + 200 * 366 * 86_400 }), (seconds) => {
        const serial = seconds / 86_400 + 25_569
        const text = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
        expect(textOf(String(serial), 'yyyy-mm-dd hh:mm:ss')).toBe(text)
        // Some writers keep ten digits behind the point.
        expect(textOf(serial.toFixed(8), 'yyyy-mm-dd hh:mm:ss')).toBe(text)
      }),
    )
  })
})
