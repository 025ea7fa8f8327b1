/**
 * The single cases behind a result, each with what it is worth or why it does not count: what the result can be computed
 * from again, by hand if need be.
 */
import type { Database } from 'better-sqlite3'
import type { CasePage, CaseQuery, CaseRow } from '../../../shared/explain.ts'
import type { Facts } from '../../../shared/facts.ts'
import type { KpiResult } from '../../../shared/kpi.ts'
import { channels } from '../../../shared/model.ts'
import { settingsOf } from '../column-cache.ts'
import type { EngineSettings } from '../column-cache.ts'
import { inDenominator, inNumerator } from '../definition.ts'
import { computeKpis, weekdayHourTest } from '../engine.ts'
import { reasonIndex, reasonNames } from '../reasons.ts'
import { selectRows } from '../selected-cases.ts'
import type { SelectedRows } from '../selected-cases.ts'

const defaultLimit = 100

/** A case stands on one row of its KPI's columns. */
interface Case {
  readonly row: number
  /** NaN where it does not count, unless it is in the numerator of a share all the same. */
  readonly value: number
  /** Index into `reasons`. */
  readonly reason: number
}

/** The newest first; those without a time last. `after` passes over so many rows. */
export function listCases(db: Database, facts: Facts, query: CaseQuery, settings: EngineSettings): CasePage {
  const { kpi, selection, hours, inferredClose = false, weekdayHour } = query
  const reading = { settings: settingsOf(settings, query), hours, inferredClose }
  const selected = inHour(selectRows(facts, kpi, selection, reading), settings.zone, weekdayHour)
  const { at } = selected.columns
  const wanted = query.reason === undefined ? null : reasonNames.findIndex((name) => name === query.reason)
  const cases = casesIn(selected).filter(({ reason }) => wanted === null || reason === wanted)
  const time = ({ row }: Case): number => (Number.isNaN(at[row]) ? -Infinity : (at[row] ?? -Infinity))
  cases.sort((a, b) => time(b) - time(a) || a.row - b.row)
  const start = query.after ?? 0
  const page = cases.slice(start, start + (query.limit ?? defaultLimit))
  const end = start + page.length
  return {
    result: resultOf(facts, query, reading.settings),
    rows: page.map((one) => rowOfCase(db, facts, selected, one)),
    total: cases.length,
    next: end < cases.length ? end : null,
  }
}

function resultOf(facts: Facts, query: CaseQuery, settings: EngineSettings): KpiResult {
  const { kpi, selection, hours, inferredClose, weekdayHour } = query
  const by = weekdayHour === undefined ? [] : (['weekday-hour'] as const)
  const results = computeKpis(facts, { kpis: [kpi], selection, by, hours, inferredClose }, settings)
  const result = results.find(({ group }) => weekdayHour === undefined || group['weekday-hour'] === weekdayHour)
  if (result !== undefined) return result
  // An hour without a case has no group of its own.
  const [whole] = computeKpis(facts, { kpis: [kpi], selection, hours, inferredClose }, settings)
  if (whole === undefined) throw new Error('a request without groups gives one result per KPI')
  const { id, unit, better } = whole
  const ledger = { counted: 0, excluded: {} }
  return {
    id,
    unit,
    better,
    group: {},
    ledger,
    status: 'no-data',
    message: 'Nothing happened in this hour of the week.',
  }
}

function inHour(selected: SelectedRows, zone: string, weekdayHour: string | undefined): SelectedRows {
  if (weekdayHour === undefined) return selected
  const isInside = weekdayHourTest(selected.columns.at, zone, weekdayHour)
  return { ...selected, groups: selected.groups.map((group, row) => (isInside(row) ? group : -1)) }
}

function casesIn(selected: SelectedRows): Case[] {
  if (selected.definition.distinctContacts) return casesOfContacts(selected)
  return selected.columns.unit === undefined ? casesOfRows(selected) : casesOfUnits(selected, selected.columns.unit)
}

/** As the tally sees it: a case without a time cannot be placed where time is asked for. */
function reasonOf({ columns, isTimeBound }: SelectedRows, row: number): number {
  const reason = columns.reason[row] ?? 0
  return reason === 0 && isTimeBound && Number.isNaN(columns.at[row]) ? reasonIndex('undated') : reason
}

function casesOfRows(selected: SelectedRows): Case[] {
  const { columns, groups } = selected
  const cases: Case[] = []
  for (let row = 0; row < columns.count; row++) {
    if (groups[row] !== 0) continue
    const reason = reasonOf(selected, row)
    cases.push({ row, reason, value: reason === 0 ? (columns.value[row] ?? Number.NaN) : Number.NaN })
  }
  return cases
}

/** The rows of one unit are one case, worth their number. */
function casesOfUnits(selected: SelectedRows, unit: Int32Array): Case[] {
  const { columns, groups } = selected
  const cases: Case[] = []
  let last = -1
  for (let row = 0; row < columns.count; row++) {
    if (groups[row] !== 0) continue
    const own = unit[row] ?? -1
    const reason = reasonOf(selected, row)
    const known = own !== -1 && reason === 0 && own === last ? cases.pop() : undefined
    if (known !== undefined) cases.push({ ...known, value: known.value + 1 })
    else cases.push({ row, reason, value: own !== -1 && reason === 0 ? 1 : Number.NaN })
    if (own !== -1 && reason === 0) last = own
  }
  return cases
}

/** What the rows of one contact say together. */
interface ContactRows {
  readonly contact: number
  readonly first: number
  /** The row that puts the contact into the numerator; -1 = none. */
  telling: number
  bits: number
  reason: number
}

/** The rows of one contact are one case. It stands on the row that puts it into the numerator, else on its first one. */
function casesOfContacts(selected: SelectedRows): Case[] {
  const { columns, groups } = selected
  const cases: Case[] = []
  const contacts: ContactRows[] = []
  for (let row = 0; row < columns.count; row++) {
    if (groups[row] !== 0) continue
    const contact = columns.contact?.[row] ?? -1
    const reason = reasonOf(selected, row)
    if (contact === -1) {
      cases.push({ row, reason, value: Number.NaN })
      continue
    }
    const last = contacts.at(-1)
    const own = last?.contact === contact ? last : { contact, first: row, telling: -1, bits: 0, reason: 0 }
    if (own !== last) contacts.push(own)
    const bits = reason === 0 ? (columns.value[row] ?? 0) : 0
    if ((bits & inNumerator) !== 0 && own.telling === -1) own.telling = row
    own.bits |= bits
    own.reason = Math.max(own.reason, reason)
  }
  for (const { first, telling, bits, reason } of contacts) {
    const counts = (bits & inDenominator) !== 0
    cases.push({
      row: telling === -1 ? first : telling,
      reason: counts ? 0 : bits === 0 ? reason : reasonIndex('not-messaged'),
      value: (bits & inNumerator) !== 0 ? 1 : counts ? 0 : Number.NaN,
    })
  }
  return cases
}

function rowOfCase(db: Database, facts: Facts, { columns }: SelectedRows, one: Case): CaseRow {
  const { row, value, reason } = one
  const { conversations, names } = facts
  const position = columns.conversation[row] ?? -1
  const contact = columns.contact?.[row] ?? conversations.contact[position] ?? -1
  const at = columns.at[row] ?? Number.NaN
  return {
    conversation: position === -1 ? null : (conversations.id[position] ?? null),
    contact: addressOf(db, contact),
    channel: channels[columns.channel[row] ?? -1] ?? null,
    team: names.teams[columns.team[row] ?? -1] ?? null,
    agent: names.agents[columns.agent[row] ?? -1] ?? null,
    at: Number.isNaN(at) ? null : at,
    value: Number.isNaN(value) ? null : value,
    reason: reasonNames[reason] ?? '',
  }
}

function addressOf(db: Database, contact: number): string {
  if (contact === -1) return ''
  return db.prepare<[number], string>('SELECT address FROM contact WHERE id = ?').pluck().get(contact) ?? ''
}
