/** Subject against baseline, one KPI at a time: numbers, interval, verdict, and what to be careful about. */
import type { ComparisonRow, KpiId, KpiResult, MeasuredKpi, Verdict } from '../../../shared/kpi.ts'
import type { SmallestDifference } from '../../../shared/smallest-difference.ts'
import type { Cases } from '../cases.ts'
import {
  agentCaution,
  cautionsOf,
  dispersionCaution,
  mixCaution,
  overlapCaution,
  rareShareCaution,
  sameAgentsCaution,
  shortPeriodCaution,
  waitingCaution,
  zeroTimesCaution,
} from './cautions.ts'
import { obstacleOf } from './comparability.ts'
import type { ComparabilityOptions } from './comparability.ts'
import { effectOf, hasEnough, unitsOf } from './effect.ts'
import type { Effect } from './effect.ts'
import { mixCheck } from './mix.ts'
import { compareSameAgents } from './same-agents.ts'
import { benjaminiHochberg } from '../statistics/multiplicity.ts'
import { confidenceLevel } from '../statistics/normal.ts'
import { logSeconds } from '../statistics/median-ratio.ts'
import { casesToSettle, isMaterial, marginOf, significance, verdictOf } from './verdict.ts'
import { multiplicitySentence, neutralSentence, unmeasuredReason, verdictSentence } from '../wording.ts'
import type { JudgedVerdict } from '../wording.ts'

export interface ComparisonSide {
  readonly result: KpiResult
  readonly cases: Cases
}

export interface ComparisonOptions extends ComparabilityOptions {
  readonly smallest: SmallestDifference
  /** One primary KPI per goal, chosen beforehand: its p-value stands as it is. */
  readonly isPrimary?: boolean | undefined
  /** Both sides' `conversations` point into the same facts, so that cases on both sides can be found. */
  readonly samePopulation?: boolean | undefined
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
    sameAgents: null,
    dispersion: null,
    smallest: options.smallest,
    isPrimary: options.isPrimary === true,
    cautions: [],
  }
  const first = subject.result
  const second = baseline.result
  if (first.status !== 'ok') return { ...empty, reason: unmeasuredReason(first) }
  if (second.status !== 'ok') return { ...empty, reason: unmeasuredReason(second) }
  const shown = { ...empty, difference: first.value - second.value, ratio: ratioOf(first, second) }
  const cases = { subject: subject.cases, baseline: baseline.cases }
  const obstacle = obstacleOf(id, { subject: first, baseline: second }, cases, options)
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
  const { names, smallest } = options
  const units = [unitsOf(id, subject), unitsOf(id, baseline)] as const
  const unitsN = [units[0].n, units[1].n] as const
  const effect = effectOf(id, subject, baseline, units)
  const tooLittle = { ...shown, verdict: 'too-little-data' } as const
  if (!effect) return { ...tooLittle, reason: verdictSentence(tooLittle, names, smallest, unitsN) }
  const row = {
    ...shown,
    interval: intervalOfEffect(effect),
    ratio: subject.kind === 'count' || subject.kind === 'stock' ? Math.exp(effect.estimate) : shown.ratio,
    dispersion: effect.dispersion ?? null,
  }
  if (better === 'neutral') {
    return {
      ...row,
      reason: neutralSentence(row, names, [subject.coveredDays, baseline.coveredDays]),
      cautions: subject.kind === 'count' ? [dispersionCaution(effect.dispersion)] : [],
    }
  }
  const margin = marginOf(effect.of, smallest, second.value)
  const verdict: JudgedVerdict = hasEnough(units) ? verdictOf(effect, better, margin) : 'too-little-data'
  const isOpen = verdict === 'no-clear-difference'
  const isClear = claims.has(verdict)
  const material = (estimate: number): boolean => isMaterial(estimate, margin)
  const check = mixCheck(subject, baseline, effect.of, crudeEstimate(effect, first, second), material)
  const same = compareSameAgents(subject, baseline, effect.of)
  const judged = { ...row, verdict, casesNeeded: isOpen ? casesToSettle(effect, margin) : null }
  const { pairs } = effect
  return {
    ...judged,
    reason: verdictSentence(judged, names, smallest, unitsN),
    probabilityBetter: pairs && (better === 'lower' ? pairs.probabilityLower : 1 - pairs.probabilityLower),
    shift: pairs && pairs.shift,
    pValue: effect.p,
    qValue: effect.p,
    mix: check && check.mix,
    sameAgents: same && same.shown,
    cautions: cautionsOf([
      verdict === 'too-little-data' ? null : mixCaution(check, effect, material, isClear),
      isClear ? sameAgentsCaution(same, effect, material) : null,
      verdict === 'too-little-data' ? null : rareShareCaution(first, second, effect, smallest),
      waitingCaution(first, second),
      isClear ? agentCaution(subject, baseline, names) : null,
      isClear ? shortPeriodCaution(subject, baseline, names) : null,
      zeroTimesCaution(first, second),
      options.samePopulation === true ? overlapCaution(subject, baseline) : null,
    ]),
  }
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
  if (effect.of === 'difference') return subject.value - baseline.value
  if (subject.unit === 'seconds') return logSeconds(subject.value) - logSeconds(baseline.value)
  return Math.log(subject.value / baseline.value)
}

/** The verdicts that claim a difference. */
const claims: ReadonlySet<Verdict> = new Set(['better', 'worse', 'small-difference'])

/**
 * KPIs that are looked at together: the q-values of all but the primary ones (one per goal, chosen beforehand) are
 * adjusted by Benjamini–Hochberg; primaries keep q = p. A claimed difference whose q exceeds 0.05 becomes
 * `no-clear-difference` with the reason. Rows without a p-value stay as they are. Call once, with all rows that are printed
 * together.
 */
export function adjustForMultiplicity(rows: readonly ComparisonRow[]): ComparisonRow[] {
  const adjusted = rows.filter(isTested).filter((row) => !row.isPrimary)
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
