/** The ratio of two means of positive numbers, such as replies per conversation. */
import type { Interval } from '../../../shared/kpi.ts'
import { meanOf, varianceOf } from './mean.ts'
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
 * exp(ln(m₁/m₂) ± t √(c₁/n₁ + c₂/n₂)) with c = s²/m² and Satterthwaite's degrees of freedom (Bonett and Price, "Confidence
 * intervals for ratios of means and medians", Journal of Educational and Behavioral Statistics 45, 2020). The log scale
 * takes most of the skewness out that numbers of things have.
 *
 * One departure: c is at least that of both sides pooled. A few dozen skewed numbers seldom hold one of the large ones, so
 * that their own variation is too small just when their mean is; what the other side shows of it is then the better guess.
 * In simulations this lifts the coverage of 20 cases against 200 from 90–93 % to 94–97 % (test/bench).
 *
 * Null below two numbers on a side, for a mean that is not positive, and where nothing varies.
 */
export function meanRatio(first: Float64Array, second: Float64Array): MeanRatio | null {
  if (first.length < 2 || second.length < 2) return null
  const means = [meanOf(first), meanOf(second)] as const
  if (!(means[0] > 0 && means[1] > 0)) return null
  const own = [varianceOf(first) / means[0] ** 2, varianceOf(second) / means[1] ** 2] as const
  const [n, m] = [first.length, second.length]
  const pooled = ((n - 1) * own[0] + (m - 1) * own[1]) / (n + m - 2)
  if (!(pooled > 0)) return null
  const variations = [Math.max(own[0], pooled), Math.max(own[1], pooled)] as const
  const [a, b] = [variations[0] / n, variations[1] / m]
  const degrees = (a + b) ** 2 / (a ** 2 / (n - 1) + b ** 2 / (m - 1))
  const logRatio = Math.log(means[0] / means[1])
  const error = Math.sqrt(a + b)
  const half = tQuantile95(degrees) * error
  return {
    ratio: means[0] / means[1],
    interval: { low: Math.exp(logRatio - half), high: Math.exp(logRatio + half), level: confidenceLevel },
    p: twoSidedTailOfT(logRatio / error, degrees),
    degrees,
    variations,
  }
}
