/** Subject against baseline, one KPI at a time: numbers, interval, verdict, and what to be careful about. */
import type { ComparisonRow, KpiId, KpiResult, MeasuredKpi, Verdict } from '../../shared/kpi.ts'
import type { Channel, HoursMode } from '../../shared/model.ts'
import type { Cases } from './cases.ts'
import {
  agentCaution,
  cautionsOf,
  mixCaution,
  overlapCaution,
  sameAgentsCaution,
  waitingCaution,
  zeroTimesCaution,
} from './cautions.ts'
import { kindOf } from './definition.ts'
import type { KpiDefinition } from './definition.ts'
import { definitions } from './definitions.ts'
import { effectOf, hasEnough, unitsOf } from './effect.ts'
import type { Effect } from './effect.ts'
import { mixCheck } from './mix.ts'
import { benjaminiHochberg } from './statistics/multiplicity.ts'
import { confidenceLevel } from './statistics/normal.ts'
import { logSeconds } from './statistics/median-ratio.ts'
import { casesToSettle, isMaterial, significance, verdictOf } from './verdict.ts'
import { multiplicitySentence, neutralSentence, unmeasuredReason, verdictSentence } from './wording.ts'
import type { JudgedVerdict, SideNames } from './wording.ts'

export interface ComparisonSide {
  readonly result: KpiResult
  readonly cases: Cases
}

export interface ComparisonOptions {
  readonly hours: HoursMode
  /**
   * A share of the baseline for times and numbers of things (0.1 = 10 %), an absolute difference for shares (0.05) and
   * points (NPS 10, effort 0.5).
   */
  readonly smallestDifference: number
  readonly names: SideNames
  /** Both sides' `conversations` point into the same facts, so that cases on both sides can be found. */
  readonly samePopulation?: boolean | undefined
  /** The channels that the cases of each side come from; a phone queue's wait is not compared with a message's. */
  readonly channels?: { readonly subject: readonly Channel[]; readonly baseline: readonly Channel[] } | undefined
  /** Where the baseline was measured in another hours mode, such as one saved earlier. */
  readonly baselineHours?: HoursMode | undefined
}

/**
 * One row of the verdict table, `qValue` = `pValue` until `adjustForMultiplicity`. `difference` and `ratio` are of the
 * values as shown (`ratio` per covered day for volumes, per conversation coming in a day for stocks); `interval` is of the tested quantity, which for response time is the
 * ratio of medians over one value per conversation, and for NPS the adjusted difference.
 */
export function compareCases(
  id: KpiId,
  subject: ComparisonSide,
  baseline: ComparisonSide,
  options: ComparisonOptions,
): ComparisonRow {
  const empty: ComparisonRow = {
    id,
    unit: subject.result.unit,
    better: subject.result.better,
    subject: subject.result,
    baseline: baseline.result,
    difference: null,
    ratio: null,
    interval: null,
    probabilityBetter: null,
    verdict: 'not-comparable',
    reason: '',
    pValue: null,
    qValue: null,
    shift: null,
    casesNeeded: null,
    mix: null,
    cautions: [],
  }
  const first = subject.result
  const second = baseline.result
  if (first.status !== 'ok') return { ...empty, reason: unmeasuredReason(first) }
  if (second.status !== 'ok') return { ...empty, reason: unmeasuredReason(second) }
  const shown = { ...empty, difference: first.value - second.value, ratio: ratioOf(first, second) }
  const obstacle = obstacleOf(id, first, second, options)
  if (obstacle !== null) return { ...shown, reason: obstacle }
  return compareMeasured(shown, first, second, subject.cases, baseline.cases, options)
}

function compareMeasured(
  shown: ComparisonRow,
  first: MeasuredKpi,
  second: MeasuredKpi,
  subject: Cases,
  baseline: Cases,
  options: ComparisonOptions,
): ComparisonRow {
  const { id, better } = shown
  const { names, smallestDifference } = options
  const units = [unitsOf(id, subject), unitsOf(id, baseline)] as const
  const unitsN = [units[0].n, units[1].n] as const
  const effect = effectOf(subject, baseline, units)
  const tooLittle = { ...shown, verdict: 'too-little-data' } as const
  if (!effect) return { ...tooLittle, reason: verdictSentence(tooLittle, names, smallestDifference, unitsN) }
  const row = {
    ...shown,
    interval: intervalOfEffect(effect),
    ratio: subject.kind === 'count' || subject.kind === 'stock' ? Math.exp(effect.estimate) : shown.ratio,
  }
  if (better === 'neutral') {
    return {
      ...row,
      reason: neutralSentence(row, names, [subject.coveredDays, baseline.coveredDays]),
      cautions: ['busy and quiet days vary more than chance alone, so the interval is at best this narrow'],
    }
  }
  const smallest = smallestOnScale(subject.kind, first, second, smallestDifference)
  const verdict: JudgedVerdict = hasEnough(units) ? verdictOf(effect, better, smallest) : 'too-little-data'
  const isOpen = verdict === 'no-clear-difference'
  const isClear = verdict === 'better' || verdict === 'worse' || verdict === 'small-difference'
  const material = (estimate: number): boolean => isMaterial(effect, estimate, smallest)
  const check = mixCheck(subject, baseline, crudeEstimate(effect, first, second), material)
  const judged = { ...row, verdict, casesNeeded: isOpen ? casesToSettle(effect, smallest) : null }
  const { pairs } = effect
  return {
    ...judged,
    reason: verdictSentence(judged, names, smallestDifference, unitsN),
    probabilityBetter: pairs && (better === 'lower' ? pairs.probabilityLower : 1 - pairs.probabilityLower),
    shift: pairs && pairs.shift,
    pValue: effect.p,
    qValue: effect.p,
    mix: check && check.mix,
    cautions: cautionsOf([
      verdict === 'too-little-data' ? null : mixCaution(check, effect, material, isClear),
      waitingCaution(first, second),
      isClear ? agentCaution(subject, baseline, names) : null,
      isClear ? sameAgentsCaution(subject, baseline, names) : null,
      zeroTimesCaution(first, second),
      options.samePopulation === true ? overlapCaution(subject, baseline) : null,
    ]),
  }
}

/**
 * A mean of things is compared by its difference, which Welch's method knows exactly also for small numbers of cases; the
 * smallest that matters is a share of the baseline all the same, since one reply more is much of two and little of ten.
 */
function smallestOnScale(kind: Cases['kind'], first: MeasuredKpi, second: MeasuredKpi, smallest: number): number {
  return kind === 'mean' && first.unit === 'count' ? smallest * second.value : smallest
}

/** Subject over baseline as shown; null where it has no meaning: over nothing, and of points, whose zero is arbitrary. */
function ratioOf(subject: MeasuredKpi, baseline: MeasuredKpi): number | null {
  if (subject.unit === 'points') return null
  if (subject.unit === 'seconds') return Math.exp(logSeconds(subject.value) - logSeconds(baseline.value))
  return baseline.value > 0 ? subject.value / baseline.value : null
}

function intervalOfEffect(effect: Effect): NonNullable<ComparisonRow['interval']> {
  const scale = (value: number): number => (effect.of === 'ratio' ? Math.exp(value) : value)
  return { of: effect.of, low: scale(effect.low), high: scale(effect.high), level: confidenceLevel }
}

/** The difference of the values as shown, on the scale of the effect: what the mix check standardises. */
function crudeEstimate(effect: Effect, subject: MeasuredKpi, baseline: MeasuredKpi): number {
  return effect.of === 'ratio' ? logSeconds(subject.value) - logSeconds(baseline.value) : subject.value - baseline.value
}

/** KPIs that start when a customer begins to wait. */
const waits: ReadonlySet<KpiId> = new Set(['first-response-time', 'response-time'])

function readsHours(id: KpiId): boolean {
  const definition: KpiDefinition = definitions[id]
  return kindOf(definition) === 'duration' || definition.usesHours === true
}

/** Why two measured values are not the same kind of thing; null if they are. */
function obstacleOf(id: KpiId, subject: MeasuredKpi, baseline: MeasuredKpi, options: ComparisonOptions): string | null {
  const { names, hours, baselineHours, channels } = options
  if (subject.unit !== baseline.unit || subject.id !== baseline.id) {
    return `${names.subject} and ${names.baseline} were measured by different definitions.`
  }
  if (readsHours(id) && baselineHours !== undefined && baselineHours !== hours) {
    return `Times in ${hours} hours are not comparable with times in ${baselineHours} hours.`
  }
  if (subject.withinSeconds !== baseline.withinSeconds) {
    return `${names.subject} and ${names.baseline} were measured against different targets.`
  }
  if (subject.inferred !== baseline.inferred) {
    const inferred = subject.inferred ? names.subject : names.baseline
    const real = subject.inferred ? names.baseline : names.subject
    return `Closing times of ${inferred} are inferred from silence, those of ${real} come from the export.`
  }
  if (waits.has(id) && channels && isPhoneWait(channels.subject) !== isPhoneWait(channels.baseline)) {
    return 'Waiting in a phone queue and waiting for a message are different kinds of wait; the values stand side by side without a verdict.'
  }
  return null
}

function isPhoneWait(channels: readonly Channel[]): boolean {
  return channels.includes('phone')
}

/** The verdicts that claim a difference. */
const claims: ReadonlySet<Verdict> = new Set(['better', 'worse', 'small-difference'])

/**
 * KPIs that are looked at together: the q-values of all but the primary ones (one per goal, chosen beforehand) are
 * adjusted by Benjamini–Hochberg; primaries keep q = p. A claimed difference whose q exceeds 0.05 becomes
 * `no-clear-difference` with the reason. Rows without a p-value stay as they are. Call once, with all rows.
 */
export function adjustForMultiplicity(rows: readonly ComparisonRow[], primaryIds: readonly KpiId[]): ComparisonRow[] {
  const adjusted = rows.filter(isTested).filter((row) => !primaryIds.includes(row.id))
  const qValues = benjaminiHochberg(adjusted.map((row) => row.pValue))
  const qOfRow = new Map<ComparisonRow, number>(adjusted.map((row, i) => [row, qValues[i] ?? row.pValue]))
  return rows.map((row) => {
    const qValue = qOfRow.get(row)
    if (qValue === undefined) return row
    if (qValue <= significance || !claims.has(row.verdict)) return { ...row, qValue }
    return {
      ...row,
      qValue,
      verdict: 'no-clear-difference',
      reason: multiplicitySentence(row, adjusted.length, qValue),
    }
  })
}

/** A row too small for a verdict claims nothing, so it is no test that could cry wolf. */
function isTested(row: ComparisonRow): row is ComparisonRow & { pValue: number } {
  return row.pValue !== null && row.verdict !== 'too-little-data'
}
