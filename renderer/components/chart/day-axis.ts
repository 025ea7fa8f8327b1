/** A linear axis over calendar days, so that a gap in the data is a gap in the picture. */
import type { Day } from '../../../shared/model.ts'

const dayMs = 86_400_000

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs

const monthText = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short' })
const dayText = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })

export interface DayTick {
  readonly value: number
  readonly text: string
}

/** At most eight ticks: days where a few weeks are shown, else firsts of months; the year where it begins. */
export function dayTicks(first: number, last: number): readonly DayTick[] {
  const span = last - first
  if (span <= 50) {
    const step = Math.max(1, Math.ceil(span / 7 / 7) * 7)
    const ticks: DayTick[] = []
    for (let value = first; value <= last; value += step) ticks.push({ value, text: dayText.format(value * dayMs) })
    return ticks
  }
  const monthStep = [1, 2, 3, 6, 12, 24].find((step) => span / 30.4 / step <= 8) ?? 60
  const start = new Date(first * dayMs)
  const ticks: DayTick[] = []
  for (let month = start.getUTCMonth(); ; month++) {
    const at = new Date(Date.UTC(start.getUTCFullYear(), month, 1))
    const value = at.getTime() / dayMs
    if (value > last) return ticks
    if (value < first || (at.getUTCFullYear() * 12 + at.getUTCMonth()) % monthStep !== 0) continue
    const isJanuary = at.getUTCMonth() === 0
    ticks.push({
      value,
      text: isJanuary || ticks.length === 0 ? `${monthText.format(at)} ${at.getUTCFullYear()}` : monthText.format(at),
    })
  }
}
