/** What the filter bar holds, and the periods it offers. Periods end with the data, not today: exports are old. */
import type { Day, HoursMode, Selection } from '../shared/model.ts'

export interface Filters {
  readonly selection: Selection
  readonly hours: HoursMode
}

export const noFilters: Filters = { selection: {}, hours: 'calendar' }

export const periodPresets = {
  all: 'All data',
  'last-7-days': 'Last 7 days',
  'last-30-days': 'Last 30 days',
  'last-90-days': 'Last 90 days',
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-quarter': 'This quarter',
  'last-quarter': 'Last quarter',
  'this-year': 'This year',
} as const
export type PeriodPreset = keyof typeof periodPresets
export const periodPresetIds = Object.keys(periodPresets) as readonly PeriodPreset[] // keys of a const object

export interface Period {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

const toDay = (year: number, monthIndex: number, day: number): Day =>
  new Date(Date.UTC(year, monthIndex, day)).toISOString().slice(0, 10)

/** A day as its year, month from 0 and day of the month. */
type DayParts = readonly [year: number, month: number, day: number]

const rolling =
  (days: number) =>
  ([year, month, day]: DayParts): Period => ({ from: toDay(year, month, day - days + 1), to: toDay(year, month, day) })
const months = (year: number, first: number, count: number): Period => ({
  from: toDay(year, first, 1),
  to: toDay(year, first + count, 0),
})

const periods: Readonly<Record<PeriodPreset, (lastDay: DayParts) => Period>> = {
  all: () => ({}),
  'last-7-days': rolling(7),
  'last-30-days': rolling(30),
  'last-90-days': rolling(90),
  'this-month': ([year, month]) => months(year, month, 1),
  'last-month': ([year, month]) => months(year, month - 1, 1),
  'this-quarter': ([year, month]) => months(year, month - (month % 3), 3),
  'last-quarter': ([year, month]) => months(year, month - (month % 3) - 3, 3),
  'this-year': ([year]) => months(year, 0, 12),
}

/**
 * The inclusive days of a preset, counted back from the last day with data. A started month, quarter or year reaches to
 * its own end, so that two exports of the same month ask the same question.
 */
export function periodOf(preset: PeriodPreset, lastDay: Day): Period {
  const [year = 0, month = 1, day = 1] = lastDay.split('-').map(Number)
  return periods[preset]([year, month - 1, day])
}

/** The presets as choices of a picker, each with its days. */
export function periodOptions(lastDay: Day): readonly (Period & { readonly label: string })[] {
  return periodPresetIds.map((id) => {
    const { from, to } = periodOf(id, lastDay)
    return { label: periodPresets[id], from, to }
  })
}

/** The preset that a selection's days are, or null if they were picked by hand. */
export function presetOf(selection: Selection, lastDay: Day): PeriodPreset | null {
  for (const preset of periodPresetIds) {
    const period = periodOf(preset, lastDay)
    if (period.from === selection.from && period.to === selection.to) return preset
  }
  return null
}

/** The selection with other days; absent days are left out rather than kept as undefined, so that equal means equal. */
export function withPeriod(selection: Selection, period: Period): Selection {
  const { from: _from, to: _to, ...rest } = selection
  return { ...rest, ...(period.from ? { from: period.from } : {}), ...(period.to ? { to: period.to } : {}) }
}

/** The lists of a selection that the filter bar can narrow. */
export type FilterList = 'channels' | 'teams' | 'agents' | 'inboxes' | 'sources'

/** The selection with another list of names; an empty list means all and is left out. */
export function withNames<List extends FilterList>(
  selection: Selection,
  list: List,
  names: NonNullable<Selection[List]>,
): Selection {
  const { [list]: _previous, ...rest } = selection
  return names.length === 0 ? rest : { ...rest, [list]: names }
}
