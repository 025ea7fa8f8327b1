/** The slope of a short series, by the median of the slopes between pairs of points. */
import type { Interval } from '../../../shared/kpi.ts'
import { mannKendallVariance } from './mann-kendall.ts'
import { noMemory } from './memory.ts'
import type { Memory } from './memory.ts'
import { confidenceLevel, z95 } from './normal.ts'
import { quantile7 } from './quantile.ts'
import { tQuantile95 } from './student-t.ts'

export interface TheilSen {
  /** Change of the value per step of x. */
  readonly slope: number
  readonly interval: Interval | null
}

/**
 * Theil (1950) and Sen (1968): all pairs. `x` ascending without repetition (period numbers, gaps allowed). Null below 2
 * points. Meant for up to some hundred points.
 */
export function theilSen(x: readonly number[], y: readonly number[], memory: Memory = noMemory): TheilSen | null {
  return medianSlope(pairSlopes(x, y), mannKendallVariance(y), memory)
}

/** The slopes between all pairs of points. */
export function pairSlopes(x: readonly number[], y: readonly number[]): number[] {
  const slopes: number[] = []
  for (let i = 0; i < y.length; i += 1) {
    for (let j = i + 1; j < y.length; j += 1) {
      slopes.push(((y[j] ?? NaN) - (y[i] ?? NaN)) / ((x[j] ?? NaN) - (x[i] ?? NaN)))
    }
  }
  return slopes
}

/**
 * The median of slopes with Gilbert's interval (Statistical Methods for Environmental Pollution Monitoring, 1987,
 * 16.5.1): with N slopes in order and C = z √Var(S), the slopes of ranks (N − C)/2 and (N + C)/2 + 1, ranks rounded to the
 * nearest. A memory widens Var(S) and takes Student's quantile for z, as in the test. `interval` is null where the ranks
 * lie outside.
 */
export function medianSlope(slopes: readonly number[], variance: number, memory: Memory): TheilSen | null {
  if (slopes.length === 0) return null
  const sorted = Float64Array.from(slopes).sort()
  const quantile = memory.degrees === null ? z95 : tQuantile95(memory.degrees)
  const half = quantile * Math.sqrt(variance * memory.factor)
  const lowRank = Math.round((sorted.length - half) / 2)
  const highRank = Math.round((sorted.length + half) / 2 + 1)
  const low = lowRank < 1 ? undefined : sorted[lowRank - 1]
  const high = sorted[highRank - 1]
  return {
    slope: quantile7(sorted, 0.5),
    interval: low === undefined || high === undefined ? null : { low, high, level: confidenceLevel },
  }
}
