/** Exact binomial probabilities, feasible for half a million trials (a tail costs about √n steps). */

/**
 * P(X = k) for X ~ Binomial(n, p), 0 < p < 1. Formula: Loader 2000, "Fast and accurate computation of binomial
 * probabilities" (saddle point expansion), which keeps 14 digits where factorials have overflowed.
 */
export function binomialDensity(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0
  if (k === 0) return Math.exp(n * Math.log1p(-p))
  if (k === n) return Math.exp(n * Math.log(p))
  const exponent =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p))
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)))
}

/** P(X ≤ k). Summed from k downwards (or, above the mean, as one minus the upper tail). */
export function binomialLowerTail(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  if (k > n * p) return 1 - binomialUpperTail(k + 1, n, p)
  const odds = (1 - p) / p
  let term = binomialDensity(k, n, p)
  let sum = term
  for (let i = k; i > 0 && term > sum * 1e-17; i -= 1) {
    term *= (i / (n - i + 1)) * odds
    sum += term
  }
  return Math.min(1, sum)
}

/** P(X ≥ k). */
export function binomialUpperTail(k: number, n: number, p: number): number {
  return binomialLowerTail(n - k, n, 1 - p)
}

/** ln n! − ln(√(2πn)(n/e)ⁿ): the exact table below 16 by summation, then the Stirling series. */
function stirlingError(n: number): number {
  if (n < 16) {
    let logFactorial = 0
    for (let i = 2; i <= n; i += 1) logFactorial += Math.log(i)
    return logFactorial - (n + 0.5) * Math.log(n) + n - 0.9189385332046727
  }
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n
}

/** x ln(x/m) + m − x without cancellation near x = m (Loader's bd0). */
function deviance(x: number, mean: number): number {
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x
  const v = (x - mean) / (x + mean)
  let sum = (x - mean) * v
  let power = 2 * x * v
  for (let j = 1; j < 1000; j += 1) {
    power *= v * v
    const next = sum + power / (2 * j + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}
