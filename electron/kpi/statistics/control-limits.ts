/** Limits of ordinary variation of a series of single values. */
import type { KpiUnit } from '../../../shared/kpi.ts'
import { leastLogSeconds } from './median-ratio.ts'

export interface ControlLimits {
  readonly centre: number
  readonly low: number
  readonly high: number
}

/**
 * Wheeler's XmR chart (Understanding Variation, 1993): mean ± 2.66 × mean moving range (2.66 = 3/1.128). Values in time
 * order; null below 2. Values outside are signals.
 */
export function xmrLimits(values: readonly number[]): ControlLimits | null {
  if (values.length < 2) return null
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length
  let ranges = 0
  for (let i = 1; i < values.length; i += 1) ranges += Math.abs((values[i] ?? 0) - (values[i - 1] ?? 0))
  const half = (2.66 * ranges) / (values.length - 1)
  return { centre, low: centre - half, high: centre + half }
}

/** The same on the logarithms of positive values, which keeps the limits of skewed times above zero. */
export function xmrLogLimits(values: readonly number[]): ControlLimits | null {
  const limits = xmrLimits(values.map(Math.log))
  return limits && { centre: Math.exp(limits.centre), low: Math.exp(limits.low), high: Math.exp(limits.high) }
}

/** On logs for times (zero counts as half a second), plain for shares, counts and points. */
export function xmrLimitsOf(values: readonly number[], unit: KpiUnit): ControlLimits | null {
  return unit === 'seconds' ? xmrLogLimits(values.map((value) => Math.max(value, leastLogSeconds))) : xmrLimits(values)
}

/** Whether a value is ordinary. On the limit is within it, also where the arithmetic has moved either by its last digits. */
export function isWithinLimits(
  value: number,
  { low, high }: Pick<ControlLimits, 'low' | 'high'>,
  unit: KpiUnit,
): boolean {
  const compared = unit === 'seconds' ? Math.max(value, leastLogSeconds) : value
  const rounding = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high))
  return compared >= low - rounding && compared <= high + rounding
}
