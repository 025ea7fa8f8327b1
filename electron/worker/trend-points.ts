/** Results grouped by period as the points of a trend. */
import type { KpiResult, Trend } from '../../shared/kpi.ts'

export type TrendPoint = Omit<Trend['points'][number], 'unusual'>

export function trendPoints(results: readonly KpiResult[]): TrendPoint[] {
  return results.flatMap((result) =>
    result.period === undefined
      ? []
      : [
          {
            from: result.period.from,
            to: result.period.to,
            value: result.status === 'ok' ? result.value : null,
            n: result.status === 'ok' ? result.n : 0,
            complete: result.period.complete,
          },
        ],
  )
}
