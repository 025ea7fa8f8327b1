import { assert, constantFrom, date as anyDate, property } from 'fast-check'
import { expect, test } from 'vitest'
import { periodOf, periodPresetIds, presetOf, withNames, withPeriod } from '../../renderer/filters.ts'

test.each([
  ['last-7-days', '2026-03-03', '2026-02-25', '2026-03-03'],
  ['last-30-days', '2026-06-28', '2026-05-30', '2026-06-28'],
  ['last-90-days', '2026-06-28', '2026-03-31', '2026-06-28'],
  ['this-month', '2024-02-10', '2024-02-01', '2024-02-29'],
  ['last-month', '2026-01-10', '2025-12-01', '2025-12-31'],
  ['this-quarter', '2026-06-28', '2026-04-01', '2026-06-30'],
  ['last-quarter', '2026-02-28', '2025-10-01', '2025-12-31'],
  ['this-year', '2026-06-28', '2026-01-01', '2026-12-31'],
] as const)('%s of data ending on %s is %s to %s', (preset, lastDay, from, to) => {
  expect(periodOf(preset, lastDay)).toEqual({ from, to })
})

test('a preset is recognised from its days, whatever the last day', () => {
  const anyDay = anyDate({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  assert(
    property(anyDay, constantFrom(...periodPresetIds), (date, preset) => {
      const lastDay = date.toISOString().slice(0, 10)
      const period = periodOf(preset, lastDay)
      const found = presetOf(withPeriod({ teams: ['a'] }, period), lastDay)
      // Another preset may cover the same days, such as last 90 days and a quarter of 90 days.
      expect(found).not.toBeNull()
      expect(found && periodOf(found, lastDay)).toEqual(period)
    }),
  )
})

test('what is not filtered leaves no trace in the selection', () => {
  const selection = withNames({ from: '2026-01-01', to: '2026-01-31' }, 'teams', ['Billing'])
  expect(withPeriod(withNames(selection, 'teams', []), {})).toStrictEqual({})
})
