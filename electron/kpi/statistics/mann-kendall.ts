/** Whether a series tends to rise or fall, from the order of its values alone. */
import { twoSidedP } from './normal.ts'

interface MannKendall {
  /** Rising minus falling pairs. */
  readonly s: number
  readonly variance: number
  /** Null where the p-value is exact. */
  readonly z: number | null
  /** Two-sided. */
  readonly p: number
}

/** Up to this length, without ties, the p-value comes from the exact distribution of S. */
const longestExact = 10

/**
 * Mann (1945), Kendall (1975): S with its tie-corrected variance, z = (S ∓ 1)/√Var(S); exact for up to 10 values
 * without ties. `varianceFactor` widens the variance of a series that remembers its past (see autocorrelation.ts); the
 * p-value is then always the normal one.
 */
export function mannKendall(values: readonly number[], varianceFactor = 1): MannKendall {
  let s = 0
  for (let i = 0; i < values.length; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0))
  }
  const variance = mannKendallVariance(values) * varianceFactor
  const hasTies = new Set(values).size < values.length
  if (values.length <= longestExact && !hasTies && varianceFactor === 1) {
    return { s, variance, z: null, p: exactP(s, values.length) }
  }
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, variance, z, p: twoSidedP(z) }
}

/** Var(S) = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5))/18 with t the sizes of the groups of equal values. */
export function mannKendallVariance(values: readonly number[]): number {
  const sizes = new Map<number, number>()
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1)
  let variance = variancePart(values.length)
  for (const size of sizes.values()) variance -= variancePart(size)
  return variance / 18
}

function variancePart(t: number): number {
  return t * (t - 1) * (2 * t + 5)
}

/**
 * P(|S| ≥ |s|) over all n! orders. A permutation with k inversions has S = n(n − 1)/2 − 2k; the inversions are counted by
 * inserting one value after the other (Kendall's recurrence).
 */
function exactP(s: number, n: number): number {
  let ways = [1]
  for (let size = 2; size <= n; size += 1) {
    const next = Array.from({ length: ways.length + size - 1 }, () => 0)
    ways.forEach((count, inversions) => {
      for (let more = 0; more < size; more += 1) next[inversions + more] = (next[inversions + more] ?? 0) + count
    })
    ways = next
  }
  let extreme = 0
  let all = 0
  ways.forEach((count, inversions) => {
    all += count
    if (Math.abs(ways.length - 1 - 2 * inversions) >= Math.abs(s)) extreme += count
  })
  return extreme / all
}
