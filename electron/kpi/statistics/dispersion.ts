/** How much more days vary than chance alone would make them. */

/** Counts of consecutive days. */
export interface DailyCounts {
  readonly counts: Int32Array
  /** ISO weekday of the first day, 1 = Monday. */
  readonly firstWeekday: number
}

export interface Dispersion {
  /** Variance over mean: 1 = as chance alone (Poisson); never below 1 here. */
  readonly factor: number
  readonly degrees: number
}

/** From two whole weeks on, each weekday has a mean of its own: that Sundays are quiet is no variation. */
const daysForWeekdays = 14

/** Of both sides together; null where nothing is left to tell it from. */
export function dispersionOf(sides: readonly DailyCounts[]): Dispersion | null {
  return pearsonDispersion(sides.flatMap(daysWithOneMean))
}

function daysWithOneMean({ counts, firstWeekday }: DailyCounts): readonly Int32Array[] {
  if (counts.length < daysForWeekdays) return [counts]
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => counts.filter((_, day) => (day + firstWeekday - weekday) % 7 === 0))
}

/**
 * Pearson's X² over its degrees of freedom: with y the counts and m the mean of their group, φ = Σ (y − m)²/m divided by
 * counts less groups (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, 4.5 and 6.2.3). Less than chance
 * allows (φ < 1) is taken as chance. Groups of nothing but zeros say nothing.
 */
export function pearsonDispersion(groups: readonly Int32Array[]): Dispersion | null {
  let chiSquare = 0
  let degrees = 0
  for (const counts of groups) {
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    if (!(mean > 0)) continue
    for (const count of counts) chiSquare += (count - mean) ** 2 / mean
    degrees += counts.length - 1
  }
  return degrees > 0 ? { factor: Math.max(1, chiSquare / degrees), degrees } : null
}
