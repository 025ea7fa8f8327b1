/** How much more days vary than chance alone would make them. */

/** Counts of consecutive days. */
export interface DailyCounts {
  readonly counts: Int32Array
  /** ISO weekday of the first day, 1 = Monday. */
  readonly firstWeekday: number
}

export interface Dispersion {
  /** Variance over mean of the days: 1 = as chance alone makes them (Poisson). */
  readonly factor: number
  /** What the relative variance of one day is above chance, as (variance − mean)/mean²; 0 = nothing. */
  readonly excess: number
  readonly degrees: number
}

/** From two whole weeks on, each weekday has a mean of its own: that Sundays are quiet is no variation. */
const daysForWeekdays = 14

/** Null where nothing is left to tell it from. */
export function dispersionOf(days: DailyCounts): Dispersion | null {
  return dispersionWithin(daysWithOneMean(days))
}

function daysWithOneMean({ counts, firstWeekday }: DailyCounts): readonly Int32Array[] {
  if (counts.length < daysForWeekdays) return [counts]
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => counts.filter((_, day) => (day + firstWeekday - weekday) % 7 === 0))
}

/**
 * The variance of the total over the total: Σ k s² / Σ y over groups of k counts with one mean each, s² their sample
 * variance. It is the dispersion φ of quasi-Poisson counts (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989,
 * 6.2.3) with each day weighted as the total weights it. Less than chance allows is taken as chance.
 */
export function dispersionWithin(groups: readonly Int32Array[]): Dispersion | null {
  let total = 0
  let days = 0
  let variance = 0
  let degrees = 0
  for (const counts of groups) {
    const sum = counts.reduce((all, count) => all + count, 0)
    total += sum
    days += counts.length
    if (counts.length < 2) {
      variance += sum
      continue
    }
    const mean = sum / counts.length
    const squares = counts.reduce((all, count) => all + (count - mean) ** 2, 0)
    variance += (counts.length * squares) / (counts.length - 1)
    degrees += counts.length - 1
  }
  if (degrees === 0 || total === 0) return null
  const factor = Math.max(1, variance / total)
  return { factor, excess: ((factor - 1) * days) / total, degrees }
}

/**
 * The excess that each side is given: its own, but at least that of both together. A few weeks seldom hold one of the
 * wildest days, and what the other side shows of them is then the better guess (test/bench has the simulations).
 */
export function sharedExcess(first: Dispersion, second: Dispersion): readonly [number, number] {
  const pooled = (first.excess * first.degrees + second.excess * second.degrees) / (first.degrees + second.degrees)
  return [Math.max(first.excess, pooled), Math.max(second.excess, pooled)]
}
