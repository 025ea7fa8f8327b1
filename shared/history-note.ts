/** What a card, a cell or a row of a table has room for of a history that is too short. */
import type { ShortHistory } from './kpi.ts'
import { addDays } from './time.ts'
import { formatDay } from './units.ts'

export function historyNote({ knownFrom }: ShortHistory): string {
  return `too low until ${formatDay(addDays(knownFrom, -1))}: data start too late`
}
