/** Intervals of shares (x of n), as ratios from 0 to 1. */
import type { Interval } from '../../../shared/kpi.ts'
import { confidenceLevel, z95 } from './normal.ts'

/**
 * Wilson's (1927) score interval of x of n: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Null for n = 0. At x = 0
 * its upper end is z²/(n + z²), the bound shown beside zero opt-outs.
 */
export function wilson(x: number, n: number): Interval | null {
  if (n <= 0) return null
  const share = x / n
  const square = z95 * z95
  const centre = (share + square / (2 * n)) / (1 + square / n)
  const half = (z95 * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n)
  return {
    low: x <= 0 ? 0 : Math.max(0, centre - half),
    high: x >= n ? 1 : Math.min(1, centre + half),
    level: confidenceLevel,
  }
}

/** A difference of two shares with its interval and the two-sided p-value of no difference. */
interface ShareDifference {
  readonly value: number
  readonly interval: Interval
}

/**
 * x₁/n₁ − x₂/n₂ with Newcombe's (1998) hybrid score interval (his method 10): the Wilson ends (l, u) of both sides,
 * d − √((p₁−l₁)² + (u₂−p₂)²) … d + √((u₁−p₁)² + (p₂−l₂)²). Null where a side is empty.
 */
export function newcombe(x1: number, n1: number, x2: number, n2: number): ShareDifference | null {
  const first = wilson(x1, n1)
  const second = wilson(x2, n2)
  if (!first || !second) return null
  const p1 = x1 / n1
  const p2 = x2 / n2
  const value = p1 - p2
  return {
    value,
    interval: {
      low: value - Math.hypot(p1 - first.low, second.high - p2),
      high: value + Math.hypot(first.high - p1, p2 - second.low),
      level: confidenceLevel,
    },
  }
}
