/** Which days the data cover: the denominator of rates per day, and what makes a period complete. */
import type { Facts } from '../../shared/facts.ts'
import type { Channel, Day, Selection, WorkspaceSettings } from '../../shared/model.ts'
import { dayNumber, dayOf } from '../../shared/time.ts'

/** Inclusive, both within the selection and the data; `from` lies after `to` where these do not meet. */
export interface CoveredDays {
  readonly from: Day
  readonly to: Day
}

/**
 * From the day of the first to the day of the last event of these channels, cut to the selection; null without any
 * event. The days of the first and the last event count as covered: an export of a month seldom has an event at midnight.
 */
export function coveredDays(
  facts: Facts,
  of: readonly Channel[],
  selection: Selection,
  settings: WorkspaceSettings,
): CoveredDays | null {
  const starts = of.map((channel) => facts.dataStart[channel]).filter((at) => !Number.isNaN(at))
  const ends = of.map((channel) => facts.dataEnd[channel]).filter((at) => !Number.isNaN(at))
  if (starts.length === 0 || ends.length === 0) return null
  const first = dayOf(Math.min(...starts), settings.zone)
  const last = dayOf(Math.max(...ends), settings.zone)
  // Days are written so that the order of their texts is their order in time.
  return {
    from: selection.from !== undefined && selection.from > first ? selection.from : first,
    to: selection.to !== undefined && selection.to < last ? selection.to : last,
  }
}

export function countDays(days: CoveredDays | null): number {
  return days === null ? 0 : Math.max(0, dayNumber(days.to) - dayNumber(days.from) + 1)
}

/** Whether every day of the period is covered. */
export function isWholePeriod(days: CoveredDays | null, from: Day, to: Day): boolean {
  return days !== null && from >= days.from && to <= days.to
}
