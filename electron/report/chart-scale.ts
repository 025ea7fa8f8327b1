/** Scales and human ticks of the report's charts. */
export type Scale = (value: number) => number

/** Bounds that no chart crosses: below a second nothing differs to a customer. */
const shortestSeconds = 0.5

export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const span = to - from || 1
  return (value) => start + ((value - from) / span) * (end - start)
}

export function logScale(from: number, to: number, start: number, end: number): Scale {
  const linear = linearScale(Math.log(from), Math.log(to), start, end)
  return (value) => linear(Math.log(Math.max(value, Number.MIN_VALUE)))
}

/** The domain of a log time axis: all values with air around them, and never so narrow that noise looks like a cliff. */
export function timeDomain(seconds: readonly number[]): { readonly from: number; readonly to: number } {
  const values = seconds.map((value) => Math.max(value, shortestSeconds))
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (values.length === 0) return { from: 1, to: 3600 }
  const widen = Math.max(1.15, Math.sqrt(4 / (high / low)))
  return { from: low / widen, to: high * widen }
}

export function clampTime(seconds: number): number {
  return Math.max(seconds, shortestSeconds)
}

const minute = 60
const hour = 3600
const day = 86_400
const coarseTicks = [1, 10, minute, 10 * minute, hour, 6 * hour, day, 7 * day, 30 * day, 365 * day]
const fineTicks = [
  1,
  2,
  5,
  10,
  20,
  30,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  20 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  day,
  2 * day,
  4 * day,
  7 * day,
  14 * day,
  30 * day,
  90 * day,
  365 * day,
]

/** For axes that span less than a factor of five or so. */
const finestTicks = [
  ...fineTicks,
  3,
  15,
  45,
  90,
  180,
  240,
  900,
  2700,
  5400,
  3 * hour,
  6 * hour,
  12 * hour,
  3 * day,
].sort((a, b) => a - b)

/** Between three and seven ticks that people think in. */
export function timeTicks(from: number, to: number): readonly number[] {
  const within = (ticks: readonly number[]): readonly number[] => ticks.filter((tick) => tick >= from && tick <= to)
  const coarse = within(coarseTicks)
  if (coarse.length >= 3) return coarse
  const fine = within(fineTicks)
  return fine.length >= 3 ? fine : within(finestTicks)
}

/** Ticks of a ratio axis around 1, which spans 1/bound to bound. */
export function ratioTicks(bound: number): readonly number[] {
  const steps = bound <= 2.2 ? [1.25, 1.5, 2] : bound <= 5 ? [1.5, 2, 4] : [2, 4, 8, 16, 32]
  const above = steps.filter((step) => step <= bound * 1.001)
  return [...above.map((step) => 1 / step).reverse(), 1, ...above]
}
