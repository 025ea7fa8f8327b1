/** A row of a comparison in words. */
import type { ComparisonRow, KpiUnit } from '../../shared/kpi.ts'
import { formatInterval, formatKpiValue, formatNumber } from '../../shared/units.ts'

const minus = '\u2212'

/** With its sign: `+1.2 %`, `−1 min 52 s`. */
export function signed(unit: KpiUnit, difference: number): string {
  const text = formatKpiValue(unit, difference)
  return difference > 0 ? `+${text}` : text
}

/** Shares differ by points, not by percent: 4 % against 2 % is 2 points. */
export function differenceText(row: ComparisonRow): string {
  if (row.difference === null) return '–'
  if (row.unit === 'ratio') return `${points(row.difference)} pts`
  return signed(row.unit, row.difference)
}

const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? minus : '')

const points = (share: number): string => `${sign(share)}${formatNumber(Math.abs(share) * 100, 1)}`

/** `0.53 ×` */
export const ratioText = (ratio: number): string => `${formatNumber(ratio, 2)} ×`

/** The interval of the ratio or of the difference; null where there is none. */
export function rowIntervalText(row: ComparisonRow): string | null {
  const { interval, unit } = row
  if (!interval) return null
  if (interval.of === 'ratio') return `${formatNumber(interval.low, 2)} to ${ratioText(interval.high)}`
  if (unit !== 'ratio') return formatInterval(unit, interval.low, interval.high)
  return `${points(interval.low)} to ${points(interval.high)} pts`
}

/** Out of 100 random pairs; null where there is no such number. */
export function pairsText(row: ComparisonRow): string | null {
  return row.probabilityBetter === null ? null : `${Math.round(row.probabilityBetter * 100)} of 100`
}
