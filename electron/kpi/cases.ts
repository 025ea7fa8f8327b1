/**
 * The cases of one KPI in one group after all filters: what the engine summarises into a `KpiResult`, what a comparison
 * tests, and what a drill-down lists. One position per counted case.
 */
import type { CaseKind } from '../../shared/kpi.ts'
import type { DailyCounts } from './statistics/dispersion.ts'
import type { StockSpread } from './statistics/rate.ts'

export interface Cases {
  readonly kind: CaseKind
  /** `duration`: seconds. `share` and `csat`: 1 or 0. `mean`: the number. `nps`: the score, 0–10. `count` and `stock`: 1. */
  readonly values: Float64Array
  /** Position in the conversation facts, or -1 where a case belongs to none. Turns of one conversation share theirs. */
  readonly conversations: Int32Array
  /** Who the case is credited to (index into names.agents), -1 = nobody known. */
  readonly agents: Int32Array
  /**
   * Mix cell of each case: an index into `stratumNames`, made of in/out of hours × weekday/weekend × team. -1 = none.
   */
  readonly strata: Int32Array
  readonly stratumNames: readonly string[]
  /** `duration` only: seconds that the cases without an answer had waited at the end of their channel's data. */
  readonly waiting: Float64Array
  /** Positions in the conversation facts of the unanswered cases, waiting or closed without a reply. */
  readonly unanswered: Int32Array
  /** Cases of the selection that are not counted, by reason. */
  readonly excluded: Readonly<Record<string, number>>
  /**
   * `share` only, where numerator and denominator are counted apart (opt-outs of contacts): otherwise the sum and the
   * number of `values`.
   */
  readonly numerator: number
  readonly denominator: number
  /** Whole days of the period for which the selected channels have data: the denominator of rates per day. */
  readonly coveredDays: number
  /** Days of the period that was asked for; null where it is open at an end. Surveys have no days of their own. */
  readonly askedDays: number | null
  /** `count`: how many there were on each covered day; `stock`: how many came in on it. */
  readonly daily: DailyCounts | null
  /** `stock` only: conversations that came in during the period, whatever became of them. */
  readonly arrivals: number
  /** `stock` only: how far chance and wild days move it against its arrivals. */
  readonly stockSpread: StockSpread | null
  /** Surveys offered and answered; null where the exports list answers only. */
  readonly responseRate: number | null
  readonly inferred: boolean
  /** Silences after which closes were inferred, in seconds, ascending. */
  readonly inferredGaps: readonly number[]
  /** Surveys: the scales that were answered on, such as `1–5`, in order. */
  readonly scales: readonly string[]
}
