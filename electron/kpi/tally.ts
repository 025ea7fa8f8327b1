/** Counts the cases of each group: what the results are made of. */
import type { CaseColumns, KpiDefinition } from './definition.ts'
import { inDenominator, inNumerator, kindOf } from './definition.ts'
import { reasonIndex, reasons } from './reasons.ts'
import { minimumForP90 } from './statistics/gates.ts'

/** By group. Values and waiting times of group g stand at `starts[g]` … `starts[g + 1]`, values ascending. */
export interface Tally {
  readonly counted: Int32Array
  readonly numerator: Int32Array
  /** Group × number of reasons + reason. */
  readonly excluded: Int32Array
  readonly values: Float64Array
  readonly valueStarts: Int32Array
  readonly waiting: Float64Array
  readonly waitingStarts: Int32Array
  /** Independent units: distinct conversations, counted only as far as any gate asks. */
  readonly units: Int32Array
  readonly isInferred: Uint8Array
  /** Distinct contacts: not in the numerator, but it may turn out that they are. */
  readonly toReview: Int32Array
}

export const reasonCount = reasons.length

/**
 * @param columns of durations sorted by value, of distinct contacts grouped by contact
 * @param groups by case, -1 = outside
 * @param isTimeBound whether a case without a time cannot be placed
 */
export function tallyCases(
  definition: KpiDefinition,
  columns: CaseColumns,
  groups: Int32Array,
  groupCount: number,
  isTimeBound: boolean,
): Tally {
  if (definition.distinctContacts) return tallyContacts(columns, groups, groupCount, isTimeBound)
  if (columns.unit !== undefined) return tallyUnits(columns, columns.unit, groups, groupCount, isTimeBound)
  const tally = emptyTally(groupCount)
  countRows(columns, groups, isTimeBound, tally)
  const kind = kindOf(definition)
  if (kind === 'share' || kind === 'csat') addUp(columns, groups, isTimeBound, tally)
  if (columns.isInferred !== null) findInferred(columns.isInferred, columns.reason, groups, tally)
  if (definition.positiveFrom !== undefined) countPositive(columns, definition.positiveFrom, groups, isTimeBound, tally)
  if (kind === 'nps' || kind === 'mean')
    return {
      ...tally,
      ...scatterValues(columns, columns.count, groups, tally.counted, isTimeBound),
      units: tally.counted,
    }
  if (kind !== 'duration') return tally
  // Sorted by value, the cases that count stand before all others.
  const firstWithout = columns.value.findLastIndex((seconds) => !Number.isNaN(seconds)) + 1
  return {
    ...tally,
    ...scatterValues(columns, firstWithout, groups, tally.counted, isTimeBound),
    ...scatterWaiting(columns, firstWithout, groups, groupCount),
  }
}

/** One narrow loop per question: these are the innermost loops of every KPI. */
function countRows({ reason, at }: CaseColumns, groups: Int32Array, isTimeBound: boolean, tally: Tally): void {
  const { excluded, counted } = tally
  const undated = reasonIndex('undated')
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group < 0) continue
    const why = caseReason(reason[row] ?? 0, at[row] ?? 0, isTimeBound, undated)
    if (why === 0) add(counted, group)
    else add(excluded, group * reasonCount + why)
  }
}

function addUp({ reason, at, value }: CaseColumns, groups: Int32Array, isTimeBound: boolean, tally: Tally): void {
  const { numerator } = tally
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group < 0 || value[row] !== 1 || reason[row] !== 0) continue
    if (!isTimeBound || !Number.isNaN(at[row])) add(numerator, group)
  }
}

function countPositive(
  { reason, at, value }: CaseColumns,
  from: number,
  groups: Int32Array,
  isTimeBound: boolean,
  { numerator }: Tally,
): void {
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group < 0 || reason[row] !== 0 || !((value[row] ?? Number.NaN) >= from)) continue
    if (!isTimeBound || !Number.isNaN(at[row])) add(numerator, group)
  }
}

function findInferred(isInferred: Uint8Array, reason: Uint8Array, groups: Int32Array, tally: Tally): void {
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group >= 0 && isInferred[row] === 1 && reason[row] === 0) tally.isInferred[group] = 1
  }
}

function caseReason(reason: number, at: number, isTimeBound: boolean, undated: number): number {
  return reason === 0 && isTimeBound && Number.isNaN(at) ? undated : reason
}

function add(counts: Int32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1
}

export function emptyTally(groupCount: number): Tally {
  const counted = new Int32Array(groupCount)
  return {
    counted,
    numerator: new Int32Array(groupCount),
    excluded: new Int32Array(groupCount * reasonCount),
    values: new Float64Array(0),
    valueStarts: new Int32Array(groupCount + 1),
    waiting: new Float64Array(0),
    waitingStarts: new Int32Array(groupCount + 1),
    units: counted,
    isInferred: new Uint8Array(groupCount),
    toReview: new Int32Array(groupCount),
  }
}

function runningStarts(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1)
  for (let group = 0; group < counts.length; group++) starts[group + 1] = (starts[group] ?? 0) + (counts[group] ?? 0)
  return starts
}

function scatterValues(
  columns: CaseColumns,
  end: number,
  groups: Int32Array,
  counted: Int32Array,
  isTimeBound: boolean,
): Pick<Tally, 'values' | 'valueStarts' | 'units'> {
  const { reason, value, at, conversation } = columns
  const valueStarts = runningStarts(counted)
  const next = valueStarts.slice()
  const values = new Float64Array(valueStarts.at(-1) ?? 0)
  const units = new Int32Array(counted.length)
  const seen: number[][] = []
  for (let row = 0; row < end; row++) {
    const group = groups[row] ?? -1
    if (group < 0 || reason[row] !== 0 || (isTimeBound && Number.isNaN(at[row]))) continue
    const place = next[group] ?? 0
    values[place] = value[row] ?? Number.NaN
    next[group] = place + 1
    if ((units[group] ?? 0) >= minimumForP90) continue
    const known = (seen[group] ??= [])
    const own = conversation[row] ?? -1
    if (!known.includes(own)) units[group] = known.push(own)
  }
  return { values, valueStarts, units }
}

function scatterWaiting(
  columns: CaseColumns,
  from: number,
  groups: Int32Array,
  groupCount: number,
): Pick<Tally, 'waiting' | 'waitingStarts'> {
  const { waiting: waited } = columns
  const rows = groups.length
  if (waited === null) return { waiting: new Float64Array(0), waitingStarts: new Int32Array(groupCount + 1) }
  const counts = new Int32Array(groupCount)
  for (let row = from; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group >= 0 && !Number.isNaN(waited[row])) add(counts, group)
  }
  const waitingStarts = runningStarts(counts)
  const next = waitingStarts.slice()
  const waiting = new Float64Array(waitingStarts.at(-1) ?? 0)
  for (let row = from; row < rows; row++) {
    const group = groups[row] ?? -1
    const seconds = waited[row] ?? Number.NaN
    if (group < 0 || Number.isNaN(seconds)) continue
    const place = next[group] ?? 0
    waiting[place] = seconds
    next[group] = place + 1
  }
  return { waiting, waitingStarts }
}

/** Cases of one contact stand next to each other, so that one memory cell per group is enough to join them. */
function tallyContacts(columns: CaseColumns, groups: Int32Array, groupCount: number, isTimeBound: boolean): Tally {
  const tally = emptyTally(groupCount)
  const { reason, value, at, contact } = columns
  const undated = reasonIndex('undated')
  const toReview = reasonIndex('waiting-for-review')
  const isToReview = new Uint8Array(groupCount)
  const lastContact = new Int32Array(groupCount).fill(-1)
  const bits = new Uint8Array(groupCount)
  const lastReason = new Uint8Array(groupCount)
  const close = (group: number): void => {
    const found = bits[group] ?? 0
    if ((found & inNumerator) !== 0) add(tally.numerator, group)
    else if (isToReview[group] === 1) add(tally.toReview, group)
    if ((found & inDenominator) !== 0) add(tally.counted, group)
    else {
      const why = found === 0 ? (lastReason[group] ?? 0) : reasonIndex('not-messaged')
      add(tally.excluded, group * reasonCount + why)
    }
  }
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group < 0) continue
    const own = contact?.[row] ?? -1
    const why = caseReason(reason[row] ?? 0, at[row] ?? 0, isTimeBound, undated)
    if (own === -1) {
      add(tally.excluded, group * reasonCount + why)
      continue
    }
    if (own !== lastContact[group]) {
      if (lastContact[group] !== -1) close(group)
      lastContact[group] = own
      bits[group] = 0
      lastReason[group] = 0
      isToReview[group] = 0
    }
    if (why === toReview) isToReview[group] = 1
    if (why === 0) bits[group] = (bits[group] ?? 0) | (value[row] ?? 0)
    else if (why > (lastReason[group] ?? 0)) lastReason[group] = why
  }
  for (let group = 0; group < groupCount; group++) if (lastContact[group] !== -1) close(group)
  return tally
}

/** Rows of one unit stand next to each other: one memory cell per group counts them. */
function tallyUnits(
  columns: CaseColumns,
  unit: Int32Array,
  groups: Int32Array,
  groupCount: number,
  isTimeBound: boolean,
): Tally {
  const tally = emptyTally(groupCount)
  const { reason, at } = columns
  const undated = reasonIndex('undated')
  const lastUnit = new Int32Array(groupCount).fill(-1)
  const sizes = new Int32Array(groupCount)
  const caseGroups: number[] = []
  const caseValues: number[] = []
  const close = (group: number): void => {
    add(tally.counted, group)
    caseGroups.push(group)
    caseValues.push(sizes[group] ?? 0)
  }
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group < 0) continue
    const own = unit[row] ?? -1
    const why = caseReason(reason[row] ?? 0, at[row] ?? 0, isTimeBound, undated)
    if (own === -1 || why !== 0) {
      add(tally.excluded, group * reasonCount + why)
      continue
    }
    if (own !== lastUnit[group]) {
      if (lastUnit[group] !== -1) close(group)
      lastUnit[group] = own
      sizes[group] = 0
    }
    add(sizes, group)
  }
  for (let group = 0; group < groupCount; group++) if (lastUnit[group] !== -1) close(group)
  const valueStarts = runningStarts(tally.counted)
  const next = valueStarts.slice()
  const values = new Float64Array(caseValues.length)
  caseGroups.forEach((group, index) => {
    const place = next[group] ?? 0
    values[place] = caseValues[index] ?? 0
    next[group] = place + 1
  })
  for (let group = 0; group < groupCount; group++)
    if ((tally.counted[group] ?? 0) > 1) values.subarray(valueStarts[group], valueStarts[group + 1]).sort()
  return { ...tally, values, valueStarts }
}
