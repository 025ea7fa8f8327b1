/**
 * The measured difference between two sides on the scale of its test: natural log of the ratio for times, rates, stocks
 * and numbers of things, plain difference for shares (0–1) and points. One shape, so that one rule gives all verdicts.
 */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Interval, KpiId } from '../../../shared/kpi.ts'
import type { Cases } from '../cases.ts'
import { minimumForVerdict } from '../statistics/gates.ts'
import { groupMedians } from '../statistics/groups.ts'
import { countNps } from '../statistics/interval.ts'
import { atLeastPooled, varianceOf, welch } from '../statistics/mean.ts'
import { meanRatio } from '../statistics/mean-ratio.ts'
import { medianRatio } from '../statistics/median-ratio.ts'
import { adjustedNps, npsDifference } from '../statistics/nps.ts'
import { ascending } from '../statistics/quantile.ts'
import { mannWhitney, probabilityLower } from '../statistics/rank-sum.ts'
import { dispersionOf } from '../statistics/dispersion.ts'
import { rateRatio, stockRatio } from '../statistics/rate.ts'
import type { Dispersions, Stock } from '../statistics/rate.ts'
import type { SideSpread } from '../statistics/sample-size.ts'
import { newcombe } from '../statistics/share.ts'
import { shareDifferenceP } from '../statistics/share-test.ts'
import { hodgesLehmann } from '../statistics/shift.ts'

export interface Effect {
  readonly of: 'ratio' | 'difference'
  /** Subject against baseline; log scale where `of` is `ratio`. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly p: number
  readonly spreads: readonly [SideSpread, SideSpread]
  /** Volumes and stocks: how many times as much as by chance the days vary, on the side where it is more; the interval allows for it. */
  readonly dispersion?: number
  /** Times only. */
  readonly pairs: null | {
    /** Share of random pairs in which the subject's time is the shorter one, ties half. */
    readonly probabilityLower: number
    readonly shift: Interval & { readonly value: number }
  }
}

/**
 * Independent units of one side: what the gates count. Turns of one conversation are one unit; shares, opt-outs and
 * surveys count what they are shares of.
 */
interface Units {
  readonly n: number
  /** Times only: one value per unit, ascending. */
  readonly times: Float64Array
}

export function unitsOf(id: KpiId, cases: Cases): Units {
  const none = new Float64Array(0)
  if (cases.kind === 'share' || cases.kind === 'csat') return { n: cases.denominator, times: none }
  if (cases.kind !== 'duration') return { n: cases.values.length, times: none }
  const times = id === 'response-time' ? groupMedians(cases.values, cases.conversations) : ascending(cases.values)
  return { n: times.length, times }
}

/** Null where the method has nothing to work on: an empty side, a single time, a count of 0. */
export function effectOf(id: KpiId, subject: Cases, baseline: Cases, units: readonly [Units, Units]): Effect | null {
  if (subject.kind === 'duration') return timesEffect(units[0].times, units[1].times)
  if (subject.kind === 'nps') return npsEffect(subject, baseline)
  if (subject.kind === 'mean') return meanEffect(id, subject.values, baseline.values)
  if (subject.kind === 'stock') return stockEffect(subject, baseline)
  return subject.kind === 'count' ? countEffect(subject, baseline) : shareEffect(subject, baseline)
}

/** Whether n allows a verdict on both sides. */
export function hasEnough(units: readonly [Units, Units]): boolean {
  return units.every(({ n }) => n >= minimumForVerdict)
}

function timesEffect(subject: Float64Array, baseline: Float64Array): Effect | null {
  if (subject.length < 2 || baseline.length < 2) return null
  const { interval, ratio, variances } = medianRatio(subject, baseline)
  const { u, p } = mannWhitney(subject, baseline)
  return {
    of: 'ratio',
    estimate: Math.log(ratio),
    low: Math.log(interval.low),
    high: Math.log(interval.high),
    p,
    spreads: [
      { unitVariance: variances[0] * subject.length, n: subject.length },
      { unitVariance: variances[1] * baseline.length, n: baseline.length },
    ],
    pairs: {
      probabilityLower: probabilityLower(u, subject.length, baseline.length),
      shift: hodgesLehmann(subject, baseline),
    },
  }
}

function shareEffect(subject: Cases, baseline: Cases): Effect | null {
  const x1 = subject.numerator
  const n1 = subject.denominator
  const x2 = baseline.numerator
  const n2 = baseline.denominator
  const difference = newcombe(x1, n1, x2, n2)
  if (!difference) return null
  return {
    of: 'difference',
    estimate: difference.value,
    low: difference.interval.low,
    high: difference.interval.high,
    p: shareDifferenceP(x1, n1, x2, n2),
    spreads: [shareSpread(x1, n1), shareSpread(x2, n2)],
    pairs: null,
  }
}

/** With half a case added to each outcome: a share of 0 varies too. */
function shareSpread(x: number, n: number): SideSpread {
  const share = (x + 0.5) / (n + 1)
  return { unitVariance: share * (1 - share), n }
}

function npsEffect(subject: Cases, baseline: Cases): Effect | null {
  const first = { ...countNps(subject.values), n: subject.values.length }
  const second = { ...countNps(baseline.values), n: baseline.values.length }
  const difference = npsDifference(first, second)
  if (!difference) return null
  const spread = (side: typeof first): SideSpread => ({
    unitVariance: adjustedNps(side.promoters, side.detractors, side.n).standardError ** 2 * (side.n + 3),
    n: side.n,
  })
  return {
    of: 'difference',
    estimate: difference.value,
    low: difference.interval.low,
    high: difference.interval.high,
    p: difference.p,
    spreads: [spread(first), spread(second)],
    pairs: null,
  }
}

/**
 * Numbers of things are compared by their ratio, which takes out most of their skewness; points of a scale, whose zero is
 * arbitrary, and numbers of which a side has none, by their difference.
 */
function meanEffect(id: KpiId, subject: Float64Array, baseline: Float64Array): Effect | null {
  const ratio = kpiCatalogue[id].unit === 'count' ? meanRatio(subject, baseline) : null
  if (ratio) {
    return {
      of: 'ratio',
      estimate: Math.log(ratio.ratio),
      low: Math.log(ratio.interval.low),
      high: Math.log(ratio.interval.high),
      p: ratio.p,
      spreads: [
        { unitVariance: ratio.variations[0], n: subject.length },
        { unitVariance: ratio.variations[1], n: baseline.length },
      ],
      pairs: null,
    }
  }
  const variances = [varianceOf(subject), varianceOf(baseline)] as const
  const difference = welch(subject, baseline, atLeastPooled(variances, [subject.length, baseline.length]))
  if (!difference) return null
  return {
    of: 'difference',
    estimate: difference.value,
    low: difference.interval.low,
    high: difference.interval.high,
    p: difference.p,
    spreads: [
      { unitVariance: difference.variances[0], n: subject.length },
      { unitVariance: difference.variances[1], n: baseline.length },
    ],
    pairs: null,
  }
}

function countEffect(subject: Cases, baseline: Cases): Effect | null {
  const dispersions = dispersionsOf(subject, baseline)
  const { length: a } = subject.values
  const { length: b } = baseline.values
  return ratioEffect(rateRatio(a, subject.coveredDays, b, baseline.coveredDays, dispersions), [a, b], dispersions)
}

/** What is open at a moment grows with what comes in, so that the two sides are compared in days' worth of arrivals. */
function stockEffect(subject: Cases, baseline: Cases): Effect | null {
  const dispersions = dispersionsOf(subject, baseline)
  const [first, second] = [stockOf(subject), stockOf(baseline)]
  if (first === null || second === null) return null
  return ratioEffect(stockRatio(first, second, dispersions), [first.size, second.size], dispersions)
}

function stockOf({ values, arrivals, coveredDays: days, stockSpread: spread }: Cases): Stock | null {
  return spread && { size: values.length, arrivals, days, spread }
}

function ratioEffect(
  rates: ReturnType<typeof rateRatio>,
  sizes: readonly [number, number],
  dispersions: Dispersions,
): Effect | null {
  if (!rates) return null
  return {
    of: 'ratio',
    estimate: Math.log(rates.ratio),
    low: Math.log(rates.interval.low),
    high: Math.log(rates.interval.high),
    p: rates.p,
    spreads: [
      { unitVariance: rates.variances[0] * sizes[0], n: sizes[0] },
      { unitVariance: rates.variances[1] * sizes[1], n: sizes[1] },
    ],
    pairs: null,
    ...(dispersions === null ? {} : { dispersion: Math.max(dispersions[0].factor, dispersions[1].factor) }),
  }
}

function dispersionsOf(subject: Cases, baseline: Cases): Dispersions {
  const first = subject.daily && dispersionOf(subject.daily)
  const second = baseline.daily && dispersionOf(baseline.daily)
  return first && second && [first, second]
}
