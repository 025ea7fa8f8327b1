/**
 * "As the vendor counts": our number, rule by rule, until it is counted as the help desk's own screen counts it, and the
 * vendor's own number beside it where an import brought one.
 */
import type { KpiId } from './kpi.ts'
import type { HoursMode, Selection } from './model.ts'

export const vendorNames = {
  zendesk: 'Zendesk',
  intercom: 'Intercom',
  chatwoot: 'Chatwoot',
} as const satisfies Record<string, string>

export type VendorId = keyof typeof vendorNames
export const vendorIds = Object.keys(vendorNames) as readonly VendorId[] // keys of a const object: exactly its ids

export interface VendorRequest {
  readonly vendor: VendorId
  /** Without sources: those of the vendor's own exports, if there are any. */
  readonly selection: Selection
  readonly hours: HoursMode
}

/** Where a rule is written down. */
export interface RuleSource {
  readonly title: string
  readonly url: string
}

/** One way in which the vendor counts differently. */
export interface VendorRule {
  readonly id: string
  /** A few words for a table. */
  readonly title: string
  /** What the vendor does, and what we do instead. */
  readonly text: string
  /** Null: nobody says so in public; `text` tells why it is assumed. */
  readonly source: RuleSource | null
}

/** A number on the way from ours to the vendor's. */
export interface BridgeStep {
  /** Null = as we count. */
  readonly rule: VendorRule | null
  /** Seconds; null where nothing is counted. */
  readonly value: number | null
  readonly statistic: 'median' | 'mean'
  /** Times that are counted. */
  readonly n: number
  /** Times that the rule adds, takes away or changes. */
  readonly changed: number
}

/** The vendor's own numbers over conversations that the bridge counts as well. Never mixed with ours. */
export interface ReportedByVendor {
  /** The vendor's name of the duration, as its export spells it. */
  readonly field: string
  readonly n: number
  readonly value: number
  /** As the bridge counts the same conversations. */
  readonly counted: number
  /** Reported minus counted. */
  readonly gap: number
  /** Conversations for which both are the same, to the vendor's precision. */
  readonly equal: number
  /** Conversations that the vendor reports a duration of and the bridge does not count, and the other way round. */
  readonly onlyReported: number
  readonly onlyCounted: number
  /** Where they are furthest apart: at most five. */
  readonly furthest: readonly {
    readonly conversation: number
    readonly reported: number
    readonly counted: number
  }[]
}

export interface VendorMetric {
  readonly id: 'first-response' | 'resolution' | 'reply'
  /** Ours. */
  readonly kpi: KpiId
  /** The vendor's name for it. */
  readonly title: string
  /** The first is our own number, the last as the vendor counts. */
  readonly steps: readonly BridgeStep[]
  readonly reported: ReportedByVendor | null
  /** What the vendor does and the bridge cannot follow, each one sentence. */
  readonly notFollowed: readonly string[]
}

export interface VendorBridge {
  readonly vendor: VendorId
  readonly hours: HoursMode
  /** As it was counted, with the sources that were chosen. */
  readonly selection: Selection
  readonly metrics: readonly VendorMetric[]
  /** One sentence each. */
  readonly notes: readonly string[]
}
