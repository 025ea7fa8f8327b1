/** Targets that follow from a measured baseline, and whether they are met. */
import { isVolume, kpiCatalogue, rangeOf } from '../../../shared/kpi.ts'
import type { KpiResult, MeasuredKpi } from '../../../shared/kpi.ts'
import type { TargetEvidence, TargetRule, TargetState } from '../../../shared/goals.ts'
import type { SmallestDifference } from '../../../shared/smallest-difference.ts'
import { formatCount, formatInterval, formatKpiValue, formatShare } from '../../../shared/units.ts'
import { minimumCasesPerPeriod, minimumForVerdict, minimumWeeks } from '../statistics/gates.ts'
import { quantile7 } from '../statistics/quantile.ts'
import { describeShare, enoughCases, evidenceOf, reaches } from './target-evidence.ts'
import type { MeasuredHistory, TargetNames } from './target-evidence.ts'
import { sentence, unmeasuredReason } from '../wording.ts'

interface DerivedTarget {
  /** Null where the rule has nothing to follow from. */
  readonly value: number | null
  /** How the value came about, one sentence. */
  readonly derivation: string
  /** Null where there is no value. */
  readonly evidence: TargetEvidence | null
}

const defaultNames: TargetNames = { subject: 'it', baseline: 'the baseline' }

/** The target of a rule. Volumes have no better and so no target. */
export function deriveTarget(
  rule: TargetRule,
  baseline: MeasuredKpi,
  history: MeasuredHistory,
  names: TargetNames = defaultNames,
): DerivedTarget {
  const { better } = baseline
  if (better === 'neutral')
    return { value: null, derivation: 'A volume is neither better nor worse, so it has no target.', evidence: null }
  const { value, derivation } = targetOf(
    rule,
    baseline,
    enoughCases(history.baseline, baseline),
    better,
    names.baseline,
  )
  return {
    value,
    derivation: sentence(derivation),
    evidence: value === null ? null : evidenceOf(rule, value, baseline, history, names),
  }
}

/** What a reader has to see beside the number. */
export function marksOf(rule: TargetRule, evidence: TargetEvidence | null): string[] {
  if (rule.kind !== 'value') return []
  return ['manual, not measured', ...(evidence?.isSupported === false ? ['not supported by your data'] : [])]
}

function targetOf(
  rule: TargetRule,
  baseline: MeasuredKpi,
  weeks: readonly number[],
  better: 'lower' | 'higher',
  name: string,
): { readonly value: number | null; readonly derivation: string } {
  const format = (value: number): string => formatKpiValue(baseline.unit, value)
  const measured = `${name} measured ${format(baseline.value)} (n = ${formatCount(baseline.n)})`
  if (rule.kind === 'match') return { value: baseline.value, derivation: `match ${name}: ${measured}` }
  if (rule.kind === 'value') return { value: rule.value, derivation: `typed by hand, not measured; ${measured}` }
  if (rule.kind === 'best-quarter') return bestQuarter(weeks, better, name)
  const value = beaten(baseline, rule.by, better)
  if (value === null) return { value, derivation: `${measured}; ${formatShare(rule.by)} better does not exist` }
  return { value, derivation: `beat ${name} by ${describeShare(rule.by, baseline.id)}: ${measured}` }
}

/** The better quartile of the weekly values. */
function bestQuarter(weeks: readonly number[], better: 'lower' | 'higher', name: string): ReturnType<typeof targetOf> {
  if (weeks.length < minimumWeeks) {
    const need = `a best quarter needs at least ${minimumWeeks} whole weeks of ${minimumCasesPerPeriod} cases or more`
    return { value: null, derivation: `${need}; ${name} has ${weeks.length}` }
  }
  const value = quantile7(Float64Array.from(weeks).sort(), better === 'lower' ? 0.25 : 0.75)
  return { value, derivation: `reached in the best quarter of ${formatCount(weeks.length)} weeks of ${name}` }
}

/**
 * A share better than the baseline; null where the scale ends before. A share of an NPS has no meaning near 0: there 10 %
 * are 10 of its points.
 */
function beaten({ id, value: from }: MeasuredKpi, by: number, better: 'lower' | 'higher'): number | null {
  const sign = better === 'lower' ? -1 : 1
  const value = kpiCatalogue[id].kind === 'nps' ? from + sign * by * 100 : from * (1 + sign * by)
  const { least, most } = rangeOf(id)
  return value < least || value > most ? null : value
}

/**
 * Whether the target is met. Match: the interval lies wholly no worse than the baseline by more than the smallest
 * difference that matters. Beat (by nothing): it lies wholly on the better side. A percentage, best quarter or typed
 * number: the value reaches it. `on-the-line` where the interval leaves it open, or where n is below 20 (a state is a
 * verdict). `staleBecause`: what changed since the baseline was measured; the state is then no more than history.
 */
export function targetState(
  current: KpiResult,
  baseline: KpiResult | null,
  target: { readonly rule: TargetRule; readonly value: number | null } | null,
  options: {
    readonly smallest: SmallestDifference
    readonly names?: TargetNames | undefined
    readonly staleBecause?: string | null | undefined
  },
): { readonly state: TargetState; readonly sentence: string } {
  const names = options.names ?? defaultNames
  if (current.status !== 'ok') return { state: 'not-measurable', sentence: unmeasuredReason(current) }
  const format = (value: number): string => formatKpiValue(current.unit, value)
  const is = `${names.subject} is at ${format(current.value)} (n = ${formatCount(current.n)})`
  if (!target || target.value === null || current.better === 'neutral') {
    return { state: 'no-target', sentence: sentence(`${is}; there is no target`) }
  }
  const { staleBecause } = options
  if (staleBecause !== undefined && staleBecause !== null) {
    const renew = 'Measure the baseline again to renew the target.'
    return { state: 'stale', sentence: `${sentence(`${is}; ${staleBecause}`)} ${renew}` }
  }
  if (baseline?.status === 'ok' && baseline.inferred !== current.inferred) {
    const reason = 'closing times are inferred from silence on one side only, so the two cannot be compared'
    return { state: 'not-measurable', sentence: sentence(`${is}; ${reason}`) }
  }
  const goal = goalOf(target.rule, target.value, current, options.smallest)
  const aim = `${goal.words(names.baseline)} ${format(target.value)}`
  // What is open is known, however little it is.
  if (current.n < minimumForVerdict && !isVolume(current.id)) {
    const few = `${formatCount(current.n)} cases are too few to say whether it meets ${aim}`
    return { state: 'on-the-line', sentence: sentence(`${is}; ${few}, at least ${minimumForVerdict} are needed`) }
  }
  const state = stateOf(current, current.better, goal)
  return { state, sentence: sentence(`${is}, ${stateWords(state, goal)} ${aim}${certainty(current, goal, state)}`) }
}

interface Goal {
  /** The line itself. */
  readonly line: number
  /** The whole interval has to lie beyond the line, not only the value. */
  readonly needsInterval: boolean
  readonly words: (baselineName: string) => string
}

function goalOf(rule: TargetRule, value: number, current: MeasuredKpi, smallest: SmallestDifference): Goal {
  if (rule.kind === 'match') {
    const allowance = smallest.of === 'ratio' ? Math.abs(value) * smallest.value : smallest.value
    const line = current.better === 'lower' ? value + allowance : value - allowance
    return { line, needsInterval: true, words: (name) => `the match with ${name} at` }
  }
  if (rule.kind === 'beat' && rule.by === 0) return { line: value, needsInterval: true, words: (name) => `${name}'s` }
  return { line: value, needsInterval: false, words: () => 'the target of' }
}

function stateOf(current: MeasuredKpi, better: 'lower' | 'higher', goal: Goal): TargetState {
  const { line, needsInterval } = goal
  const { interval, value } = current
  if (!interval && isVolume(current.id)) return reaches(value, line, better) ? 'met' : 'not-met'
  if (!interval) return !reaches(value, line, better) ? 'not-met' : needsInterval ? 'on-the-line' : 'met'
  const worst = better === 'lower' ? interval.high : interval.low
  const best = better === 'lower' ? interval.low : interval.high
  if (reaches(worst, line, better) || (!needsInterval && reaches(value, line, better))) return 'met'
  return reaches(best, line, better) ? 'on-the-line' : 'not-met'
}

function stateWords(state: TargetState, goal: Goal): string {
  if (state === 'met') return goal.needsInterval ? 'which clearly meets' : 'which meets'
  return state === 'on-the-line' ? 'which may or may not meet' : 'which misses'
}

/** The interval, where it says more than the state. */
function certainty(current: MeasuredKpi, goal: Goal, state: TargetState): string {
  const { interval } = current
  if (!interval || (state !== 'on-the-line' && goal.needsInterval)) return ''
  const ends = formatInterval(current.unit, interval.low, interval.high)
  return ` (${formatShare(interval.level)} interval ${ends})`
}
