/** A KPI by period as a trend needs it: measured, divided where something changed, merged where cases are few. */
import type { Facts } from '../../../shared/facts.ts'
import { isVolume, kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult, PeriodGrouping } from '../../../shared/kpi.ts'
import type { Day, Selection } from '../../../shared/model.ts'
import type { Trend, TrendBreak } from '../../../shared/trend.ts'
import { formatDay } from '../../../shared/units.ts'
import type { Reading } from '../column-cache.ts'
import { readsHours } from '../definition.ts'
import { definitions } from '../definitions.ts'
import { computeKpis } from '../engine.ts'
import { scheduleBreaks } from '../schedules-in-force.ts'
import { sourceBreaks } from './source-breaks.ts'
import { minimumCasesPerPeriod } from '../statistics/gates.ts'
import { stretchesOf, trendOf } from './trend.ts'
import type { MeasuredPeriod } from './trend.ts'

export interface TrendQuestion {
  readonly kpi: KpiId
  readonly selection: Selection
  readonly by: PeriodGrouping
  /** Whose periods the limits are frozen from. */
  readonly baseline?: Selection | undefined
  /** Days from which on the KPI was defined otherwise than in what it is judged by. */
  readonly definitionChanges?: readonly TrendBreak[] | undefined
}

export function computeTrend(facts: Facts, question: TrendQuestion, reading: Reading): Trend {
  const { kpi, by, baseline } = question
  const { better, unit } = kpiCatalogue[kpi]
  const { periods, breaks } = seriesOf(facts, question, reading)
  const limitsFrom = baseline && frozenValues(facts, { ...question, selection: baseline }, reading, breaks)
  return trendOf(periods, { by, better, unit, leastCases: leastCasesOf(kpi), breaks, limitsFrom })
}

/** The baseline's own values since its last change; absent where the series changed after it. */
function frozenValues(
  facts: Facts,
  question: TrendQuestion,
  reading: Reading,
  breaksOfSeries: readonly TrendBreak[],
): number[] | undefined {
  const { periods, breaks } = seriesOf(facts, question, reading)
  const lastChange = breaksOfSeries.at(-1)?.day
  const end = question.selection.to
  if (lastChange !== undefined && end !== undefined && end < lastChange) return undefined
  const stretches = stretchesOf(periods, breaks)
  const least = leastCasesOf(question.kpi)
  return periods.flatMap(({ value, complete, hasShortHistory, n }, index) =>
    stretches[index] === breaks.length && complete && hasShortHistory !== true && value !== null && n >= least
      ? [value]
      : [],
  )
}

/** Volumes and stocks are their own count: none is too small. */
function leastCasesOf(kpi: KpiId): number {
  return isVolume(kpi) ? 0 : minimumCasesPerPeriod
}

/** The whole covered weeks of a selection, with what was measured in each, few cases and all. */
export function wholeWeeks(
  facts: Facts,
  kpi: KpiId,
  selection: Selection,
  reading: Reading,
): readonly MeasuredPeriod[] {
  return measuredPeriods(facts, kpi, selection, 'week', reading).filter((week) => week.complete)
}

interface Series {
  readonly periods: readonly MeasuredPeriod[]
  readonly breaks: readonly TrendBreak[]
}

function seriesOf(facts: Facts, question: TrendQuestion, reading: Reading): Series {
  const { kpi, selection, by } = question
  const single = measuredPeriods(facts, kpi, selection, by, reading)
  const breaks = breaksWithin(single, [
    ...scheduleChanges(facts, question, reading),
    ...sourceBreaks(facts, kpi, selection, reading),
    ...(question.definitionChanges ?? []),
  ])
  const least = leastCasesOf(kpi)
  const periods = mergeSmall(single, stretchesOf(single, breaks), least, (from, to, count) => {
    const [result] = measure(facts, kpi, { ...selection, from, to }, [], reading)
    return result === undefined ? [] : [periodOf(result, { from, to, complete: true }, count)]
  })
  return { periods, breaks }
}

function scheduleChanges(facts: Facts, { kpi, selection }: TrendQuestion, reading: Reading): TrendBreak[] {
  if (reading.hours !== 'business' || !readsHours(definitions[kpi])) return []
  return scheduleBreaks(reading.settings, selection, facts.names.teams).map((day) => ({
    day,
    kind: 'schedule' as const,
    sentence: `Other opening hours hold from ${formatDay(day)} on.`,
  }))
}

/** Changes that divide the periods shown, in order; what changed on one day is one change. */
function breaksWithin(periods: readonly MeasuredPeriod[], changes: readonly TrendBreak[]): TrendBreak[] {
  const first = periods[0]?.from ?? ''
  const last = periods.at(-1)?.to ?? ''
  const within = changes.filter(({ day }) => day > first && day <= last)
  const byDay = Map.groupBy(
    within.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.sentence < b.sentence ? -1 : 1)),
    ({ day }) => day,
  )
  return [...byDay.values()].flatMap(([head, ...rest]) =>
    head === undefined ? [] : [{ ...head, sentence: [head, ...rest].map(({ sentence }) => sentence).join(' ') }],
  )
}

function measuredPeriods(
  facts: Facts,
  kpi: KpiId,
  selection: Selection,
  by: PeriodGrouping,
  reading: Reading,
): MeasuredPeriod[] {
  return measure(facts, kpi, selection, [by], reading).flatMap((result) =>
    result.period === undefined ? [] : [periodOf(result, result.period, 1)],
  )
}

function measure(
  facts: Facts,
  kpi: KpiId,
  selection: Selection,
  by: readonly PeriodGrouping[],
  { hours, inferredClose, settings }: Reading,
): readonly KpiResult[] {
  return computeKpis(facts, { kpis: [kpi], selection, by, hours, inferredClose }, settings)
}

function periodOf(
  result: KpiResult,
  { from, to, complete }: NonNullable<KpiResult['period']>,
  periods: number,
): MeasuredPeriod {
  const isMeasured = result.status === 'ok'
  return {
    from,
    to,
    value: isMeasured ? result.value : null,
    n: isMeasured ? result.n : 0,
    complete,
    ...(isMeasured && result.shortHistory !== undefined ? { hasShortHistory: true } : {}),
    periods,
  }
}

/**
 * Whole periods with too few cases are merged with the ones after them until there are enough; what is left at the end is
 * merged with the ones before. Never across a change, a period without any case, of too short a history or unfinished. `remeasure`: the
 * value over the days together, since medians cannot be merged.
 */
export function mergeSmall(
  periods: readonly MeasuredPeriod[],
  stretches: readonly (number | null)[],
  least: number,
  remeasure: (from: Day, to: Day, count: number) => readonly MeasuredPeriod[],
): MeasuredPeriod[] {
  const result: MeasuredPeriod[] = []
  let run: MeasuredPeriod[] = []
  let stretch: number | null = null
  const close = (): void => {
    for (const group of groupsOfEnough(run, least)) {
      const [head] = group
      const tail = group.at(-1)
      if (head === undefined || tail === undefined) continue
      result.push(...(group.length === 1 ? [head] : remeasure(head.from, tail.to, group.length)))
    }
    run = []
  }
  periods.forEach((period, index) => {
    const own = stretches[index] ?? null
    const isMergeable = period.complete && period.hasShortHistory !== true && period.n > 0 && own !== null
    if (!isMergeable || own !== stretch) close()
    stretch = own
    if (isMergeable) run.push(period)
    else result.push(period)
  })
  close()
  return result
}

function groupsOfEnough(run: readonly MeasuredPeriod[], least: number): MeasuredPeriod[][] {
  const groups: MeasuredPeriod[][] = []
  let open: MeasuredPeriod[] = []
  let cases = 0
  for (const period of run) {
    open.push(period)
    cases += period.n
    if (cases < least) continue
    groups.push(open)
    open = []
    cases = 0
  }
  const before = groups.at(-1)
  if (open.length > 0 && before !== undefined) before.push(...open)
  else if (open.length > 0) groups.push(...open.map((period) => [period]))
  return groups
}
