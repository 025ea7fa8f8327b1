/** The single cases of one KPI in one selection: what a comparison tests and what a list of conversations shows. */
import type { Facts } from '../../shared/facts.ts'
import type { KpiId } from '../../shared/kpi.ts'
import type { Selection, WorkspaceSettings } from '../../shared/model.ts'
import { hourOfWeek } from '../../shared/time.ts'
import type { InstantRange } from '../../shared/time.ts'
import { contextOf } from './case-context.ts'
import type { Cases } from './cases.ts'
import { casesOfKpi, openingHoursOf } from './column-cache.ts'
import type { Reading } from './column-cache.ts'
import { countDays, coveredDays } from './coverage.ts'
import { inDenominator, inNumerator, isSurvey, kindOf } from './definition.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import { definitions } from './definitions.ts'
import { keepFirstPerContact } from './first-per-contact.ts'
import { effectiveSelection, narrowToTime, oneTimeGroup } from './grouping.ts'
import { reasons } from './reasons.ts'
import { responseRates } from './response-rate.ts'
import { groupByAttributes, isTimeBound, readySelection } from './selection.ts'
import { ledgerOf } from './summary.ts'
import { closedByThen, reasonsAt } from './stock.ts'
import { tallyCases } from './tally.ts'

/** Rows of a KPI's columns that lie in a selection. */
export interface SelectedRows {
  readonly definition: KpiDefinition
  readonly columns: CaseColumns
  /** 0 = inside, -1 = outside. */
  readonly groups: Int32Array
  /** Whether a case without a time cannot be placed. */
  readonly isTimeBound: boolean
}

export function selectRows(facts: Facts, id: KpiId, asked: Selection, reading: Reading): SelectedRows {
  const definition: KpiDefinition = definitions[id]
  const ready = readySelection(facts, effectiveSelection(definition, asked, false), reading.settings)
  const columns = casesOfKpi(facts, definition, reading)
  const inside = groupByAttributes(facts, columns, ready, [])
  if (kindOf(definition) === 'stock') {
    // Since when it is there does not matter, only that it is at the end.
    const groups = narrowToTime(inside, columns.at, { from: -Infinity, to: ready.range.to }, oneTimeGroup)
    const reason = reasonsAt(columns, ready.range.to)
    return { definition, columns: { ...columns, reason }, groups, isTimeBound: isTimeBound(ready) }
  }
  const groups = narrowToTime(inside, columns.at, ready.range, oneTimeGroup)
  if (definition.firstPerContact === true) keepFirstPerContact(columns, groups, ready.range, oneTimeGroup)
  return { definition, columns, groups, isTimeBound: isTimeBound(ready) }
}

/** Whether a row inside counts; contacts are joined later. */
export function isCounted({ columns, groups, isTimeBound }: SelectedRows, row: number): boolean {
  return groups[row] === 0 && columns.reason[row] === 0 && !(isTimeBound && Number.isNaN(columns.at[row]))
}

export function isUnanswered({ columns, groups }: SelectedRows, row: number): boolean {
  return groups[row] === 0 && reasons[columns.reason[row] ?? 0]?.isUnanswered === true
}

export function gatherCases(facts: Facts, id: KpiId, asked: Selection, reading: Reading): Cases {
  const selected = selectRows(facts, id, asked, reading)
  const { definition, columns, groups } = selected
  const tally = tallyCases(definition, columns, groups, 1, selected.isTimeBound)
  const { rows, values } = countedCases(selected)
  const ledger = ledgerOf(tally, 0)
  const selection = effectiveSelection(definition, asked, false)
  const { channels, range } = readySelection(facts, selection, reading.settings)
  const kind = kindOf(definition)
  const unanswered: number[] = []
  for (let row = 0; row < columns.count; row++)
    if (isUnanswered(selected, row)) unanswered.push(columns.conversation[row] ?? -1)
  const sums = kind === 'share' || kind === 'csat'
  const covered = coveredDays(facts, channels, selection, reading.settings)
  const cameIn = kind === 'stock' ? arrivalsOf(selected, range) : rows
  return {
    kind,
    values,
    // A case of several rows belongs to no single conversation.
    conversations: rows.map((row) => (columns.unit === undefined ? (columns.conversation[row] ?? -1) : -1)),
    agents: rows.map((row) => columns.agent[row] ?? -1),
    ...strataOf(facts, columns, rows, reading.settings),
    waiting: tally.waiting.slice(),
    unanswered: Int32Array.from(unanswered),
    excluded: ledger.excluded,
    numerator: sums ? (tally.numerator[0] ?? 0) : values.length,
    denominator: values.length,
    coveredDays: countDays(covered),
    ...contextOf(facts, definition, columns, rows, cameIn, selection, covered, reading.settings),
    arrivals: kind === 'stock' ? cameIn.length : 0,
    responseRate: isSurvey(definition) ? (responseRates(columns, groups, 1)[0] ?? null) : null,
    inferred: tally.isInferred[0] === 1 || (kind === 'stock' && isEmptiedByInference(selected)),
  }
}

interface CountedRows {
  readonly rows: Int32Array
  readonly values: Float64Array
}

function countedCases(selected: SelectedRows): CountedRows {
  if (selected.definition.distinctContacts) return countedContacts(selected)
  return selected.columns.unit === undefined ? countedRows(selected) : countedUnits(selected, selected.columns.unit)
}

/** One per unit, standing on its first row, worth the number of its rows. */
function countedUnits(selected: SelectedRows, unit: Int32Array): CountedRows {
  const rows: number[] = []
  const values: number[] = []
  let last = -1
  for (let row = 0; row < selected.columns.count; row++) {
    const own = unit[row] ?? -1
    if (own === -1 || !isCounted(selected, row)) continue
    if (own === last) values.push((values.pop() ?? 0) + 1)
    else {
      rows.push(row)
      values.push(1)
    }
    last = own
  }
  return { rows: Int32Array.from(rows), values: Float64Array.from(values) }
}

/** A stock rests on inferred closes also where they emptied it. */
function isEmptiedByInference({ columns, groups }: SelectedRows): boolean {
  return columns.reason.some((why, row) => why === closedByThen && groups[row] === 0 && columns.isInferred?.[row] === 1)
}

/** Rows of what came in during the period of the selection and can be told to be there or gone. */
function arrivalsOf({ columns, groups }: SelectedRows, { from, to }: InstantRange): Int32Array {
  const rows: number[] = []
  for (let row = 0; row < columns.count; row++) {
    const why = columns.reason[row] ?? 0
    const at = columns.at[row] ?? Number.NaN
    if (groups[row] === 0 && (why === 0 || why === closedByThen) && at >= from && at < to) rows.push(row)
  }
  return Int32Array.from(rows)
}

function countedRows(selected: SelectedRows): CountedRows {
  const { columns } = selected
  const rows: number[] = []
  for (let row = 0; row < columns.count; row++) if (isCounted(selected, row)) rows.push(row)
  return { rows: Int32Array.from(rows), values: Float64Array.from(rows, (row) => columns.value[row] ?? Number.NaN) }
}

/** One per contact in the denominator, standing on its first row there; 1 if any row puts it into the numerator. */
function countedContacts(selected: SelectedRows): CountedRows {
  const { columns } = selected
  const rows: number[] = []
  const values: number[] = []
  let contact = -1
  let first = -1
  let bits = 0
  const close = (): void => {
    if ((bits & inDenominator) === 0) return
    rows.push(first)
    values.push((bits & inNumerator) === 0 ? 0 : 1)
  }
  for (let row = 0; row < columns.count; row++) {
    if (!isCounted(selected, row)) continue
    const own = columns.contact?.[row] ?? -1
    if (own !== contact) {
      close()
      contact = own
      first = -1
      bits = 0
    }
    const value = columns.value[row] ?? 0
    bits |= value
    if (first === -1 && (value & inDenominator) !== 0) first = row
  }
  close()
  return { rows: Int32Array.from(rows), values: Float64Array.from(values) }
}

const openingNames = ['in opening hours', 'outside opening hours', 'without opening hours']

/** In or out of the team's opening hours (where any are set) × weekday or weekend × team, by when the customer wrote. */
function strataOf(
  facts: Facts,
  columns: CaseColumns,
  rows: Int32Array,
  settings: WorkspaceSettings,
): Pick<Cases, 'strata' | 'stratumNames'> {
  const hours = openingHoursOf(facts, settings)
  let first = Infinity
  let last = -Infinity
  for (const row of rows) {
    const at = columns.startedAt[row] ?? Number.NaN
    if (at < first) first = at
    if (at > last) last = at
  }
  const hour = first <= last ? hourOfWeek(settings.zone, first, last) : (): number => -1
  const strata = new Int32Array(rows.length).fill(-1)
  const stratumNames: string[] = []
  const positions = new Map<number, number>()
  rows.forEach((row, index) => {
    const at = columns.startedAt[row] ?? Number.NaN
    if (Number.isNaN(at)) return
    const team = columns.team[row] ?? -1
    const own = hours.of(team)
    const opening = own.isInForce(at) ? (own.isOpen(at) ? 0 : 1) : 2
    const isWeekend = hour(at) >= 5 * 24
    const cell = (team + 1) * 6 + opening * 2 + (isWeekend ? 1 : 0)
    let position = positions.get(cell)
    if (position === undefined) {
      const parts: string[] = settings.schedules.length === 0 ? [] : [openingNames[opening] ?? '']
      parts.push(isWeekend ? 'weekend' : 'weekday')
      if (facts.names.teams.length > 0) parts.push(facts.names.teams[team] ?? 'no team')
      position = stratumNames.push(parts.join(', ')) - 1
      positions.set(cell, position)
    }
    strata[index] = position
  })
  return { strata, stratumNames }
}
