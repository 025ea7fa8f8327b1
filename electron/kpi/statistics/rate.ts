/** Counts over covered days. */
import type { Interval } from '../../../shared/kpi.ts'
import type { Dispersion } from './dispersion.ts'
import { confidenceLevel, twoSidedP, z95 } from './normal.ts'
import { tQuantile95, twoSidedTailOfT } from './student-t.ts'

interface RateRatio {
  readonly ratio: number
  readonly interval: Interval
  readonly p: number
}

/**
 * (a / daysA) / (b / daysB) with exp(ln R ± z √(1/a + 1/b)), both counts taken as Poisson (Rothman and Greenland, Modern
 * Epidemiology, ch. 14). Where days vary more than that, the variance is φ times as large, and since φ is estimated,
 * Student's t takes the place of z (quasi-Poisson: McCullagh and Nelder 1989, 6.2.3). Null unless all four are positive.
 */
export function rateRatio(
  a: number,
  daysA: number,
  b: number,
  daysB: number,
  dispersion: Dispersion | null = null,
): RateRatio | null {
  if (!(a > 0 && b > 0 && daysA > 0 && daysB > 0)) return null
  const logRatio = Math.log(a / daysA) - Math.log(b / daysB)
  const isWider = dispersion !== null && dispersion.factor > 1
  const standardError = Math.sqrt((isWider ? dispersion.factor : 1) * (1 / a + 1 / b))
  const half = (isWider ? tQuantile95(dispersion.degrees) : z95) * standardError
  const z = logRatio / standardError
  return {
    ratio: Math.exp(logRatio),
    interval: { low: Math.exp(logRatio - half), high: Math.exp(logRatio + half), level: confidenceLevel },
    p: isWider ? twoSidedTailOfT(z, dispersion.degrees) : twoSidedP(z),
  }
}
