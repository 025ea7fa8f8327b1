/** What a reader of a verdict has to know besides it. Each caution is a clause without a full stop. */
import type { ComparisonRow, MeasuredKpi } from '../../../shared/kpi.ts'
import { describeSmallest } from '../../../shared/smallest-difference.ts'
import type { SmallestDifference } from '../../../shared/smallest-difference.ts'
import { formatCount, formatDuration, formatNumber, formatShare } from '../../../shared/units.ts'
import type { Cases } from '../cases.ts'
import type { Effect } from './effect.ts'
import type { MixCheck } from './mix.ts'
import type { SameAgents } from './same-agents.ts'
import { minimumAgents } from '../statistics/gates.ts'
import { leastLogSeconds } from '../statistics/median-ratio.ts'
import { joinWords } from '../wording.ts'
import type { SideNames } from '../wording.ts'

/**
 * Fewer than 8 known agents on a side: the channel may be its people. Where only one side's export names its agents, that
 * cannot be told at all; where neither does, nothing is said.
 */
export function agentCaution(subject: Cases, baseline: Cases, names: SideNames): string | null {
  const counts = [distinctAgents(subject), distinctAgents(baseline)] as const
  if (counts[0] === 0 && counts[1] === 0) return null
  const unknown = counts[0] === 0 ? names.subject : counts[1] === 0 ? names.baseline : null
  if (unknown !== null) {
    return `the difference may reflect who works the channel: the data of ${unknown} does not name its agents`
  }
  return counts.some((count) => count < minimumAgents)
    ? `the difference may reflect who works the channel (${formatCount(counts[0])} and ${formatCount(counts[1])} agents)`
    : null
}

function distinctAgents(cases: Cases): number {
  return new Set(cases.agents.filter((agent) => agent >= 0)).size
}

/** A difference that the agents who work both sides do not have among themselves. */
export function sameAgentsCaution(
  same: SameAgents | null,
  effect: Effect,
  isMaterial: (estimate: number) => boolean,
): string | null {
  if (same === null || !isMaterial(effect.estimate)) return null
  if (isMaterial(same.estimate) && same.estimate * effect.estimate > 0) return null
  const { agents, median, of } = same.shown
  const own =
    of === 'ratio'
      ? `their own ratio is ${formatNumber(median, 2)}`
      : `their own difference is ${formatNumber(median, 2)}`
  return `the ${formatCount(agents)} agents who work both sides do not show this difference among themselves: in the middle ${own}`
}

/** Less than a week on a side: its weekdays are not those of the other. */
export function shortPeriodCaution(subject: Cases, baseline: Cases, names: SideNames): string | null {
  const short = [
    { name: names.subject, days: subject.coveredDays },
    { name: names.baseline, days: baseline.coveredDays },
  ].filter(({ days }) => days > 0 && days < 7)
  if (short.length === 0 || subject.coveredDays === baseline.coveredDays) return null
  const sides = short.map(({ name, days }) => `${name} covers ${formatCount(days)} ${days === 1 ? 'day' : 'days'} only`)
  return `${joinWords(sides)}, so that weekdays and weekends may not be balanced`
}

/** A difference that is certain and yet called nothing, since no share this rare could differ by as much. */
export function rareShareCaution(
  subject: MeasuredKpi,
  baseline: MeasuredKpi,
  effect: Effect,
  smallest: SmallestDifference,
): string | null {
  const isCertain = effect.low > 0 || effect.high < 0
  if (subject.unit !== 'ratio' || smallest.of !== 'difference' || !isCertain) return null
  if (Math.max(subject.value, baseline.value) >= smallest.value) return null
  return `the smallest difference that matters, ${describeSmallest('ratio', smallest)}, is more than either share has; set a smaller one for something this rare`
}

/** Volumes: what the interval allows for. */
export function dispersionCaution(factor: number | undefined): string {
  if (factor === undefined)
    return 'busy and quiet days vary more than chance alone, so the interval is at best this narrow'
  return factor > 1
    ? `days vary ${formatNumber(factor, 1)} times as much as chance alone would make them (over-dispersion), and the interval is widened for it`
    : 'days vary no more than chance alone would make them'
}

/** The mix check in words: turned round, or most of the difference gone. */
export function mixCaution(
  check: MixCheck | null,
  effect: Effect,
  isMaterial: (estimate: number) => boolean,
  isClear: boolean,
): string | null {
  if (!check || check.estimate === null) return null
  const number =
    effect.of === 'ratio'
      ? `the ratio is ${formatNumber(Math.exp(check.estimate), 2)}`
      : `the difference is ${formatNumber(check.estimate, 2)}`
  if (check.mix.reverses)
    return `the difference turns round with the same mix of hours, days and teams on both sides: ${number} then`
  return isClear && isMaterial(effect.estimate) && !isMaterial(check.estimate)
    ? `the difference comes largely from a different mix of hours, days and teams: with the same mix on both sides ${number}`
    : null
}

/** Medians that move by more than 10 % once those still waiting are counted in (Kaplan–Meier). */
export function waitingCaution(subject: MeasuredKpi, baseline: MeasuredKpi): string | null {
  if (![subject, baseline].some(isFlattered)) return null
  return `cases still waiting are left out: including them the medians are ${withWaiting(subject)} and ${withWaiting(baseline)}`
}

function isFlattered(result: MeasuredKpi): boolean {
  const { median, medianIncludingWaiting } = result
  if (median === undefined || medianIncludingWaiting === undefined) return false
  return medianIncludingWaiting === null || Math.abs(medianIncludingWaiting - median) > 0.1 * median
}

function withWaiting(result: MeasuredKpi): string {
  const { medianIncludingWaiting } = result
  if (medianIncludingWaiting === null) return 'not reached'
  return formatDuration(medianIncludingWaiting ?? result.value)
}

/** Half a second in place of zero, where it reaches the ratio. */
export function zeroTimesCaution(subject: MeasuredKpi, baseline: MeasuredKpi): string | null {
  return subject.unit === 'seconds' && Math.min(subject.value, baseline.value) < leastLogSeconds
    ? 'times of 0 s count as half a second in the ratio'
    : null
}

/** Conversations that are on both sides. Only where both sides' positions point into the same facts. */
export function overlapCaution(subject: Cases, baseline: Cases): string | null {
  const known = new Set(subject.conversations.filter((position) => position >= 0))
  const shared = new Set(baseline.conversations.filter((position) => known.has(position))).size
  if (shared === 0) return null
  return `${formatCount(shared)} conversations are on both sides (${formatShare(shared / known.size)} of the first), which hides part of any difference`
}

/** Everything that applies to this row, the weightiest first. */
export function cautionsOf(found: readonly (string | null)[]): ComparisonRow['cautions'] {
  return found.filter((caution) => caution !== null)
}
