/** Whether a baseline would still be measured as it was recorded, and what changed if not. */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiResult } from '../../../shared/kpi.ts'
import type { BaselineRecord } from '../../../shared/goals.ts'
import { formatCount, formatDayRange, formatKpiValue } from '../../../shared/units.ts'
import { definitionChanges } from '../definition-version.ts'
import { joinWords, kpiTitle, unmeasuredReason } from '../wording.ts'

/** The same baseline, measured now. */
export interface BaselineNow extends Omit<BaselineRecord, 'result' | 'measuredAt' | 'weeks'> {
  readonly result: KpiResult
}

/**
 * What changed since, as a clause; null where nothing did. Opening hours and definitions are named even where the number
 * stayed; imports and settings only where what the baseline counts is no longer the same.
 */
export function staleReason(record: BaselineRecord, now: BaselineNow, changes = definitionChanges): string | null {
  const reasons = [...definitionReasons(record, now, changes), ...scheduleReasons(record, now)]
  const counted = countedReason(record, now)
  if (counted !== null) reasons.push(counted)
  return reasons.length === 0 ? null : `its baseline is out of date, because ${joinWords(reasons)}`
}

function definitionReasons(
  { definition, result }: BaselineRecord,
  now: BaselineNow,
  changes: typeof definitionChanges,
): string[] {
  if (definition.version === now.definition.version) return []
  const since = (changes[result.id] ?? []).slice(definition.version - 1)
  const what = since.length === 0 ? '' : ` (${since.map((change) => `${change.what}, since ${change.app}`).join('; ')})`
  return [`${kpiTitle(result.id)} is counted by another definition than in version ${definition.app}${what}`]
}

function scheduleReasons(record: BaselineRecord, now: BaselineNow): string[] {
  return JSON.stringify(record.schedules) === JSON.stringify(now.schedules)
    ? []
    : ['the opening hours that it was counted by have changed']
}

function countedReason(record: BaselineRecord, now: BaselineNow): string | null {
  const { result } = now
  if (result.status !== 'ok') return `it can no longer be measured: ${withoutStop(unmeasuredReason(result))}`
  const before = record.result
  const days = `${record.days.from} ${record.days.to}`
  const isSameCoverage = days === `${now.days.from} ${now.days.to}` && record.wholeWeeks === now.wholeWeeks
  const isSameCount =
    before.n === result.n &&
    isNear(before.value, result.value) &&
    isSameLedger(before.ledger.excluded, result.ledger.excluded)
  if (isSameCoverage && isSameCount) return null
  const counted = isSameCount
    ? `its data now reach over ${formatDayRange(now.days.from, now.days.to)} instead of ${formatDayRange(record.days.from, record.days.to)}`
    : `it now counts ${numbersOf(result)} instead of ${numbersOf(before)}`
  const causes = [...importCauses(record, now), ...ruleCauses(record, now)]
  return causes.length === 0 ? counted : `${counted} (${causes.join('; ')})`
}

function numbersOf({ id, unit, n, value }: BaselineRecord['result']): string {
  return `${formatCount(n)} ${kpiCatalogue[id].countedUnit} at ${formatKpiValue(unit, value)}`
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}

function isSameLedger(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((reason) => (a[reason] ?? 0) === (b[reason] ?? 0))
}

type Imports = BaselineRecord['sources'][number]['imports']

function importCauses(record: BaselineRecord, now: BaselineNow): string[] {
  const all = ({ sources }: Pick<BaselineRecord, 'sources'>): Imports => sources.flatMap(({ imports }) => imports)
  const missing = (from: Imports, others: Imports): string[] =>
    from.filter(({ sha256 }) => !others.some((other) => other.sha256 === sha256)).map(({ file }) => file)
  const added = missing(all(now), all(record))
  const removed = missing(all(record), all(now))
  return [
    ...(added.length === 0 ? [] : [`imported since: ${shortList(added)}`]),
    ...(removed.length === 0 ? [] : [`undone since: ${shortList(removed)}`]),
  ]
}

function ruleCauses(record: BaselineRecord, now: BaselineNow): string[] {
  const changed = Object.keys(now.rules).filter((name) => record.rules[name] !== now.rules[name])
  return changed.length === 0 ? [] : [`changed since: ${joinWords(changed)}`]
}

function shortList(names: readonly string[]): string {
  return names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${formatCount(names.length - 3)} more`
    : joinWords(names)
}

function withoutStop(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text
}
