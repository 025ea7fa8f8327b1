/** Counts over covered days, and what stands at a moment. */
import type { Interval } from '../../../shared/kpi.ts'
import type { Dispersion } from './dispersion.ts'
import { sharedExcess } from './dispersion.ts'
import { confidenceLevel, twoSidedP, z95 } from './normal.ts'
import { tQuantile95, twoSidedTailOfT } from './student-t.ts'

interface RateRatio {
  readonly ratio: number
  readonly interval: Interval
  readonly p: number
  /** Of the logarithms of both rates. */
  readonly variances: readonly [number, number]
}

/** How both sides vary beyond chance; null = it is not known, and chance alone is taken. */
export type Dispersions = readonly [Dispersion, Dispersion] | null

/**
 * (a / daysA) / (b / daysB) with exp(ln R ± z √(1/a + 1/b)), both counts taken as Poisson (Rothman and Greenland, Modern
 * Epidemiology, ch. 14). Where days vary more than that, each side's variance grows by the excess of its days, and since
 * that is estimated, Student's t with Satterthwaite's degrees of freedom takes the place of z (quasi-likelihood: McCullagh
 * and Nelder 1989, 6.2.3). Null unless all four are positive.
 */
export function rateRatio(
  a: number,
  daysA: number,
  b: number,
  daysB: number,
  dispersions: Dispersions = null,
): RateRatio | null {
  if (!(a > 0 && b > 0 && daysA > 0 && daysB > 0)) return null
  const [first, second] = dispersions === null ? [0, 0] : sharedExcess(...dispersions)
  const variances = [1 / a + first / daysA, 1 / b + second / daysB] as const
  return intervalOfLogs(Math.log(a / daysA) - Math.log(b / daysB), variances, dispersions)
}

/** What moves ln(stock/arrivals): its variance by chance, and how much an excess of the days adds to it. */
export interface StockSpread {
  readonly byChance: number
  readonly byDays: number
}

/**
 * With o of the S members of the stock and a of the A arrivals from each day, a day that is wilder by ε moves ln(S/A) by
 * ε (o/S − a/A): an excess e of the days adds e Σ (o/S − a/A)². The counts hold chance themselves, which is taken off. By
 * chance alone the variance is 1/S + 1/A − 2 B/(S A), where B arrived in the period and are still there.
 */
export function stockSpread(stock: Int32Array, arrivals: Int32Array, both: number): StockSpread | null {
  const size = stock.reduce((sum, count) => sum + count, 0)
  const all = arrivals.reduce((sum, count) => sum + count, 0)
  if (size === 0 || all === 0) return null
  const byChance = 1 / size + 1 / all - (2 * both) / (size * all)
  let squares = 0
  for (let day = 0; day < stock.length; day++) squares += ((stock[day] ?? 0) / size - (arrivals[day] ?? 0) / all) ** 2
  return { byChance, byDays: Math.max(0, squares - byChance) }
}

export interface Stock {
  readonly size: number
  readonly arrivals: number
  readonly days: number
  readonly spread: StockSpread
}

/**
 * (stock / arrivals per day) of one side over that of the other: the mean time in the stock (Little, "A proof for the
 * queuing formula L = λW", Operations Research 9, 1961).
 */
export function stockRatio(first: Stock, second: Stock, dispersions: Dispersions = null): RateRatio | null {
  if (![first, second].every(({ size, arrivals, days }) => size > 0 && arrivals > 0 && days > 0)) return null
  const [one, other] = dispersions === null ? [0, 0] : sharedExcess(...dispersions)
  const variances = [
    first.spread.byChance + one * first.spread.byDays,
    second.spread.byChance + other * second.spread.byDays,
  ] as const
  const perArrival = ({ size, arrivals, days }: Stock): number => Math.log((size * days) / arrivals)
  return intervalOfLogs(perArrival(first) - perArrival(second), variances, dispersions)
}

function intervalOfLogs(logRatio: number, variances: readonly [number, number], dispersions: Dispersions): RateRatio {
  const [first, second] = variances
  const standardError = Math.sqrt(first + second)
  const z = logRatio / standardError
  const isByChance = dispersions === null || dispersions.every(({ excess }) => excess === 0)
  const degrees = isByChance
    ? Infinity
    : (first + second) ** 2 / (first ** 2 / dispersions[0].degrees + second ** 2 / dispersions[1].degrees)
  const half = (isByChance ? z95 : tQuantile95(degrees)) * standardError
  return {
    ratio: Math.exp(logRatio),
    interval: { low: Math.exp(logRatio - half), high: Math.exp(logRatio + half), level: confidenceLevel },
    p: isByChance ? twoSidedP(z) : twoSidedTailOfT(z, degrees),
    variances,
  }
}
