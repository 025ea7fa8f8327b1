/**
 * Quantiles of sorted values, and their distribution-free intervals. Values are in the unit of the KPI; `sorted` is
 * ascending and free of NaN.
 */
import type { Interval } from '../../../shared/kpi.ts'
import { binomialLowerTail, binomialUpperTail } from './binomial.ts'
import { confidenceLevel } from './normal.ts'

/** The values in ascending order: the same array if it already is, else a sorted copy. The argument is not changed. */
export function ascending(values: Float64Array): Float64Array {
  for (let i = 1; i < values.length; i += 1) {
    if ((values[i - 1] ?? 0) > (values[i] ?? 0)) return Float64Array.from(values).sort()
  }
  return values
}

/**
 * The p-quantile, 0 ≤ p ≤ 1, by Hyndman and Fan's (1996) type 7, linear interpolation at rank 1 + (n − 1)p: what a
 * spreadsheet's PERCENTILE.INC and R's default give. NaN for no values: ask for `n` first.
 */
export function quantile7(sorted: Float64Array, p: number): number {
  const rank = (sorted.length - 1) * p
  const below = Math.floor(rank)
  const low = sorted[below] ?? NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN
  return low === high ? low : low + (rank - below) * (high - low)
}

/** Ranks (from 1) between which the p-quantile lies with at least 95 % certainty. */
interface QuantileRanks {
  readonly low: number
  readonly high: number
}

/**
 * Conover, Practical Nonparametric Statistics, 3.2: with X ~ Binomial(n, p), the low rank r is the largest with
 * P(X ≤ r − 1) ≤ α/2 and the high rank s the smallest with P(X ≥ s) ≤ α/2. Null where n is too small for either
 * (below 6 for the median, 36 for p90, 72 for p95).
 */
export function quantileRanks(n: number, p: number): QuantileRanks | null {
  const halfAlpha = (1 - confidenceLevel) / 2
  const low = lastTrue(0, n, (r) => r === 0 || binomialLowerTail(r - 1, n, p) <= halfAlpha)
  const high = n + 1 - lastTrue(0, n, (k) => k === 0 || binomialUpperTail(n + 1 - k, n, p) <= halfAlpha)
  return low >= 1 && high <= n ? { low, high } : null
}

/** The largest integer of from…to that satisfies a condition which holds up to some point and not after it. */
function lastTrue(from: number, to: number, holds: (value: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** 95 % interval of the p-quantile from order statistics; null where n does not allow one. */
export function quantileInterval(sorted: Float64Array, p: number): Interval | null {
  const ranks = quantileRanks(sorted.length, p)
  if (!ranks) return null
  return { low: sorted[ranks.low - 1] ?? NaN, high: sorted[ranks.high - 1] ?? NaN, level: confidenceLevel }
}

/** 95 % interval of the median; null below 6 values. */
export function medianInterval(sorted: Float64Array): Interval | null {
  return quantileInterval(sorted, 0.5)
}
