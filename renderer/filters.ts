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

/**
 * The inclusive days of a preset, counted back from the last day with data. A started month, quarter or year reaches to
 * its own end, so that two exports of the same month ask the same question.
 */
export function periodOf(preset: PeriodPreset, lastDay: Day): Period {
  const [year = 0, month = 1, day = 1] = lastDay.split('-').map(Number)
  const monthIndex = month - 1
  const quarterStart = monthIndex - (monthIndex % 3)
  switch (preset) {
    case 'all':
      return {}
    case 'last-7-days':
      return { from: toDay(year, monthIndex, day - 6), to: lastDay }
    case 'last-30-days':
      return { from: toDay(year, monthIndex, day - 29), to: lastDay }
    case 'last-90-days':
      return { from: toDay(year, monthIndex, day - 89), to: lastDay }
    case 'this-month':
      return { from: toDay(year, monthIndex, 1), to: toDay(year, monthIndex + 1, 0) }
    case 'last-month':
      return { from: toDay(year, monthIndex - 1, 1), to: toDay(year, monthIndex, 0) }
    case 'this-quarter':
      return { from: toDay(year, quarterStart, 1), to: toDay(year, quarterStart + 3, 0) }
    case 'last-quarter':
      return { from: toDay(year, quarterStart - 3, 1), to: toDay(year, quarterStart, 0) }
    case 'this-year':
      return { from: toDay(year, 0, 1), to: toDay(year, 12, 0) }
  }
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
