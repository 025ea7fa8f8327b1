/** Where a KPI is heading: slope, test and unusual periods of the stretch since the last change. */
import type { Better, KpiUnit, PeriodGrouping } from '../../../shared/kpi.ts'
import type { Day } from '../../../shared/model.ts'
import type { Trend, TrendBreak, TrendLimits, TrendPoint } from '../../../shared/trend.ts'
import { isWithinLimits, xmrLimitsOf } from '../statistics/control-limits.ts'
import { minimumPoints } from '../statistics/gates.ts'
import { mannKendall } from '../statistics/mann-kendall.ts'
import { memoryOf } from '../statistics/memory.ts'
import { seasonalKendall } from '../statistics/seasonal-kendall.ts'
import { theilSen } from '../statistics/theil-sen.ts'
import type { TheilSen } from '../statistics/theil-sen.ts'
import { describeTrend, trendNotes } from './trend-words.ts'
import { significance } from '../compare/verdict.ts'

/** A period as it was measured, neighbours with few cases already merged. */
export type MeasuredPeriod = Omit<TrendPoint, 'tested' | 'unusual'>

export interface TrendOptions {
  readonly by: PeriodGrouping
  readonly better: Better
  /** `seconds` puts the limits on a log scale. */
  readonly unit: KpiUnit
  /** Fewer cases say more about chance than about the team. 0 for volumes, which are their own count. */
  readonly leastCases: number
  /** In order. */
  readonly breaks: readonly TrendBreak[]
  /** Values of the baseline's periods, in time order: its limits are frozen. Absent: the limits are the series' own. */
  readonly limitsFrom?: readonly number[] | undefined
}

/** Seasons need every month at least twice. */
const monthsOfTwoYears = 24

/**
 * `periods` are consecutive and in time order. Unfinished ones, those without a value, with too few cases or too short a
 * history, and those that a change falls into are drawn and left out of slope and test. From 8 remaining periods after the last change:
 * Theil–Sen slope in units of the KPI per period and Mann–Kendall, or, from two years of months on, the seasonal Kendall
 * test; both with the memory of the series taken into account (`statistics/memory.ts`).
 */
export function trendOf(periods: readonly MeasuredPeriod[], options: TrendOptions): Trend {
  const stretches = stretchesOf(periods, options.breaks)
  const usable = periods.map((period, index) => stretches[index] !== null && isUsable(period, options.leastCases))
  const last = options.breaks.length
  const positions = positionsOf(periods)
  const tested = periods.flatMap((period, index) =>
    usable[index] && stretches[index] === last && period.value !== null
      ? [{ ...period, value: period.value, at: positions[index] ?? 0 }]
      : [],
  )
  const limitsByStretch = limitsOf(periods, stretches, usable, options)
  const points = periods.map((period, index): TrendPoint => {
    const stretch = stretches[index] ?? null
    const limits = stretch === null ? null : (limitsByStretch[stretch] ?? null)
    return {
      ...period,
      tested: tested.length >= minimumPoints && usable[index] === true && stretch === last,
      unusual:
        usable[index] === true &&
        period.value !== null &&
        limits !== null &&
        !isWithinLimits(period.value, limits, options.unit),
    }
  })
  const common = {
    by: options.by,
    points,
    breaks: options.breaks,
    limits: limitsByStretch[last] ?? null,
  }
  const found = tested.length < minimumPoints ? null : testOf(tested, options)
  const head = found
    ? { ...common, ...found, direction: directionOf(found.test, options.better) }
    : { ...common, seasonal: false, slope: null, test: null, direction: 'too-little-data' as const }
  return {
    ...head,
    sentence: describeTrend(head, options.unit, options.leastCases),
    notes: trendNotes(head, options.leastCases),
  }
}

/** By period: how many changes lie before it; null where one falls into it. */
export function stretchesOf(
  periods: readonly { readonly from: Day; readonly to: Day }[],
  breaks: readonly TrendBreak[],
): (number | null)[] {
  // Days are written so that the order of their texts is their order in time.
  return periods.map(({ from, to }) =>
    breaks.some(({ day }) => from < day && day <= to) ? null : breaks.filter(({ day }) => day <= from).length,
  )
}

function isUsable(period: MeasuredPeriod, leastCases: number): boolean {
  return period.complete && period.hasShortHistory !== true && period.value !== null && period.n >= leastCases
}

/** The middle of each period, counted in periods from the first. */
function positionsOf(periods: readonly MeasuredPeriod[]): number[] {
  let before = 0
  return periods.map(({ periods: count }) => {
    const middle = before + (count - 1) / 2
    before += count
    return middle
  })
}

interface Tested extends MeasuredPeriod {
  readonly value: number
  readonly at: number
}

function testOf(tested: readonly Tested[], { by }: TrendOptions): Pick<Trend, 'seasonal' | 'slope'> & Found {
  const values = tested.map(({ value }) => value)
  const seasonal =
    by === 'month' && tested.length >= monthsOfTwoYears
      ? seasonalKendall(
          tested.map(({ from, value }) => ({
            season: Number(from.slice(5, 7)),
            year: Number(from.slice(0, 4)),
            value,
          })),
        )
      : null
  if (seasonal) {
    const { p, s, memory, slope } = seasonal
    return {
      seasonal: true,
      slope: perPeriod(slope, 12),
      test: { method: 'seasonal-kendall', p, s, n: values.length, memory: memory.correlation },
    }
  }
  const memory = memoryOf(values)
  const { p, s } = mannKendall(values, memory)
  const slope = theilSen(
    tested.map(({ at }) => at),
    values,
    memory,
  )
  return {
    seasonal: false,
    slope: slope && perPeriod(slope, 1),
    test: { method: 'mann-kendall', p, s, n: values.length, memory: memory.correlation },
  }
}

interface Found {
  readonly test: NonNullable<Trend['test']>
}

function perPeriod({ slope, interval }: TheilSen, periodsPerStep: number): NonNullable<Trend['slope']> {
  return {
    perPeriod: slope / periodsPerStep,
    interval: interval && {
      low: interval.low / periodsPerStep,
      high: interval.high / periodsPerStep,
      level: interval.level,
    },
  }
}

function directionOf({ p, s }: NonNullable<Trend['test']>, better: Better): Trend['direction'] {
  if (p > significance || s === 0) return 'no-clear-trend'
  if (better === 'neutral') return 'changing'
  return s > 0 === (better === 'higher') ? 'improving' : 'worsening'
}

/** By stretch: frozen ones for the last, where they are given; otherwise each stretch its own, from 8 periods on. */
function limitsOf(
  periods: readonly MeasuredPeriod[],
  stretches: readonly (number | null)[],
  usable: readonly boolean[],
  options: TrendOptions,
): (TrendLimits | null)[] {
  const last = options.breaks.length
  return Array.from({ length: last + 1 }, (_, stretch) => {
    const isFrozen = stretch === last && options.limitsFrom !== undefined && options.limitsFrom.length >= minimumPoints
    const values = isFrozen
      ? (options.limitsFrom ?? [])
      : periods.flatMap(({ value }, index) =>
          usable[index] && stretches[index] === stretch && value !== null ? [value] : [],
        )
    const limits = values.length < minimumPoints ? null : xmrLimitsOf(values, options.unit)
    return limits && { ...limits, from: isFrozen ? ('baseline' as const) : ('series' as const) }
  })
}
