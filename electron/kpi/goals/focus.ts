/** KPIs ranked by how far they are from target, in which direction they move and how many customers they touch. */
import type { Focus, FocusItem } from '../../../shared/focus.ts'
import type { GoalKpi } from '../../../shared/goals.ts'
import { isVolume, kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type { KpiId, MeasuredKpi } from '../../../shared/kpi.ts'
import type { HoursMode, Selection } from '../../../shared/model.ts'
import type { SmallestDifference } from '../../../shared/smallest-difference.ts'
import type { Trend } from '../../../shared/trend.ts'
import { formatCount, formatKpiValue, formatNumber, formatShare } from '../../../shared/units.ts'
import { leastLogSeconds } from '../statistics/median-ratio.ts'

export interface FocusCandidate {
  readonly goal: FocusItem['goal']
  readonly row: GoalKpi
  /** What it is measured on. */
  readonly selection: Selection
  readonly hours: HoursMode
  /** Of the subject; null where it was not asked for. */
  readonly trend: Pick<Trend, 'direction' | 'test' | 'by'> | null
  readonly customers: number
  readonly smallest: SmallestDifference
}

/** What is getting worse by itself is more urgent than what is getting better by itself. */
const urgency = { worsening: 1.5, improving: 0.75 } as const

/**
 * Ranked: KPIs with a target that enough cases stand behind. Their weight is the distance from the target in smallest
 * differences that matter, times the customers behind it, times one and a half where the trend is a clear worsening and
 * three quarters where it is a clear improvement. What has reached its target follows: what is getting worse first, then
 * what is nearest to losing it. A KPI that serves several goals stands where it weighs most. The rest is listed with its
 * reason.
 */
export function rankFocus(candidates: readonly FocusCandidate[]): Focus {
  const items = candidates.map(itemOf)
  const heaviest = new Map<KpiId, FocusItem>()
  for (const item of items) {
    if ('reason' in item) continue
    const known = heaviest.get(item.kpi)
    if (known === undefined || compareItems(item, known) < 0) heaviest.set(item.kpi, item)
  }
  const listed = new Set<KpiId>(heaviest.keys())
  const unranked = items.flatMap((item) => {
    if (!('reason' in item) || listed.has(item.kpi)) return []
    listed.add(item.kpi)
    return [item]
  })
  return { ranked: [...heaviest.values()].sort(compareItems), unranked }
}

/** By weight; what weighs nothing by its direction and its distance; equals by the catalogue's order. */
function compareItems(a: FocusItem, b: FocusItem): number {
  return (
    b.weight - a.weight ||
    urgencyOf(b.direction) - urgencyOf(a.direction) ||
    b.steps - a.steps ||
    kpiIds.indexOf(a.kpi) - kpiIds.indexOf(b.kpi)
  )
}

function urgencyOf(direction: Trend['direction']): number {
  return direction === 'worsening' || direction === 'improving' ? urgency[direction] : 1
}

function itemOf(candidate: FocusCandidate): FocusItem | Focus['unranked'][number] {
  const { goal, row, selection, hours, trend, customers, smallest } = candidate
  const { kpi, current, target } = row
  const value = target?.value ?? null
  const canBeRanked = row.state === 'met' || row.state === 'not-met' || row.state === 'on-the-line'
  const isEnough = current.status === 'ok' && (current.supports.verdict || isVolume(kpi))
  if (current.status !== 'ok' || value === null || !canBeRanked || !isEnough)
    return { kpi, goal, reason: reasonOf(row) }
  const steps = stepsFrom(current, value, smallest)
  const direction = trend?.direction ?? 'too-little-data'
  return {
    kpi,
    goal,
    selection,
    hours,
    current,
    target: value,
    state: row.state,
    steps,
    direction,
    customers,
    weight: Math.max(0, steps) * customers * urgencyOf(direction),
    sentence: describe(current, value, trend, customers),
  }
}

function reasonOf({ kpi, state, sentence: text }: GoalKpi): string {
  if (kpiCatalogue[kpi].better === 'neutral') return 'A volume is neither better nor worse, so it has no target.'
  return state === 'no-target' ? 'There is no target yet: choose what it replaces or helps, and measure that.' : text
}

/** Positive = worse than the target. Parts of a time or a number on the log scale, so that half and double weigh the same. */
function stepsFrom({ value, better }: MeasuredKpi, target: number, smallest: SmallestDifference): number {
  const sign = better === 'lower' ? 1 : -1
  if (smallest.of === 'difference') return (sign * (value - target)) / smallest.value
  const floor = (of: number): number => Math.max(of, leastLogSeconds)
  return (sign * Math.log(floor(value) / floor(target))) / Math.log(1 + smallest.value)
}

function describe(current: MeasuredKpi, target: number, trend: FocusCandidate['trend'], customers: number): string {
  const { id, unit, value, n } = current
  const measured = `${kpiCatalogue[id].title}: ${formatKpiValue(unit, value)} (n = ${formatCount(n)})`
  const aim = `${distanceText(current, target)} the target of ${formatKpiValue(unit, target)}`
  const touched = `${formatCount(customers)} ${customers === 1 ? 'customer' : 'customers'}`
  return `${measured} is ${aim}, ${movementText(trend)}, and touches ${touched}.`
}

/** `40 % above`, `7 percentage points below`, `exactly at` */
function distanceText({ unit, value }: MeasuredKpi, target: number): string {
  const away = Math.abs(value - target)
  if (away === 0) return 'exactly at'
  const side = value > target ? 'above' : 'below'
  if (unit === 'ratio') return `${formatNumber(away * 100, 1)} percentage points ${side}`
  if (unit === 'points') return `${formatNumber(away, 1)} points ${side}`
  return target === 0 ? `${formatKpiValue(unit, away)} ${side}` : `${formatShare(away / Math.abs(target))} ${side}`
}

function movementText(trend: FocusCandidate['trend']): string {
  const over = trend?.test ? ` over ${formatCount(trend.test.n)} ${trend.by}s` : ''
  switch (trend?.direction) {
    case 'worsening':
      return `getting worse${over}`
    case 'improving':
      return `getting better${over}`
    case 'no-clear-trend':
    case 'changing':
      return `with no clear trend${over}`
    case 'too-little-data':
    case undefined:
      return 'with too little data for a trend'
  }
  return ''
}
