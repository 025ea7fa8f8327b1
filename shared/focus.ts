/** What to work on first: what `focus.list` and `plumbline focus` give. */
import type { TargetState } from './goals.ts'
import type { KpiId, MeasuredKpi } from './kpi.ts'
import type { HoursMode, Selection } from './model.ts'
import type { Trend } from './trend.ts'

export interface FocusItem {
  readonly kpi: KpiId
  readonly goal: { readonly id: string; readonly title: string }
  /** What it is measured on. */
  readonly selection: Selection
  readonly hours: HoursMode
  readonly current: MeasuredKpi
  readonly target: number
  readonly state: TargetState
  /** How far it is from the target, in smallest differences that matter; negative = better than the target. */
  readonly steps: number
  readonly direction: Trend['direction']
  /** Distinct customers behind it, answered or not. */
  readonly customers: number
  /** What it is ranked by: steps × customers, more where it gets worse, less where it gets better; 0 at the target. */
  readonly weight: number
  /** Why it stands where it stands, one sentence with its numbers. */
  readonly sentence: string
}

export interface Focus {
  /** The weightiest first. */
  readonly ranked: readonly FocusItem[]
  /** What cannot be ranked, and why. */
  readonly unranked: readonly {
    readonly kpi: KpiId
    readonly goal: { readonly id: string; readonly title: string }
    readonly reason: string
  }[]
}
