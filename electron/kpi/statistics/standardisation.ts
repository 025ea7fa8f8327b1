/**
 * Direct standardisation: what a side would show if its cases had the mix of strata of both sides together
 * (Rothman and Greenland, Modern Epidemiology, ch. 3). Cells as ascending values; weights add up to 1.
 */
export interface WeightedCell {
  readonly sorted: Float64Array
  readonly weight: number
}

/** Median of the mixture of the cells' distributions; with one cell the ordinary median. NaN for no cells. */
export function standardisedMedian(cells: readonly WeightedCell[]): number {
  const tolerance = 1e-12
  return (
    (firstValueWhere(cells, (share) => share >= 0.5 - tolerance) +
      firstValueWhere(cells, (share) => share > 0.5 + tolerance)) /
    2
  )
}

/** Mean of the cells' means by weight. NaN for no cells. */
export function standardisedMean(cells: readonly { readonly mean: number; readonly weight: number }[]): number {
  return cells.length === 0 ? NaN : cells.reduce((sum, { mean, weight }) => sum + mean * weight, 0)
}

/** The least value of any cell at which the mixture's share of values up to it satisfies a monotone condition. */
function firstValueWhere(cells: readonly WeightedCell[], holds: (share: number) => boolean): number {
  let least = Infinity
  for (const { sorted } of cells) {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (holds(shareUpTo(cells, sorted[middle] ?? NaN))) high = middle
      else low = middle + 1
    }
    least = Math.min(least, sorted[low] ?? Infinity)
  }
  return Number.isFinite(least) ? least : NaN
}

function shareUpTo(cells: readonly WeightedCell[], value: number): number {
  let share = 0
  for (const { sorted, weight } of cells) share += (weight * countUpTo(sorted, value)) / sorted.length
  return share
}

/** How many of the ascending values are at most `value`. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? NaN) <= value) low = middle + 1
    else high = middle
  }
  return low
}
