/** Published trend tests for series with a memory that were weighed and not taken: what they are compared with. */
import { mannKendall } from '../../electron/kpi/statistics/mann-kendall.ts'
import { averageRanks } from '../../electron/kpi/statistics/ranks.ts'
import { theilSen } from '../../electron/kpi/statistics/theil-sen.ts'

type Test = (values: readonly number[]) => number

export const trendTestsNotTaken: readonly (readonly [name: string, test: Test])[] = [
  ['Mann–Kendall alone', (values) => mannKendall(values).p],
  ['Hamed and Rao 1998', (values) => withFactor(values, hamedRaoFactor(values))],
  ['Yue and Wang 2004, lag 1', (values) => withFactor(values, yueWangFactor(values))],
  ['trend-free pre-whitening (Yue et al. 2002)', (values) => mannKendall(trendFreePreWhitened(values)).p],
]

function withFactor(values: readonly number[], factor: number): number {
  return mannKendall(values, { correlation: 0, factor: Math.max(1, factor), degrees: null }).p
}

/**
 * n/n* = 1 + 2/(n(n−1)(n−2)) Σ (n−i)(n−i−1)(n−i−2) ρ(i), over the lags whose autocorrelation of the ranks of the detrended
 * series is significant; 1 where that of lag 1 is not.
 */
function hamedRaoFactor(values: readonly number[]): number {
  const n = values.length
  const correlations = autocorrelations(averageRanks(detrended(values).rest))
  const threshold = 1.96 / Math.sqrt(n)
  if (Math.abs(correlations[0] ?? 0) <= threshold) return 1
  const sum = correlations.reduce((all, correlation, index) => {
    const lag = index + 1
    return Math.abs(correlation) > threshold ? all + (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation : all
  }, 0)
  return 1 + (2 * sum) / (n * (n - 1) * (n - 2))
}

function yueWangFactor(values: readonly number[]): number {
  const n = values.length
  const correlation = autocorrelations(detrended(values).rest)[0] ?? 0
  let factor = 1
  for (let lag = 1; lag < n; lag += 1) factor += 2 * (1 - lag / n) * correlation ** lag
  return factor
}

function trendFreePreWhitened(values: readonly number[]): number[] {
  const { rest, slope } = detrended(values)
  const correlation = autocorrelations(rest)[0] ?? 0
  return rest.slice(1).map((value, i) => value - correlation * (rest[i] ?? 0) + slope * (i + 1))
}

function detrended(values: readonly number[]): { readonly rest: number[]; readonly slope: number } {
  const slope =
    theilSen(
      values.map((_, i) => i),
      values,
    )?.slope ?? 0
  return { rest: values.map((value, i) => value - slope * i), slope }
}

/** Of lag 1 … n − 1. */
function autocorrelations(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const centred = values.map((value) => value - mean)
  const total = centred.reduce((sum, value) => sum + value * value, 0)
  return values
    .slice(1)
    .map((_, lag) => centred.slice(lag + 1).reduce((sum, value, i) => sum + value * (centred[i] ?? 0), 0) / total)
}
