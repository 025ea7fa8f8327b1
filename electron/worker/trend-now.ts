/** A trend in the open workspace. */
import type { Selection } from '../../shared/model.ts'
import { dayOf } from '../../shared/time.ts'
import type { Trend, TrendBreak, TrendRequest } from '../../shared/trend.ts'
import { formatDay } from '../../shared/units.ts'
import { definitionVersion } from '../kpi/definition-version.ts'
import { settingsOf } from '../kpi/column-cache.ts'
import { computeTrend } from '../kpi/trend/trend-series.ts'
import { loadTargets } from '../workspace/targets.ts'
import type { Session } from './session.ts'

export function trendNow(session: Session, request: TrendRequest): Trend {
  const reading = {
    settings: settingsOf(session.settings(), request),
    hours: request.hours,
    inferredClose: request.inferredClose === true,
  }
  return computeTrend(session.facts(), { ...request, definitionChanges: definitionBreaks(session, request) }, reading)
}

/**
 * What was recorded by another definition of the KPI cannot be continued by what is measured now: a line stands at the day
 * on which the baseline of these conversations was measured.
 */
function definitionBreaks(session: Session, { kpi, selection }: TrendRequest): TrendBreak[] {
  const { zone } = session.settings()
  const version = definitionVersion(kpi)
  return loadTargets(session.workspace().reader).flatMap(({ kpi: own, record, subject, baseline }): TrendBreak[] => {
    const isSame = [subject, baseline].some((side) => attributesOf(side) === attributesOf(selection))
    if (own !== kpi || record === null || record.definition.version === version || !isSame) return []
    const day = dayOf(record.measuredAt, zone)
    const sentence = `The baseline measured on ${formatDay(day)} was counted by another definition (version ${record.definition.app}).`
    return [{ day, kind: 'definition', sentence }]
  })
}

function attributesOf({ channels, teams, agents, inboxes, sources }: Selection): string {
  return JSON.stringify([channels, teams, agents, inboxes, sources].map((names) => (names ?? []).toSorted()))
}
