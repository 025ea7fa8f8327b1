/**
 * The cases of each KPI, made once per facts and kept as long as the facts are: a dashboard asks for the same ones with
 * every filter that is touched.
 */
import type { Facts } from '../../shared/facts.ts'
import type { HoursMode, WorkspaceSettings } from '../../shared/model.ts'
import { openingHours } from './business-hours.ts'
import type { OpeningHours } from './business-hours.ts'
import { conversationColumns, sortedByValue } from './case-columns.ts'
import { kindOf } from './definition.ts'
import type { CaseColumns, KpiContext, KpiDefinition } from './definition.ts'

/** How a request reads time, apart from what it selects. */
export interface Reading {
  readonly settings: WorkspaceSettings
  readonly hours: HoursMode
  readonly inferredClose: boolean
}

interface Kept {
  readonly cases: Map<string, CaseColumns>
  readonly openingHours: Map<string, OpeningHours>
}

const keptByFacts = new WeakMap<Facts, Kept>()
/** Several schedules tried one after the other must not fill the memory. */
const mostKept = 40

function keptOf(facts: Facts): Kept {
  const known = keptByFacts.get(facts)
  if (known !== undefined) return known
  const fresh: Kept = { cases: new Map(), openingHours: new Map() }
  keptByFacts.set(facts, fresh)
  return fresh
}

function keep<Value>(store: Map<string, Value>, key: string, make: () => Value): Value {
  const known = store.get(key)
  if (known !== undefined) return known
  const fresh = make()
  if (store.size >= mostKept) store.clear()
  store.set(key, fresh)
  return fresh
}

/** The opening hours of the workspace; null where none are set. */
export function openingHoursOf(facts: Facts, settings: WorkspaceSettings): OpeningHours | null {
  const { schedule } = settings
  if (schedule === null) return null
  return keep(keptOf(facts).openingHours, JSON.stringify(schedule), () => openingHours(schedule))
}

export function casesOfKpi(facts: Facts, definition: KpiDefinition, reading: Reading): CaseColumns {
  const isBusiness = kindOf(definition) === 'duration' && reading.hours === 'business'
  const inferredClose = definition.usesInferredClose && reading.inferredClose
  const context: KpiContext = {
    hours: isBusiness ? (openingHoursOf(facts, reading.settings) ?? 'none') : 'calendar',
    inferredClose,
  }
  const hoursKey = isBusiness ? JSON.stringify(reading.settings.schedule) : 'calendar'
  return keep(keptOf(facts).cases, `${definition.id} ${hoursKey} ${inferredClose}`, () => {
    const columns = definition.cases(facts, context)
    return kindOf(definition) === 'duration' ? sortedByValue(columns) : columns
  })
}

/** Every conversation as a case: which groups of an attribute have data at all. */
export function allConversations(facts: Facts): CaseColumns {
  return keep(keptOf(facts).cases, 'all conversations', () => conversationColumns(facts))
}
