/** KPIs whose case is a customer, standing on the first conversation in the period. */
import type { CaseColumns } from './definition.ts'

/**
 * Leaves of every contact's rows in one period the first one: the others' groups become -1. A row without a contact is a
 * case of its own.
 * @param columns with the rows of one contact next to each other, in the order in which they are to be taken
 * @param periods the period of each row, whatever group it is in; -1 = in none
 */
export function keepFirstPerContact(columns: CaseColumns, groups: Int32Array, periods: Int32Array): void {
  const { contact } = columns
  if (contact === null) throw new Error('cases without contacts')
  const lastContact = new Map<number, number>()
  for (let row = 0; row < columns.count; row++) {
    const period = periods[row] ?? -1
    const own = contact[row] ?? -1
    if (period === -1 || own === -1) continue
    if (lastContact.get(period) === own) groups[row] = -1
    else lastContact.set(period, own)
  }
}
