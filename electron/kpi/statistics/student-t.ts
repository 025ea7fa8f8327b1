/**
 * Student's t distribution ("The probable error of a mean", Biometrika 6, 1908) for any positive degrees of freedom,
 * also broken ones as Welch's. Tails with a relative error of about 1e-12.
 */
import { z95 } from './normal.ts'

/** P(|T| ≥ |t|): I_x(ν/2, ½) at x = ν/(ν + t²) (Abramowitz and Stegun 26.5.27). */
export function twoSidedTailOfT(t: number, degrees: number): number {
  const square = t * t
  return incompleteBeta(degrees / (degrees + square), square / (degrees + square), degrees / 2)
}

const known = new Map<number, number>()
/** Results by group ask for the same few thousand degrees of freedom again and again. */
const mostKnown = 10_000

/** The t that 95 % of the distribution lie within ± of. */
export function tQuantile95(degrees: number): number {
  const kept = known.get(degrees)
  if (kept !== undefined) return kept
  const found = findQuantile(0.05, degrees)
  if (known.size >= mostKnown) known.clear()
  known.set(degrees, found)
  return found
}

/** Newton's steps inside a bracket that halves where a step leaves it; the normal quantile is the lower end for every ν. */
function findQuantile(tail: number, degrees: number): number {
  let low = z95
  let high = z95 * 2
  while (twoSidedTailOfT(high, degrees) > tail) {
    low = high
    high *= 2
  }
  // The first two terms of Abramowitz and Stegun 26.7.5.
  let t = Math.min(high, Math.max(low, z95 + (z95 ** 3 + z95) / (4 * degrees)))
  for (let step = 0; step < 100; step++) {
    const excess = twoSidedTailOfT(t, degrees) - tail
    if (excess > 0) low = t
    else high = t
    const next = t + excess / (2 * density(t, degrees))
    const inside = next > low && next < high ? next : (low + high) / 2
    if (Math.abs(inside - t) <= 1e-14 * t) return inside
    t = inside
  }
  return t
}

function density(t: number, degrees: number): number {
  return (gammaRatio(degrees / 2) / Math.sqrt(degrees * Math.PI)) * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2)
}

/** Γ(a + ½)/Γ(a). Asymptotic series of the ratio (DLMF 5.11.13); small a by the recurrence of Γ. */
function gammaRatio(a: number): number {
  let factor = 1
  let shifted = a
  while (shifted < 40) {
    factor *= shifted / (shifted + 0.5)
    shifted += 1
  }
  const u = 1 / shifted
  const series = 1 + u * (-1 / 8 + u * (1 / 128 + u * (5 / 1024 + u * (-21 / 32_768 + u * (-399 / 262_144)))))
  return factor * Math.sqrt(shifted) * series
}

/** I_x(a, ½), with `rest` = 1 − x given apart so that neither loses its digits near an end. */
function incompleteBeta(x: number, rest: number, a: number): number {
  if (rest <= 0) return 1
  if (x <= 0) return 0
  // x^a (1 − x)^½ / B(a, ½), where B(a, ½) = Γ(a) √π / Γ(a + ½).
  const logX = rest < 0.5 ? Math.log1p(-rest) : Math.log(x)
  const front = (Math.exp(a * logX) * Math.sqrt(rest) * gammaRatio(a)) / Math.sqrt(Math.PI)
  if (x < (a + 1) / (a + 2.5)) return (front * continuedFraction(x, a, 0.5)) / a
  return 1 - (front * continuedFraction(rest, 0.5, a)) / 0.5
}

/** DLMF 8.17.22, evaluated by Lentz's method as modified by Thompson and Barnett (1986). */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const factor = d * c
    fraction *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return fraction
}
