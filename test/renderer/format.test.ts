import { expect, test } from 'vitest'
import { formatBytes, formatCounted, formatMomentDay, formatName, formatTime } from '../../renderer/format.ts'

test('counted things take their plural', () => {
  expect(formatCounted(1, 'reply', 'replies')).toBe('1 reply')
  expect(formatCounted(1204, 'conversation')).toBe('1,204 conversations')
})

test('names of groups are those of the reader', () => {
  expect(['web_chat', '', 'North'].map(formatName)).toEqual(['Web chat', 'Not known', 'North'])
})

test('clock, day and size', () => {
  const at = Date.UTC(2026, 5, 30, 22, 30, 5)
  expect(formatTime(at, 'Europe/Berlin')).toBe('00:30:05')
  expect(formatMomentDay(at, 'Europe/Berlin')).toBe('Wed, 1 Jul 2026')
  expect([820, 4100, 160_400_000].map(formatBytes)).toEqual(['820 B', '4.1 kB', '160 MB'])
})
