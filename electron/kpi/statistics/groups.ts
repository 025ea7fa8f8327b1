/** Values that belong together: turns of one conversation, cases of one stratum. */
import { quantile7 } from './quantile.ts'

/** Values of each group, ascending; group numbers as keys, in order of first appearance. Negative groups are left out. */
export function groupAscending(values: Float64Array, groups: Int32Array): Map<number, Float64Array> {
  const sizes = new Map<number, number>()
  for (const group of groups) if (group >= 0) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const grouped = new Map<number, Float64Array>()
  for (const [group, size] of sizes) grouped.set(group, new Float64Array(size))
  const filled = new Map<number, number>()
  values.forEach((value, i) => {
    const group = groups[i] ?? -1
    const target = grouped.get(group)
    if (!target) return
    const at = filled.get(group) ?? 0
    target[at] = value
    filled.set(group, at + 1)
  })
  for (const members of grouped.values()) members.sort()
  return grouped
}

/**
 * One value per group, ascending: the median of its members. Replies of one conversation are alike, so a test over all of
 * them mistakes repetition for evidence (Field and Welsh 2007 on clustered data); a test over these does not. A member
 * of no group (negative) stands for itself.
 */
export function groupMedians(values: Float64Array, groups: Int32Array): Float64Array {
  const medians: number[] = []
  for (const members of groupAscending(values, groups).values()) medians.push(quantile7(members, 0.5))
  values.forEach((value, i) => {
    if ((groups[i] ?? -1) < 0) medians.push(value)
  })
  return Float64Array.from(medians).sort()
}
