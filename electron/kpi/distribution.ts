/** How durations spread, in bins that people think in; each is about twice as wide as the one before. */
import type { Facts } from '../../shared/facts.ts'
import { kpiCatalogue, kpiIds } from '../../shared/kpi.ts'
import type { Distribution, KpiRequest } from '../../shared/kpi.ts'
import type { WorkspaceSettings } from '../../shared/model.ts'
import { lastAtOrBefore } from '../../shared/time.ts'
import { measureGroups } from './measure.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Lower edges in seconds. The last bin reaches as far as the data need, at least a year. */
// prettier-ignore
const binEdges: readonly number[] = [
  0, 1, 2, 5, 10, 20, 30,
  minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute,
  hour, 2 * hour, 4 * hour, 8 * hour, 12 * hour,
  day, 2 * day, 4 * day, 7 * day, 14 * day, 30 * day, 90 * day, 180 * day,
]
const lastEdge = 365 * day

/** One per duration KPI and group with at least one counted case. Every bin is listed, also the empty ones. */
export function distributionsOf(facts: Facts, request: KpiRequest, settings: WorkspaceSettings): Distribution[] {
  const asked = request.kpis === undefined || request.kpis.length === 0 ? kpiIds : request.kpis
  const kpis = asked.filter((id) => kpiCatalogue[id].kind === 'duration')
  if (kpis.length === 0) return []
  return measureGroups(facts, { ...request, kpis }, settings).flatMap(({ result, values }) =>
    result.status === 'ok' ? [{ id: result.id, group: result.group, n: values.length, bins: binsOf(values) }] : [],
  )
}

function binsOf(values: Float64Array): Distribution['bins'] {
  const counts = new Float64Array(binEdges.length)
  let largest = 0
  for (const seconds of values) {
    const bin = lastAtOrBefore(binEdges, seconds)
    counts[bin] = (counts[bin] ?? 0) + 1
    if (seconds > largest) largest = seconds
  }
  // Half-open like the others: the largest value lies inside.
  const end = largest < lastEdge ? lastEdge : Math.floor(largest / day + 1) * day
  return binEdges.map((from, bin) => ({ from, to: binEdges[bin + 1] ?? end, count: counts[bin] ?? 0 }))
}
