/** Teams or agents beside each other. The order is by value; the rank says what the intervals leave open. */
import { kpiCatalogue, kpiIds } from '../../shared/kpi.ts'
import type { KpiId, KpiResult } from '../../shared/kpi.ts'
import { measureOf } from './measure.ts'
import type { GroupMeasure, ReportGroups } from './report-model.ts'

const rankedBy: KpiId = 'first-response-time'

export function groupTable(
  grouping: 'team' | 'agent',
  results: { readonly subject: readonly KpiResult[]; readonly baseline: readonly KpiResult[] },
): ReportGroups | null {
  const all = [...results.subject, ...results.baseline].filter((result) => result.group[grouping] !== undefined)
  if (all.length === 0) return null
  const present = new Set(all.filter((result) => result.status === 'ok').map((result) => result.id))
  const kpis = kpiIds.filter((id) => present.has(id))
  const names = [...new Set(all.map((result) => result.group[grouping] ?? ''))].sort()
  const rows = names.map((name) => ({
    name,
    subject: measuresOf(name, grouping, kpis, results.subject),
    baseline: measuresOf(name, grouping, kpis, results.baseline),
  }))
  const intervals = rows.map((row) => row.subject.find((entry) => entry.id === rankedBy)?.measure.interval ?? null)
  const ranked = rows.map((row, index) => {
    const own = intervals[index] ?? null
    const others = intervals.filter((_, position) => position !== index).filter((interval) => interval !== null)
    const rank =
      own === null
        ? null
        : {
            best: 1 + others.filter((interval) => interval.high < own.low).length,
            worst: 1 + others.length - others.filter((interval) => interval.low > own.high).length,
          }
    return { name: row.name, rank, subject: row.subject, baseline: row.baseline }
  })
  return {
    grouping,
    kpis: kpis.map((id) => ({ id, title: kpiCatalogue[id].title, unit: kpiCatalogue[id].unit })),
    rows: ranked.sort((a, b) => headline(a.subject) - headline(b.subject) || (a.name < b.name ? -1 : 1)),
  }
}

function measuresOf(
  name: string,
  grouping: 'team' | 'agent',
  kpis: readonly KpiId[],
  results: readonly KpiResult[],
): readonly GroupMeasure[] {
  return kpis.flatMap((id) => {
    const result = results.find((candidate) => candidate.id === id && candidate.group[grouping] === name)
    return result === undefined ? [] : [{ id, measure: measureOf(result) }]
  })
}

/** Finite, so that two names without a value compare as equal. */
function headline(measures: readonly GroupMeasure[]): number {
  return measures.find((entry) => entry.id === rankedBy)?.measure.value ?? Number.MAX_VALUE
}
