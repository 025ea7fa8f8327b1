import { assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatBytes,
  formatClock,
  formatCounted,
  formatDays,
  formatDuration,
  formatMoment,
  formatValue,
} from '../../renderer/format.ts'

test.each([
  [0, '0 s', '0:00'],
  [8.46, '8.5 s', '0:08'],
  [59.4, '59 s', '0:59'],
  [59.6, '1 min', '1:00'],
  [94, '1 min 34 s', '1:34'],
  [3599.6, '1 h', '1:00:00'],
  [7500, '2 h 5 min', '2:05:00'],
  [86_399, '1 d', '23:59:59'],
  [273_600, '3 d 4 h', '3 d 04:00'],
  [-94, '−1 min 34 s', '−1:34'],
])('%s seconds', (seconds, text, clock) => {
  expect(formatDuration(seconds)).toBe(text)
  expect(formatClock(seconds)).toBe(clock)
})

test('no unit of a duration ever reaches the next one', () => {
  assert(
    property(double({ min: 0, max: 1e7, noNaN: true }), (seconds) => {
      const text = formatDuration(seconds)
      expect(text).not.toMatch(/\b(60 s|60 min|24 h)\b/)
      expect(text).not.toMatch(/\b0 (s|min|h)\b(?!$)| 0 (s|min|h)$/)
    }),
  )
})

test('values carry their unit and no false precision', () => {
  expect(formatValue(0.1234, 'ratio')).toBe('12.3%')
  expect(formatValue(-12.34, 'points')).toBe('−12.3')
  expect(formatValue(1204, 'count')).toBe('1,204')
  expect(formatCounted(1, 'reply', 'replies')).toBe('1 reply')
  expect(formatCounted(2, 'reply', 'replies')).toBe('2 replies')
})

test('days, moments and sizes', () => {
  expect(formatDays('2026-04-01', '2026-06-30').replaceAll(/\s/g, ' ')).toBe('1 Apr – 30 Jun 2026')
  expect(formatMoment(Date.UTC(2026, 5, 30, 22, 30), 'Europe/Berlin')).toBe('1 Jul 2026, 00:30')
  expect([820, 4100, 160_400_000].map(formatBytes)).toEqual(['820 B', '4.1 kB', '160 MB'])
})
