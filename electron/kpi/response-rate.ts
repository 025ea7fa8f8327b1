/** Answers of the surveys offered, where an export lists the offers that nobody answered as well. */
import type { CaseColumns } from './definition.ts'
import { reasonIndex } from './reasons.ts'

/** By group; null where no source of its answers lists offers. */
export function responseRates(columns: CaseColumns, groups: Int32Array, groupCount: number): (number | null)[] {
  const offered = reasonIndex('offered-not-answered')
  const listsOffers = new Set<number>()
  columns.reason.forEach((reason, row) => {
    if (reason === offered) listsOffers.add(columns.source[row] ?? -1)
  })
  const answers = new Int32Array(groupCount)
  const offers = new Int32Array(groupCount)
  for (let row = 0; row < columns.count; row++) {
    const group = groups[row] ?? -1
    if (group < 0 || !listsOffers.has(columns.source[row] ?? -1)) continue
    const reason = columns.reason[row]
    if (reason === 0) answers[group] = (answers[group] ?? 0) + 1
    if (reason === 0 || reason === offered) offers[group] = (offers[group] ?? 0) + 1
  }
  return Array.from(offers, (count, group) => (count === 0 ? null : (answers[group] ?? 0) / count))
}
