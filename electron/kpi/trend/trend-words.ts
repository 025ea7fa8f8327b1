/** The sentences of a trend. A test that finds nothing is "no clear trend", never "flat". */
import type { KpiUnit, PeriodGrouping } from '../../../shared/kpi.ts'
import type { Trend } from '../../../shared/trend.ts'
import {
  formatCount,
  formatDay,
  formatDuration,
  formatInterval,
  formatNumber,
  formatShare,
} from '../../../shared/units.ts'
import { minimumPoints } from '../statistics/gates.ts'

type TrendHead = Omit<Trend, 'sentence' | 'notes'>

/** `12 weeks`, `1 week` */
function countPeriods(count: number, by: PeriodGrouping): string {
  return `${formatCount(count)} ${by}${count === 1 ? '' : 's'}`
}

/** What was found, with slope, interval and p. */
export function describeTrend(trend: TrendHead, unit: KpiUnit, leastCases: number): string {
  const { by, direction, slope, test } = trend
  const since = sinceText(trend)
  if (test === null || slope === null) {
    const enough = trend.points.filter(
      ({ from, complete, hasShortHistory, value, n }) =>
        from >= (trend.breaks.at(-1)?.day ?? '') &&
        complete &&
        hasShortHistory !== true &&
        value !== null &&
        n >= leastCases,
    ).length
    const need = `a trend needs at least ${minimumPoints} whole ${by}s with enough cases`
    return `Too little data for a trend${since}: ${need}, and there ${enough === 1 ? 'is' : 'are'} ${formatCount(enough)}.`
  }
  const over = `over ${countPeriods(test.n, by)}${since}`
  const p = `p ${test.p < 0.0001 ? '< 0.0001' : `= ${formatNumber(test.p, test.p < 0.001 ? 4 : 3)}`}`
  if (direction === 'no-clear-trend') return `No clear trend ${over} (${p}).`
  const steps = `${slope.perPeriod < 0 ? 'falling' : 'rising'} by ${describeStep(Math.abs(slope.perPeriod), unit)} a ${by}`
  const numbers = `${steps}${describeInterval(slope, unit, p)}`
  if (direction === 'changing') return `${slope.perPeriod < 0 ? 'Shrinking' : 'Growing'} ${over}: ${numbers}.`
  return `Getting ${direction === 'improving' ? 'better' : 'worse'} ${over}: ${numbers}.`
}

/** Shares move by percentage points. */
function describeStep(step: number, unit: KpiUnit): string {
  if (unit === 'seconds') return formatDuration(step)
  if (unit === 'ratio') return `${formatNumber(step * 100, 2)} percentage points`
  return unit === 'points' ? `${formatNumber(step, 2)} points` : formatNumber(step, 2)
}

function describeInterval({ perPeriod, interval }: NonNullable<Trend['slope']>, unit: KpiUnit, p: string): string {
  if (!interval) return ` (${p})`
  const isFall = perPeriod < 0
  const [least, most] = isFall ? [-interval.high, -interval.low] : [interval.low, interval.high]
  const ends =
    unit === 'ratio' || unit === 'count'
      ? `${formatNumber(least * (unit === 'ratio' ? 100 : 1), 2)} to ${formatNumber(most * (unit === 'ratio' ? 100 : 1), 2)}`
      : formatInterval(unit, least, most)
  return ` (${formatShare(interval.level)} interval ${ends}; ${p})`
}

function sinceText({ breaks }: TrendHead): string {
  const last = breaks.at(-1)
  return last === undefined ? '' : ` since ${formatDay(last.day)}`
}

/** Below this the test hardly differs, and a note would say more than there is. */
const leastMemory = 0.1

/** What was divided, merged, left out and corrected. */
export function trendNotes(trend: TrendHead, leastCases: number): string[] {
  const { by, points, breaks, test } = trend
  const merged = points.filter((point) => point.periods > 1)
  const unfinished = points.filter((point) => !point.complete).length
  const early = points.filter((point) => point.complete && point.hasShortHistory === true)
  const few = points.filter(
    (point) => point.complete && point.hasShortHistory !== true && point.value !== null && point.n < leastCases,
  ).length
  const changed = points.filter(({ from, to }) => breaks.some(({ day }) => from < day && day <= to)).length
  return [
    ...breaks.map((one) => one.sentence),
    ...(breaks.length > 0
      ? ['No trend is computed across a change: what came before it is shown and not tested.']
      : []),
    ...(changed > 0 ? [`${countPeriods(changed, by)} with a change in the middle ${isOrAre(changed)} left out.`] : []),
    ...(merged.length > 0
      ? [
          `${countPeriods(
            merged.reduce((sum, point) => sum + point.periods, 0),
            by,
          )} with neighbours of fewer than ${leastCases} cases were merged into ${formatCount(merged.length)} ${merged.length === 1 ? 'point' : 'points'}.`,
        ]
      : []),
    ...(few > 0
      ? [`${countPeriods(few, by)} with fewer than ${leastCases} cases ${isOrAre(few)} drawn and left out of the test.`]
      : []),
    ...(early.length > 0
      ? [
          `${countPeriods(early.length, by)} soon after the data begin: earlier customers are not in the data, which makes the share too low and lets it rise by itself. Drawn, marked and left out of the test.`,
        ]
      : []),
    ...(unfinished > 0
      ? [`${countPeriods(unfinished, by)} not complete: drawn, marked and left out of the test.`]
      : []),
    ...(trend.seasonal
      ? ['Months are compared with the same months of other years only (seasonal Kendall test).']
      : []),
    ...(test !== null && test.memory >= leastMemory
      ? [`Neighbouring ${by}s are alike (autocorrelation ${formatNumber(test.memory, 2)}); the test allows for it.`]
      : []),
  ]
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are'
}
