/** The parts of a browser that jsdom lacks and our screens need: media queries, sizes, a drawing context. */
import { configure } from '@testing-library/react'

/** Accepts every drawing and measures text by its length; nothing is painted. */
function drawingContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const known: Record<string, unknown> = {
    canvas,
    measureText: (text: string) => ({ width: text.length * 6 }),
    getImageData: () => ({ data: new Uint8ClampedArray(4) }),
    createLinearGradient: () => ({ addColorStop: () => undefined }),
  }
  // The boundary to chart.js: it asks for far more than the tests look at.
  return new Proxy(known, {
    get: (target, key) => (typeof key === 'string' && key in target ? target[key] : () => undefined),
    set: (target, key, value) => {
      if (typeof key === 'string') target[key] = value
      return true
    },
  }) as unknown as CanvasRenderingContext2D
}

class StillResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** Motion is reduced, so that charts are drawn at once. */
const media = (query: string) => ({
  matches: query.includes('reduced-motion'),
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
})

/** Call once per test file, before anything is rendered. */
export function addBrowserParts(): void {
  // Only ever waited for in full by a test that fails; a busy machine may need more than the usual second.
  configure({ asyncUtilTimeout: 10_000 })
  Object.defineProperty(window, 'matchMedia', { writable: true, value: media })
  Object.defineProperty(window, 'ResizeObserver', { writable: true, value: StillResizeObserver })
  const contexts = new WeakMap<HTMLCanvasElement, CanvasRenderingContext2D>()
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value(this: HTMLCanvasElement) {
      const context = contexts.get(this) ?? drawingContext(this)
      contexts.set(this, context)
      return context
    },
  })
  // Every element is as large as a small window: jsdom lays nothing out.
  for (const side of ['offset', 'client']) {
    Object.defineProperty(HTMLElement.prototype, `${side}Height`, { configurable: true, value: 600 })
    Object.defineProperty(HTMLElement.prototype, `${side}Width`, { configurable: true, value: 1000 })
  }
  HTMLElement.prototype.scrollIntoView = () => undefined
}
