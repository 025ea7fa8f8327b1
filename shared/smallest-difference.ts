/** The smallest difference that matters: below it a difference may be real, and yet nothing to act on. */
import { AppError } from './errors.ts'
import { kpiCatalogue, kpiIds } from './kpi.ts'
import type { KpiId, KpiUnit } from './kpi.ts'
import { formatDuration, formatNumber, formatPoints, formatShare } from './units.ts'

/** `ratio`: a part of the baseline (0.1 = 10 %). `difference`: in the KPI's own unit: seconds, parts of 1, points, things. */
export interface SmallestDifference {
  readonly of: 'ratio' | 'difference'
  readonly value: number
}

/** What the user has set; the others are the catalogue's. */
export type SmallestDifferences = Readonly<Partial<Record<KpiId, SmallestDifference>>>

/** Volumes and stocks are compared for the days they cover and what came in, so that no number of things is meant. */
export function allowedForms(id: KpiId): readonly SmallestDifference['of'][] {
  const { unit, kind } = kpiCatalogue[id]
  if (kind === 'count' || kind === 'stock') return ['ratio']
  return unit === 'points' ? ['difference'] : ['ratio', 'difference']
}

/** KPIs with a verdict: the others are neither better nor worse, whatever the difference. */
export const kpisWithVerdict: readonly KpiId[] = kpiIds.filter((id) => kpiCatalogue[id].better !== 'neutral')

export function startingSmallest(id: KpiId): SmallestDifference {
  const { unit, smallestDifference: value } = kpiCatalogue[id]
  return { of: unit === 'seconds' || unit === 'count' ? 'ratio' : 'difference', value }
}

export function smallestOf(id: KpiId, chosen: SmallestDifferences | undefined): SmallestDifference {
  return chosen?.[id] ?? startingSmallest(id)
}

/** Those that say something else than the catalogue, in its order, so that equal choices are equal settings. */
export function ownDifferences(chosen: SmallestDifferences): SmallestDifferences | undefined {
  const own = kpiIds.flatMap((id) => {
    const one = chosen[id]
    const start = startingSmallest(id)
    return one === undefined || (one.of === start.of && one.value === start.value) ? [] : [[id, one] as const]
  })
  return own.length === 0 ? undefined : Object.fromEntries(own)
}

/** Throws `argument-invalid` for one that cannot be. */
export function checkSmallestDifferences(chosen: SmallestDifferences | undefined): void {
  for (const id of kpiIds) {
    const one = chosen?.[id]
    const problem = one === undefined ? null : smallestProblem(id, one)
    if (problem !== null) throw new AppError('argument-invalid', problem, { kpi: id })
  }
}

/** Why it cannot be one; null if it can. */
export function smallestProblem(id: KpiId, { of, value }: SmallestDifference): string | null {
  const { title, unit } = kpiCatalogue[id]
  if (!allowedForms(id).includes(of))
    return `The smallest difference of ${title} is ${of === 'ratio' ? 'no part of the baseline' : 'a part of the baseline, such as 10 %'}.`
  if (!(value > 0)) return `The smallest difference of ${title} has to be more than nothing.`
  const most = of === 'ratio' ? 1 : { seconds: 366 * 86_400, ratio: 1, points: 200, count: 1e6 }[unit]
  return value < most ? null : `The smallest difference of ${title} is too large: nothing could reach it.`
}

/** `10 %`, `30 s`, `5 percentage points`, `10 points`, `0.5`. */
export function describeSmallest(unit: KpiUnit, { of, value }: SmallestDifference): string {
  if (of === 'ratio') return unit === 'ratio' ? `${formatShare(value)} of the baseline` : formatShare(value)
  if (unit === 'seconds') return formatDuration(value)
  if (unit === 'points') return formatPoints(value)
  const number = unit === 'ratio' ? value * 100 : value
  const text = formatNumber(number, Math.abs(number - Math.round(number)) < 1e-9 ? 0 : 1)
  return unit === 'ratio' ? `${text} percentage ${text === '1' ? 'point' : 'points'}` : text
}
