/** What may come in over IPC at all, before any schema looks at it. */

/** The largest honest argument is a list of a few thousand names or holidays. */
export const argumentLimits = { characters: 1_000_000, values: 50_000, depth: 16 } as const

/**
 * Why a value cannot be an argument, as the end of a sentence, or null if it can: plain data only (as it arrives from a
 * structured clone), of limited size, without the one key that JavaScript objects cannot hold safely.
 */
export function findArgumentProblem(value: unknown): string | null {
  const stack: { readonly item: unknown; readonly depth: number }[] = [{ item: value, depth: 0 }]
  let characters = 0
  let values = 0
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { item, depth } = next
    values += 1
    if (values > argumentLimits.values || depth > argumentLimits.depth) return 'is too large'
    if (typeof item === 'string') characters += item.length
    else if (Array.isArray(item)) {
      if (item.length > argumentLimits.values) return 'is too large'
      for (const element of item as readonly unknown[]) stack.push({ item: element, depth: depth + 1 })
    } else if (isPlainObject(item)) {
      const keys = Object.keys(item)
      if (keys.length > argumentLimits.values) return 'is too large'
      for (const key of keys) {
        if (key === '__proto__') return 'has a key named __proto__'
        characters += key.length
        stack.push({ item: item[key], depth: depth + 1 })
      }
    } else if (!isPlainValue(item)) return 'is not plain data'
    if (characters > argumentLimits.characters) return 'is too large'
  }
  return null
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isPlainValue(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'boolean' || Number.isFinite(value)
}
