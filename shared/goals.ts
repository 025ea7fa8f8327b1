/** Goals: what is aimed at, by which KPIs, from which measured baselines, and how it stands. */
import type { KpiId, KpiResult, MeasuredKpi } from './kpi.ts'
import type { Day, EpochMs, HoursMode, Schedule, Selection } from './model.ts'
import type { SmallestDifference } from './smallest-difference.ts'

/** A new workspace starts with these; one that was removed can be taken up again. */
export const readyGoals = [
  {
    id: 'satisfaction',
    title: 'High customer satisfaction',
    kpis: [
      'csat',
      'nps',
      'customer-effort',
      'first-contact-resolution',
      'one-touch-share',
      'reopen-share',
      'opt-out-share',
      'unsubscribe-after-service',
    ],
  },
  {
    id: 'fast-service',
    title: 'Fast service',
    kpis: [
      'first-response-time',
      'response-time',
      'resolution-time',
      'total-wait',
      'unanswered-share',
      'within-target-share',
    ],
  },
  {
    id: 'come-back',
    title: 'Customers come back to SMS',
    kpis: ['returning-customer-share', 'channel-return-rate', 'opt-out-share', 'unsubscribe-after-service'],
  },
  {
    id: 'efficient-operations',
    title: 'Efficient team operations',
    kpis: [
      'response-time',
      'resolution-time',
      'conversations',
      'conversations-per-agent-day',
      'open-at-end',
      'replies-to-resolution',
      'one-touch-share',
      'transfer-share',
    ],
  },
] as const satisfies readonly { id: string; title: string; kpis: readonly KpiId[] }[]

/** How a target follows from the baseline. A share is a part of 1: `{ kind: 'beat', by: 0.1 }` = 10 % better. */
export type TargetRule =
  | { readonly kind: 'match' }
  | { readonly kind: 'beat'; readonly by: number }
  | { readonly kind: 'best-quarter' }
  | { readonly kind: 'value'; readonly value: number }

export interface TargetRequest {
  readonly goal: string
  readonly kpi: KpiId
  /** What SMS (or the goal's subject) replaces or helps. */
  readonly baseline: Selection
  readonly subject: Selection
  readonly rule: TargetRule
  readonly hours: HoursMode
  readonly inferredClose?: boolean | undefined
}

/** A goal as it is kept. */
export interface GoalDraft {
  /** Null: a new one. The id of a ready goal that was removed takes that up again. */
  readonly id: string | null
  readonly title: string
  /** The primary one first. */
  readonly kpis: readonly KpiId[]
  /** Its place among the goals, 0 = first; absent: where it is, a new one last. */
  readonly position?: number | undefined
}

/** What the measured history says about a target. */
export interface TargetEvidence {
  /** Whole weeks with enough cases, and those of them that reach the target: of the baseline when it was measured … */
  readonly weeks: number
  readonly reached: number
  /** … and of the subject until now. */
  readonly subjectWeeks: number
  readonly subjectReached: number
  /** False for a typed number that neither history reaches in a tenth of its weeks. */
  readonly isSupported: boolean
  /** Limits of ordinary weeks of the baseline (XmR); null with fewer than 4 of them. */
  readonly limits: { readonly low: number; readonly high: number } | null
  /** Whether the target lies inside them: what ordinary weeks reach anyway. Null without limits. */
  readonly isOrdinary: boolean | null
  /**
   * Cases of the subject that would probably tell a value at the target from the baseline; null where the rule asks for no
   * difference, or where no number of them would.
   */
  readonly casesNeeded: number | null
  /** All of it in up to three sentences. */
  readonly text: string
}

/** What a target would be, before it is saved: the baseline as measured, and what its rule and its weeks make of it. */
export interface TargetPreview {
  readonly baseline: KpiResult
  /** Whole covered weeks of the baseline. */
  readonly wholeWeeks: number
  /** Null where the baseline cannot give one; `derivation` then says why. */
  readonly value: number | null
  /** How the value came about, one sentence. */
  readonly derivation: string
  /** What the measured history says about it; empty where there is no target. */
  readonly evidence: string
  readonly details: TargetEvidence | null
  readonly marks: readonly string[]
  /** How closely a match has to match. */
  readonly smallest: SmallestDifference
  /** Why it would be refused, one sentence; null = it can be saved. */
  readonly refusal: string | null
}

/** A baseline as it was measured: all that it rests on, so that a change of it can be seen and named. */
export interface BaselineRecord {
  readonly result: MeasuredKpi
  readonly measuredAt: EpochMs
  /** Covered days within the selection. */
  readonly days: { readonly from: Day; readonly to: Day }
  /** Its whole weeks in time order, those without a value left out. */
  readonly weeks: readonly { readonly from: Day; readonly value: number; readonly n: number }[]
  readonly wholeWeeks: number
  readonly sources: readonly {
    readonly name: string
    readonly imports: readonly { readonly file: string; readonly sha256: string }[]
  }[]
  /** The opening hours that it was counted by; empty in calendar hours. */
  readonly schedules: readonly Schedule[]
  /** Which definition of the KPI, and which version of the app, counted it. */
  readonly definition: { readonly version: number; readonly app: string }
  /** Settings that decide what counts, by their names. */
  readonly rules: Readonly<Record<string, string>>
}

export const targetStates = ['met', 'not-met', 'on-the-line', 'not-measurable', 'stale', 'no-target'] as const
export type TargetState = (typeof targetStates)[number]

/** A target as it was at some time. */
export interface TargetSnapshot {
  readonly rule: TargetRule
  readonly value: number | null
  readonly subject: Selection
  readonly baseline: Selection
  readonly baselineValue: number
  readonly baselineN: number
  readonly hours: HoursMode
}

export const targetChanges = ['set', 'changed', 'measured-again', 'removed'] as const

export interface TargetChange {
  readonly at: EpochMs
  readonly what: (typeof targetChanges)[number]
  readonly from: TargetSnapshot | null
  readonly to: TargetSnapshot | null
  /** One sentence. */
  readonly sentence: string
}

export interface GoalTarget {
  readonly rule: TargetRule
  readonly value: number | null
  readonly derivation: string
  /** What the measured history says about it by now. */
  readonly evidence: string
  readonly details: TargetEvidence | null
  /** `manual, not measured`, `not supported by your data`: what a reader has to see beside the number. */
  readonly marks: readonly string[]
  /** How closely a match has to match. */
  readonly smallest: SmallestDifference
  readonly subject: Selection
  readonly baseline: Selection
  readonly hours: HoursMode
  readonly inferredClose: boolean
  readonly setAt: EpochMs
  /** Null for a target of an earlier version of the app. */
  readonly record: BaselineRecord | null
}

export interface GoalKpi {
  readonly kpi: KpiId
  readonly current: KpiResult
  readonly baseline: KpiResult | null
  /** Such as `web chat, 1 Apr – 30 Jun 2026, n = 1,204`. */
  readonly baselineName: string | null
  readonly target: GoalTarget | null
  readonly state: TargetState
  /** The state as one sentence; of a stale one also what changed and how to renew it. */
  readonly sentence: string
  /** Newest first. */
  readonly history: readonly TargetChange[]
}

export interface Goal {
  readonly id: string
  readonly title: string
  readonly subject: Selection
  readonly baseline: Selection | null
  readonly kpis: readonly GoalKpi[]
  /** One sentence over all its KPIs. */
  readonly summary: string
}
