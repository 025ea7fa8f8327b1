/** Results grouped by period as the points of a trend, and the trend itself. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId, KpiResult, Trend } from '../../shared/kpi.ts'
import { trendOf } from '../kpi/trend.ts'

type TrendPoint = Omit<Trend['points'][number], 'unusual'>

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

/** @param results of one KPI, grouped by period */
export function trendOfResults(kpi: KpiId, results: readonly KpiResult[]): Trend {
  const { better, unit } = kpiCatalogue[kpi]
  return trendOf(trendPoints(results), better, { unit })
}
