/** Several tests printed together. */

/**
 * Benjamini and Hochberg's (1995) adjusted p-values in the order given: with p ascending, q(i) = min over j ≥ i of
 * m p(j) / j, at most 1. Calling q ≤ 0.05 a difference keeps the expected share of false ones below 5 %.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p)
  const adjusted = pValues.slice()
  let least = 1
  order.forEach(({ p, index }, place) => {
    least = Math.min(least, (p * order.length) / (order.length - place))
    adjusted[index] = least
  })
  return adjusted
}
