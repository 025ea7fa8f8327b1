/**
 * Plain data as text, between the page and the Node side of the Chromium host. Electron uses the structured clone
 * algorithm; the contract of this app is a part of it (plain data), and anything else throws here.
 *
 * The two functions run in the page as well: their source text is put into the init script, so they use nothing outside
 * of themselves.
 */
export function encodePlain(value: unknown): string {
  function encode(item: unknown): unknown {
    if (item === null || typeof item === 'boolean' || typeof item === 'string') return item
    if (item === undefined) return ['undefined']
    if (typeof item === 'number') return Number.isFinite(item) && !Object.is(item, -0) ? item : ['number', String(item)]
    if (Array.isArray(item)) return ['array', item.map(encode)]
    if (typeof item === 'object') {
      const prototype: unknown = Object.getPrototypeOf(item)
      if (prototype === null || Object.getPrototypeOf(prototype) === null) {
        return ['object', Object.entries(item).map(([key, part]) => [key, encode(part)])]
      }
    }
    throw new TypeError(
      `An object could not be cloned: the Chromium host carries plain data only, not a ${typeof item}.`,
    )
  }
  return JSON.stringify(encode(value))
}

export function decodePlain(text: string): unknown {
  function decode(item: unknown): unknown {
    if (!Array.isArray(item)) return item
    const [kind, content] = item as [string, unknown]
    if (kind === 'undefined') return undefined
    if (kind === 'number') return content === '-0' ? -0 : Number(content)
    if (kind === 'array') return (content as unknown[]).map(decode)
    const copy = {}
    for (const [key, part] of content as [string, unknown][]) {
      // As the structured clone does: an own property, also for a key such as `__proto__`.
      Object.defineProperty(copy, key, { value: decode(part), enumerable: true, configurable: true, writable: true })
    }
    return copy
  }
  return decode(JSON.parse(text))
}
