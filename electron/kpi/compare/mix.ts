/**
 * The mix check: does the difference survive when both sides get the same mix of in/out of hours × weekday/weekend ×
 * team? Otherwise a channel looks slow only because it gets the night (Simpson's paradox).
 */
import type { ComparisonRow } from '../../../shared/kpi.ts'
import type { Cases } from '../cases.ts'
import { minimumForVerdict } from '../statistics/gates.ts'
import { groupAscending } from '../statistics/groups.ts'
import { countNps } from '../statistics/interval.ts'
import { meanOf } from '../statistics/mean.ts'
import { logSeconds } from '../statistics/median-ratio.ts'
import { npsScore } from '../statistics/nps.ts'
import { quantile7 } from '../statistics/quantile.ts'

export interface MixCheck {
  readonly mix: NonNullable<ComparisonRow['mix']>
  /** The standardised difference on the scale of the effect; null where the common cells hold too few of the cases. */
  readonly estimate: number | null
}

interface Cell {
  readonly name: string
  readonly subject: Float64Array
  readonly baseline: Float64Array
}

/** Cells that both sides have must hold at least this share of each side's cases to speak for the whole. */
const leastCoverage = 0.5

/**
 * Directly standardised to the pooled mix over the cells with at least 20 cases on both sides (Rothman and Greenland,
 * Modern Epidemiology, ch. 3): the mean of the cells' own differences, each cell weighted by its cases on both sides
 * together; for times the differences of log medians (for numbers of things of log means), since the median of a standardised mixture of day and night jumps
 * between the two. `standardised` is a ratio or a difference, as the effect is. Null for counts and stocks, where positions do
 * not carry the value (opt-outs counted apart) and where no cell is large enough. `crude` is the unadjusted difference on
 * the scale of the effect.
 */
export function mixCheck(
  subject: Cases,
  baseline: Cases,
  scale: 'ratio' | 'difference',
  crude: number,
  isMaterial: (estimate: number) => boolean,
): MixCheck | null {
  if (subject.kind === 'count' || subject.kind === 'stock' || !valuesCarryAll(subject) || !valuesCarryAll(baseline))
    return null
  const cells = commonCells(subject, baseline)
  if (cells.length === 0) return null
  const measure = caseMeasure(subject.kind)
  const strata = cells.map((cell) => ({
    name: cell.name,
    subject: measure(cell.subject),
    baseline: measure(cell.baseline),
    subjectN: cell.subject.length,
    baselineN: cell.baseline.length,
  }))
  const inSubject = strata.reduce((sum, cell) => sum + cell.subjectN, 0)
  const inBaseline = strata.reduce((sum, cell) => sum + cell.baselineN, 0)
  if (inSubject < leastCoverage * subject.values.length || inBaseline < leastCoverage * baseline.values.length) {
    return { mix: { reverses: false, standardised: null, strata }, estimate: null }
  }
  let estimate = 0
  for (const cell of strata) {
    const weight = (cell.subjectN + cell.baselineN) / (inSubject + inBaseline)
    estimate += weight * differenceOn(scale, subject.kind, cell.subject, cell.baseline)
  }
  // Below a tenth of what matters the sign is a matter of rounding, not of the team.
  const hasSign = isMaterial(10 * estimate)
  const turnsRound = crude * estimate < 0 && hasSign && (isMaterial(crude) || isMaterial(estimate))
  return {
    mix: { reverses: turnsRound, standardised: scale === 'ratio' ? Math.exp(estimate) : estimate, strata },
    estimate,
  }
}

/** The difference of two measures on the scale of the effect; a mean of nothing counts as next to nothing. */
export function differenceOn(
  scale: 'ratio' | 'difference',
  kind: Cases['kind'],
  subject: number,
  baseline: number,
): number {
  if (scale === 'difference') return subject - baseline
  if (kind === 'duration') return logSeconds(subject) - logSeconds(baseline)
  const leastMean = 0.01
  return Math.log(Math.max(subject, leastMean)) - Math.log(Math.max(baseline, leastMean))
}

/** Whether the single values say all there is: opt-outs are counted apart from the contacts written to. */
export function valuesCarryAll(cases: Cases): boolean {
  return cases.kind === 'duration' || cases.kind === 'nps' || cases.values.length === cases.denominator
}

/** What sums up ascending values of a kind of cases. */
export function caseMeasure(kind: Cases['kind']): (sorted: Float64Array) => number {
  if (kind === 'duration') return (sorted) => quantile7(sorted, 0.5)
  if (kind === 'nps') return scoreOf
  return meanOf
}

function scoreOf(scores: Float64Array): number {
  const { promoters, detractors } = countNps(scores)
  return npsScore(promoters, detractors, scores.length)
}

/** Matched by name: each side numbers its strata by itself. */
function commonCells(subject: Cases, baseline: Cases): Cell[] {
  const baselineCells = groupAscending(baseline.values, baseline.strata)
  const baselineByName = new Map<string, Float64Array>()
  for (const [index, values] of baselineCells) baselineByName.set(baseline.stratumNames[index] ?? '', values)
  const cells: Cell[] = []
  for (const [index, values] of groupAscending(subject.values, subject.strata)) {
    const name = subject.stratumNames[index] ?? ''
    const other = baselineByName.get(name)
    if (other && Math.min(values.length, other.length) >= minimumForVerdict) {
      cells.push({ name, subject: values, baseline: other })
    }
  }
  return cells.sort((a, b) => (a.name < b.name ? -1 : 1))
}
