/** One KPI of small facts, as the tests of definitions ask for it. */
import { conversationsBehind, computeKpis } from '../../../electron/kpi/engine.ts'
import type { EngineSettings } from '../../../electron/kpi/column-cache.ts'
import type { Facts } from '../../../shared/facts.ts'
import type { KpiId, KpiRequest, KpiResult, MeasuredKpi } from '../../../shared/kpi.ts'
import { settings } from './build-facts.ts'

export type Options = Partial<KpiRequest> & { readonly settings?: EngineSettings }

export function compute(facts: Facts, id: KpiId, options: Options = {}): KpiResult[] {
  const { settings: own = settings, ...request } = options
  return computeKpis(facts, { kpis: [id], selection: {}, hours: 'calendar', ...request }, own)
}

export function one(facts: Facts, id: KpiId, options: Options = {}): KpiResult {
  const [result] = compute(facts, id, options)
  if (result === undefined) throw new Error('no result')
  return result
}

export function measured(facts: Facts, id: KpiId, options: Options = {}): MeasuredKpi {
  const result = one(facts, id, options)
  if (result.status !== 'ok') throw new Error(`${result.status}: ${'message' in result ? result.message : ''}`)
  return result
}

/** Value by the name of the group, or why there is none. */
export function byGroup(facts: Facts, id: KpiId, options: Options): Readonly<Record<string, number | string>> {
  const [grouping = 'channel'] = options.by ?? []
  return Object.fromEntries(
    compute(facts, id, options).map((result) => [
      result.group[grouping] ?? '?',
      result.status === 'ok' ? result.value : result.status,
    ]),
  )
}

/** Ids of the conversations behind a number, with what it takes each for. */
export function behind(facts: Facts, id: KpiId, options: Options = {}): Readonly<Record<number, number>> {
  const { settings: own = settings, selection = {}, hours = 'calendar', inferredClose = false } = options
  const { positions, values } = conversationsBehind(facts, id, selection, own, hours, inferredClose)
  return Object.fromEntries([...positions].map((position, index) => [facts.conversations.id[position], values[index]]))
}
