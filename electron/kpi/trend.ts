/** Where a KPI is heading: slope, test and unusual periods. */
import type { Better, KpiUnit, Trend } from '../../shared/kpi.ts'
import type { Day } from '../../shared/model.ts'
import { hamedRaoFactor } from './statistics/autocorrelation.ts'
import { xmrLimits, xmrLogLimits } from './statistics/control-limits.ts'
import type { ControlLimits } from './statistics/control-limits.ts'
import { mannKendall } from './statistics/mann-kendall.ts'
import { leastLogSeconds } from './statistics/median-ratio.ts'
import { theilSen } from './statistics/theil-sen.ts'
import { significance } from './verdict.ts'

/** A period with fewer cases says more about chance than about the team. Volumes are their own count: none is too small. */
export const minimumCasesPerPoint = 10
/** Below this many points no test has a fair chance. */
const minimumPoints = 8

export interface TrendPoint {
  readonly from: Day
  readonly to: Day
  /** Null where the period has nothing to measure. */
  readonly value: number | null
  readonly n: number
  readonly complete: boolean
}

interface TrendOptions {
  /** `seconds` puts the limits of unusual values on a log scale; `count` needs no minimum of cases. */
  readonly unit?: KpiUnit | undefined
  /** Values of the baseline window, in time order: its limits are frozen. Absent: the limits are the series' own. */
  readonly limitsFrom?: readonly number[] | undefined
}

/**
 * `points` are consecutive periods of one schedule, definition and set of sources, in time order. Unfinished periods,
 * periods without a value and those with fewer than 10 cases are drawn and left out of slope and test (their values cannot
 * be merged here: medians are never averaged). From 8 remaining points: Theil–Sen slope in units of the KPI per period,
 * Mann–Kendall with the Hamed–Rao variance where the lag-1 autocorrelation is significant.
 */
export function trendOf(points: readonly TrendPoint[], better: Better, options: TrendOptions = {}): Trend {
  const x: number[] = []
  const y: number[] = []
  points.forEach((point, period) => {
    if (!isTested(point, options) || point.value === null) return
    x.push(period)
    y.push(point.value)
  })
  const limits = limitsOf(options.limitsFrom ?? y, options.unit)
  const drawn = points.map((point) => ({
    from: point.from,
    to: point.to,
    value: point.value,
    n: point.n,
    complete: point.complete,
    unusual: isTested(point, options) && isOutside(point.value, limits, options.unit),
  }))
  const slope = theilSen(x, y)?.slope
  if (y.length < minimumPoints || slope === undefined) {
    return { points: drawn, slope: null, test: null, direction: 'too-little-data' }
  }
  const { p, s } = mannKendall(y, hamedRaoFactor(x, y))
  return {
    points: drawn,
    slope: { perPeriod: slope },
    test: { method: 'mann-kendall', p },
    direction: p <= significance ? directionOf(s, better) : 'no-clear-trend',
  }
}

function isTested(point: TrendPoint, options: TrendOptions): boolean {
  return point.complete && point.value !== null && (options.unit === 'count' || point.n >= minimumCasesPerPoint)
}

function directionOf(s: number, better: Better): Trend['direction'] {
  if (better === 'neutral') return 'changing'
  return s > 0 === (better === 'higher') ? 'improving' : 'worsening'
}

/** XmR limits (on logs for times, zero counting as half a second); null below 8 values. */
function limitsOf(values: readonly number[], unit: KpiUnit | undefined): ControlLimits | null {
  if (values.length < minimumPoints) return null
  return unit === 'seconds' ? xmrLogLimits(values.map(floorSeconds)) : xmrLimits(values)
}

function isOutside(value: number | null, limits: ControlLimits | null, unit: KpiUnit | undefined): boolean {
  if (value === null || !limits) return false
  const compared = unit === 'seconds' ? floorSeconds(value) : value
  return compared < limits.low || compared > limits.high
}

function floorSeconds(seconds: number): number {
  return Math.max(seconds, leastLogSeconds)
}
