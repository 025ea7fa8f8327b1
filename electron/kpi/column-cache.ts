/**
 * The cases of each KPI, made once per facts and kept as long as the facts are: a dashboard asks for the same ones with
 * every filter that is touched.
 */
import type { Facts } from '../../shared/facts.ts'
import type { HoursMode, Schedule, WorkspaceSettings } from '../../shared/model.ts'
import { openingHoursOfTeams } from './business-hours.ts'
import type { OpeningHoursOfTeams } from './business-hours.ts'
import { conversationColumns, sortedByValue, whereHoursAreSet } from './case-columns.ts'
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
  readonly openingHours: Map<string, OpeningHoursOfTeams>
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

const keyBySchedules = new WeakMap<readonly Schedule[], string>()

/** Equal for equal schedules; written once for each list of them, since every KPI of every request asks. */
function keyOf(schedules: readonly Schedule[]): string {
  const known = keyBySchedules.get(schedules)
  if (known !== undefined) return known
  const fresh = JSON.stringify(schedules)
  keyBySchedules.set(schedules, fresh)
  return fresh
}

export function openingHoursOf(facts: Facts, { schedules }: WorkspaceSettings): OpeningHoursOfTeams {
  return keep(keptOf(facts).openingHours, keyOf(schedules), () => openingHoursOfTeams(facts.names, schedules))
}

export function casesOfKpi(facts: Facts, definition: KpiDefinition, reading: Reading): CaseColumns {
  const isBusiness = kindOf(definition) === 'duration' && reading.hours === 'business'
  const inferredClose = definition.usesInferredClose && reading.inferredClose
  const hoursKey = isBusiness ? keyOf(reading.settings.schedules) : 'calendar'
  return keep(keptOf(facts).cases, `${definition.id} ${hoursKey} ${inferredClose}`, () => {
    const hours = isBusiness ? openingHoursOf(facts, reading.settings) : 'calendar'
    const context: KpiContext = { hours, inferredClose }
    const all = definition.cases(facts, context)
    const columns = hours === 'calendar' ? all : whereHoursAreSet(all, hours)
    return kindOf(definition) === 'duration' ? sortedByValue(columns) : columns
  })
}

/** Every conversation as a case: which groups of an attribute have data at all. */
export function allConversations(facts: Facts): CaseColumns {
  return keep(keptOf(facts).cases, 'all conversations', () => conversationColumns(facts))
}
