/** A trend in the open workspace. */
import type { Trend, TrendRequest } from '../../shared/trend.ts'
import { settingsOf } from '../kpi/column-cache.ts'
import { computeTrend } from '../kpi/trend-series.ts'
import type { Session } from './session.ts'

export function trendNow(session: Session, request: TrendRequest): Trend {
  const reading = {
    settings: settingsOf(session.settings(), request),
    hours: request.hours,
    inferredClose: request.inferredClose === true,
  }
  return computeTrend(session.facts(), request, reading)
}
