/** Agents who work both sides, each compared with themselves: what is left of a difference once the people are the same. */
import type { ComparisonRow } from '../../../shared/kpi.ts'
import type { Cases } from '../cases.ts'
import { caseMeasure, differenceOn, valuesCarryAll } from './mix.ts'
import { supportsOf } from '../statistics/gates.ts'
import { groupAscending } from '../statistics/groups.ts'
import { medianInterval, quantile7 } from '../statistics/quantile.ts'

export interface SameAgents {
  readonly shown: NonNullable<ComparisonRow['sameAgents']>
  /** On the scale of the effect. */
  readonly estimate: number
}

/** Fewer tell of themselves and not of their team. */
const minimumAgentsOnBoth = 3

/**
 * The median over agents of the difference between their own values on both sides, of those with enough cases on each
 * for a value of their own: of log medians and log means where the effect is a ratio, of shares and scores otherwise. Its interval is that of a
 * median over agents, from six of them on. Null with fewer than three, and for counts and stocks.
 */
export function compareSameAgents(subject: Cases, baseline: Cases, scale: 'ratio' | 'difference'): SameAgents | null {
  const { kind } = subject
  if (kind === 'count' || kind === 'stock' || !valuesCarryAll(subject) || !valuesCarryAll(baseline)) return null
  const measure = caseMeasure(kind)
  const onBaseline = groupAscending(baseline.values, baseline.agents)
  const differences: number[] = []
  for (const [agent, values] of groupAscending(subject.values, subject.agents)) {
    const others = onBaseline.get(agent)
    if (others === undefined || ![values, others].every(({ length }) => supportsOf(length, kind).median)) continue
    differences.push(differenceOn(scale, kind, measure(values), measure(others)))
  }
  if (differences.length < minimumAgentsOnBoth) return null
  const sorted = Float64Array.from(differences).sort()
  const shown = (difference: number): number => (scale === 'ratio' ? Math.exp(difference) : difference)
  const estimate = quantile7(sorted, 0.5)
  const interval = medianInterval(sorted)
  return {
    shown: {
      of: scale,
      agents: sorted.length,
      lower: differences.filter((difference) => difference < 0).length,
      median: shown(estimate),
      interval: interval && { low: shown(interval.low), high: shown(interval.high), level: interval.level },
    },
    estimate,
  }
}
