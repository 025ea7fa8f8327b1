/** From a measured difference to one of the fixed verdict words. */
import type { Better } from '../../../shared/kpi.ts'
import type { SmallestDifference } from '../../../shared/smallest-difference.ts'
import type { Effect } from './effect.ts'
import { leastLogSeconds } from '../statistics/median-ratio.ts'
import { moreCasesPerSide } from '../statistics/sample-size.ts'
import type { JudgedVerdict } from '../wording.ts'

/** A difference counts as real only if its (adjusted) p-value is at most this. */
export const significance = 0.05

/** The smallest difference that matters on the scale of the effect, downwards and upwards, both positive. */
export interface Margin {
  readonly down: number
  readonly up: number
}

/**
 * On the log scale a part s of the baseline is ln(1 − s) downwards and ln(1 + s) upwards; an amount is taken as the part of
 * the baseline that it is. `baseline`: its value as shown.
 */
export function marginOf(scale: Effect['of'], { of, value }: SmallestDifference, baseline: number): Margin {
  if (scale === 'difference') {
    const amount = of === 'difference' ? value : value * Math.abs(baseline)
    return { down: amount, up: amount }
  }
  const share = of === 'ratio' ? value : value / Math.max(baseline, leastLogSeconds)
  // What is quicker than the smallest that matters cannot be undercut by it.
  return { down: -Math.log(Math.max(1 - share, 1e-9)), up: Math.log(1 + share) }
}

/**
 * The verdict where both sides have enough cases. `equivalent`: the interval lies inside ± the smallest difference that
 * matters, even where it excludes 0. `better`/`worse`: the interval excludes no difference, q ≤ 0.05 and the difference
 * is at least the smallest that matters; `small-difference`: the same, but smaller. `no-clear-difference` otherwise.
 */
export function verdictOf(effect: Effect, better: 'lower' | 'higher', margin: Margin): JudgedVerdict {
  if (effect.low > -margin.down && effect.high < margin.up) return 'equivalent'
  const excludesNone = effect.low > 0 || effect.high < 0
  if (!excludesNone || effect.p > significance) return 'no-clear-difference'
  if (!isMaterial(effect.estimate, margin)) return 'small-difference'
  return isImprovement(effect.estimate, better) ? 'better' : 'worse'
}

/** Whether a difference on the scale of the effect (or its sign) is in the wanted direction. */
function isImprovement(estimate: number, better: Better): boolean {
  return better === 'higher' ? estimate > 0 : better === 'lower' && estimate < 0
}

/** How many more cases per side would probably settle it (see sample-size.ts); null where none would. */
export function casesToSettle(effect: Effect, margin: Margin): number | null {
  return moreCasesPerSide(effect.estimate, effect.estimate < 0 ? margin.down : margin.up, ...effect.spreads)
}

/** Whether a difference on the scale of the effect is at least the smallest that matters. */
export function isMaterial(estimate: number, margin: Margin): boolean {
  const rounding = 1e-12
  return estimate <= -margin.down + rounding || estimate >= margin.up - rounding
}
