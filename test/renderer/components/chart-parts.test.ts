import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPoint } from '../../../renderer/components/chart/chart-points.tsx'
import type { ChartPoint } from '../../../renderer/components/chart/chart-points.tsx'
import { dayNumber, dayTicks } from '../../../renderer/components/chart/day-axis.ts'
import { timeScale } from '../../../renderer/components/chart/time-axis.ts'
import { textCell, twinToCsv } from '../../../renderer/components/chart/twin.ts'

describe('time axis', () => {
  it('has ticks that people say', () => {
    expect(timeScale([8, 100_000]).ticks).toEqual([10, 60, 600, 3600, 86_400])
    expect(timeScale([70, 280]).ticks).toContain(120)
  })

  it('holds every value, zero included, with two to eight ticks inside', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e8, noNaN: true }), { maxLength: 20 }), (seconds) => {
        const { min, max, ticks } = timeScale(seconds)
        expect(min).toBeGreaterThan(0)
        for (const value of seconds) {
          expect(Math.max(value, 0.5)).toBeGreaterThanOrEqual(min)
          expect(Math.max(value, 0.5)).toBeLessThanOrEqual(max)
        }
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(8)
        for (const tick of ticks) expect(tick >= min && tick <= max).toBe(true)
      }),
    )
  })
})

describe('day axis', () => {
  it('shows days for a few weeks and months beyond, with the year where it begins', () => {
    expect(dayTicks(dayNumber('2026-06-01'), dayNumber('2026-06-28')).map((tick) => tick.text)).toEqual([
      '1 Jun',
      '8 Jun',
      '15 Jun',
      '22 Jun',
    ])
    expect(dayTicks(dayNumber('2025-11-03'), dayNumber('2026-03-30')).map((tick) => tick.text)).toEqual([
      'Dec 2025',
      'Jan 2026',
      'Feb',
      'Mar',
    ])
  })

  it('never crowds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 8000 }), (first, span) => {
        expect(dayTicks(first, first + span).length).toBeLessThanOrEqual(9)
      }),
    )
  })
})

describe('table twin as CSV', () => {
  it('keeps numbers numeric, quotes what needs it, leaves unknown empty', () => {
    const columns = [
      { label: 'Name', numeric: false },
      { label: 'Value', numeric: true },
    ]
    const rows = [
      [textCell('a, "b"'), { text: '−1 min 5 s', value: -65 }],
      [textCell('c'), { text: '–', value: null }],
    ]
    expect(twinToCsv({ columns, rows })).toBe('Name,Value\r\n"a, ""b""",-65\r\nc,\r\n')
  })

  it('gives no text to a spreadsheet as a formula', () => {
    const starts = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠')
    fc.assert(
      fc.property(starts, fc.string(), (start, rest) => {
        const csv = twinToCsv({ columns: [], rows: [[textCell(start + rest)]] })
        expect(/^\r\n"?'/.test(csv)).toBe(true)
      }),
    )
  })
})

const point = (row: number, column: number): ChartPoint => ({
  series: row,
  index: column,
  row,
  column,
  title: '',
  lines: [],
  pick: null,
})

describe('points by keyboard', () => {
  const points = [point(0, 0), point(0, 1), point(0, 4), point(1, 1), point(1, 3)]
  const go = (from: number, key: string): number =>
    points.indexOf(nextPoint(points, points[from] ?? point(0, 0), key) ?? point(9, 9))

  it('goes along a series and to the nearest point of another', () => {
    expect(go(0, 'ArrowRight')).toBe(1)
    expect(go(1, 'ArrowRight')).toBe(2)
    expect(go(2, 'ArrowRight')).toBe(-1)
    expect(go(2, 'ArrowDown')).toBe(4)
    expect(go(3, 'ArrowUp')).toBe(1)
    expect(go(3, 'Home')).toBe(0)
    expect(go(0, 'End')).toBe(4)
    expect(go(0, 'a')).toBe(-1)
  })
})
