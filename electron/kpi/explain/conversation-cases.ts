/** What every KPI makes of one conversation: counted or not, and why. */
import { caseWords, outsideWords, reasonWords } from '../../../shared/explain-words.ts'
import type { Facts } from '../../../shared/facts.ts'
import { kpiIds } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { channels } from '../../../shared/model.ts'
import type { Selection, TimelineInterval } from '../../../shared/model.ts'
import { casesOfKpi, openingHoursOf } from '../column-cache.ts'
import type { Reading } from '../column-cache.ts'
import { inNumerator, kindOf } from '../definition.ts'
import type { CaseColumns, KpiDefinition } from '../definition.ts'
import { definitions } from '../definitions.ts'
import { reasonNames, reasons } from '../reasons.ts'
import type { ReasonName } from '../reasons.ts'
import { selectRows } from '../selected-cases.ts'
import type { SelectedRows } from '../selected-cases.ts'
import { groupByAttributes, readySelection } from '../selection.ts'

/** Every reason has words: a missing one does not compile. */
const words: Readonly<Record<ReasonName, string>> = reasonWords

/** By KPI in the order of the catalogue, each by time. A KPI without any case in the conversation says so. */
export function casesOfConversation(
  facts: Facts,
  position: number,
  selection: Selection,
  reading: Reading,
): TimelineInterval[] {
  return kpiIds.flatMap((id) => {
    const own = rowsOf(facts, id, position, selection, reading)
    if (own.length > 0) return own
    const opened = facts.conversations.openedAt[position] ?? Number.NaN
    return [{ ...moment(id, opened), value: null, counted: false, why: `Not counted. ${caseWords[id].none}` }]
  })
}

function rowsOf(facts: Facts, id: KpiId, position: number, asked: Selection, reading: Reading): TimelineInterval[] {
  const definition: KpiDefinition = definitions[id]
  const all = casesOfKpi(facts, definition, reading)
  const rows: number[] = []
  for (let row = all.conversation.indexOf(position); row !== -1; row = all.conversation.indexOf(position, row + 1))
    rows.push(row)
  if (rows.length === 0) return []
  // A KPI that is about one channel unless others are named is asked about the one that is looked at.
  const namesChannels = (asked.channels ?? []).length > 0 || definition.defaultChannels === null
  const selected = selectRows(facts, id, namesChannels ? asked : { ...asked, channels }, reading)
  rows.sort((a, b) => (all.startedAt[a] ?? 0) - (all.startedAt[b] ?? 0))
  return rows.map((row) => intervalOf(facts, definition, selected, row, asked, reading))
}

function intervalOf(
  facts: Facts,
  definition: KpiDefinition,
  selected: SelectedRows,
  row: number,
  asked: Selection,
  reading: Reading,
): TimelineInterval {
  const { columns, groups } = selected
  const { id } = definition
  const reason = reasonNames[columns.reason[row] ?? 0] ?? 'counted'
  const span = spanOf(facts, id, columns, row)
  const isInside = groups[row] === 0
  if (reason !== 'counted' || !isInside) {
    const why = reason === 'counted' ? whyOutside(facts, selected, row, asked, reading) : words[reason]
    const note = id === 'first-response-time' ? noteOfHours(facts, columns, row, reading) : ''
    const isUnable = reasons[columns.reason[row] ?? 0]?.evidence === 'unable'
    const start = isUnable ? 'Not measurable' : 'Not counted'
    return { ...span, value: null, counted: false, why: `${start}: ${why}.${note}` }
  }
  const bits = columns.value[row] ?? Number.NaN
  const value = definition.distinctContacts ? ((bits & inNumerator) === 0 ? 0 : 1) : bits
  const isShare = kindOf(definition) === 'share' || kindOf(definition) === 'csat'
  const { counted, other } = caseWords[id]
  const text = isShare && value === 0 ? (other ?? counted) : counted
  const inferred = columns.isInferred?.[row] === 1 ? ' The close is inferred from silence.' : ''
  const note = id === 'first-response-time' ? noteOfHours(facts, columns, row, reading) : ''
  return { ...span, value: Number.isNaN(value) ? null : value, counted: true, why: `${text}${inferred}${note}` }
}

function whyOutside(
  facts: Facts,
  { columns, definition }: SelectedRows,
  row: number,
  asked: Selection,
  { settings }: Reading,
): string {
  const ready = readySelection(facts, asked, settings)
  const at = columns.at[row] ?? Number.NaN
  if (at < ready.range.from || at >= ready.range.to) return outsideWords.period
  if (groupByAttributes(facts, columns, ready, [])[row] !== 0) return outsideWords.names
  return definition.firstPerContact === true ? outsideWords.notFirst : outsideWords.period
}

type Span = Pick<TimelineInterval, 'kpi' | 'from' | 'to' | 'seconds'>

/** Something that has a time and no length. */
function moment(kpi: KpiId, at: number): Span {
  return { kpi, from: Number.isNaN(at) ? 0 : at, to: Number.isNaN(at) ? null : at, seconds: null }
}

/** From when to when a case is measured, in calendar seconds; what is no stretch of time is a moment. */
function spanOf(facts: Facts, id: KpiId, columns: CaseColumns, row: number): Span {
  const { conversations, turns } = facts
  const position = columns.conversation[row] ?? -1
  const started = columns.startedAt[row] ?? Number.NaN
  const stretch = (to: number): Span => {
    const isOver = !Number.isNaN(to)
    return { kpi: id, from: started, to: isOver ? to : null, seconds: isOver ? (to - started) / 1000 : null }
  }
  if (id === 'first-response-time' || id === 'within-target-share')
    return stretch(conversations.firstReplyAt[position] ?? Number.NaN)
  // What counts is placed by its close.
  if (id === 'resolution-time')
    return stretch(Number.isNaN(columns.value[row]) ? Number.NaN : (columns.at[row] ?? Number.NaN))
  if (id === 'response-time') {
    const turn = turns.startedAt.findIndex((at, index) => at === started && turns.conversation[index] === position)
    return stretch(turns.endedAt[turn] ?? Number.NaN)
  }
  return moment(id, columns.at[row] ?? Number.NaN)
}

function noteOfHours(facts: Facts, columns: CaseColumns, row: number, { settings }: Reading): string {
  const started = columns.startedAt[row] ?? Number.NaN
  const hours = openingHoursOf(facts, settings).of(columns.team[row] ?? -1)
  if (!hours.isInForce(started) || hours.isOpen(started)) return ''
  return ' The customer wrote outside the opening hours; business hours count from the next opening.'
}
