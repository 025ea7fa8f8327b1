/** Two independent samples compared by their order alone. */
import { twoSidedP } from './normal.ts'

interface RankSum {
  /** Pairs in which the first sample's value is the larger one, ties half: U of the first sample. */
  readonly u: number
  /** Two-sided, normal approximation, corrected for ties and continuity. */
  readonly p: number
}

/**
 * Mann and Whitney (1947). z = (|U − nm/2| − ½)/σ with the tie-corrected σ² = nm/12 · (N + 1 − Σ(t³ − t)/(N(N − 1))),
 * N = n + m, t the sizes of the groups of equal values. Both samples ascending, neither empty. One merge pass.
 */
export function mannWhitney(first: Float64Array, second: Float64Array): RankSum {
  const n = first.length
  const m = second.length
  const total = n + m
  let u = 0
  let ties = 0
  let i = 0
  let j = 0
  while (i < n || j < m) {
    const value = Math.min(first[i] ?? Infinity, second[j] ?? Infinity)
    const i0 = i
    const j0 = j
    while (i < n && first[i] === value) i += 1
    while (j < m && second[j] === value) j += 1
    const inFirst = i - i0
    const inSecond = j - j0
    u += inFirst * j0 + (inFirst * inSecond) / 2
    const size = inFirst + inSecond
    ties += size * size * size - size
  }
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)))
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5)
  return { u, p: variance > 0 ? twoSidedP(distance / Math.sqrt(variance)) : 1 }
}

/**
 * P(a value of the first sample is smaller than one of the second) + ½ P(equal): "in 79 of 100 random pairs …".
 * Equals 1 − U/(nm), Vargha and Delaney's A.
 */
export function probabilityLower(u: number, n: number, m: number): number {
  return 1 - u / (n * m)
}
