/** What the measured history says about a target. */
import type { Better, CaseKind, KpiId, MeasuredKpi } from '../../../shared/kpi.ts'
import type { TargetEvidence, TargetRule } from '../../../shared/goals.ts'
import type { Day } from '../../../shared/model.ts'
import { formatCount, formatInterval, formatKpiValue, formatNumber, formatShare } from '../../../shared/units.ts'
import { isVolume, kpiCatalogue, rangeOf } from '../../../shared/kpi.ts'
import { isWithinLimits, xmrLimitsOf } from '../statistics/control-limits.ts'
import { minimumCasesPerPeriod, minimumWeeks } from '../statistics/gates.ts'
import { leastLogSeconds } from '../statistics/median-ratio.ts'
import { z95 } from '../statistics/normal.ts'
import { casesAgainst } from '../statistics/sample-size.ts'
import { roundUp, sentence } from '../wording.ts'

export interface WeekValue {
  readonly from: Day
  readonly value: number
  readonly n: number
}

/** Whole weeks in time order. */
export interface MeasuredHistory {
  readonly baseline: readonly WeekValue[]
  readonly subject: readonly WeekValue[]
}

export interface TargetNames {
  /** As inside a sentence, such as `SMS`. */
  readonly subject: string
  readonly baseline: string
}

/** A typed number must have been reached in at least this share of the weeks to count as supported. */
const leastSupport = 0.1

export function reaches(value: number, target: number, better: Better): boolean {
  return better === 'lower' ? value <= target : value >= target
}

/** Weeks that say more about the team than about chance; a stock or volume is its own count. */
export function enoughCases(weeks: readonly WeekValue[], { id }: Pick<MeasuredKpi, 'id'>): number[] {
  return weeks.filter(({ n }) => isVolume(id) || n >= minimumCasesPerPeriod).map(({ value }) => value)
}

export function evidenceOf(
  rule: TargetRule,
  target: number,
  baseline: MeasuredKpi,
  history: MeasuredHistory,
  names: TargetNames,
): TargetEvidence {
  const { better, unit } = baseline
  const own = enoughCases(history.baseline, baseline)
  const subject = enoughCases(history.subject, baseline)
  const reached = own.filter((value) => reaches(value, target, better)).length
  const subjectReached = subject.filter((value) => reaches(value, target, better)).length
  const isReached = (count: number, of: number): boolean => of > 0 && count >= leastSupport * of
  const limits = own.length < minimumWeeks ? null : xmrLimitsOf(own, unit)
  const found = {
    weeks: own.length,
    reached,
    subjectWeeks: subject.length,
    subjectReached,
    isSupported: rule.kind !== 'value' || isReached(reached, own.length) || isReached(subjectReached, subject.length),
    limits: limits && { low: limits.low, high: limits.high },
    isOrdinary: limits && isWithinLimits(target, limits, unit),
    casesNeeded: rule.kind === 'beat' && rule.by > 0 ? casesToTell(target, baseline) : null,
  }
  return { ...found, text: describe(found, rule, baseline, names) }
}

/** On the log scale for times, as the comparison tests them; the spread of the baseline stands for that of the subject. */
function casesToTell(target: number, { value, interval, unit, n }: MeasuredKpi): number | null {
  if (!interval) return null
  const scale = (of: number): number => (unit === 'seconds' ? Math.log(Math.max(of, leastLogSeconds)) : of)
  const standardError = (scale(interval.high) - scale(interval.low)) / (2 * z95)
  return casesAgainst(scale(target) - scale(value), { unitVariance: standardError ** 2 * n, n })
}

function describe(
  found: Omit<TargetEvidence, 'text'>,
  rule: TargetRule,
  baseline: MeasuredKpi,
  names: TargetNames,
): string {
  const format = (value: number): string => formatKpiValue(baseline.unit, value)
  const middle = `its ${middleName(baseline.id)} is ${format(baseline.value)}`
  const history =
    found.weeks === 0
      ? `${names.baseline} has no whole week of ${minimumCasesPerPeriod} cases or more to compare with; ${middle}`
      : `${names.baseline} reached this in ${countOfWeeks(found.reached, found.weeks)}; ${middle}`
  const subject =
    found.subjectWeeks === 0
      ? ''
      : `${names.subject} reached it in ${countOfWeeks(found.subjectReached, found.subjectWeeks)}`
  return [
    sentence(found.isSupported ? history : `not supported by your data: ${history}`),
    ...(subject === '' ? [] : [sentence(subject)]),
    ...(rule.kind === 'beat' ? beatSentences(found, rule.by, baseline, names) : []),
  ].join(' ')
}

function middleName(id: KpiId): string {
  const kind: CaseKind = kpiCatalogue[id].kind
  return kind === 'duration' ? 'median' : kind === 'mean' ? 'mean' : 'value'
}

function countOfWeeks(reached: number, weeks: number): string {
  return `${formatCount(reached)} of ${formatCount(weeks)} ${weeks === 1 ? 'week' : 'weeks'}`
}

/** How many cases would show the difference, and whether single weeks show it anyway. */
function beatSentences(
  { limits, isOrdinary, casesNeeded }: Omit<TargetEvidence, 'text'>,
  by: number,
  baseline: MeasuredKpi,
  names: TargetNames,
): string[] {
  const difference = describeShare(by, baseline.id)
  const unit = kpiCatalogue[baseline.id].countedUnit
  const needed =
    casesNeeded === null
      ? `${names.baseline} itself is measured too roughly to tell ${difference} from it`
      : `about ${formatCount(roundUp(casesNeeded))} ${unit} would probably tell ${difference} from it`
  if (limits === null) return [sentence(needed)]
  const ends = limitsText(baseline, limits)
  const ordinary =
    isOrdinary === true
      ? `single weeks of ${names.baseline} vary that much by themselves (between ${ends}), so one week at the target proves nothing`
      : `single weeks of ${names.baseline} vary between ${ends}, so the target lies outside of what is ordinary there`
  return [sentence(needed), sentence(ordinary)]
}

/** `10 %`; of an NPS points. */
export function describeShare(by: number, id: KpiId): string {
  return kpiCatalogue[id].kind === 'nps' ? `${formatNumber(by * 100, 0)} points` : formatShare(by)
}

function limitsText({ id, unit }: MeasuredKpi, { low, high }: { readonly low: number; readonly high: number }): string {
  const { least, most } = rangeOf(id)
  return formatInterval(unit, Math.max(low, least), Math.min(high, most)).replace(' to ', ' and ')
}
