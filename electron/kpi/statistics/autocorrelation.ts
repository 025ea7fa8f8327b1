/** Series that remember their past: consecutive weeks are alike, and a trend test that ignores it cries wolf. */
import { z95 } from './normal.ts'
import { theilSen } from './theil-sen.ts'

/**
 * The factor n/n* by which Mann–Kendall's variance grows (Hamed and Rao 1998): 1 + 2/(n(n−1)(n−2)) Σ (n−i)(n−i−1)(n−i−2)
 * ρ(i), over the lags i whose autocorrelation ρ(i) of the ranks of the detrended (Theil–Sen) series is significant,
 * |ρ| > z/√n. 1 where the lag-1 autocorrelation is not significant. Never below 1: a negative autocorrelation would
 * narrow the test, and in series as short as ours it is mostly noise.
 */
export function hamedRaoFactor(x: readonly number[], y: readonly number[]): number {
  const n = y.length
  const slope = theilSen(x, y)?.slope
  if (slope === undefined || n < 4) return 1
  const ranks = averageRanks(y.map((value, i) => value - slope * (x[i] ?? 0)))
  const threshold = z95 / Math.sqrt(n)
  const correlations = autocorrelations(ranks)
  if (Math.abs(correlations[0] ?? 0) <= threshold) return 1
  let sum = 0
  correlations.forEach((correlation, index) => {
    const lag = index + 1
    if (Math.abs(correlation) > threshold) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation
  })
  return Math.max(1, 1 + (2 * sum) / (n * (n - 1) * (n - 2)))
}

/** Autocorrelations of lag 1 … n − 1: Σ (xₜ − x̄)(xₜ₊ᵢ − x̄) / Σ (xₜ − x̄)²; all 0 for a constant series. */
export function autocorrelations(values: readonly number[]): number[] {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const centred = values.map((value) => value - mean)
  const total = centred.reduce((sum, value) => sum + value * value, 0)
  return Array.from({ length: Math.max(0, n - 1) }, (_, index) => {
    if (total === 0) return 0
    let sum = 0
    for (let t = 0; t + index + 1 < n; t += 1) sum += (centred[t] ?? 0) * (centred[t + index + 1] ?? 0)
    return sum / total
  })
}

/** Ranks from 1, equal values sharing the mean of theirs. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const ranks = values.slice()
  for (let i = 0; i < order.length;) {
    let end = i
    while (end < order.length && order[end]?.value === order[i]?.value) end += 1
    for (const { index } of order.slice(i, end)) ranks[index] = (i + end + 1) / 2
    i = end
  }
  return ranks
}
