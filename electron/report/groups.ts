/** Teams or agents of each side. The order is by value; the rank says what the intervals leave open. */
import { kpiCatalogue, kpiIds } from '../../shared/kpi.ts'
import type { Interval, KpiId, KpiResult } from '../../shared/kpi.ts'
import { measureOf } from './measure.ts'
import type { GroupMeasure, GroupRow, ReportGroups } from './report-model.ts'

export const rankedBy: KpiId = 'first-response-time'

type Results = readonly KpiResult[]

/** Null where no side knows any name. */
export function groupTables(
  grouping: 'team' | 'agent',
  results: { readonly subject: Results; readonly baseline: Results },
): ReportGroups | null {
  const present = new Set([...results.subject, ...results.baseline].filter(hasData).map((result) => result.id))
  const kpis = kpiIds.filter((id) => present.has(id))
  const sides = (['subject', 'baseline'] as const).map((side) => {
    const rows = rowsOf(grouping, kpis, results[side])
    return { side, hasNames: rows.some((row) => row.name !== ''), rows }
  })
  if (!sides.some((side) => side.hasNames)) return null
  return {
    grouping,
    kpis: kpis.map((id) => ({ id, title: kpiCatalogue[id].title, unit: kpiCatalogue[id].unit })),
    sides,
  }
}

function hasData(result: KpiResult): boolean {
  return result.status === 'ok' && (result.n > 0 || result.value > 0)
}

/** Names without any case are those of other channels and periods. */
function rowsOf(grouping: 'team' | 'agent', kpis: readonly KpiId[], results: Results): readonly GroupRow[] {
  const names = new Set(results.filter(hasData).map((result) => result.group[grouping]))
  const rows = [...names]
    .filter((name) => name !== undefined)
    .map((name) => ({ name, measures: measuresOf(name, grouping, kpis, results) }))
  const intervals = rows
    .filter((row) => row.name !== '')
    .map((row) => intervalOf(row.measures))
    .filter((interval) => interval !== null)
  return rows
    .map((row) => ({
      name: row.name,
      rank: row.name === '' ? null : rankOf(intervalOf(row.measures), intervals),
      measures: row.measures,
    }))
    .sort(
      (a, b) =>
        Number(a.name === '') - Number(b.name === '') ||
        headline(a.measures) - headline(b.measures) ||
        (a.name < b.name ? -1 : 1),
    )
}

/** The best place that the intervals leave open, and the worst. */
function rankOf(own: Interval | null, all: readonly Interval[]): GroupRow['rank'] {
  if (own === null) return null
  return {
    best: 1 + all.filter((interval) => interval.high < own.low).length,
    worst: all.length - all.filter((interval) => interval.low > own.high).length,
  }
}

function measuresOf(
  name: string,
  grouping: 'team' | 'agent',
  kpis: readonly KpiId[],
  results: Results,
): readonly GroupMeasure[] {
  return kpis.flatMap((id) => {
    const result = results.find((candidate) => candidate.id === id && candidate.group[grouping] === name)
    return result === undefined ? [] : [{ id, measure: measureOf(result) }]
  })
}

function intervalOf(measures: readonly GroupMeasure[]): Interval | null {
  return measures.find((entry) => entry.id === rankedBy)?.measure.interval ?? null
}

/** Finite, so that two names without a value compare as equal. */
function headline(measures: readonly GroupMeasure[]): number {
  return measures.find((entry) => entry.id === rankedBy)?.measure.value ?? Number.MAX_VALUE
}
