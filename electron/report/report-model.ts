/** The report document: plain JSON that explains itself. Every writer renders this and nothing else. */
import type { TargetState } from '../../shared/goals.ts'
import type { Better, Interval, KpiId, KpiUnit, Verdict } from '../../shared/kpi.ts'
import type { Trend, TrendBreak } from '../../shared/trend.ts'
import type { Channel, Day, HoursMode, RowCounts, Selection, ZoneName } from '../../shared/model.ts'
import type { VendorBridge, VendorId } from '../../shared/vendors.ts'
import type { VerdictTone } from '../../shared/verdict-words.ts'
import type { Exclusion, ReportMeasure } from './measure.ts'

export type Side = 'subject' | 'baseline'

export interface ReportModel {
  readonly document: 'plumbline-report'
  /** Changes when a field changes its meaning or goes away. */
  readonly documentVersion: 1
  readonly title: string
  readonly workspace: string
  readonly isSampleData: boolean
  readonly generated: { readonly at: string; readonly text: string; readonly zone: ZoneName }
  readonly hours: HoursMode
  readonly subject: ReportSide
  readonly baseline: ReportSide
  /** Up to three sentences. */
  readonly answer: readonly string[]
  readonly goals: readonly ReportGoal[]
  readonly verdicts: readonly ReportVerdict[]
  readonly distribution: ReportDistribution | null
  readonly weekly: readonly ReportWeekly[]
  readonly trends: readonly ReportTrend[]
  readonly teams: ReportGroups | null
  readonly agents: ReportGroups | null
  readonly customers: ReportCustomers | null
  /** Only where the reader asked for it. */
  readonly vendor: ReportVendor | null
  readonly dataQuality: ReportDataQuality
  readonly definitions: readonly ReportDefinition[]
  readonly methods: readonly { readonly title: string; readonly text: string }[]
  readonly fingerprint: ReportFingerprint
}

export interface ReportSide {
  /** For headings and cells: `Web chat`. */
  readonly name: string
  /** Inside a sentence: `web chat`. */
  readonly nameInText: string
  /** Everything that was selected: `web chat, 1 Apr – 30 Jun 2026`. */
  readonly selectionText: string
  readonly periodText: string
  readonly selection: Selection
  /** Whose fixed look the side has in charts; null = grey (baseline) or accent (subject). */
  readonly look: Channel | null
}

export interface ReportVerdict {
  readonly id: KpiId
  readonly title: string
  readonly unit: KpiUnit
  readonly better: Better
  readonly subject: ReportMeasure
  readonly baseline: ReportMeasure
  readonly difference: number | null
  readonly ratio: number | null
  readonly interval: (Interval & { readonly of: 'ratio' | 'difference' }) | null
  /** What the interval is about: the ratio or difference above, or, for response times, that of the conversations' own medians. */
  readonly estimate: number | null
  /** The estimate, such as `0.38 ×`; empty where there is nothing to compare. */
  readonly effectText: string
  /** Its 95 % interval, such as `0.31 to 0.46`; empty where there is none. */
  readonly intervalText: string
  readonly probabilityBetter: number | null
  readonly shift: (Interval & { readonly value: number }) | null
  readonly pValue: number | null
  readonly qValue: number | null
  readonly verdict: Verdict
  readonly tone: VerdictTone
  readonly icon: string
  readonly word: string
  readonly reason: string
  /** The smallest difference that matters, in words, and on the scale of `estimate`; null where there is no verdict. */
  readonly smallest: { readonly text: string; readonly low: number; readonly high: number } | null
  /** Chosen beforehand for its goal, and tested alone. */
  readonly isPrimary: boolean
  /** Agents who work both sides, each compared with themselves, one sentence. */
  readonly sameAgents: string | null
  /** Volumes: how many times as much as by chance the days vary. */
  readonly dispersion: number | null
  readonly cautions: readonly string[]
  readonly casesNeeded: number | null
  readonly mix: null | {
    readonly reverses: boolean
    readonly standardised: number | null
    readonly strata: readonly ReportStratum[]
  }
}

/** Our times as a help desk counts them. */
export interface ReportVendor {
  readonly name: string
  readonly bridges: readonly { readonly side: Side; readonly bridge: VendorBridge }[]
}

interface ReportStratum {
  readonly name: string
  readonly subject: number
  readonly subjectN: number
  readonly baseline: number
  readonly baselineN: number
}

export interface ReportGoal {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly kpis: readonly {
    readonly id: KpiId
    readonly title: string
    readonly unit: KpiUnit
    readonly current: ReportMeasure
    readonly baseline: ReportMeasure | null
    readonly baselineName: string | null
    readonly target: null | {
      readonly value: number | null
      readonly text: string
      readonly derivation: string
      readonly evidence: string
    }
    readonly state: TargetState
    readonly tone: VerdictTone
    readonly icon: string
    readonly word: string
    readonly sentence: string
  }[]
}

export interface ReportDistribution {
  readonly id: KpiId
  readonly title: string
  readonly finding: string
  readonly sides: readonly {
    readonly side: Side
    readonly n: number
    readonly median: number | null
    readonly bins: readonly {
      readonly from: number
      readonly to: number
      readonly count: number
      readonly share: number
    }[]
  }[]
}

export interface ReportWeekly {
  readonly id: KpiId
  readonly title: string
  readonly finding: string
  /** By date where both sides cover the same time; else by the number of the week since each side's first. */
  readonly alignedBy: 'date' | 'week-number'
  readonly target: number | null
  readonly sides: readonly { readonly side: Side; readonly points: readonly ReportWeek[] }[]
}

export interface ReportWeek {
  readonly from: Day
  readonly to: Day | null
  /** Whole weeks since the first week that is drawn, from 0. */
  readonly position: number
  readonly isComplete: boolean
  readonly n: number | null
  /** Null where nothing was measured or n is too small for a median. */
  readonly value: number | null
  readonly interval: Interval | null
}

export interface ReportTrend {
  readonly id: KpiId
  readonly title: string
  readonly unit: KpiUnit
  readonly side: Side
  readonly weeks: number
  readonly direction: Trend['direction']
  readonly tone: VerdictTone
  readonly word: string
  readonly perWeek: number | null
  readonly perWeekText: string
  readonly p: number | null
  readonly unusualWeeks: readonly Day[]
  /** What was found, with slope, interval and p. */
  readonly sentence: string
  /** What changed in between: slope and test are about the weeks after the last of them. */
  readonly breaks: readonly TrendBreak[]
  /** What was merged, left out or corrected. */
  readonly notes: readonly string[]
}

export interface ReportGroups {
  readonly grouping: 'team' | 'agent'
  readonly kpis: readonly { readonly id: KpiId; readonly title: string; readonly unit: KpiUnit }[]
  readonly sides: readonly {
    readonly side: Side
    /** False where the exports of this side name nobody. */
    readonly hasNames: boolean
    /** Ordered by first response time; names without one, and cases without a name, come last. */
    readonly rows: readonly GroupRow[]
  }[]
}

export interface GroupRow {
  /** Empty = the cases without a name. */
  readonly name: string
  /** The places that the intervals leave open, such as `1–3`; null where there is no interval. */
  readonly rank: { readonly best: number; readonly worst: number } | null
  readonly measures: readonly GroupMeasure[]
}

export interface GroupMeasure {
  readonly id: KpiId
  readonly measure: ReportMeasure
}

export interface ReportDataQuality {
  readonly sources: readonly ReportSource[]
  /** All that are set, in order. Calendar hours use them for the mix check only. */
  readonly openingHours: readonly ReportOpeningHours[]
  readonly totals: RowCounts
  readonly notMeasurable: readonly {
    readonly id: KpiId
    readonly title: string
    readonly side: Side
    readonly reason: string
  }[]
  readonly excluded: readonly {
    readonly id: KpiId
    readonly title: string
    readonly side: Side
    readonly counted: number
    readonly excluded: readonly Exclusion[]
  }[]
}

export interface ReportOpeningHours {
  /** Null = everybody whose team has none of its own. */
  readonly team: string | null
  /** First day, in `zone`; null = since ever. */
  readonly from: Day | null
  readonly zone: ZoneName
  /** Such as `Mon–Fri 09:00–17:00`. */
  readonly week: string
  readonly holidays: readonly Day[]
}

export interface ReportSource {
  readonly file: string
  readonly format: string
  readonly source: string
  readonly zone: ZoneName
  readonly importedAt: string
  readonly sha256: string
  readonly rows: RowCounts
  readonly ignoredKinds: readonly { readonly kind: string; readonly count: number }[]
  /** Codes among the first 100 rejected rows. */
  readonly rejectedCodes: readonly { readonly code: string; readonly count: number }[]
  readonly assumptions: readonly string[]
  /** Conversations at three split gaps; null where the export has conversations of its own. */
  readonly splitCounts: { readonly h24: number; readonly h48: number; readonly d5: number } | null
}

/** Only where the reader asked for customers. */
export interface ReportCustomers {
  readonly unanswered: readonly {
    readonly id: number
    readonly openedAt: string
    readonly openedText: string
    readonly channel: Channel
    readonly contact: string
    readonly excerpt: string
  }[]
  readonly rejected: readonly {
    readonly file: string
    readonly line: number
    readonly code: string
    readonly column: string | null
    readonly text: string
  }[]
}

export interface ReportDefinition {
  readonly id: KpiId
  readonly title: string
  readonly meaning: string
  readonly unit: KpiUnit
  readonly better: Better
  readonly countedUnit: string
  readonly needs: string
  readonly smallestDifference: string
}

export interface ReportFingerprint {
  readonly data: string
  readonly appVersion: string
  readonly generatedAt: string
  readonly request: {
    readonly subject: Selection
    readonly baseline: Selection
    readonly hours: HoursMode
    readonly withAgents: boolean
    readonly withCustomers: boolean
    readonly vendor?: VendorId | undefined
  }
  /** The headless command that makes this report again. */
  readonly command: string
}
