/** A trend beside a yearly rhythm: only the same months of different years are compared. */
import { fromNormal, mannKendallVariance, scoreOf } from './mann-kendall.ts'
import type { MannKendall } from './mann-kendall.ts'
import { memoryOf, noMemory } from './memory.ts'
import type { Memory } from './memory.ts'
import { medianSlope, pairSlopes } from './theil-sen.ts'
import type { TheilSen } from './theil-sen.ts'

interface SeasonalPoint {
  /** Which season of the year, such as 1 … 12. */
  readonly season: number
  readonly year: number
  readonly value: number
}

export interface SeasonalKendall extends MannKendall {
  readonly memory: Memory
  /** Change of the value per year. */
  readonly slope: TheilSen
}

const seasonsPerYear = 12

/**
 * Hirsch, Slack and Smith (1982, Water Resources Research 18, 107–121): S and Var(S) are the sums over the seasons of
 * Mann–Kendall's, z with continuity correction; the slope is the median over all pairs of years within the seasons, its
 * interval Gilbert's (1987, 17.1.3). The sum of variances holds for independent months; months that remember the one
 * before widen it as in `memory.ts`, with the memory of the values less their trend and the mean of their season. (The
 * covariances of Hirsch and Slack, 1984, ask for ten years and more.) Points in time order; null where no season has two
 * years.
 */
export function seasonalKendall(points: readonly SeasonalPoint[]): SeasonalKendall | null {
  const seasons = Map.groupBy(points, ({ season }) => season)
  const slopes: number[] = []
  let s = 0
  let variance = 0
  for (const own of seasons.values()) {
    const values = own.map(({ value }) => value)
    s += scoreOf(values)
    variance += mannKendallVariance(values)
    const years = own.map(({ year }) => year)
    slopes.push(...pairSlopes(years, values))
  }
  const plain = medianSlope(slopes, variance, noMemory)
  if (!plain) return null
  const memory = memoryOf(anomaliesOf(points, plain.slope))
  return {
    ...fromNormal(s, variance, memory),
    memory,
    slope: medianSlope(slopes, variance, memory) ?? plain,
  }
}

/** Values less the trend and then the mean of their season. */
function anomaliesOf(points: readonly SeasonalPoint[], slope: number): number[] {
  const level = points.map(({ season, year, value }) => value - slope * (year + season / seasonsPerYear))
  const sums = new Map<number, { sum: number; count: number }>()
  points.forEach(({ season }, i) => {
    const known = sums.get(season) ?? { sum: 0, count: 0 }
    sums.set(season, { sum: known.sum + (level[i] ?? 0), count: known.count + 1 })
  })
  const anomalies = points.map(({ season }, i) => {
    const { sum, count } = sums.get(season) ?? { sum: 0, count: 1 }
    return (level[i] ?? 0) - sum / count
  })
  // Differences that only the arithmetic made are none: they would break the ties of equal values.
  const size = Math.max(...level.map(Math.abs), Number.MIN_VALUE)
  return anomalies.map((value) => Math.round((value / size) * 1e9))
}
