/** Times of which some are still running: waiting cases are right-censored at the end of their channel's data. */
import { ascending } from './quantile.ts'

/** One step of the curve: the share still unanswered after `time`. */
interface SurvivalStep {
  readonly time: number
  readonly survival: number
}

/**
 * Kaplan and Meier's (1958) product limit: at each time with answers, S falls by the factor 1 − answers/at risk. A case
 * that stopped being observed at the same time counts as at risk then. Both arguments are in the same unit, in any
 * order: times of the answered, and times that the others have waited so far.
 */
export function kaplanMeier(times: Float64Array, waiting: Float64Array): SurvivalStep[] {
  const steps: SurvivalStep[] = []
  walkCurve(times, waiting, (time, survival) => {
    steps.push({ time, survival })
    return true
  })
  return steps
}

/** Calls `visit` for each step of the curve until it returns false. */
function walkCurve(
  times: Float64Array,
  waiting: Float64Array,
  visit: (time: number, survival: number) => boolean,
): void {
  const answered = ascending(times)
  const open = ascending(waiting)
  let survival = 1
  let left = 0
  for (let i = 0; i < answered.length;) {
    const time = answered[i] ?? NaN
    while (left < open.length && (open[left] ?? 0) < time) left += 1
    const atRisk = answered.length - i + open.length - left
    const start = i
    while (i < answered.length && answered[i] === time) i += 1
    survival *= 1 - (i - start) / atRisk
    if (!visit(time, survival)) return
  }
}

/**
 * The median including those still waiting: the first time at which S falls below ½; where S stays at exactly ½ for a
 * while, the middle of that stretch (as R's survfit does), so that without waiting cases it is the ordinary median.
 * Null where S never gets there ("not reached") or there are no answers.
 */
export function kaplanMeierMedian(times: Float64Array, waiting: Float64Array): number | null {
  const tolerance = 1e-9
  let half: number | null = null
  let median: number | null = null
  walkCurve(times, waiting, (time, survival) => {
    if (half !== null) median = (half + time) / 2
    else if (survival < 0.5 - tolerance) median = time
    else if (survival <= 0.5 + tolerance) half = time
    return median === null
  })
  return median ?? half
}
