/** Results as the engine gives them, with the parts that a test is about. */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { ComparisonRow, KpiId, MeasuredKpi } from '../../../shared/kpi.ts'
import { startingSmallest } from '../../../shared/smallest-difference.ts'

/** Supports follow the gates of the statistics design. */
export function measured(id: KpiId, n: number, value: number, more: Partial<MeasuredKpi> = {}): MeasuredKpi {
  const { unit, better, kind } = kpiCatalogue[id]
  const isDuration = kind === 'duration'
  return {
    id,
    group: {},
    unit,
    better,
    ledger: { counted: n, excluded: {} },
    status: 'ok',
    n,
    value,
    ...(isDuration ? { median: value, unanswered: 0 } : {}),
    ...(unit === 'ratio' ? { numerator: Math.round(value * n) } : {}),
    supports: { median: n >= (unit === 'points' ? 10 : 6), p90: isDuration && n >= 36, verdict: n >= 20 },
    inferred: false,
    ...more,
  }
}

export function comparisonRow(id: KpiId, more: Partial<ComparisonRow> = {}): ComparisonRow {
  const { unit, better } = kpiCatalogue[id]
  return {
    id,
    unit,
    better,
    subject: measured(id, 275, 94),
    baseline: measured(id, 1204, 250),
    difference: -156,
    ratio: 0.376,
    interval: { of: 'ratio', low: 0.31, high: 0.45, level: 0.95 },
    probabilityBetter: 0.79,
    verdict: 'better',
    reason: 'The interval lies below no difference.',
    pValue: 0.0002,
    qValue: 0.001,
    shift: { value: -120, low: -140, high: -100, level: 0.95 },
    casesNeeded: null,
    mix: null,
    sameAgents: null,
    dispersion: null,
    smallest: startingSmallest(id),
    isPrimary: false,
    cautions: [],
    ...more,
  }
}
