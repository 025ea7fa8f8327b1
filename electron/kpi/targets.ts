/** Targets that follow from a measured baseline, and whether they are met. */
import type { Better, KpiResult, KpiUnit, MeasuredKpi, TargetRule, TargetState } from '../../shared/kpi.ts'
import type { Day } from '../../shared/model.ts'
import { formatCount, formatInterval, formatKpiValue, formatNumber, formatShare } from '../../shared/units.ts'
import { xmrLimitsOf } from './statistics/control-limits.ts'
import { minimumCasesPerPeriod, minimumForVerdict, minimumWeeks } from './statistics/gates.ts'
import { leastLogSeconds } from './statistics/median-ratio.ts'
import { quantile7 } from './statistics/quantile.ts'
import { sentence, unmeasuredReason } from './wording.ts'

interface WeekValue {
  readonly from: Day
  readonly value: number
  readonly n: number
}

interface DerivedTarget {
  /** Null where the rule has nothing to follow from. */
  readonly value: number | null
  /** How the value came about, one sentence. */
  readonly derivation: string
  /** What the baseline's history says about it, one sentence. */
  readonly evidence: string
}

/** A typed number must have been reached in at least this share of the weeks to count as supported. */
const leastSupport = 0.1

/**
 * The target of a rule. `weekly`: the baseline's whole weeks in time order; weeks with fewer than 10 cases are left out.
 * `baselineName`: as inside a sentence, such as `web chat`. Volumes have no better and so no target.
 */
export function deriveTarget(
  rule: TargetRule,
  baseline: MeasuredKpi,
  weekly: readonly WeekValue[],
  better: Better,
  baselineName = 'the baseline',
): DerivedTarget {
  if (better === 'neutral') {
    return { value: null, derivation: 'A volume is neither better nor worse, so it has no target.', evidence: '' }
  }
  const weeks = weekly
    .filter(({ n }) => baseline.unit === 'count' || n >= minimumCasesPerPeriod)
    .map(({ value }) => value)
  const { value, derivation } = targetOf(rule, baseline, weeks, better, baselineName)
  return {
    value,
    derivation: sentence(derivation),
    evidence: value === null ? '' : sentence(evidenceOf(rule, value, baseline, weeks, better, baselineName)),
  }
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
  const by = baseline.unit === 'points' ? `${formatNumber(rule.by * 100, 0)} points` : formatShare(rule.by)
  return { value, derivation: `beat ${name} by ${by}: ${measured}` }
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
function beaten(baseline: MeasuredKpi, by: number, better: 'lower' | 'higher'): number | null {
  const sign = better === 'lower' ? -1 : 1
  const value = baseline.unit === 'points' ? baseline.value + sign * by * 100 : baseline.value * (1 + sign * by)
  const most = { ratio: 1, points: 100, seconds: Infinity, count: Infinity }[baseline.unit]
  const least = baseline.unit === 'points' ? -100 : 0
  return value < least || value > most ? null : value
}

function evidenceOf(
  rule: TargetRule,
  target: number,
  baseline: MeasuredKpi,
  weeks: readonly number[],
  better: 'lower' | 'higher',
  name: string,
): string {
  const format = (value: number): string => formatKpiValue(baseline.unit, value)
  const middle = `its ${baseline.unit === 'seconds' ? 'median' : 'value'} is ${format(baseline.value)}`
  if (weeks.length === 0) {
    const none = `${name} has no whole week of ${minimumCasesPerPeriod} cases or more to compare with; ${middle}`
    return rule.kind === 'value' ? `not supported by your data: ${none}` : none
  }
  const reached = weeks.filter((value) => reaches(value, target, better)).length
  const history = `${name} reached this in ${reached} of ${formatCount(weeks.length)} ${weeks.length === 1 ? 'week' : 'weeks'}; ${middle}`
  if (rule.kind === 'value' && reached < leastSupport * weeks.length) return `not supported by your data: ${history}`
  if (rule.kind === 'beat' && isOrdinary(target, weeks, baseline.unit)) {
    return `${history}; single weeks of ${name} vary that much by themselves, so one week at the target proves nothing`
  }
  return history
}

/** Inside the baseline's own XmR limits: what ordinary weeks do anyway. */
function isOrdinary(target: number, weeks: readonly number[], unit: KpiUnit): boolean {
  const floor = (value: number): number => (unit === 'seconds' ? Math.max(value, leastLogSeconds) : value)
  const limits = xmrLimitsOf(weeks, unit)
  return limits !== null && floor(target) >= limits.low && floor(target) <= limits.high
}

function reaches(value: number, target: number, better: 'lower' | 'higher'): boolean {
  return better === 'lower' ? value <= target : value >= target
}

interface TargetNames {
  /** As inside a sentence, such as `SMS`. */
  readonly subject: string
  readonly baseline: string
}

/**
 * Whether the target is met. Match: the interval lies wholly no worse than the baseline by more than the smallest
 * difference that matters. Beat (by nothing): it lies wholly on the better side. A percentage, best quarter or typed
 * number: the value reaches it. `on-the-line` where the interval leaves it open, or where n is below 20 (a state is a
 * verdict). `smallestDifference`: a share of the baseline for times, an absolute difference otherwise.
 */
export function targetState(
  current: KpiResult,
  baseline: KpiResult | null,
  target: { readonly rule: TargetRule; readonly value: number | null } | null,
  options: { readonly smallestDifference: number; readonly names?: TargetNames | undefined },
): { readonly state: TargetState; readonly sentence: string } {
  const names = options.names ?? { subject: 'this', baseline: 'the baseline' }
  if (current.status !== 'ok') return { state: 'not-measurable', sentence: unmeasuredReason(current) }
  const format = (value: number): string => formatKpiValue(current.unit, value)
  const is = `${names.subject} is at ${format(current.value)} (n = ${formatCount(current.n)})`
  if (!target || target.value === null || current.better === 'neutral') {
    return { state: 'no-target', sentence: sentence(`${is}; there is no target`) }
  }
  if (baseline?.status === 'ok' && baseline.inferred !== current.inferred) {
    const reason = 'closing times are inferred from silence on one side only, so the two cannot be compared'
    return { state: 'not-measurable', sentence: sentence(`${is}; ${reason}`) }
  }
  const goal = goalOf(target.rule, target.value, current, options.smallestDifference)
  const aim = `${goal.words(names.baseline)} ${format(target.value)}`
  if (current.n < minimumForVerdict) {
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

function goalOf(rule: TargetRule, value: number, current: MeasuredKpi, smallestDifference: number): Goal {
  if (rule.kind === 'match') {
    const allowance = current.unit === 'seconds' ? value * smallestDifference : smallestDifference
    const line = current.better === 'lower' ? value + allowance : value - allowance
    return { line, needsInterval: true, words: (name) => `the match with ${name} at` }
  }
  if (rule.kind === 'beat' && rule.by === 0) return { line: value, needsInterval: true, words: (name) => `${name}'s` }
  return { line: value, needsInterval: false, words: () => 'the target of' }
}

function stateOf(current: MeasuredKpi, better: 'lower' | 'higher', goal: Goal): TargetState {
  const { line, needsInterval } = goal
  const { interval, value } = current
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
