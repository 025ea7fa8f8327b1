/**
 * What a KPI definition gives the engine: one row per case that could count, before any filter. The engine filters,
 * groups and summarises; a definition only says what a case is worth, when it happened, whom it is credited to, and why
 * it does not count.
 */
import type { Facts } from '../../shared/facts.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { CaseKind, KpiId } from '../../shared/kpi.ts'
import type { Channel, SurveyKind, ZoneName } from '../../shared/model.ts'
import type { OpeningHoursOfTeams } from './business-hours.ts'
import type { ReasonName } from './reasons.ts'

export interface KpiContext {
  /** Cases that begin where no opening hours are set are the engine's to exclude, whatever they are worth. */
  readonly hours: OpeningHoursOfTeams | 'calendar'
  readonly inferredClose: boolean
  /** Where days are counted. */
  readonly zone: ZoneName
  /** The first response is to come within this; null = no target is set. */
  readonly withinSeconds: number | null
}

/** The value of `channel` where nobody knows it; the other columns use -1. */
export const unknownChannel = 255

/** One position per case; the order carries no meaning. NaN and -1 = unknown. */
export interface CaseColumns {
  readonly count: number
  /** What puts the case into a period. */
  readonly at: Float64Array
  /** When the customer wrote: what puts it into or out of the opening hours. */
  readonly startedAt: Float64Array
  /** Seconds, 1 or 0, a number, a score; for `distinctContacts` the bits `inDenominator` and `inNumerator`. NaN if it does not count. */
  readonly value: Float64Array
  /** Index into `reasons`; 0 = it counts. */
  readonly reason: Uint8Array
  readonly conversation: Int32Array
  readonly channel: Uint8Array
  readonly team: Int32Array
  readonly agent: Int32Array
  readonly inbox: Int32Array
  readonly source: Int32Array
  /** Contact row id; only where `distinctContacts` or `firstPerContact`. */
  readonly contact: Int32Array | null
  /**
   * Only for means whose cases are made of several rows: the rows of one unit in one group, next to each other, are one
   * case, worth their number. -1: the row is a case of its own, which does not count.
   */
  readonly unit?: Int32Array
  /** Only for stocks: until when it is there, `at` being since when; NaN: it still is. */
  readonly until?: Float64Array
  /** Durations: seconds that an unanswered case had waited at the end of its channel's data; NaN: it does not wait. */
  readonly waiting: Float64Array | null
  /** 1 = its value rests on a close that was inferred from silence. */
  readonly isInferred: Uint8Array | null
}

export const inDenominator = 1
export const inNumerator = 2

export interface KpiDefinition {
  readonly id: KpiId
  /** Which answers its cases are. */
  readonly surveyKind?: SurveyKind
  /** All cases of one contact in one group are one case: in the numerator if one of them is. */
  readonly distinctContacts: boolean
  /** Contacts that the user has yet to judge are counted beside. */
  readonly countsReview?: boolean
  /** Of a contact's cases in one period only the first is one; the columns have contacts, in the order to take them. */
  readonly firstPerContact?: boolean
  /** The channels that it is about unless the selection or the grouping names channels. */
  readonly defaultChannels: readonly Channel[] | null
  readonly usesInferredClose: boolean
  /** Opening hours change it, as they do every duration. */
  readonly usesHours?: boolean
  readonly usesZone?: boolean
  readonly usesTarget?: boolean
  /** How much data before a case it needs to see what it looks back at. */
  readonly lookBackDays?: number
  /** Means: the cases worth at least this are counted beside. */
  readonly positiveFrom?: number
  /** Why it is not measurable where not even a case exists. */
  readonly lacking: ReasonName
  /** Whether a source, by its index, could ever bring a case that counts. */
  readonly canMeasure: (facts: Facts, source: number) => boolean
  /** Why there is no value where the data could have given one. */
  readonly noData: string
  readonly cases: (facts: Facts, context: KpiContext) => CaseColumns
}

export function kindOf({ id }: Pick<KpiDefinition, 'id'>): CaseKind {
  return kpiCatalogue[id].kind
}

/** Whether opening hours change it. */
export function readsHours(definition: Pick<KpiDefinition, 'id' | 'usesHours'>): boolean {
  return kindOf(definition) === 'duration' || definition.usesHours === true
}

/** Surveys can also tell how many of those asked have answered. */
export function isSurvey(definition: Pick<KpiDefinition, 'surveyKind'>): boolean {
  return definition.surveyKind !== undefined
}
