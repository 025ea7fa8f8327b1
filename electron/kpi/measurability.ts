/** Why a group has no value: nothing there could ever give one, or there is just nothing in this selection. */
import type { Facts } from '../../shared/facts.ts'
import { isSurvey } from './definition.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import { notMeasurable, reasonIndex, reasons } from './reasons.ts'
import type { ReadySelection } from './selection.ts'

/** What the cases of each group of attributes, at any time, say about the data. */
export interface Capability {
  /** 1 = a case that counts, or would if it had ended otherwise. */
  readonly isAble: Uint8Array
  /** The reason of a case that cannot be measured; 0 = no such case. */
  readonly lacking: Uint8Array
  /** 1 = such a case comes from the source: group × number of sources + source. */
  readonly lackingSources: Uint8Array
}

export function capabilityOf(facts: Facts, columns: CaseColumns, outer: Int32Array, outerCount: number): Capability {
  const isAble = new Uint8Array(outerCount)
  const lacking = new Uint8Array(outerCount)
  const sourceCount = facts.names.sources.length
  const lackingSources = new Uint8Array(outerCount * sourceCount)
  const evidence = Uint8Array.from(reasons, ({ evidence }) => (evidence === 'able' ? 1 : evidence === 'unable' ? 2 : 0))
  const { reason, source } = columns
  const rows = outer.length
  for (let row = 0; row < rows; row++) {
    const group = outer[row] ?? -1
    if (group < 0) continue
    const why = reason[row] ?? 0
    const says = evidence[why]
    if (says === 1) isAble[group] = 1
    if (says !== 2) continue
    if (why > (lacking[group] ?? 0)) lacking[group] = why
    lackingSources[group * sourceCount + (source[row] ?? 0)] = 1
  }
  return { isAble, lacking, lackingSources }
}

export type Unmeasured =
  | { readonly status: 'no-data'; readonly message: string }
  | {
      readonly status: 'not-measurable'
      readonly reason: string
      readonly message: string
      readonly missing: readonly string[]
    }

/**
 * The status of a group without a counted case. `conversationSources` are the sources of its conversations at any time;
 * surveys come in files of their own and are looked for in all.
 */
export function unmeasured(
  facts: Facts,
  definition: KpiDefinition,
  ready: ReadySelection,
  capability: Capability,
  outerIndex: number,
  conversationSources: () => number[],
): Unmeasured {
  if (facts.names.sources.length === 0) return { status: 'no-data', message: 'This workspace holds no imports yet.' }
  if (capability.isAble[outerIndex] === 1) return { status: 'no-data', message: definition.noData }
  const { sources } = facts.names
  const why = capability.lacking[outerIndex] ?? 0
  if (why !== 0) {
    const first = outerIndex * sources.length
    const names = sources.filter((_, source) => capability.lackingSources[first + source] === 1).toSorted()
    return { status: 'not-measurable', ...notMeasurable(why, names, facts) }
  }
  const selected = isSurvey(definition) ? [] : conversationSources()
  if (selected.length === 0)
    selected.push(...sources.flatMap((_, source) => (isSelected(ready, source) ? [source] : [])))
  if (selected.length === 0 || selected.some((source) => definition.canMeasure(facts, source)))
    return { status: 'no-data', message: definition.noData }
  const names = selected.map((source) => sources[source] ?? '').toSorted()
  return { status: 'not-measurable', ...notMeasurable(reasonIndex(definition.lacking), names, facts) }
}

function isSelected(ready: ReadySelection, source: number): boolean {
  return ready.allowed.source === null || ready.allowed.source[source + 1] === 1
}
