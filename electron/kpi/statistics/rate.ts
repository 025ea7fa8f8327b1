/** Counts over covered days. */
import type { Interval } from '../../../shared/kpi.ts'
import { confidenceLevel, twoSidedP, z95 } from './normal.ts'

interface RateRatio {
  readonly ratio: number
  readonly interval: Interval
  readonly p: number
}

/**
 * (a / daysA) / (b / daysB) with exp(ln R ± z √(1/a + 1/b)), both counts taken as Poisson (Rothman and Greenland, Modern
 * Epidemiology, ch. 14). Null unless all four are positive. Real days vary more than Poisson: the interval is the
 * narrowest that is defensible.
 */
export function rateRatio(a: number, daysA: number, b: number, daysB: number): RateRatio | null {
  if (!(a > 0 && b > 0 && daysA > 0 && daysB > 0)) return null
  const logRatio = Math.log(a / daysA) - Math.log(b / daysB)
  const standardError = Math.sqrt(1 / a + 1 / b)
  return {
    ratio: Math.exp(logRatio),
    interval: {
      low: Math.exp(logRatio - z95 * standardError),
      high: Math.exp(logRatio + z95 * standardError),
      level: confidenceLevel,
    },
    p: twoSidedP(logRatio / standardError),
  }
}
