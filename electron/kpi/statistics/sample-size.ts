/** How many more cases would probably settle an open verdict. */
import { z95 } from './normal.ts'

/** One side: what one case contributes to the variance of the estimate (variance × n), and how many there are. */
export interface SideSpread {
  readonly unitVariance: number
  readonly n: number
}

/** The 80 % quantile of the normal distribution: the planned chance to settle it. */
const z80 = 0.8416212335729143

/**
 * More cases on each side until the difference, if it stays as it is, is settled with 80 % probability: the interval
 * then either excludes no difference or lies inside ± the smallest that matters, whichever comes first. The standard
 * error has to shrink to max(|d|, s − |d|)/(1.96 + 0.84). `difference` and `smallest` on the scale of the variance.
 * Null where nothing of that size can be asked for (more than a million, or no spread at all).
 */
export function moreCasesPerSide(
  difference: number,
  smallest: number,
  first: SideSpread,
  second: SideSpread,
): number | null {
  const size = Math.abs(difference)
  const target = (Math.max(size, smallest - size) / (z95 + z80)) ** 2
  const variance = (more: number): number =>
    first.unitVariance / (first.n + more) + second.unitVariance / (second.n + more)
  const most = 1_000_000
  if (!(variance(most) <= target)) return null
  let low = 0
  let high = most
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (variance(middle) <= target) high = middle
    else low = middle
  }
  return variance(0) <= target ? null : high
}

/**
 * Cases of a new side that settle a difference from a measured one with 80 % probability, if each of them varies as the
 * measured ones do: u/n + u/m ≤ (d/(1.96 + 0.84))² for u the unit variance and m the cases measured. Null where m is too
 * small for that whatever n, for no difference, or where more than a million would be needed.
 */
export function casesAgainst(difference: number, { unitVariance, n }: SideSpread): number | null {
  const rest = (difference / (z95 + z80)) ** 2 - unitVariance / n
  const needed = Math.max(1, Math.ceil(unitVariance / rest))
  return rest > 0 && needed <= 1_000_000 ? needed : null
}
