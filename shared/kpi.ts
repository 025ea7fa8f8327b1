/**
 * The KPI catalogue: the single source for titles, units, definitions and needs. Screens, reports, the headless command
 * and the README table read it. How a KPI is computed stands in `electron/kpi/definitions/ID.ts`.
 */
import type { Channel, Day, HoursMode, Selection } from './model.ts'
import type { SmallestDifference, SmallestDifferences } from './smallest-difference.ts'

export type KpiUnit = 'seconds' | 'ratio' | 'count' | 'points'
/** Which way is better. Volumes are neither. */
export type Better = 'lower' | 'higher' | 'neutral'
/**
 * What the cases of a KPI are worth, and so what sums them up: `duration` seconds, by the median; `share` and `csat` yes
 * or no; `mean` a number, by the mean; `count` nothing but that they happened; `stock` that they are there at a moment;
 * `nps` a score of 0–10.
 */
export type CaseKind = 'duration' | 'share' | 'mean' | 'count' | 'stock' | 'nps' | 'csat'

interface CatalogueEntry {
  readonly title: string
  /** For dense places: at most 24 characters. */
  readonly shortTitle: string
  /** One sentence for the "?" of a card and for the definitions of a report. */
  readonly meaning: string
  readonly unit: KpiUnit
  readonly better: Better
  readonly kind: CaseKind
  /** What an import has to contain, in the reader's words. */
  readonly needs: string
  /** What one unit of `n` is. */
  readonly countedUnit: string
  /**
   * Smallest difference that matters unless the user sets another (see smallest-difference.ts): a share of the baseline for times and for numbers of
   * things (0.1 = 10 %), an absolute difference for shares, scores and points. Of shares it is 5 points, but 1 point of
   * opt-outs: of a hundred customers one to three leave, so that 5 points could never be reached, and each is lost for good.
   */
  readonly smallestDifference: number
}

export const kpiCatalogue = {
  'first-response-time': {
    title: 'First response time',
    shortTitle: 'First response',
    meaning:
      'From the first customer message of a conversation to the first human reply after it. Conversations without a reply are counted as unanswered, never as 0.',
    unit: 'seconds',
    better: 'lower',
    kind: 'duration',
    needs: 'messages with times and directions, or conversations with opening and first-reply times',
    countedUnit: 'answered conversations',
    smallestDifference: 0.1,
  },
  'response-time': {
    title: 'Response time',
    shortTitle: 'Response time',
    meaning:
      'For every customer turn (customer messages not yet answered): from the first message of the turn to the next human reply.',
    unit: 'seconds',
    better: 'lower',
    kind: 'duration',
    needs: 'messages with times and directions',
    countedUnit: 'answered turns',
    smallestDifference: 0.1,
  },
  'resolution-time': {
    title: 'Resolution time',
    shortTitle: 'Resolution time',
    meaning: 'From opening to the last close, of conversations closed in the period.',
    unit: 'seconds',
    better: 'lower',
    kind: 'duration',
    needs: 'closing times',
    countedUnit: 'closed conversations',
    smallestDifference: 0.1,
  },
  'total-wait': {
    title: 'Total customer wait',
    shortTitle: 'Total wait',
    meaning:
      'How long customers waited in a conversation altogether: the sum over its turns, from the first unanswered message to the reply or, without one, to the close. Nobody waits after thanks or an opt-out. Conversations in which somebody still waits are counted beside.',
    unit: 'seconds',
    better: 'lower',
    kind: 'duration',
    needs: 'messages with times and directions',
    countedUnit: 'conversations',
    smallestDifference: 0.1,
  },
  'unanswered-share': {
    title: 'Unanswered conversations',
    shortTitle: 'Unanswered',
    meaning: 'Customer-opened conversations of the period with no human reply, of all customer-opened conversations.',
    unit: 'ratio',
    better: 'lower',
    kind: 'share',
    needs: 'messages with directions, or conversations with first-reply times',
    countedUnit: 'conversations',
    smallestDifference: 0.05,
  },
  'within-target-share': {
    title: 'Answered within target',
    shortTitle: 'Within target',
    meaning:
      'First responses within the target, of all customer-opened conversations of the period. Those without a reply are missed; those that are younger than the target where the data end are left out. The target is that of the first response time unless another is named.',
    unit: 'ratio',
    better: 'higher',
    kind: 'share',
    needs: 'a target of the first response time, and messages or first-reply times',
    countedUnit: 'conversations',
    smallestDifference: 0.05,
  },
  conversations: {
    title: 'Conversations',
    shortTitle: 'Conversations',
    meaning: 'Service conversations opened in the period.',
    unit: 'count',
    better: 'neutral',
    kind: 'count',
    needs: 'any conversations or messages',
    countedUnit: 'conversations',
    smallestDifference: 0.1,
  },
  'conversations-per-agent-day': {
    title: 'Conversations per agent and active day',
    shortTitle: 'Per agent and day',
    meaning:
      'Conversations in which an agent wrote a human reply on a day, on average over all days on which an agent wrote one. An agent who works two channels has a day on each.',
    unit: 'count',
    better: 'neutral',
    kind: 'mean',
    needs: 'messages that name the agents',
    countedUnit: 'agent-days',
    smallestDifference: 0.1,
  },
  'open-at-end': {
    title: 'Open at the end of the period',
    shortTitle: 'Open at the end',
    meaning:
      'Conversations opened before the end of the period, whenever that was, and not closed by then. One that was reopened is open until its last close. By week or month: at the end of each.',
    unit: 'count',
    better: 'lower',
    kind: 'stock',
    needs: 'closing times',
    countedUnit: 'open conversations',
    smallestDifference: 0.1,
  },
  'replies-to-resolution': {
    title: 'Replies to resolution',
    shortTitle: 'Replies to resolve',
    meaning: 'Human replies per conversation closed in the period, on average.',
    unit: 'count',
    better: 'lower',
    kind: 'mean',
    needs: 'closing times, and messages or numbers of replies',
    countedUnit: 'closed conversations',
    smallestDifference: 0.1,
  },
  'one-touch-share': {
    title: 'One-touch resolutions',
    shortTitle: 'One-touch',
    meaning: 'Conversations closed in the period after exactly one human reply, of those closed after at least one.',
    unit: 'ratio',
    better: 'higher',
    kind: 'share',
    needs: 'closing times, and messages or numbers of replies',
    countedUnit: 'conversations answered and closed',
    smallestDifference: 0.05,
  },
  'first-contact-resolution': {
    title: 'First contact resolution',
    shortTitle: 'First contact',
    meaning:
      'Closed conversations that were not reopened and whose contact opened no other one on any channel until 7 days after the close, of those closed in the period at least 7 days before the data end.',
    unit: 'ratio',
    better: 'higher',
    kind: 'share',
    needs: 'closing times and contacts',
    countedUnit: 'closed conversations',
    smallestDifference: 0.05,
  },
  'reopen-share': {
    title: 'Reopened conversations',
    shortTitle: 'Reopened',
    meaning:
      'Conversations that were reopened after a close, of all that were ever closed, by the last close of the period.',
    unit: 'ratio',
    better: 'lower',
    kind: 'share',
    needs: 'closing and reopening events, or numbers of reopenings',
    countedUnit: 'conversations ever closed',
    smallestDifference: 0.05,
  },
  'transfer-share': {
    title: 'Transferred conversations',
    shortTitle: 'Transferred',
    meaning: 'Conversations of the period in which two or more agents wrote replies, of all with a human reply.',
    unit: 'ratio',
    better: 'lower',
    kind: 'share',
    needs: 'messages that name the agents',
    countedUnit: 'answered conversations',
    smallestDifference: 0.05,
  },
  'opt-out-share': {
    title: 'SMS list unsubscription rate',
    shortTitle: 'Unsubscribed',
    meaning:
      'Distinct contacts that opted out in the period, of the distinct contacts sent at least one message on that channel in the period.',
    unit: 'ratio',
    better: 'lower',
    kind: 'share',
    needs: 'messages, or an opt-out list, and outgoing messages',
    countedUnit: 'contacts messaged',
    smallestDifference: 0.01,
  },
  'unsubscribe-after-service': {
    title: 'Opt-out after service',
    shortTitle: 'Opt-out after service',
    meaning:
      'Service conversations during which, or within 72 hours after which, the contact opted out on any channel, of all that ended at least 72 hours before the data do.',
    unit: 'ratio',
    better: 'lower',
    kind: 'share',
    needs: 'messages or dated opt-outs, and contacts',
    countedUnit: 'conversations',
    smallestDifference: 0.01,
  },
  'returning-customer-share': {
    title: 'Returning customers',
    shortTitle: 'Returning',
    meaning:
      'Contacts whose conversation in the period was preceded by another of theirs on any channel, of all contacts that opened a conversation in the period.',
    unit: 'ratio',
    better: 'higher',
    kind: 'share',
    needs: 'contacts, and history before the period',
    countedUnit: 'contacts',
    smallestDifference: 0.05,
  },
  'channel-return-rate': {
    title: 'Returns to this channel',
    shortTitle: 'Returns to channel',
    meaning:
      'Of the customers whose first conversation in the period was on this channel and who opened another one from 24 hours to 90 days later: share whose next one was on this channel again. Only customers with 90 days of data after their first conversation on every channel count.',
    unit: 'ratio',
    better: 'higher',
    kind: 'share',
    needs: 'customers known on two channels, and 90 days of data after the period',
    countedUnit: 'customers who came back',
    smallestDifference: 0.05,
  },
  nps: {
    title: 'Net Promoter Score',
    shortTitle: 'NPS',
    meaning: 'Share of answers 9–10 minus share of answers 0–6, on a 0–10 scale, in points from −100 to 100.',
    unit: 'points',
    better: 'higher',
    kind: 'nps',
    needs: 'an NPS survey on a 0–10 scale',
    countedUnit: 'answers',
    smallestDifference: 10,
  },
  csat: {
    title: 'Customer satisfaction',
    shortTitle: 'CSAT',
    meaning:
      'Positive answers (4–5 of 5, 6–7 of 7, good of good/bad) of all answers. Surveys offered but not answered are not in the denominator.',
    unit: 'ratio',
    better: 'higher',
    kind: 'csat',
    needs: 'a satisfaction survey',
    countedUnit: 'answers',
    smallestDifference: 0.05,
  },
  'customer-effort': {
    title: 'Customer effort',
    shortTitle: 'Effort',
    meaning:
      'Mean answer to “made it easy” (CES 2.0), from 1, strongly disagree, to 7, strongly agree; beside it the answers of 5 and more.',
    unit: 'points',
    better: 'higher',
    kind: 'mean',
    needs: 'a customer effort survey on a 1–7 scale',
    countedUnit: 'answers',
    smallestDifference: 0.5,
  },
} as const satisfies Record<string, CatalogueEntry>

export type KpiId = keyof typeof kpiCatalogue
export const kpiIds = Object.keys(kpiCatalogue) as readonly KpiId[] // keys of a const object: exactly its ids

/** Volumes and stocks are their own n: known as they are, and neither too few nor uncertain. */
export function isVolume(id: KpiId): boolean {
  const kind: CaseKind = kpiCatalogue[id].kind
  return kind === 'count' || kind === 'stock'
}

/** What a value can be at all. */
export function rangeOf(id: KpiId): { readonly least: number; readonly most: number } {
  const { unit, kind } = kpiCatalogue[id]
  if (unit === 'points') return kind === 'nps' ? { least: -100, most: 100 } : { least: 1, most: 7 }
  return { least: 0, most: unit === 'ratio' ? 1 : Infinity }
}

export const groupings = [
  'channel',
  'team',
  'agent',
  'inbox',
  'source',
  'day',
  'week',
  'month',
  'quarter',
  'weekday-hour',
] as const
export type Grouping = (typeof groupings)[number]
export const periodGroupings = ['day', 'week', 'month', 'quarter'] as const
export type PeriodGrouping = (typeof periodGroupings)[number]

/**
 * Which group a result belongs to: `{}` for the whole selection, else one entry per grouping. Periods are named by their
 * first day (`YYYY-MM-DD`), weekday-hours as `1-09` (Monday, 9:00–9:59). No name known is the empty text.
 */
export type Group = Readonly<Partial<Record<Grouping, string>>>

export interface KpiRequest {
  readonly kpis?: readonly KpiId[] | undefined
  readonly selection: Selection
  /** At most two, one of them a period. */
  readonly by?: readonly Grouping[] | undefined
  readonly hours: HoursMode
  readonly inferredClose?: boolean | undefined
  /** What a first response is expected within; absent: the target that the workspace has for it. */
  readonly withinSeconds?: number | undefined
}

/** What n is enough for; the gates of the statistics design. */
export interface Supports {
  readonly median: boolean
  readonly p90: boolean
  readonly verdict: boolean
}

export interface Interval {
  readonly low: number
  readonly high: number
  /** 0.95 everywhere. */
  readonly level: number
}

/** counted + the sum of excluded = all cases of the selection. */
export interface Ledger {
  readonly counted: number
  readonly excluded: Readonly<Record<string, number>>
}

interface ResultHead {
  readonly id: KpiId
  readonly group: Group
  readonly unit: KpiUnit
  readonly better: Better
  /** Days that a period group covers; `complete` is false for a period that the data or the selection cuts off. */
  readonly period?: { readonly from: Day; readonly to: Day; readonly complete: boolean } | undefined
  readonly ledger: Ledger
}

/** A KPI looks back from each case, and the data of a channel begin too late for that. */
export interface ShortHistory {
  readonly channel: Channel
  /** The first day of its data. */
  readonly dataFrom: Day
  /** The first day that has enough data before it. */
  readonly knownFrom: Day
  /** What follows for the value, in the style of a verdict's cautions. */
  readonly caution: string
}

/** A KPI that could be measured. Never NaN, never 0 for unknown. */
export interface MeasuredKpi extends ResultHead {
  readonly status: 'ok'
  readonly n: number
  readonly value: number
  /** 95 %; absent where n does not allow one. */
  readonly interval?: Interval | undefined
  readonly supports: Supports
  /** True if closing times were inferred from silence. */
  readonly inferred: boolean
  readonly shortHistory?: ShortHistory | undefined
  // durations and means
  readonly median?: number | undefined
  readonly mean?: number | undefined
  // durations
  readonly p90?: number | undefined
  /** Cases that wait or never got a reply; they are not in n. */
  readonly unanswered?: number | undefined
  /** Kaplan–Meier; null = not reached. */
  readonly medianIncludingWaiting?: number | null | undefined
  // shares; of means the cases that are good enough, such as answers of 5 and more
  readonly numerator?: number | undefined
  /** Opt-outs: contacts more whose opt-out waits for the user to confirm or dismiss it. */
  readonly waitingForReview?: number | undefined
  /** What a first response was expected within. */
  readonly withinSeconds?: number | undefined
  // surveys
  readonly promoters?: number | undefined
  readonly detractors?: number | undefined
  /** Answers of the surveys offered; null where the export lists answers only. */
  readonly responseRate?: number | null | undefined
}

export type KpiResult =
  | MeasuredKpi
  | (ResultHead & { readonly status: 'no-data'; readonly message: string })
  | (ResultHead & {
      readonly status: 'not-measurable'
      /** What the data lacks, as a word for programs: `no-close`, `no-messages`, … */
      readonly reason: string
      /** One sentence with the sources and the next step. */
      readonly message: string
      readonly missing: readonly string[]
    })
  | (ResultHead & { readonly status: 'failed'; readonly code: string })

// ---- distribution ----------------------------------------------------------------------------------------------

export interface Distribution {
  readonly id: KpiId
  readonly group: Group
  readonly n: number
  /** Bins on a log scale, `from` ≤ seconds < `to`. The first starts at 0. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[]
}

// ---- comparison ------------------------------------------------------------------------------------------------

export const verdicts = [
  'better',
  'worse',
  'small-difference',
  'equivalent',
  'no-clear-difference',
  'too-little-data',
  'not-comparable',
] as const
export type Verdict = (typeof verdicts)[number]

export interface ComparisonRow {
  readonly id: KpiId
  readonly unit: KpiUnit
  readonly better: Better
  readonly subject: KpiResult
  readonly baseline: KpiResult
  /** Subject minus baseline; null if either is not measured. */
  readonly difference: number | null
  /** Subject over baseline; null where it has no meaning. */
  readonly ratio: number | null
  readonly interval: (Interval & { readonly of: 'ratio' | 'difference' }) | null
  /** Share of random pairs that the subject wins, ties half. Durations only. */
  readonly probabilityBetter: number | null
  readonly verdict: Verdict
  /** One sentence. */
  readonly reason: string
  readonly pValue: number | null
  readonly qValue: number | null
  /** Hodges–Lehmann shift in seconds with its interval; durations only. */
  readonly shift: (Interval & { readonly value: number }) | null
  /** More cases per side that would probably settle an open verdict. */
  readonly casesNeeded: number | null
  readonly mix: null | {
    readonly reverses: boolean
    readonly standardised: number | null
    readonly strata: readonly {
      readonly name: string
      readonly subject: number
      readonly baseline: number
      readonly subjectN: number
      readonly baselineN: number
    }[]
  }
  /**
   * Agents who work both sides, each compared with themselves: the median of their own ratios or differences, with its
   * interval where there are six or more of them. Null with fewer than three.
   */
  readonly sameAgents: null | {
    readonly of: 'ratio' | 'difference'
    readonly agents: number
    /** Of them, those whose own value is lower on the subject. */
    readonly lower: number
    readonly median: number
    readonly interval: Interval | null
  }
  /** Volumes: how many times as much as by chance the days vary, 1 = no more; the interval allows for it. */
  readonly dispersion: number | null
  /** The smallest difference that matters, as the user set it or as the catalogue has it. */
  readonly smallest: SmallestDifference
  /** The one KPI of its goal that was chosen beforehand: tested alone, while the others share the chance of a false alarm. */
  readonly isPrimary: boolean
  /** Such as `may reflect who works the channel`. */
  readonly cautions: readonly string[]
}

export interface ComparisonRequest {
  readonly subject: Selection
  readonly baseline: Selection
  readonly hours: HoursMode
  /** Where the baseline is to be measured otherwise: then its times stand beside the subject's without a verdict. */
  readonly baselineHours?: HoursMode | undefined
  /** For this comparison alone, before those of the workspace. */
  readonly smallestDifferences?: SmallestDifferences | undefined
  readonly inferredClose?: boolean | undefined
  /** As in a `KpiRequest`. */
  readonly withinSeconds?: number | undefined
}

export interface Comparison {
  readonly subject: Selection
  readonly baseline: Selection
  readonly subjectName: string
  readonly baselineName: string
  readonly hours: HoursMode
  readonly rows: readonly ComparisonRow[]
  /** The answer in up to three sentences. */
  readonly answer: readonly string[]
}
