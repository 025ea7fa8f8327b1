/** A log axis for durations with ticks that people say: 10 s, 1 min, 10 min, 1 h, 1 d. */
import { formatDuration } from '../../../shared/units.ts'

/** Zero has no logarithm; half a second stands for it, as in the comparison. */
export const smallestSeconds = 0.5

const coarse = [1, 10, 60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400]
const fine = [
  ...[0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200],
  ...[4, 8, 12, 24, 48, 96, 168, 336].map((hours) => hours * 3600),
]
const finest = [
  ...[0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 105, 120, 150, 180, 210, 240],
  ...[5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 90, 105, 120, 150, 180, 240].map((minutes) => minutes * 60),
  ...[5, 6, 8, 10, 12, 16, 20, 24, 30, 36, 48, 60, 72, 96, 120, 168].map((hours) => hours * 3600),
]

export interface TimeScale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

/** The axis around some seconds: a little air on both sides, and the coarsest ticks that still give three. */
export function timeScale(seconds: readonly number[]): TimeScale {
  const known = seconds.filter((value) => Number.isFinite(value)).map((value) => Math.max(value, smallestSeconds))
  const low = known.length === 0 ? 10 : Math.min(...known)
  const high = known.length === 0 ? 3600 : Math.max(...known)
  const air = Math.max((high / low) ** 0.08, 1.12)
  const min = Math.max(low / air, smallestSeconds * 0.9)
  const max = high * air
  for (const steps of [coarse, fine, finest]) {
    const ticks = steps.filter((step) => step >= min && step <= max)
    if (ticks.length >= 3) return { min, max, ticks: thin(ticks, 7) }
  }
  return { min, max, ticks: [min, Math.sqrt(min * max), max] }
}

function thin(ticks: readonly number[], most: number): readonly number[] {
  const step = Math.ceil(ticks.length / most)
  return ticks.filter((_tick, index) => index % step === 0)
}

export const timeTick = (seconds: number): string => formatDuration(seconds)
