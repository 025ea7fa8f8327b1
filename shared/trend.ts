/** Where a KPI is heading: what `kpis.trend` and `plumbline trend` give. */
import type { Interval, KpiId, PeriodGrouping } from './kpi.ts'
import type { Day, HoursMode, Selection } from './model.ts'

export interface TrendRequest {
  readonly kpi: KpiId
  readonly selection: Selection
  readonly by: PeriodGrouping
  readonly hours: HoursMode
  readonly inferredClose?: boolean | undefined
  /** As in a `KpiRequest`. */
  readonly withinSeconds?: number | undefined
  /** Whose periods the limits of ordinary variation are frozen from; absent = those of the series itself. */
  readonly baseline?: Selection | undefined
}

/** What changed on a day: what was measured before is not comparable with what was measured after it. */
export const breakKinds = ['schedule', 'definition', 'source'] as const

export interface TrendBreak {
  /** The first day on which it holds. */
  readonly day: Day
  readonly kind: (typeof breakKinds)[number]
  readonly sentence: string
}

export interface TrendPoint {
  readonly from: Day
  readonly to: Day
  /** Null where the period has nothing to measure. */
  readonly value: number | null
  readonly n: number
  /** False for a period that the data or the selection cuts off: drawn, and left out of the test. */
  readonly complete: boolean
  /** True where the data begin too late for what the KPI looks back at: drawn, and left out of the test. */
  readonly hasShortHistory?: true | undefined
  /** How many periods it stands for: more than one where neighbours with few cases were merged. */
  readonly periods: number
  /** Whether slope and test rest on it. */
  readonly tested: boolean
  /** Outside of the limits. */
  readonly unusual: boolean
}

export interface TrendLimits {
  readonly centre: number
  readonly low: number
  readonly high: number
  /** `baseline`: frozen from the baseline; `series`: of the periods tested themselves. */
  readonly from: 'baseline' | 'series'
}

export interface Trend {
  readonly by: PeriodGrouping
  readonly points: readonly TrendPoint[]
  /** In order. Slope and test are about the periods after the last of them. */
  readonly breaks: readonly TrendBreak[]
  /** Whether months are compared with the same months of other years only. */
  readonly seasonal: boolean
  /** Change per period (a seasonal slope is that of a year, divided by its periods); 95 % interval where n allows one. */
  readonly slope: { readonly perPeriod: number; readonly interval: Interval | null } | null
  readonly test: null | {
    readonly method: 'mann-kendall' | 'seasonal-kendall'
    readonly p: number
    /** Rising minus falling pairs. */
    readonly s: number
    readonly n: number
    /** What one period says about the next, as far as it widens the test; 0 = nothing. */
    readonly memory: number
  }
  /** Limits of ordinary variation (XmR), on the scale of the values; null with fewer than 8 periods. */
  readonly limits: TrendLimits | null
  readonly direction: 'improving' | 'worsening' | 'changing' | 'no-clear-trend' | 'too-little-data'
  /** What was found, one sentence with its numbers. */
  readonly sentence: string
  /** What was merged, left out, corrected or divided, one sentence each. */
  readonly notes: readonly string[]
}
