/** What a comparison has to know of the cases of one side beside their values: what could make them incomparable. */
import type { Facts } from '../../shared/facts.ts'
import type { Selection, WorkspaceSettings } from '../../shared/model.ts'
import { dayNumber, dayOf, isoWeekday, periodFinder, periodsOfDays } from '../../shared/time.ts'
import type { Cases } from './cases.ts'
import { splitGapOf } from './closings.ts'
import { countDays } from './coverage.ts'
import type { CoveredDays } from './coverage.ts'
import { isSurvey, kindOf } from './definition.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import type { DailyCounts } from './statistics/dispersion.ts'
import { stockSpread } from './statistics/rate.ts'
import type { StockSpread } from './statistics/rate.ts'
import { scalesOf } from './survey-columns.ts'

/**
 * @param rows the counted ones
 * @param cameIn the rows that happened in the period: of a stock also those that have left since
 */
export function contextOf(
  facts: Facts,
  definition: KpiDefinition,
  columns: CaseColumns,
  rows: Int32Array,
  cameIn: Int32Array,
  selection: Selection,
  covered: CoveredDays | null,
  settings: WorkspaceSettings,
): Pick<Cases, 'askedDays' | 'daily' | 'stockSpread' | 'inferredGaps' | 'scales'> {
  const kind = kindOf(definition)
  return {
    askedDays: isSurvey(definition) ? null : askedDays(selection),
    daily: kind === 'count' || kind === 'stock' ? dailyCounts(covered, columns, cameIn, settings) : null,
    stockSpread: kind === 'stock' ? spreadOfStock(columns, rows, cameIn, settings) : null,
    inferredGaps: inferredGaps(facts, columns, rows),
    scales: definition.surveyKind === undefined ? [] : scalesOf(facts, definition.surveyKind, rows),
  }
}

function askedDays({ from, to }: Selection): number | null {
  return from === undefined || to === undefined ? null : countDays({ from, to })
}

function dailyCounts(
  covered: CoveredDays | null,
  { at }: CaseColumns,
  rows: Int32Array,
  { zone }: WorkspaceSettings,
): DailyCounts | null {
  const length = countDays(covered)
  if (covered === null || length === 0) return null
  const counts = new Int32Array(length)
  const indexOf = periodFinder(periodsOfDays('day', covered.from, covered.to, zone))
  for (const row of rows) {
    const day = indexOf(at[row] ?? Number.NaN)
    if (day >= 0) counts[day] = (counts[day] ?? 0) + 1
  }
  return { counts, firstWeekday: isoWeekday(dayNumber(covered.from)) }
}

/** Members by the day of their arrival, of the stock and of all that came in. */
function spreadOfStock(
  { at }: CaseColumns,
  rows: Int32Array,
  cameIn: Int32Array,
  { zone }: WorkspaceSettings,
): StockSpread | null {
  let first = Infinity
  let last = -Infinity
  for (const row of [...rows, ...cameIn]) {
    const instant = at[row] ?? Number.NaN
    if (instant < first) first = instant
    if (instant > last) last = instant
  }
  if (first > last) return null
  const days = periodsOfDays('day', dayOf(first, zone), dayOf(last, zone), zone)
  const indexOf = periodFinder(days)
  const perDay = (of: Int32Array): Int32Array => {
    const counts = new Int32Array(days.firstDays.length)
    for (const row of of) {
      const day = indexOf(at[row] ?? Number.NaN)
      if (day >= 0) counts[day] = (counts[day] ?? 0) + 1
    }
    return counts
  }
  const members = new Set(rows)
  const both = cameIn.filter((row) => members.has(row)).length
  return stockSpread(perDay(rows), perDay(cameIn), both)
}

function inferredGaps(facts: Facts, { isInferred, conversation }: CaseColumns, rows: Int32Array): readonly number[] {
  if (isInferred === null) return []
  const gaps = new Set<number>()
  for (const row of rows) if (isInferred[row] === 1) gaps.add(splitGapOf(facts, conversation[row] ?? -1))
  return [...gaps].sort((a, b) => a - b)
}
