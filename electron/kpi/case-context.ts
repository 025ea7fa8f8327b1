/** What a comparison has to know of the cases of one side beside their values: what could make them incomparable. */
import type { Facts } from '../../shared/facts.ts'
import type { Selection, WorkspaceSettings } from '../../shared/model.ts'
import { dayNumber, isoWeekday, periodFinder, periodsOfDays } from '../../shared/time.ts'
import type { Cases } from './cases.ts'
import { splitGapOf } from './closings.ts'
import { countDays } from './coverage.ts'
import type { CoveredDays } from './coverage.ts'
import { isSurvey, kindOf } from './definition.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import type { DailyCounts } from './statistics/dispersion.ts'
import { scalesOf } from './survey-columns.ts'

/** @param rows the counted ones */
export function contextOf(
  facts: Facts,
  definition: KpiDefinition,
  columns: CaseColumns,
  rows: Int32Array,
  selection: Selection,
  covered: CoveredDays | null,
  settings: WorkspaceSettings,
): Pick<Cases, 'askedDays' | 'daily' | 'inferredGaps' | 'scales'> {
  return {
    askedDays: isSurvey(definition) ? null : askedDays(selection),
    daily: kindOf(definition) === 'count' ? dailyCounts(covered, columns, rows, settings) : null,
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

function inferredGaps(facts: Facts, { isInferred, conversation }: CaseColumns, rows: Int32Array): readonly number[] {
  if (isInferred === null) return []
  const gaps = new Set<number>()
  for (const row of rows) if (isInferred[row] === 1) gaps.add(splitGapOf(facts, conversation[row] ?? -1))
  return [...gaps].sort((a, b) => a - b)
}
