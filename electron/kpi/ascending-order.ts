/** Sorting half a million cases by a whole number without asking a comparison function ten million times. */

const digitBits = 16
const digits = 1 << digitBits

/**
 * The positions of the keys in ascending order, equal keys in their own order, NaN last. Keys are whole numbers from 0 to
 * 2⁵³. Least significant digit radix sort: one pass per 16 bits of the largest key.
 */
export function ascendingOrder(keys: Float64Array): Uint32Array {
  let largest = 0
  for (const key of keys) if (key > largest) largest = key
  // NaN becomes a key above all others.
  const above = largest + 1
  let order = Uint32Array.from({ length: keys.length }, (_, position) => position)
  let spare = new Uint32Array(keys.length)
  for (let divisor = 1; divisor <= above; divisor *= digits) {
    const starts = new Uint32Array(digits + 1)
    const digitOf = new Uint16Array(keys.length)
    for (let position = 0; position < keys.length; position++) {
      const key = keys[position] ?? 0
      const digit = Math.floor((Number.isNaN(key) ? above : key) / divisor) % digits
      digitOf[position] = digit
      starts[digit + 1] = (starts[digit + 1] ?? 0) + 1
    }
    for (let digit = 0; digit < digits; digit++) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0)
    for (const position of order) {
      const digit = digitOf[position] ?? 0
      const place = starts[digit] ?? 0
      spare[place] = position
      starts[digit] = place + 1
    }
    ;[order, spare] = [spare, order]
  }
  return order
}
