/**
 * What a rule makes of a measured baseline, and what its weeks say about the result: shown before a target is saved. The
 * saved target is measured again by the engine; this is the same arithmetic on the same numbers.
 */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult, TargetRule } from '../../../shared/kpi.ts'
import { formatCount, formatKpiValue, formatNumber, formatShare } from '../../../shared/units.ts'
import { isDrawable } from '../../components/kpi-text.ts'

export interface TargetPreview {
  /** Null where the baseline cannot give one. */
  readonly value: number | null
  readonly derivation: string
  readonly evidence: string
  /** The measured history supports it: at least a tenth of the weeks reached it. */
  readonly isSupported: boolean
}

/** A quartile of fewer weeks would be one week's luck. */
const fewestWeeks = 4
/** Weeks with fewer cases say more about chance than about the channel. */
const fewestCases = 10
const supportedFrom = 0.1

/** `name` is the baseline inside a sentence, such as `web chat`. */
export function previewTarget(
  kpi: KpiId,
  rule: TargetRule,
  baseline: KpiResult,
  weeks: readonly KpiResult[],
  name: string,
): TargetPreview {
  const { better, unit } = kpiCatalogue[kpi]
  const isLower = better === 'lower'
  const weekly = weeks
    .filter((week) => week.status === 'ok')
    .flatMap((week) => (week.period?.complete === false || week.n < fewestCases ? [] : [week.value]))
  const [value, derivation] = deriveValue(rule, baseline, weekly, isLower, name)
  if (value === null) return { value, derivation, evidence: '', isSupported: false }
  const reached = weekly.filter((week) => (isLower ? week <= value : week >= value)).length
  const isSupported = weekly.length > 0 && reached / weekly.length >= supportedFrom
  const measured = isDrawable(baseline)
    ? ` Over the whole period it measured ${formatKpiValue(unit, baseline.value)}.`
    : ''
  const evidence =
    weekly.length === 0
      ? `No week of ${name} has enough cases to check it against.`
      : `${name.charAt(0).toUpperCase()}${name.slice(1)} reached this in ${formatCount(reached)} of ` +
        `${formatCount(weekly.length)} weeks.${measured}`
  return { value, derivation, evidence, isSupported }
}

function deriveValue(
  rule: TargetRule,
  baseline: KpiResult,
  weekly: readonly number[],
  isLower: boolean,
  name: string,
): readonly [number | null, string] {
  if (rule.kind === 'value') return [rule.value, 'typed by hand, not measured']
  if (rule.kind === 'best-quarter') {
    if (weekly.length < fewestWeeks)
      return [null, `needs at least ${fewestWeeks} whole weeks of ${name}; there are ${weekly.length}`]
    return [quantile(weekly, isLower ? 0.25 : 0.75), `the best quarter of the weeks of ${name}`]
  }
  if (!isDrawable(baseline)) return [null, `needs a measured baseline; ${name} has none`]
  if (rule.kind === 'match') return [baseline.value, `as good as ${name}`]
  const { unit } = baseline
  const sign = isLower ? -1 : 1
  // A share of an NPS has no meaning near 0: there 10 % are 10 of its points.
  const isPoints = unit === 'points'
  const value = isPoints ? baseline.value + sign * rule.by * 100 : baseline.value * (1 + sign * rule.by)
  const by = isPoints ? `${formatNumber(rule.by * 100, 0)} points` : formatShare(rule.by)
  const most = { ratio: 1, points: 100, seconds: Infinity, count: Infinity }[unit]
  if (value > most || value < (isPoints ? -100 : 0)) return [null, `${by} better than ${name} does not exist`]
  return [value, `${by} better than ${name}`]
}

/** Hyndman–Fan type 7, as everywhere in the app. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const low = sorted[Math.floor(position)] ?? 0
  const high = sorted[Math.ceil(position)] ?? low
  return low + (high - low) * (position - Math.floor(position))
}
