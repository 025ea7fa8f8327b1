/**
 * The cases of each KPI, made once per facts and kept as long as the facts are: a dashboard asks for the same ones with
 * every filter that is touched.
 */
import type { Facts } from '../../shared/facts.ts'
import type { HoursMode, Schedule, WorkspaceSettings } from '../../shared/model.ts'
import { openingHoursOfTeams } from './business-hours.ts'
import type { OpeningHoursOfTeams } from './business-hours.ts'
import { conversationColumns, sortedByValue, whereHoursAreSet } from './case-columns.ts'
import { kindOf, readsHours } from './definition.ts'
import type { CaseColumns, KpiContext, KpiDefinition } from './definition.ts'

export interface EngineSettings extends WorkspaceSettings {
  /** What a first response is expected within, unless a request says otherwise; null = nothing is. */
  readonly firstResponseTargetSeconds?: number | null | undefined
}

/** A request may name its own target of the first response time. */
export function settingsOf(
  settings: EngineSettings,
  request: { readonly withinSeconds?: number | undefined },
): EngineSettings {
  const { withinSeconds } = request
  return withinSeconds === undefined ? settings : { ...settings, firstResponseTargetSeconds: withinSeconds }
}

/** How a request reads time, apart from what it selects. */
export interface Reading {
  readonly settings: EngineSettings
  readonly hours: HoursMode
  readonly inferredClose: boolean
}

interface Kept {
  readonly cases: Map<string, CaseColumns>
  readonly openingHours: Map<string, OpeningHoursOfTeams>
}

const keptByFacts = new WeakMap<Facts, Kept>()
/** Several schedules tried one after the other must not fill the memory; all KPIs in both readings of time fit. */
const mostKept = 60

function keptOf(facts: Facts): Kept {
  const known = keptByFacts.get(facts)
  if (known !== undefined) return known
  const fresh: Kept = { cases: new Map(), openingHours: new Map() }
  keptByFacts.set(facts, fresh)
  return fresh
}

function keep<Value>(store: Map<string, Value>, key: string, make: () => Value): Value {
  const found = store.get(key) ?? make()
  // A map keeps the order in which keys were set: the first is the one that was not asked for the longest.
  store.delete(key)
  const [oldest] = store.keys()
  if (store.size >= mostKept && oldest !== undefined) store.delete(oldest)
  store.set(key, found)
  return found
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
  const { settings } = reading
  const kind = kindOf(definition)
  const isBusiness = readsHours(definition) && reading.hours === 'business'
  const inferredClose = definition.usesInferredClose && reading.inferredClose
  const { zone } = settings
  const withinSeconds = settings.firstResponseTargetSeconds ?? null
  const key = [
    definition.id,
    isBusiness ? keyOf(settings.schedules) : 'calendar',
    inferredClose,
    definition.usesZone === true && zone,
    definition.usesTarget === true && withinSeconds,
  ].join(' ')
  return keep(keptOf(facts).cases, key, () => {
    const hours = isBusiness ? openingHoursOf(facts, settings) : 'calendar'
    const context: KpiContext = { hours, inferredClose, zone, withinSeconds }
    const all = definition.cases(facts, context)
    const columns = hours === 'calendar' ? all : whereHoursAreSet(all, hours)
    const isSorted = kind === 'duration' || (kind === 'mean' && columns.unit === undefined)
    return isSorted ? sortedByValue(columns) : columns
  })
}

/** Every conversation as a case: which groups of an attribute have data at all. */
export function allConversations(facts: Facts): CaseColumns {
  return keep(keptOf(facts).cases, 'all conversations', () => conversationColumns(facts))
}
