/** Results and cases for the tests of comparison, trend and targets, with everything irrelevant filled in. */
import type { KpiId, KpiResult, MeasuredKpi } from '../../../shared/kpi.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Cases } from '../../../electron/kpi/cases.ts'
import type { ComparisonSide } from '../../../electron/kpi/compare/comparison.ts'
import { countNps, intervalOf } from '../../../electron/kpi/statistics/interval.ts'
import { supportsOf } from '../../../electron/kpi/statistics/gates.ts'
import { npsScore } from '../../../electron/kpi/statistics/nps.ts'
import { ascending, quantile7 } from '../../../electron/kpi/statistics/quantile.ts'
import { kaplanMeierMedian } from '../../../electron/kpi/statistics/survival.ts'

export const names = { subject: 'SMS', baseline: 'web chat' }

/** A fixed stream of numbers in 0…1 (Lehmer, multiplier 48271). */
export function randomStream(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** `count` log-normal-like times around a median, the same for the same seed. */
export function times(count: number, median: number, seed = 1, spread = 1): number[] {
  const next = randomStream(seed)
  return Array.from({ length: count }, () => {
    const normal = next() + next() + next() + next() + next() + next() - 3
    return Math.round(median * Math.exp(spread * normal * 1.4))
  })
}

export function casesOf(kind: Cases['kind'], values: readonly number[], more: Partial<Cases> = {}): Cases {
  return {
    kind,
    values: Float64Array.from(values),
    conversations: Int32Array.from(values, (_, i) => i),
    agents: Int32Array.from(values, (_, i) => i % 12),
    strata: new Int32Array(values.length),
    stratumNames: ['in hours, weekday'],
    waiting: new Float64Array(0),
    unanswered: new Int32Array(0),
    excluded: {},
    numerator: kind === 'share' || kind === 'csat' ? values.reduce((sum, value) => sum + value, 0) : 0,
    denominator: values.length,
    coveredDays: 30,
    arrivals: 0,
    stockSpread: null,
    responseRate: null,
    inferred: false,
    askedDays: null,
    daily: null,
    inferredGaps: [],
    scales: [],
    ...more,
  }
}

/** The headline number of the cases, as the engine would report it. */
function headline(cases: Cases): number {
  const { kind, values } = cases
  if (kind === 'duration') return quantile7(ascending(values), 0.5)
  if (kind === 'count') return values.length
  if (kind !== 'nps') return cases.numerator / cases.denominator
  const { promoters, detractors } = countNps(values)
  return npsScore(promoters, detractors, values.length)
}

export function resultOf(id: KpiId, cases: Cases): MeasuredKpi {
  const { unit, better } = kpiCatalogue[id]
  const value = headline(cases)
  const isShare = cases.kind === 'share' || cases.kind === 'csat'
  const n = isShare ? cases.denominator : cases.values.length
  return {
    id,
    group: {},
    unit,
    better,
    ledger: { counted: n, excluded: {} },
    status: 'ok',
    n,
    value,
    interval: intervalOf(cases.kind, cases),
    supports: supportsOf(n, cases.kind),
    inferred: cases.inferred,
    ...(isShare ? { numerator: cases.numerator } : {}),
    ...(cases.kind === 'duration'
      ? { median: value, medianIncludingWaiting: kaplanMeierMedian(cases.values, cases.waiting) }
      : {}),
  }
}

export function sideOf(id: KpiId, cases: Cases): ComparisonSide {
  return { result: resultOf(id, cases), cases }
}

export function unmeasured(id: KpiId, message: string): KpiResult {
  const { unit, better } = kpiCatalogue[id]
  const ledger = { counted: 0, excluded: {} }
  return {
    id,
    group: {},
    unit,
    better,
    ledger,
    status: 'not-measurable',
    reason: 'no-close',
    message,
    missing: ['close'],
  }
}
