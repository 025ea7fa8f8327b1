/** A change of a target in words. */
import type { TargetChange, TargetSnapshot } from '../../../shared/goals.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { describeSelection, formatCount, formatKpiValue } from '../../../shared/units.ts'
import { describeShare } from './target-evidence.ts'

/** `Changed from match web chat: 1 min 34 s to beat web chat by 10 %: 1 min 25 s.` */
export function describeTargetChange(kpi: KpiId, { what, from, to }: Omit<TargetChange, 'sentence'>): string {
  if (what === 'measured-again' && from !== null && to !== null)
    return `Measured again: ${targetText(kpi, from)} became ${targetText(kpi, to)}, ${measuredText(kpi, to)}.`
  if (from !== null && to !== null)
    return `Changed from ${targetText(kpi, from)} to ${targetText(kpi, to)}, ${measuredText(kpi, to)}.`
  if (to !== null) return `Set to ${targetText(kpi, to)}, ${measuredText(kpi, to)}.`
  return from === null ? 'Removed.' : `Removed; it was ${targetText(kpi, from)}.`
}

function targetText(kpi: KpiId, { rule, value, baseline }: TargetSnapshot): string {
  const { unit } = kpiCatalogue[kpi]
  const number = value === null ? 'no value' : formatKpiValue(unit, value)
  const name = describeSelection({ ...baseline, from: undefined, to: undefined })
  switch (rule.kind) {
    case 'match':
      return `${number} (match ${name})`
    case 'beat':
      return `${number} (beat ${name} by ${describeShare(rule.by, kpi)})`
    case 'best-quarter':
      return `${number} (best quarter of ${name})`
    case 'value':
      return `${number} (typed by hand)`
  }
}

function measuredText(kpi: KpiId, { baseline, baselineValue, baselineN }: TargetSnapshot): string {
  return `where ${describeSelection(baseline)} measured ${formatKpiValue(kpiCatalogue[kpi].unit, baselineValue)} (n = ${formatCount(baselineN)})`
}
