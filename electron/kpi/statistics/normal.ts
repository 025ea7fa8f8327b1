/**
 * The standard normal distribution: cdf with an absolute error of about 1e-15 (relative below 1e-8 in the far tails),
 * quantile to the last digits. simple-statistics' error function stops at 1.2e-7, too coarse for small p-values.
 */

/** The central 95 % of a standard normal lie within ± this: every interval of the app is a 95 % interval. */
export const z95 = 1.959963984540054
/** The one confidence level used everywhere. */
export const confidenceLevel = 0.95

/**
 * P(Z ≤ z). Formula: Hart 1968, algorithm 5666, as published by G. West, "Better approximations to cumulative normal
 * functions", Wilmott 2005.
 */
export function normalCdf(z: number): number {
  const distance = Math.abs(z)
  const tail = upperTail(distance)
  return z > 0 ? 1 - tail : tail
}

/** P(|Z| ≥ |z|): the two-sided p-value of a z statistic. Keeps its digits far out, where 1 − P(Z ≤ z) loses them. */
export function twoSidedP(z: number): number {
  return Math.min(1, 2 * upperTail(Math.abs(z)))
}

/** P(Z ≥ distance) for distance ≥ 0. */
function upperTail(distance: number): number {
  if (distance > 37) return 0
  const density = Math.exp((-distance * distance) / 2)
  if (distance < 7.07106781186547) {
    const top = horner(
      distance,
      [
        3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
        220.206867912376,
      ],
    )
    const bottom = horner(
      distance,
      [
        8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
        793.826512519948, 440.413735824752,
      ],
    )
    return (density * top) / bottom
  }
  let fraction = distance + 0.65
  for (const numerator of [4, 3, 2, 1]) fraction = distance + numerator / fraction
  return density / (fraction * 2.506628274631)
}

/**
 * The z with P(Z ≤ z) = p; ±Infinity at 0 and 1. Formula: Wichura 1988, algorithm AS 241 (PPND16), relative error
 * about 1e-16.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * horner(r, centreTop)) / horner(r, centreBottom)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const z =
    r <= 5
      ? horner(r - 1.6, middleTop) / horner(r - 1.6, middleBottom)
      : horner(r - 5, tailTop) / horner(r - 5, tailBottom)
  return q < 0 ? -z : z
}

/** A polynomial, coefficients from the highest power down. */
function horner(x: number, coefficients: readonly number[]): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

const centreTop = [
  2.509080928730122e3, 3.343057558358813e4, 6.726577092700871e4, 4.592195393154987e4, 1.373169376550946e4,
  1.971590950306551e3, 1.331416678917844e2, 3.387132872796366,
]
const centreBottom = [
  5.226495278852854e3, 2.872908573572194e4, 3.930789580009271e4, 2.121379430158659e4, 5.394196021424751e3,
  6.871870074920579e2, 4.231333070160091e1, 1,
]
const middleTop = [
  7.745450142783414e-4, 2.272384498926918e-2, 2.417807251774506e-1, 1.270458252452368, 3.647848324763204,
  5.769497221460691, 4.630337846156546, 1.423437110749683,
]
const middleBottom = [
  1.050750071644416e-9, 5.475938084995345e-4, 1.519866656361645e-2, 1.4810397642748e-1, 6.897673349851e-1,
  1.676384830183804, 2.053191626637759, 1,
]
const tailTop = [
  2.010334399292288e-7, 2.711555568743488e-5, 1.24266094738807e-3, 2.653218952657612e-2, 2.965605718285049e-1,
  1.784826539917291, 5.463784911164114, 6.657904643501104,
]
const tailBottom = [
  2.044263103389939e-15, 1.421511758316446e-7, 1.846318317510055e-5, 7.868691311456133e-4, 1.487536129085062e-2,
  1.369298809227358e-1, 5.998322065558879e-1, 1,
]
