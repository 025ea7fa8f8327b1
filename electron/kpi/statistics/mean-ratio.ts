/** The ratio of two means of positive numbers, such as replies per conversation. */
import type { Interval } from '../../../shared/kpi.ts'
import { atLeastPooled, meanOf, varianceOf } from './mean.ts'
import { confidenceLevel } from './normal.ts'
import { tQuantile95, twoSidedTailOfT } from './student-t.ts'

interface MeanRatio {
  readonly ratio: number
  readonly interval: Interval
  /** Two-sided, of a ratio of 1. */
  readonly p: number
  readonly degrees: number
  /** Squared coefficients of variation that the interval rests on: n times the variance of a log mean. */
  readonly variations: readonly [number, number]
}

/**
 * exp(ln(m₁/m₂) ± t √(c₁/n₁ + c₂/n₂)) with c = s²/m² (Bonett and Price, "Confidence intervals for ratios of means and
 * medians", Journal of Educational and Behavioral Statistics 45, 2020). The log scale takes most of the skewness out that
 * numbers of things have.
 *
 * Two departures, for the skewness that is left: c is at least that of both sides pooled, and the degrees of freedom are
 * those of the smaller side rather than Satterthwaite's. In simulations they lift the coverage of 20 cases against 200
 * from 90–93 % to 94–97 %, and 20 against 20 claim a difference in 4.5 % where there is none, not in 6.3 % (test/bench).
 *
 * Null below two numbers on a side, for a mean that is not positive, and where nothing varies.
 */
export function meanRatio(first: Float64Array, second: Float64Array): MeanRatio | null {
  if (first.length < 2 || second.length < 2) return null
  const means = [meanOf(first), meanOf(second)] as const
  if (!(means[0] > 0 && means[1] > 0)) return null
  const own = [varianceOf(first) / means[0] ** 2, varianceOf(second) / means[1] ** 2] as const
  const [n, m] = [first.length, second.length]
  const variations = atLeastPooled(own, [n, m])
  const error = Math.sqrt(variations[0] / n + variations[1] / m)
  if (!(error > 0)) return null
  const degrees = Math.min(n, m) - 1
  const logRatio = Math.log(means[0] / means[1])
  const half = tQuantile95(degrees) * error
  return {
    ratio: means[0] / means[1],
    interval: { low: Math.exp(logRatio - half), high: Math.exp(logRatio + half), level: confidenceLevel },
    p: twoSidedTailOfT(logRatio / error, degrees),
    degrees,
    variations,
  }
}
