/** What stands beside a verdict, in words that screens, reports and the headless command share. */
import type { ComparisonRow, KpiUnit } from './kpi.ts'
import { describeSmallest } from './smallest-difference.ts'
import { formatCount, formatKpiValue, formatNumber } from './units.ts'

type SameAgents = NonNullable<ComparisonRow['sameAgents']>

/** `0.84 ×`, or a difference in the KPI's unit: shares in percentage points. */
function effectText(unit: KpiUnit, of: SameAgents['of'], value: number): string {
  if (of === 'ratio') return `${formatNumber(value, 2)} ×`
  const sign = value > 0 ? '+' : ''
  return `${sign}${unit === 'ratio' ? `${formatNumber(value * 100, 1)} pts` : formatKpiValue(unit, value)}`
}

/** Agents who work both sides, each compared with themselves; null where fewer than three do. */
export function sameAgentsText({ sameAgents, unit }: ComparisonRow, subjectName: string): string | null {
  if (sameAgents === null) return null
  const { of, agents, lower, median, interval } = sameAgents
  const text = (value: number): string => effectText(unit, of, value)
  const range = interval === null ? 'too few for an interval' : `95 %: ${text(interval.low)} to ${text(interval.high)}`
  return `${formatCount(agents)} agents work both; each compared with themselves, the one in the middle has ${text(median)} (${range}), and ${formatCount(lower)} of them are lower on ${subjectName}.`
}

/** What the verdict was measured against; null where there is no verdict in any case. */
export function smallestText({ better, unit, smallest }: ComparisonRow): string | null {
  return better === 'neutral' ? null : describeSmallest(unit, smallest)
}

export function primaryText({ isPrimary }: ComparisonRow): string | null {
  return isPrimary
    ? 'The primary KPI of its goal, chosen beforehand: tested alone, while the others share the chance of a false alarm.'
    : null
}
