/** The 95 % interval that stands beside a single result. */
import type { Interval } from '../../../shared/kpi.ts'
import type { Cases } from '../cases.ts'
import { meanInterval } from './mean.ts'
import { npsInterval } from './nps.ts'
import { ascending, medianInterval } from './quantile.ts'
import { wilson } from './share.ts'

/**
 * Durations: of the median, in seconds. Shares and CSAT: Wilson, of `numerator` of `denominator`. NPS: adjusted Wald,
 * in points. Means: Student's t. Undefined for counts and stocks (a volume is known, not estimated) and where n allows none. `cases.values` may be in any
 * order; pass them sorted to save the sorting.
 */
export function intervalOf(
  kind: Cases['kind'],
  cases: Pick<Cases, 'values' | 'numerator' | 'denominator'>,
): Interval | undefined {
  if (kind === 'duration') return medianInterval(ascending(cases.values)) ?? undefined
  if (kind === 'nps') return scoresInterval(cases.values) ?? undefined
  if (kind === 'mean') return meanInterval(cases.values) ?? undefined
  return kind === 'count' || kind === 'stock' ? undefined : (wilson(cases.numerator, cases.denominator) ?? undefined)
}

function scoresInterval(scores: Float64Array): Interval | null {
  const { promoters, detractors } = countNps(scores)
  return npsInterval(promoters, detractors, scores.length)
}

/** Promoters answer 9–10, detractors 0–6 (Reichheld 2003). */
export function countNps(scores: Float64Array): { readonly promoters: number; readonly detractors: number } {
  let promoters = 0
  let detractors = 0
  for (const score of scores) {
    if (score >= 9) promoters += 1
    else if (score <= 6) detractors += 1
  }
  return { promoters, detractors }
}
