/**
 * The stand-in has only what the app uses. Anything else fails by name instead of being silently undefined. Its source text
 * also goes into the page.
 */
export function refuseUnknown<Part extends object>(name: string, part: Part): Part {
  return new Proxy(part, {
    get(target, key) {
      // Symbols and `then` are asked for by JavaScript itself, when a value is printed or awaited.
      if (key in target || typeof key === 'symbol' || key === 'then') {
        const value: unknown = Reflect.get(target, key)
        // Private fields live on the object itself, not on this wrapper around it.
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      }
      throw new Error(`The Chromium host has no ${name}.${key}.`)
    },
  })
}
