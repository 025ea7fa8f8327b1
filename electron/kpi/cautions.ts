/** What a reader of a verdict has to know besides it. Each caution is a clause without a full stop. */
import type { ComparisonRow, MeasuredKpi } from '../../shared/kpi.ts'
import { formatCount, formatDuration, formatNumber, formatShare } from '../../shared/units.ts'
import type { Cases } from './cases.ts'
import type { Effect } from './effect.ts'
import type { MixCheck } from './mix.ts'
import { minimumAgents, minimumForMedian } from './statistics/gates.ts'
import { groupAscending } from './statistics/groups.ts'
import { leastLogSeconds, logSeconds } from './statistics/median-ratio.ts'
import { quantile7 } from './statistics/quantile.ts'
import type { SideNames } from './wording.ts'

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

/**
 * Agents who work both sides, with at least 6 times on each: the median of their own ratios takes the people out of the
 * comparison. Null with fewer than 3 of them.
 */
export function sameAgentsCaution(subject: Cases, baseline: Cases, names: SideNames): string | null {
  if (subject.kind !== 'duration') return null
  const baselineTimes = groupAscending(baseline.values, baseline.agents)
  const ratios: number[] = []
  for (const [agent, times] of groupAscending(subject.values, subject.agents)) {
    const others = baselineTimes.get(agent)
    if (!others || Math.min(times.length, others.length) < minimumForMedian) continue
    ratios.push(Math.exp(logSeconds(quantile7(times, 0.5)) - logSeconds(quantile7(others, 0.5))))
  }
  if (ratios.length < 3) return null
  const middle = quantile7(Float64Array.from(ratios).sort(), 0.5)
  return `the ${formatCount(ratios.length)} agents who work both have a median ratio of ${formatNumber(middle, 2)} between their own times on ${names.subject} and on ${names.baseline}`
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
