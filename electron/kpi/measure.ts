/**
 * Filters the cases of each KPI, groups them, and summarises every group into a result that is measured, empty, not
 * measurable or failed.
 */
import { AppError } from '../../shared/errors.ts'
import type { Facts } from '../../shared/facts.ts'
import { kpiIds } from '../../shared/kpi.ts'
import type { Group, KpiRequest, KpiResult } from '../../shared/kpi.ts'
import { channels } from '../../shared/model.ts'
import type { Channel, Selection } from '../../shared/model.ts'
import { checkZone } from '../../shared/time.ts'
import type { Periods } from '../../shared/time.ts'
import { casesOfKpi, settingsOf } from './column-cache.ts'
import type { EngineSettings, Reading } from './column-cache.ts'
import { coveredDays, isWholePeriod } from './coverage.ts'
import { shortHistoryOf } from './history.ts'
import { isSurvey, kindOf } from './definition.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import { definitions } from './definitions.ts'
import { keepFirstPerContact } from './first-per-contact.ts'
import {
  effectiveSelection,
  groupsWithData,
  narrowToTime,
  oneTimeGroup,
  outerGroups,
  planGrouping,
  sourcesOfConversations,
  timeOf,
} from './grouping.ts'
import type { GroupingPlan, TimeGroups } from './grouping.ts'
import { capabilityOf, unmeasured } from './measurability.ts'
import type { Capability, Unmeasured } from './measurability.ts'
import { responseRates } from './response-rate.ts'
import { attributeNames, groupByAttributes, isTimeBound, readySelection } from './selection.ts'
import type { ReadySelection } from './selection.ts'
import { hasCases, headOf, ledgerOf, summarise, valuesOf } from './summary.ts'
import { isKnownToBeEmpty, tallyStock } from './stock.ts'
import { tallyCases } from './tally.ts'
import type { Tally } from './tally.ts'

/** More results than anybody reads, and more than should cross threads. */
const mostGroups = 500_000

/** A result with the values that it sums up: durations in ascending order, scores, otherwise none. */
export interface MeasuredGroup {
  readonly result: KpiResult
  readonly values: Float64Array
}

export function measureGroups(facts: Facts, request: KpiRequest, settings: EngineSettings): MeasuredGroup[] {
  const plan = planGrouping(request.by ?? [])
  const reading = {
    settings: settingsOf(settings, request),
    hours: request.hours,
    inferredClose: request.inferredClose ?? false,
  }
  // Before anything is computed: a zone or period that cannot be is the caller's failure, not that of each KPI.
  checkZone(settings.zone)
  const ready = readySelection(facts, request.selection, settings)
  const hasData = groupsWithData(facts, ready, plan)
  const wanted = request.kpis === undefined || request.kpis.length === 0 ? kpiIds : [...new Set(request.kpis)]
  return wanted.flatMap((id) => {
    const definition: KpiDefinition = definitions[id]
    try {
      return groupsOf(facts, definition, request.selection, plan, reading, hasData)
    } catch (error) {
      if (error instanceof AppError) throw error
      // One KPI that breaks must not take the others with it; the result says that it did.
      const head = headOf(definition, {}, undefined, { counted: 0, excluded: {} })
      return [{ result: { ...head, status: 'failed' as const, code: 'internal' }, values: new Float64Array(0) }]
    }
  })
}

function groupsOf(
  facts: Facts,
  definition: KpiDefinition,
  asked: Selection,
  plan: GroupingPlan,
  reading: Reading,
  hasData: Uint8Array,
): MeasuredGroup[] {
  const { settings } = reading
  const selection = effectiveSelection(definition, asked, plan.attributes.includes('channel'))
  const ready = readySelection(facts, selection, settings)
  const columns = casesOfKpi(facts, definition, reading)
  const sizes = plan.attributes.map((attribute) => attributeNames(facts, attribute).length)
  const outerCount = sizes.reduce((product, size) => product * size, 1)
  const outer = groupByAttributes(facts, columns, ready, plan.attributes)
  const { time, periods } = timeOf(facts, columns, outer, selection, plan, ready, settings)
  const groupCount = outerCount * time.count
  if (groupCount > mostGroups)
    throw new AppError(
      'argument-invalid',
      `That grouping has ${groupCount} groups; choose longer periods or filter first.`,
    )
  const isStock = kindOf(definition) === 'stock'
  const groups = isStock ? outer : narrowToTime(outer, columns.at, ready.range, time)
  if (definition.firstPerContact === true) {
    // A period is one, whatever else is grouped by; an hour of the week is none.
    keepFirstPerContact(columns, groups, ready.range, periods === null ? oneTimeGroup : time)
  }
  const tally = isStock
    ? tallyMoments(columns, outer, outerCount, ready, time, periods)
    : tallyCases(definition, columns, groups, groupCount, isTimeBound(ready) || time !== oneTimeGroup)
  const rates = isSurvey(definition) ? responseRates(columns, groups, groupCount) : null
  const target = settings.firstResponseTargetSeconds ?? null
  const shownTarget = definition.usesTarget === true && target !== null ? { withinSeconds: target } : {}
  const results: MeasuredGroup[] = []
  // Only asked where nothing counts, and then at most once per group.
  let capability: Capability | null = null
  const whyByGroup = new Map<number, Unmeasured>()
  const whyUnmeasured = (index: number): Unmeasured => {
    capability ??= capabilityOf(facts, columns, groupByAttributes(facts, columns, ready, plan.attributes), outerCount)
    const why =
      whyByGroup.get(index) ??
      unmeasured(facts, definition, ready, capability, index, () => sourcesOfConversations(facts, ready, plan, index))
    whyByGroup.set(index, why)
    return why
  }
  for (const { index: outerIndex, names } of outerGroups(facts, plan, sizes)) {
    const own = channelsOf(names, ready)
    const coverage = coveredDays(facts, own, selection, settings)
    const first = outerIndex * time.count
    const isShown =
      plan.attributes.length === 0 || hasData[outerIndex] === 1 || rangeHasCases(tally, first, first + time.count)
    if (!isShown) continue
    for (let inner = 0; inner < time.count; inner++) {
      const index = first + inner
      if (plan.time === 'weekday-hour' && !hasCases(tally, index)) continue
      const group: Group = plan.time === null ? names : { ...names, [plan.time]: time.nameOf(inner) }
      const period = periodOf(periods, inner, coverage)
      const head = headOf(definition, group, period, ledgerOf(tally, index))
      const shortHistory = shortHistoryOf(facts, definition, own, period ?? coverage, settings.zone)
      const result =
        (tally.counted[index] ?? 0) > 0 || (isStock && isKnownToBeEmpty(tally, index))
          ? {
              ...summarise(definition, head, tally, index, rates?.[index] ?? null),
              ...shownTarget,
              ...(shortHistory === null ? {} : { shortHistory }),
            }
          : { ...head, ...whyUnmeasured(outerIndex) }
      results.push({ result, values: valuesOf(tally, index) })
    }
  }
  return results
}

/** A stock at the end of the selection, or of each period as far as the selection reaches. */
function tallyMoments(
  columns: CaseColumns,
  outer: Int32Array,
  outerCount: number,
  { range }: ReadySelection,
  time: TimeGroups,
  periods: Periods | null,
): Tally {
  if (periods === null) {
    // By weekday and hour: when what is still there began.
    const groups = narrowToTime(outer, columns.at, { from: -Infinity, to: range.to }, time)
    return tallyStock(columns, groups, outerCount * time.count, [range.to])
  }
  const ends = Array.from(periods.bounds.subarray(1), (end) => Math.min(end, range.to))
  return tallyStock(columns, outer, outerCount, ends)
}

function rangeHasCases(tally: Tally, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (hasCases(tally, index)) return true
  return false
}

function periodOf(
  periods: Periods | null,
  index: number,
  coverage: ReturnType<typeof coveredDays>,
): KpiResult['period'] {
  const from = periods?.firstDays[index]
  const to = periods?.lastDays[index]
  if (from === undefined || to === undefined) return undefined
  return { from, to, complete: isWholePeriod(coverage, from, to) }
}

function channelsOf(names: Group, ready: ReadySelection): readonly Channel[] {
  const one = channels.find((channel) => channel === names.channel)
  return one === undefined ? ready.channels : [one]
}
