/** A target as short text: what has to be reached, or what has to be matched and how closely. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { TargetRule } from '../../shared/goals.ts'
import type { KpiId } from '../../shared/kpi.ts'
import { describeSmallest } from '../../shared/smallest-difference.ts'
import type { SmallestDifference } from '../../shared/smallest-difference.ts'
import { formatKpiValue } from '../../shared/units.ts'

/** `≤ 3 min 42 s`; a match leaves room for differences that do not matter: `4 min 7 s, within 10 %`. */
export function targetText(kpi: KpiId, rule: TargetRule, value: number, smallest: SmallestDifference): string {
  const { unit, better } = kpiCatalogue[kpi]
  const text = formatKpiValue(unit, value)
  if (rule.kind === 'match') return `${text}, within ${describeSmallest(unit, smallest)}`
  return `${better === 'lower' ? '≤' : '≥'} ${text}`
}
