/** Which periods a span of days is shown in, and how they are called. */
import type { PeriodGrouping } from '../../../shared/kpi.ts'
import type { Day, Selection, WorkspaceSummary } from '../../../shared/model.ts'
import { formatDay } from '../../../shared/units.ts'

const dayMs = 86_400_000

const later = (a: Day, b: Day | undefined): Day => (b !== undefined && b > a ? b : a)
const earlier = (a: Day, b: Day | undefined): Day => (b !== undefined && b < a ? b : a)

/** Days up to five weeks, weeks up to a year and a half, months beyond. */
export function periodFor(workspace: WorkspaceSummary, selection: Selection): PeriodGrouping {
  const { firstDay, lastDay } = workspace
  if (firstDay === null || lastDay === null) return 'week'
  const days = (Date.parse(earlier(lastDay, selection.to)) - Date.parse(later(firstDay, selection.from))) / dayMs + 1
  if (days <= 35) return 'day'
  return days <= 550 ? 'week' : 'month'
}

/** Of a period soon after the data begin. */
export const earlyReservation = 'Too low: earlier customers are not in the data'

/** What hollow points are; null where there are none. */
export function hollowWords(by: PeriodGrouping, hasOpen: boolean, hasEarly: boolean): string | null {
  const words = [...(hasOpen ? [`${by} not complete`] : []), ...(hasEarly ? ['too soon after the data begin'] : [])]
  return words.length === 0 ? null : `hollow: ${words.join(', or ')}`
}

const monthYear = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** `Week of 2 Mar 2026`, `March 2026`. */
export function periodLabel(grouping: PeriodGrouping, from: Day): string {
  switch (grouping) {
    case 'day':
      return formatDay(from)
    case 'week':
      return `Week of ${formatDay(from)}`
    case 'month':
      return monthYear.format(Date.parse(`${from}T00:00:00Z`))
    case 'quarter':
      return `Quarter from ${formatDay(from)}`
  }
}
