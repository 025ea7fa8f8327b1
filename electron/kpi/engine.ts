/** KPIs of a selection. Pure: facts, request and settings in, results out; no SQL, no clock, no zone of the machine. */
import type { Facts } from '../../shared/facts.ts'
import type { KpiId, KpiRequest, KpiResult } from '../../shared/kpi.ts'
import type { HoursMode, Selection } from '../../shared/model.ts'
import { hourOfWeek, hourOfWeekName } from '../../shared/time.ts'
import type { Cases } from './cases.ts'
import type { EngineSettings } from './column-cache.ts'
import { inNumerator } from './definition.ts'
import { measureGroups } from './measure.ts'
import { gatherCases, isCounted, isUnanswered, selectRows } from './selected-cases.ts'
import { quantile7 } from './statistics/quantile.ts'

/**
 * One result per KPI and group: in the order of the request, then of the group names, then of time. A grouping by period
 * gives every period of the range; other groupings give the groups with data. Throws `argument-invalid` for a period, a
 * zone or a grouping that cannot be; a definition that breaks gives a `failed` result of that KPI alone.
 */
export function computeKpis(facts: Facts, request: KpiRequest, settings: EngineSettings): KpiResult[] {
  return measureGroups(facts, request, settings).map(({ result }) => result)
}

/** One KPI of a selection with its single cases, as a comparison needs them. */
export function casesOf(
  facts: Facts,
  id: KpiId,
  selection: Selection,
  settings: EngineSettings,
  hours: HoursMode,
  inferredClose: boolean,
): { readonly result: KpiResult; readonly cases: Cases } {
  const [result] = computeKpis(facts, { kpis: [id], selection, hours, inferredClose }, settings)
  if (result === undefined) throw new Error('a request without groups gives one result per KPI')
  return { result, cases: gatherCases(facts, id, selection, { settings, hours, inferredClose }) }
}

export interface ConversationsOfKpi {
  /** Positions in the conversation facts, ascending, each once. */
  readonly positions: Int32Array
  /**
   * The KPI's value for each: seconds, 1 or 0, a number, a score; the median where several cases of the KPI belong to one
   * conversation, and the number of cases where a case is made of several conversations. NaN where it has none.
   */
  readonly values: Float64Array
}

/**
 * The conversations behind a number. `counted`: those that it counts; `unanswered`: those that it leaves out because
 * nobody answered; `all`: every one of the selection. `weekdayHour` keeps the cases of one group of that grouping.
 * Opt-outs belong to the last conversation of the contact before them.
 */
export function conversationsBehind(
  facts: Facts,
  id: KpiId,
  selection: Selection,
  settings: EngineSettings,
  hours: HoursMode,
  inferredClose: boolean,
  show: 'counted' | 'unanswered' | 'all' = 'counted',
  weekdayHour?: string,
): ConversationsOfKpi {
  const selected = selectRows(facts, id, selection, { settings, hours, inferredClose })
  const { columns, definition, groups } = selected
  const isInHour = weekdayHourTest(columns.at, settings.zone, weekdayHour)
  const valuesByPosition = new Map<number, number[]>()
  for (let row = 0; row < columns.count; row++) {
    const counts = isCounted(selected, row)
    const isShown = show === 'all' ? groups[row] === 0 : show === 'unanswered' ? isUnanswered(selected, row) : counts
    const position = columns.conversation[row] ?? -1
    if (!isShown || position === -1 || !isInHour(row)) continue
    const values = valuesByPosition.get(position) ?? []
    valuesByPosition.set(position, values)
    const value = columns.value[row] ?? Number.NaN
    if (counts) values.push(definition.distinctContacts ? ((value & inNumerator) === 0 ? 0 : 1) : value)
  }
  const positions = Int32Array.from(valuesByPosition.keys()).sort()
  const valueOf = (values: readonly number[]): number =>
    columns.unit === undefined ? quantile7(Float64Array.from(values).sort(), 0.5) : values.length || Number.NaN
  return {
    positions,
    values: Float64Array.from(positions, (position) => valueOf(valuesByPosition.get(position) ?? [])),
  }
}

/** Whether a row lies in an hour of the week, such as `1-09`; every row does where none is asked for. */
export function weekdayHourTest(
  at: Float64Array,
  zone: string,
  weekdayHour: string | undefined,
): (row: number) => boolean {
  if (weekdayHour === undefined) return () => true
  let first = Infinity
  let last = -Infinity
  for (const instant of at) {
    if (instant < first) first = instant
    if (instant > last) last = instant
  }
  if (first > last) return () => false
  const hour = hourOfWeek(zone, first, last)
  return (row) => {
    const index = hour(at[row] ?? Number.NaN)
    return index !== -1 && hourOfWeekName(index) === weekdayHour
  }
}
