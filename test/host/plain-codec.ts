/**
 * Plain data as a tree that JSON carries without loss, between the page and the Node side of the Chromium host. Electron
 * uses the structured clone algorithm; the contract of this app is a part of it (plain data), and anything else throws.
 *
 * Both functions also run in the page: their source text is put into the init script, so they use nothing outside of
 * themselves.
 */
export function encodePlain(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (value === undefined) return ['undefined']
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', String(value)]
  if (Array.isArray(value)) return ['array', value.map(encodePlain)]
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === null || Object.getPrototypeOf(prototype) === null) {
      return ['object', Object.entries(value).map(([key, part]) => [key, encodePlain(part)])]
    }
  }
  throw new TypeError(
    `An object could not be cloned: the Chromium host carries plain data only, not a ${typeof value}.`,
  )
}

export function decodePlain(tree: unknown): unknown {
  if (!Array.isArray(tree)) return tree
  const [kind, content] = tree as [string, unknown] // as written above
  if (kind === 'undefined') return undefined
  if (kind === 'number') return content === '-0' ? -0 : Number(content)
  if (kind === 'array') return (content as unknown[]).map(decodePlain)
  const copy = {}
  for (const [key, part] of content as [string, unknown][]) {
    // As the structured clone does: an own property, also for a key such as `__proto__`.
    Object.defineProperty(copy, key, { value: decodePlain(part), enumerable: true, configurable: true, writable: true })
  }
  return copy
}
