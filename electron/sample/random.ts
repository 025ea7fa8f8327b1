/**
 * Reproducible chance for synthetic data; not for secrets. The generator is sfc32, "Small Fast Counter", by Chris
 * Doty-Humphrey (PractRand, public domain, https://pracrand.sourceforge.net). The same seed gives the same numbers on
 * every machine: 32-bit integer arithmetic, and V8's own port of fdlibm behind Math.log, exp and cos.
 */
export interface Random {
  /** At least 0, below 1. */
  readonly unit: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
  /** The position of a weight, with a probability in proportion to it. */
  readonly weighted: (weights: readonly number[]) => number
  /** Log-normal: half of the values lie below `median`; `sigma` is the deviation of their logarithm. */
  readonly logNormal: (median: number, sigma: number) => number
  /** Lower-case hexadecimal digits. */
  readonly hex: (digits: number) => string
}

export function createRandom(seed: number): Random {
  let a = 0
  let b = seed >>> 0
  let c = Math.floor(seed / 4_294_967_296) >>> 0
  let counter = 1

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  // PractRand throws the first rounds after seeding away: a small seed has not spread over the state before.
  for (let round = 0; round < 15; round++) next()

  const unit = (): number => next() / 4_294_967_296
  const between = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1))
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[Math.floor(unit() * items.length)]
      if (item === undefined) throw new RangeError('pick from an empty list')
      return item
    },
    weighted: (weights) => {
      let rest = unit() * weights.reduce((sum, weight) => sum + weight, 0)
      const position = weights.findIndex((weight) => (rest -= weight) < 0)
      return position === -1 ? weights.length - 1 : position
    },
    // Box and Muller, 1958: a normal deviate from two uniform ones.
    logNormal: (median, sigma) =>
      median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())),
    hex: (digits) => {
      let text = ''
      while (text.length < digits) text += next().toString(16).padStart(8, '0')
      return text.slice(0, digits)
    },
  }
}
