/** A target as short text: what has to be reached, or what has to be matched and how closely. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { TargetRule } from '../../shared/goals.ts'
import type { KpiId, KpiUnit } from '../../shared/kpi.ts'
import { formatKpiValue, formatNumber, formatShare } from '../../shared/units.ts'

/** `≤ 3 min 42 s`; a match leaves room for differences that do not matter: `4 min 7 s, within 10 %`. */
export function targetText(kpi: KpiId, rule: TargetRule, value: number): string {
  const { unit, better, smallestDifference } = kpiCatalogue[kpi]
  const text = formatKpiValue(unit, value)
  if (rule.kind === 'match') return `${text}, within ${allowanceText(unit, smallestDifference)}`
  return `${better === 'lower' ? '≤' : '≥'} ${text}`
}

/** Times differ by a share of the baseline, everything else by an absolute amount. */
function allowanceText(unit: KpiUnit, smallest: number): string {
  if (unit === 'ratio') return `${formatNumber(smallest * 100, 0)} pts`
  return unit === 'points' ? formatKpiValue(unit, smallest) : formatShare(smallest)
}
