/** A log axis for durations with ticks that people say: 10 s, 1 min, 10 min, 1 h, 1 d. */
import { formatDuration } from '../../../shared/units.ts'

/** Zero has no logarithm; half a second stands for it, as in the comparison. */
export const smallestSeconds = 0.5

const coarse = [1, 10, 60, 600, 3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400]
const fine = [
  0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 345_600,
  604_800, 1_209_600,
]
const finest = [
  0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 105, 120, 150, 180, 210, 240, 300, 360, 420,
  480, 600, 720, 900, 1200, 1500, 1800, 2400, 3000, 3600, 4500, 5400, 6300, 7200, 9000, 10_800, 14_400, 18_000, 21_600,
  28_800, 36_000, 43_200, 57_600, 72_000, 86_400, 108_000, 129_600, 172_800, 216_000, 259_200, 345_600, 432_000,
  604_800,
]

export interface TimeScale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

/**
 * The axis around some seconds: a little air on both sides, and the coarsest ticks that still give three. `most`: how many
 * labels there is room for.
 */
export function timeScale(seconds: readonly number[], most = 6): TimeScale {
  const known = seconds.filter((value) => Number.isFinite(value)).map((value) => Math.max(value, smallestSeconds))
  const low = known.length === 0 ? 10 : Math.min(...known)
  const high = known.length === 0 ? 3600 : Math.max(...known)
  const air = Math.max((high / low) ** 0.08, 1.12)
  const min = Math.max(low / air, smallestSeconds * 0.9)
  const max = high * air
  for (const steps of [coarse, fine, finest]) {
    const ticks = steps.filter((step) => step >= min && step <= max)
    if (ticks.length >= 3) return { min, max, ticks: spread(ticks, Math.log(max / min) / (most * 1.25)) }
  }
  return { min, max, ticks: [min, max] }
}

/** Ticks at least `gap` apart on the log axis. */
function spread(ticks: readonly number[], gap: number): readonly number[] {
  const kept: number[] = []
  for (const tick of ticks) {
    const last = kept.at(-1)
    if (last === undefined || Math.log(tick / last) >= gap) kept.push(tick)
  }
  return kept
}

export const timeTick = (seconds: number): string => formatDuration(seconds)
