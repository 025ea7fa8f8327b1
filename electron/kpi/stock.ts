/** What is there at a moment: conversations that are open at the end of each period. */
import { lastAtOrBefore } from '../../shared/time.ts'
import type { CaseColumns } from './definition.ts'
import { reasonIndex } from './reasons.ts'
import { emptyTally, reasonCount } from './tally.ts'
import type { Tally } from './tally.ts'

export const closedByThen = reasonIndex('closed-by-then')

/**
 * One group per group of `groups` and moment: group × number of moments + moment. What came before a moment is a case of
 * it, whenever that was; what was gone by then is excluded, so that a ledger grows from moment to moment.
 * @param moments ascending, one after the other the ends of the periods; a case at the very moment comes after it
 */
export function tallyStock(
  columns: CaseColumns,
  groups: Int32Array,
  groupCount: number,
  moments: readonly number[],
): Tally {
  const count = moments.length
  const tally = emptyTally(groupCount * count)
  const { counted, excluded, isInferred } = tally
  const { at, until, reason } = columns
  const rows = groups.length
  for (let row = 0; row < rows; row++) {
    const group = groups[row] ?? -1
    if (group < 0) continue
    const since = at[row] ?? Number.NaN
    const first = lastAtOrBefore(moments, since) + 1
    if (first >= count || Number.isNaN(since)) continue
    const index = group * count + first
    const why = reason[row] ?? 0
    if (why !== 0) {
      change(excluded, index * reasonCount + why, 1)
      continue
    }
    change(counted, index, 1)
    if (columns.isInferred?.[row] === 1) isInferred[index] = 1
    const end = until?.[row] ?? Number.NaN
    if (Number.isNaN(end)) continue
    const gone = Math.max(first, lastAtOrBefore(moments, end) + 1)
    if (gone >= count) continue
    change(counted, group * count + gone, -1)
    change(excluded, (group * count + gone) * reasonCount + closedByThen, 1)
  }
  for (let group = 0; group < groupCount; group++) addUpMoments(tally, group * count, count)
  return tally
}

function change(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by
}

/** From what comes and goes at each moment to what is there. */
function addUpMoments({ counted, excluded, isInferred }: Tally, start: number, count: number): void {
  for (let index = start + 1; index < start + count; index++) {
    change(counted, index, counted[index - 1] ?? 0)
    if (isInferred[index - 1] === 1) isInferred[index] = 1
    for (let why = 1; why < reasonCount; why++)
      change(excluded, index * reasonCount + why, excluded[(index - 1) * reasonCount + why] ?? 0)
  }
}

/** Nothing is there, and it is known that nothing is: what was there has gone. */
export function isKnownToBeEmpty({ counted, excluded }: Tally, index: number): boolean {
  return counted[index] === 0 && (excluded[index * reasonCount + closedByThen] ?? 0) > 0
}

/** Why a row does not count at one moment: its own reason, or that it was gone by then. */
export function reasonsAt(columns: CaseColumns, moment: number): Uint8Array {
  return columns.reason.map((why, row) =>
    why === 0 && (columns.until?.[row] ?? Infinity) < moment ? closedByThen : why,
  )
}
