/** By how much one sample lies above another, from all n × m pairwise differences without listing them. */
import type { Interval } from '../../../shared/kpi.ts'
import { confidenceLevel, z95 } from './normal.ts'

/**
 * Hodges and Lehmann's (1963) shift: the median of all differences first − second, in the unit of the values, with the
 * interval between the ranks that Mann–Whitney's normal approximation would not reject (Hollander and Wolfe,
 * Nonparametric Statistical Methods, 4.3): rank C = ⌊nm/2 − z √(nm(n + m + 1)/12)⌋ from either end. Both samples
 * ascending, neither empty.
 */
export function hodgesLehmann(first: Float64Array, second: Float64Array): Interval & { readonly value: number } {
  const n = first.length
  const m = second.length
  const pairs = n * m
  const rank = Math.max(1, Math.floor(pairs / 2 - z95 * Math.sqrt((pairs * (n + m + 1)) / 12)))
  const middle = nthDifference(first, second, Math.floor((pairs + 1) / 2))
  const around = pairs % 2 === 0 ? differencesAround(first, second, middle) : null
  const next = around && around.count <= pairs / 2 ? around.above : middle
  return {
    value: (middle + next) / 2,
    low: nthDifference(first, second, rank),
    high: nthDifference(first, second, pairs + 1 - rank),
    level: confidenceLevel,
  }
}

/**
 * The k-th smallest (from 1) of all differences first[i] − second[j]. Narrows the range of values, in turn by halving
 * and by interpolating between the counts at its ends, and snaps both ends to differences that exist, so that the
 * result is exact; each step is one pass over both samples.
 */
export function nthDifference(first: Float64Array, second: Float64Array, k: number): number {
  let low = (first[0] ?? NaN) - (second.at(-1) ?? NaN)
  let high = (first.at(-1) ?? NaN) - (second[0] ?? NaN)
  let countBelow = 0
  let countUpTo = first.length * second.length
  for (let step = 0; low < high; step += 1) {
    const part = step % 3 === 2 ? 0.5 : (k - countBelow) / (countUpTo - countBelow)
    const middle = low + (high - low) * part
    const around = differencesAround(first, second, middle < high ? middle : low)
    if (around.count >= k) {
      high = around.atMost
      countUpTo = around.count
    } else {
      low = around.above
      countBelow = around.count
    }
  }
  return low
}

/** How many differences are at most `value`, the largest of them, and the smallest one above. */
function differencesAround(
  first: Float64Array,
  second: Float64Array,
  value: number,
): { readonly count: number; readonly atMost: number; readonly above: number } {
  const m = second.length
  let count = 0
  let atMost = -Infinity
  let above = Infinity
  // j = how many of `second`, from its start, lie so low that the difference exceeds `value`; grows with first[i].
  let j = 0
  for (const x of first) {
    while (j < m && x - (second[j] ?? NaN) > value) j += 1
    count += m - j
    if (j < m) {
      const difference = x - (second[j] ?? NaN)
      if (difference > atMost) atMost = difference
    }
    if (j > 0) {
      const difference = x - (second[j - 1] ?? NaN)
      if (difference < above) above = difference
    }
  }
  return { count, atMost, above }
}
