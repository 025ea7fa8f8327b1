/**
 * What simulations share: a generator with a fixed seed, so that nothing is random from run to run, the distributions that
 * they draw from, and cases of one side of a comparison.
 */
import type { Cases } from '../../electron/kpi/cases.ts'
import { normalQuantile } from '../../electron/kpi/statistics/normal.ts'

export const runs = Number(process.argv[2] ?? 2000)

// Lehmer's generator, multiplier 48271 (Park and Miller 1988).
let state = 20_261_124
export function uniform(): number {
  state = (state * 48_271) % 2_147_483_647
  return state / 2_147_483_647
}

export function normal(): number {
  return normalQuantile(uniform())
}

export function numbers(count: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: count }, draw)
}

/** By multiplying uniforms (Knuth), in parts where the mean is large. */
export function poisson(mean: number): number {
  if (mean > 30) return poisson(mean / 2) + poisson(mean / 2)
  const end = Math.exp(-mean)
  let count = -1
  for (let product = 1; product > end; count++) product *= uniform()
  return count
}

/** Of whole shape: a sum of exponentials, with mean 1. */
function gammaOfMeanOne(shape: number): number {
  let sum = 0
  for (let part = 0; part < shape; part++) sum -= Math.log(uniform())
  return sum / shape
}

/** Negative binomial: a Poisson whose mean varies, with variance mean + mean²/shape. */
export function overdispersed(mean: number, shape: number): number {
  return poisson(mean * gammaOfMeanOne(shape))
}

export const lognormal = (): number => 120 * Math.exp(1.3 * normal())

/** Night and day: 70 % around 2 minutes, 30 % around 8 hours. */
export const bimodal = (): number => (uniform() < 0.7 ? 120 : 28_800) * Math.exp(normal())

/** Share of the runs in which something holds, in per cent. */
export function percent(holds: () => boolean, repeat: number = runs): number {
  let count = 0
  for (let run = 0; run < repeat; run += 1) if (holds()) count += 1
  return (100 * count) / repeat
}

export function report(label: string, value: number): void {
  process.stdout.write(`${label.padEnd(96, ' .')} ${value.toFixed(1).padStart(5)} %\n`)
}

export function covers(interval: { readonly low: number; readonly high: number } | null, truth: number): boolean {
  return interval !== null && interval.low <= truth && truth <= interval.high
}

export function casesOf(kind: Cases['kind'], values: Float64Array, more: Partial<Cases> = {}): Cases {
  return {
    kind,
    values,
    conversations: Int32Array.from(values, (_, i) => i),
    agents: new Int32Array(values.length).fill(-1),
    strata: new Int32Array(values.length).fill(-1),
    stratumNames: [],
    waiting: new Float64Array(0),
    unanswered: new Int32Array(0),
    excluded: {},
    numerator: values.reduce((sum, value) => sum + value, 0),
    denominator: values.length,
    arrivals: 0,
    stockSpread: null,
    coveredDays: 30,
    askedDays: null,
    daily: null,
    responseRate: null,
    inferred: false,
    inferredGaps: [],
    scales: [],
    ...more,
  }
}

/**
 * Replies of conversations, about five in each, alike within one: `alike` is the correlation of the logarithms of two replies
 * of one conversation (ICC).
 */
export function repliesAlike(conversationCount: number, alike: number, median = 120): Cases {
  const values: number[] = []
  const conversations: number[] = []
  for (let conversation = 0; conversation < conversationCount; conversation += 1) {
    const own = Math.sqrt(alike) * normal()
    const replies = 1 + Math.floor(9 * uniform())
    for (let reply = 0; reply < replies; reply += 1) {
      values.push(median * Math.exp(1.3 * (own + Math.sqrt(1 - alike) * normal())))
      conversations.push(conversation)
    }
  }
  return casesOf('duration', Float64Array.from(values), { conversations: Int32Array.from(conversations) })
}
