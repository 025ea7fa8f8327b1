/** Whether two shares differ: a p-value that keeps its promise for small samples too. */
import { binomialDensity, binomialLowerTail, binomialUpperTail } from './binomial.ts'
import { twoSidedP } from './normal.ts'

/** Beyond so many cases on both sides the score test alone is near enough (at most 5.2 % at a nominal 5 %). */
const mostExact = 1000
/** Places where the unknown common share is tried; evenly on the scale of arcsin √p, where all samples vary alike. */
const places = 100
/** What is less likely than this adds nothing that is shown. */
const negligible = 1e-12
const rounding = 1e-9

/**
 * Two-sided p-value of x₁ of n₁ and x₂ of n₂ having the same share behind them. The statistic is the score z: the
 * difference over its standard error with the pooled share. Its own p-value calls up to 6.5 % of equal shares different
 * at 5 % (25 cases a side), so the exact unconditional one is taken: the probability of a z at least as large, at the
 * common share where that is highest (Suissa and Shuster, "Exact unconditional sample sizes for the 2 × 2 binomial
 * trial", Journal of the Royal Statistical Society A 148, 1985; Barnard 1947). NaN where a side is empty.
 */
export function shareDifferenceP(x1: number, n1: number, x2: number, n2: number): number {
  if (n1 > n2) return shareDifferenceP(x2, n2, x1, n1)
  const observed = Math.abs(scoreZ(x1, n1, x2, n2))
  if (Number.isNaN(observed)) return Number.NaN
  if (observed === 0) return 1
  if (n1 > mostExact) return twoSidedP(observed)
  const regions = Array.from({ length: n1 + 1 }, (_, x) => extremesBeside(x, n1, n2, observed - rounding))
  let highest = 0
  for (let place = 1; place < places; place++) {
    const share = Math.sin((Math.PI * place) / (2 * places)) ** 2
    let probability = 0
    for (const [x, { low, high }] of regions.entries()) {
      const density = binomialDensity(x, n1, share)
      if (density < negligible) continue
      probability += density * (binomialLowerTail(low, n2, share) + binomialUpperTail(high, n2, share))
    }
    highest = Math.max(highest, probability)
  }
  return Math.min(1, highest)
}

/** 0 where nothing varies. */
function scoreZ(x1: number, n1: number, x2: number, n2: number): number {
  const pooled = (x1 + x2) / (n1 + n2)
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  return standardError === 0 ? 0 : (x1 / n1 - x2 / n2) / standardError
}

/** Which counts of the second side lie at least `z` away from x of n₁: those up to `low` and those from `high`. */
function extremesBeside(x: number, n1: number, n2: number, z: number): { readonly low: number; readonly high: number } {
  // The score falls as the second count grows, so both ends are found by halving.
  const first = (isBelow: (count: number) => boolean): number => {
    let from = 0
    let to = n2 + 1
    while (from < to) {
      const middle = (from + to) >> 1
      if (isBelow(middle)) from = middle + 1
      else to = middle
    }
    return from
  }
  return {
    low: first((count) => scoreZ(x, n1, count, n2) >= z) - 1,
    high: first((count) => scoreZ(x, n1, count, n2) > -z),
  }
}
