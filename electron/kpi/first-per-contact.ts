/** KPIs whose case is a customer, standing on the first conversation in the period. */
import type { InstantRange } from '../../shared/time.ts'
import type { CaseColumns } from './definition.ts'
import { narrowToTime } from './grouping.ts'
import type { TimeGroups } from './grouping.ts'

/**
 * Leaves of every contact's rows in one period the first one: the others' groups become -1. A row without a contact is a
 * case of its own.
 * @param columns with the rows of one contact next to each other, in the order in which they are to be taken
 * @param range what the selection reaches over; a period may be cut off by it
 * @param periods one for the whole, unless periods of time are grouped by
 */
export function keepFirstPerContact(
  columns: CaseColumns,
  groups: Int32Array,
  range: InstantRange,
  periods: TimeGroups,
): void {
  const { contact, at, count } = columns
  if (contact === null) throw new Error('cases without contacts')
  const periodOf = narrowToTime(new Int32Array(count), at, range, periods)
  const lastContact = new Int32Array(periods.count).fill(-1)
  for (let row = 0; row < count; row++) {
    const period = periodOf[row] ?? -1
    const own = contact[row] ?? -1
    if (period === -1 || own === -1) continue
    if (lastContact[period] === own) groups[row] = -1
    else lastContact[period] = own
  }
}
