/** Where the data came from, what was left out of it, and what could not be measured. */
import type { ImportSummary, RowCounts, Schedule } from '../../shared/model.ts'
import { weekText } from '../../shared/schedules.ts'
import type { ReportDataQuality, ReportSource, ReportVerdict, Side } from './report-model.ts'

const bothSides = ['subject', 'baseline'] as const satisfies readonly Side[]

export function dataQuality(
  imports: readonly ImportSummary[],
  schedules: readonly Schedule[],
  verdicts: readonly ReportVerdict[],
): ReportDataQuality {
  const rows = verdicts.flatMap((verdict) => bothSides.map((side) => ({ verdict, side, measure: verdict[side] })))
  return {
    sources: imports.map(sourceOf),
    openingHours: schedules.map(({ team, from, zone, weekly, holidays }) => ({
      team,
      from,
      zone,
      week: weekText(weekly),
      holidays: [...holidays],
    })),
    totals: totalsOf(imports),
    notMeasurable: rows
      .filter(({ measure }) => measure.status !== 'ok')
      .map(({ verdict, side, measure }) => ({
        id: verdict.id,
        title: verdict.title,
        side,
        reason: measure.notes.join(' ') || measure.text,
      })),
    excluded: rows
      .filter(({ measure }) => measure.status === 'ok' || measure.ledger.excluded.length > 0)
      .map(({ verdict, side, measure }) => ({ id: verdict.id, title: verdict.title, side, ...measure.ledger })),
  }
}

function sourceOf(summary: ImportSummary): ReportSource {
  const { splitCounts: splits } = summary
  const codes = new Map<string, number>()
  for (const { code } of summary.rejected) codes.set(code, (codes.get(code) ?? 0) + 1)
  return {
    file: summary.file,
    format: summary.format,
    source: summary.source,
    zone: summary.zone,
    importedAt: new Date(summary.importedAt).toISOString(),
    sha256: summary.sha256,
    rows: copyCounts(summary.rows),
    ignoredKinds: sortedEntries(Object.entries(summary.ignoredKinds)).map(([kind, count]) => ({ kind, count })),
    rejectedCodes: sortedEntries([...codes]).map(([code, count]) => ({ code, count })),
    assumptions: [...summary.assumptions],
    splitCounts: splits === null ? null : { h24: splits.h24, h48: splits.h48, d5: splits.d5 },
  }
}

function sortedEntries(entries: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

function copyCounts(rows: RowCounts): RowCounts {
  return {
    read: rows.read,
    new: rows.new,
    changed: rows.changed,
    duplicate: rows.duplicate,
    rejected: rows.rejected,
    ignored: rows.ignored,
  }
}

function totalsOf(imports: readonly ImportSummary[]): RowCounts {
  const sum = (pick: (rows: RowCounts) => number): number => imports.reduce((total, { rows }) => total + pick(rows), 0)
  return {
    read: sum((rows) => rows.read),
    new: sum((rows) => rows.new),
    changed: sum((rows) => rows.changed),
    duplicate: sum((rows) => rows.duplicate),
    rejected: sum((rows) => rows.rejected),
    ignored: sum((rows) => rows.ignored),
  }
}
