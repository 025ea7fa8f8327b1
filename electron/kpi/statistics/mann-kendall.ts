/** Whether a series tends to rise or fall, from the order of its values alone. */
import { noMemory } from './memory.ts'
import type { Memory } from './memory.ts'
import { twoSidedP } from './normal.ts'
import { twoSidedTailOfT } from './student-t.ts'

export interface MannKendall {
  /** Rising minus falling pairs. */
  readonly s: number
  /** Of S, with what the memory adds to it. */
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
 * without ties. A series with a memory has a wider variance and, since the memory is estimated, Student's tails; its
 * p-value is never the exact one.
 */
export function mannKendall(values: readonly number[], memory: Memory = noMemory): MannKendall {
  const s = scoreOf(values)
  const hasTies = new Set(values).size < values.length
  if (values.length <= longestExact && !hasTies && memory.factor === 1)
    return { s, variance: mannKendallVariance(values), z: null, p: exactP(s, values.length) }
  return fromNormal(s, mannKendallVariance(values), memory)
}

/** z and p of a score with the variance that independent values would give it. */
export function fromNormal(s: number, independentVariance: number, memory: Memory): MannKendall {
  const variance = independentVariance * memory.factor
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, variance, z, p: memory.degrees === null ? twoSidedP(z) : twoSidedTailOfT(z, memory.degrees) }
}

/** Rising minus falling pairs. */
export function scoreOf(values: readonly number[]): number {
  let s = 0
  for (let i = 0; i < values.length; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0))
  }
  return s
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
