/** How many customers stand behind a KPI. */
import type { Facts } from '../../shared/facts.ts'
import type { KpiId } from '../../shared/kpi.ts'
import type { Selection } from '../../shared/model.ts'
import type { Reading } from './column-cache.ts'
import { isCounted, isUnanswered, selectRows } from './selected-cases.ts'

/**
 * Distinct contacts of the cases that count and of those that got no answer: they are who is waiting. A case without a
 * known contact is a customer of its own.
 */
export function customersTouched(facts: Facts, kpi: KpiId, selection: Selection, reading: Reading): number {
  const selected = selectRows(facts, kpi, selection, reading)
  const { columns } = selected
  const known = new Set<number>()
  let unknown = 0
  for (let row = 0; row < columns.count; row++) {
    if (!isCounted(selected, row) && !isUnanswered(selected, row)) continue
    const position = columns.conversation[row] ?? -1
    const contact = columns.contact?.[row] ?? facts.conversations.contact[position] ?? -1
    if (contact === -1) unknown++
    else known.add(contact)
  }
  return known.size + unknown
}
