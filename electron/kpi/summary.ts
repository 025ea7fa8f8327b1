/** From counts to a result that says what it is worth: value, spread, ledger, and what n is enough for. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Group, KpiResult, Ledger, MeasuredKpi } from '../../shared/kpi.ts'
import { isSurvey, kindOf } from './definition.ts'
import type { KpiDefinition } from './definition.ts'
import { reasonNames, reasons } from './reasons.ts'
import { supportsOf } from './statistics/gates.ts'
import { countNps, intervalOf } from './statistics/interval.ts'
import { meanOf } from './statistics/mean.ts'
import { npsScore } from './statistics/nps.ts'
import { quantile7 } from './statistics/quantile.ts'
import { kaplanMeierMedian } from './statistics/survival.ts'
import { reasonCount } from './tally.ts'
import type { Tally } from './tally.ts'

export type ResultHead = Pick<KpiResult, 'id' | 'group' | 'unit' | 'better' | 'ledger' | 'period'>

const noValues = new Float64Array(0)

export function ledgerOf(tally: Tally, index: number): Ledger {
  const excluded: Record<string, number> = {}
  for (let reason = 1; reason < reasonCount; reason++) {
    const count = tally.excluded[index * reasonCount + reason] ?? 0
    if (count > 0) excluded[reasonNames[reason] ?? ''] = count
  }
  return { counted: tally.counted[index] ?? 0, excluded }
}

/** True if the group holds any case of the selection, counted or not. */
export function hasCases(tally: Tally, index: number): boolean {
  if ((tally.counted[index] ?? 0) > 0) return true
  for (let reason = 1; reason < reasonCount; reason++)
    if ((tally.excluded[index * reasonCount + reason] ?? 0) > 0) return true
  return false
}

export function headOf(
  definition: KpiDefinition,
  group: Group,
  period: KpiResult['period'],
  ledger: Ledger,
): ResultHead {
  const { unit, better } = kpiCatalogue[definition.id]
  return { id: definition.id, group, unit, better, ...(period === undefined ? {} : { period }), ledger }
}

export function valuesOf(tally: Tally, index: number): Float64Array {
  return tally.values.subarray(tally.valueStarts[index], tally.valueStarts[index + 1])
}

/** The result of one group with at least one counted case. `responseRate` is for surveys. */
export function summarise(
  definition: KpiDefinition,
  head: ResultHead,
  tally: Tally,
  index: number,
  responseRate: number | null,
): MeasuredKpi {
  const n = tally.counted[index] ?? 0
  const kind = kindOf(definition)
  const base = {
    ...head,
    status: 'ok' as const,
    n,
    supports: supportsOf(tally.units[index] ?? 0, kind),
    inferred: tally.isInferred[index] === 1,
  }
  const values = valuesOf(tally, index)
  if (kind === 'duration') return { ...base, ...durationOf(definition, tally, index, values) }
  if (kind === 'count' || kind === 'stock') return { ...base, value: n }
  if (kind === 'mean') return { ...base, ...meanOfCases(definition, tally, index, values, responseRate) }
  if (kind === 'nps') {
    const { promoters, detractors } = countNps(values)
    const interval = intervalOf('nps', { values, numerator: promoters, denominator: n })
    const value = npsScore(promoters, detractors, n)
    return { ...base, value, ...(interval === undefined ? {} : { interval }), promoters, detractors, responseRate }
  }
  const numerator = tally.numerator[index] ?? 0
  // More contacts opted out than were written to: no share that an interval could be drawn around.
  const interval = numerator > n ? undefined : intervalOf(kind, { values: noValues, numerator, denominator: n })
  const review = definition.countsReview === true ? { waitingForReview: tally.toReview[index] ?? 0 } : {}
  const share = { ...base, ...review, value: numerator / n, numerator, ...(interval === undefined ? {} : { interval }) }
  return kind === 'csat' ? { ...share, responseRate } : share
}

function meanOfCases(
  definition: KpiDefinition,
  tally: Tally,
  index: number,
  sorted: Float64Array,
  responseRate: number | null,
): Pick<MeasuredKpi, 'value' | 'median' | 'mean' | 'interval' | 'numerator' | 'responseRate'> {
  const mean = meanOf(sorted)
  const interval = intervalOf('mean', { values: sorted, numerator: 0, denominator: sorted.length })
  return {
    value: mean,
    mean,
    median: quantile7(sorted, 0.5),
    ...(interval === undefined ? {} : { interval }),
    ...(definition.positiveFrom === undefined ? {} : { numerator: tally.numerator[index] ?? 0 }),
    ...(isSurvey(definition) ? { responseRate } : {}),
  }
}

function durationOf(
  definition: KpiDefinition,
  tally: Tally,
  index: number,
  sorted: Float64Array,
): Pick<MeasuredKpi, 'value' | 'median' | 'mean' | 'p90' | 'unanswered' | 'medianIncludingWaiting' | 'interval'> {
  const median = quantile7(sorted, 0.5)
  let sum = 0
  for (const seconds of sorted) sum += seconds
  const interval = intervalOf('duration', { values: sorted, numerator: 0, denominator: sorted.length })
  const base = {
    value: median,
    median,
    mean: sum / sorted.length,
    p90: quantile7(sorted, 0.9),
    ...(interval === undefined ? {} : { interval }),
  }
  if (definition.id === 'resolution-time') return base
  const waiting = tally.waiting.subarray(tally.waitingStarts[index], tally.waitingStarts[index + 1])
  return {
    ...base,
    unanswered: countUnanswered(tally, index),
    medianIncludingWaiting: waiting.length === 0 ? median : kaplanMeierMedian(sorted, waiting),
  }
}

function countUnanswered(tally: Tally, index: number): number {
  let count = 0
  reasons.forEach((reason, position) => {
    if (reason.isUnanswered === true) count += tally.excluded[index * reasonCount + position] ?? 0
  })
  return count
}
