/** Why a group has no value: nothing there could ever give one, or there is just nothing in this selection. */
import type { Facts } from '../../shared/facts.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import { notMeasurable, reasonIndex, reasons } from './reasons.ts'
import { groupByAttributes } from './selection.ts'
import type { Attribute, ReadySelection } from './selection.ts'

/** What the cases of each group of attributes, at any time, say about the data. */
export interface Capability {
  /** 1 = a case that counts, or would if it had ended otherwise. */
  readonly isAble: Uint8Array
  /** The reason of a case that cannot be measured; 0 = no such case. */
  readonly lacking: Uint8Array
}

export function capabilityOf(columns: CaseColumns, outer: Int32Array, outerCount: number): Capability {
  const isAble = new Uint8Array(outerCount)
  const lacking = new Uint8Array(outerCount)
  const evidence = Uint8Array.from(reasons, ({ evidence }) => (evidence === 'able' ? 1 : evidence === 'unable' ? 2 : 0))
  const { reason } = columns
  for (let row = 0; row < columns.count; row++) {
    const group = outer[row] ?? -1
    if (group < 0) continue
    const why = reason[row] ?? 0
    const says = evidence[why]
    if (says === 1) isAble[group] = 1
    else if (says === 2 && why > (lacking[group] ?? 0)) lacking[group] = why
  }
  return { isAble, lacking }
}

export type Unmeasured =
  | { readonly status: 'no-data'; readonly reason: string }
  | { readonly status: 'not-measurable'; readonly reason: string; readonly missing: readonly string[] }

/** The status of a group without a counted case. */
export function unmeasured(
  facts: Facts,
  definition: KpiDefinition,
  columns: CaseColumns,
  ready: ReadySelection,
  grouping: readonly Attribute[],
  capability: Capability,
  outerIndex: number,
): Unmeasured {
  if (facts.names.sources.length === 0) return { status: 'no-data', reason: 'This workspace holds no imports yet.' }
  if (capability.isAble[outerIndex] === 1) return { status: 'no-data', reason: definition.noData }
  const { sources } = facts.names
  const why = capability.lacking[outerIndex] ?? 0
  if (why !== 0) {
    const unable = new Set<number>()
    groupByAttributes(facts, columns, ready, grouping).forEach((group, row) => {
      if (group === outerIndex && columns.reason[row] === why) unable.add(columns.source[row] ?? -1)
    })
    const names = sources.filter((_, source) => unable.has(source)).toSorted()
    return { status: 'not-measurable', ...notMeasurable(why, names) }
  }
  const selected = sources.flatMap((_, source) => (isSelected(ready, source) ? [source] : []))
  if (selected.length === 0 || selected.some((source) => definition.canMeasure(facts, source)))
    return { status: 'no-data', reason: definition.noData }
  const names = selected.map((source) => sources[source] ?? '').toSorted()
  return { status: 'not-measurable', ...notMeasurable(reasonIndex(definition.lacking), names) }
}

function isSelected(ready: ReadySelection, source: number): boolean {
  return ready.allowed.source === null || ready.allowed.source[source + 1] === 1
}
