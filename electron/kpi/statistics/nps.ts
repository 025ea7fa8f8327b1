/** Net Promoter Score, in points from −100 to 100, and its intervals by the adjusted Wald method. */
import type { Interval } from '../../../shared/kpi.ts'
import { confidenceLevel, twoSidedP, z95 } from './normal.ts'

/** Raw score: 100 (promoters − detractors) / n. NaN for no answers. */
export function npsScore(promoters: number, detractors: number, n: number): number {
  return (100 * (promoters - detractors)) / n
}

/** Adjusted score and its standard error, in points. */
interface AdjustedNps {
  readonly score: number
  readonly standardError: number
}

/**
 * The trinomial difference after adding 3 answers, ¾ of them promoters and ¾ detractors: with p and d the adjusted
 * shares, variance (p + d − (p − d)²)/(n + 3). Source: Rocks 2016 on intervals for the Net Promoter Score; found best
 * by Lewis and Sauro (MeasuringU 2021).
 */
export function adjustedNps(promoters: number, detractors: number, n: number): AdjustedNps {
  const size = n + 3
  const p = (promoters + 0.75) / size
  const d = (detractors + 0.75) / size
  return { score: 100 * (p - d), standardError: 100 * Math.sqrt((p + d - (p - d) ** 2) / size) }
}

/** 95 % interval of one score in points, cut at −100 and 100; null for no answers. */
export function npsInterval(promoters: number, detractors: number, n: number): Interval | null {
  if (n <= 0) return null
  const { score, standardError } = adjustedNps(promoters, detractors, n)
  return {
    low: Math.max(-100, score - z95 * standardError),
    high: Math.min(100, score + z95 * standardError),
    level: confidenceLevel,
  }
}

/** How one side answered. */
interface NpsCounts {
  readonly promoters: number
  readonly detractors: number
  readonly n: number
}

/**
 * First minus second, in points: the adjusted scores' difference with its interval (cut at ±200), z and p. Null where
 * a side has no answers.
 */
export function npsDifference(
  first: NpsCounts,
  second: NpsCounts,
): { readonly value: number; readonly interval: Interval; readonly z: number; readonly p: number } | null {
  if (first.n <= 0 || second.n <= 0) return null
  const a = adjustedNps(first.promoters, first.detractors, first.n)
  const b = adjustedNps(second.promoters, second.detractors, second.n)
  const value = a.score - b.score
  const standardError = Math.hypot(a.standardError, b.standardError)
  const z = value / standardError
  return {
    value,
    interval: {
      low: Math.max(-200, value - z95 * standardError),
      high: Math.min(200, value + z95 * standardError),
      level: confidenceLevel,
    },
    z,
    p: twoSidedP(z),
  }
}
