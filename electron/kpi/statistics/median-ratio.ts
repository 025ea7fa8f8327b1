/** The ratio of two medians of times, with an interval that assumes nothing about the shape of the distributions. */
import type { Interval } from '../../../shared/kpi.ts'
import { binomialLowerTail } from './binomial.ts'
import { confidenceLevel, normalQuantile, z95 } from './normal.ts'
import { quantile7 } from './quantile.ts'

/** Times at or below this count as this on the log scale: half of the second that exports round to. */
export const leastLogSeconds = 0.5

/** The natural logarithm of a time in seconds; zero counts as half a second. */
export function logSeconds(seconds: number): number {
  return Math.log(Math.max(seconds, leastLogSeconds))
}

/**
 * Variance of the log of a sample median, from the order statistics c and n − c + 1 (Price and Bonett 2001, 2002):
 * ((ln x(n−c+1) − ln x(c)) / 2z)² with c = max(1, round((n + 1)/2 − √n)) and z the normal quantile of the exact
 * binomial tail P(X < c), X ~ Binomial(n, ½). Ascending seconds, at least 2 (below that the variance is infinite).
 */
export function logMedianVariance(sorted: Float64Array): number {
  const n = sorted.length
  if (n < 2) return Infinity
  const c = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)))
  const z = -normalQuantile(binomialLowerTail(c - 1, n, 0.5))
  return ((logSeconds(sorted[n - c] ?? NaN) - logSeconds(sorted[c - 1] ?? NaN)) / (2 * z)) ** 2
}

interface MedianRatio {
  readonly ratio: number
  readonly interval: Interval
  /** Of ln ratio. */
  readonly standardError: number
  /** Variances of both log medians. */
  readonly variances: readonly [number, number]
}

/** Median of the first over median of the second, exp(ln ratio ± z √(v₁ + v₂)). Both ascending, at least 2 each. */
export function medianRatio(first: Float64Array, second: Float64Array): MedianRatio {
  const variances = [logMedianVariance(first), logMedianVariance(second)] as const
  const standardError = Math.sqrt(variances[0] + variances[1])
  const logRatio = logSeconds(quantile7(first, 0.5)) - logSeconds(quantile7(second, 0.5))
  return {
    ratio: Math.exp(logRatio),
    interval: {
      low: Math.exp(logRatio - z95 * standardError),
      high: Math.exp(logRatio + z95 * standardError),
      level: confidenceLevel,
    },
    standardError,
    variances,
  }
}
