/**
 * What may be shown and said, by n (independent units: conversations; contacts for opt-outs and returns; answers for
 * surveys). The numbers follow from the methods: below 6 the median has no 95 % interval from order statistics, below
 * 36 p90 has none (0.9³⁶ ≤ 0.025), and 20 per side is where Newcombe's and Price and Bonett's intervals hold their
 * level in simulations.
 */
import type { Supports } from '../../../shared/kpi.ts'
import type { Cases } from '../cases.ts'

export const minimumForMedian = 6
const minimumForNps = 10
export const minimumForVerdict = 20
export const minimumForP90 = 36
/** With fewer agents on a side, what looks like a channel may be its people. */
export const minimumAgents = 8
/** Baselines and "best quarter" need this many whole weeks. */
export const minimumWeeks = 4
/** A period of a trend with fewer cases says more about chance than about the team. */
export const minimumCasesPerPeriod = 10
/** Below this many periods no trend test has a fair chance, and limits of ordinary variation wander. */
export const minimumPoints = 8

/**
 * What n cases are enough for: `median` = the headline value may stand in cards and reports (below: the values or
 * counts themselves), `p90`, `verdict` (needed on both sides).
 */
export function supportsOf(n: number, kind: Cases['kind'] = 'duration'): Supports {
  return {
    median: n >= (kind === 'nps' ? minimumForNps : minimumForMedian),
    p90: kind === 'duration' && n >= minimumForP90,
    verdict: n >= minimumForVerdict,
  }
}
