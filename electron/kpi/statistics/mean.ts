/** Means of a number per case: replies, conversations, points of effort. */
import type { Interval } from '../../../shared/kpi.ts'
import { confidenceLevel } from './normal.ts'
import { tQuantile95, twoSidedTailOfT } from './student-t.ts'

export function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** The sample variance, with n − 1; NaN below two values. Around the mean, so that large numbers keep their digits. */
export function varianceOf(values: Float64Array): number {
  if (values.length < 2) return Number.NaN
  const mean = meanOf(values)
  let sum = 0
  for (const value of values) sum += (value - mean) ** 2
  return sum / (values.length - 1)
}

/**
 * Mean ± t · s/√n with n − 1 degrees of freedom (Student 1908). Null below two values and where all are the same: what
 * does not vary gives no idea of how far the mean may be off.
 */
export function meanInterval(values: Float64Array): Interval | null {
  const variance = varianceOf(values)
  if (!(variance > 0)) return null
  const mean = meanOf(values)
  const half = tQuantile95(values.length - 1) * Math.sqrt(variance / values.length)
  return { low: mean - half, high: mean + half, level: confidenceLevel }
}

/**
 * Both variances, each at least that of both sides pooled. A few dozen skewed numbers seldom hold one of the large ones, so
 * that their own variance is too small just when their mean is; what the other side shows of it is then the better guess.
 */
export function atLeastPooled(
  variances: readonly [number, number],
  sizes: readonly [number, number],
): readonly [number, number] {
  const [n, m] = sizes
  const pooled = ((n - 1) * variances[0] + (m - 1) * variances[1]) / (n + m - 2)
  return [Math.max(variances[0], pooled), Math.max(variances[1], pooled)]
}

interface MeanDifference {
  readonly value: number
  readonly interval: Interval
  /** Two-sided, of no difference. */
  readonly p: number
  readonly degrees: number
  /** The variances of both sides that the interval rests on. */
  readonly variances: readonly [number, number]
}

/**
 * Difference of two means that need not vary alike: ± t · √(s₁²/n₁ + s₂²/n₂) with Welch's degrees of freedom (Welch,
 * "The generalization of 'Student's' problem when several different population variances are involved", Biometrika 34,
 * 1947). Null below two values on a side. Where no value differs from its side's mean the difference is known as it is.
 * @param variances if not the sample variances
 */
export function welch(
  first: Float64Array,
  second: Float64Array,
  variances: readonly [number, number] = [varianceOf(first), varianceOf(second)],
): MeanDifference | null {
  if (first.length < 2 || second.length < 2) return null
  const value = meanOf(first) - meanOf(second)
  const [a, b] = [variances[0] / first.length, variances[1] / second.length]
  const error = Math.sqrt(a + b)
  if (error === 0) {
    const exact = { low: value, high: value, level: confidenceLevel }
    return { value, interval: exact, p: value === 0 ? 1 : 0, degrees: first.length + second.length - 2, variances }
  }
  const degrees = (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1))
  const half = tQuantile95(degrees) * error
  return {
    value,
    interval: { low: value - half, high: value + half, level: confidenceLevel },
    p: twoSidedTailOfT(value / error, degrees),
    degrees,
    variances,
  }
}
