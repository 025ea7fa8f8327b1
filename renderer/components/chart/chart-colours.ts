/** Canvas cannot read CSS variables: this resolves the theme's own, again whenever the colour scheme changes. */
import { useSyncExternalStore } from 'react'

export interface ChartColours {
  readonly surface: string
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly accent: string
  readonly isDark: boolean
  /** A CSS variable by name; a colour is returned as it is. */
  readonly resolve: (colour: string) => string
}

/** What a theme without our variables falls back to, so that a chart is never drawn in nothing. */
const fallback = '#5b646e'

function readColours(style: CSSStyleDeclaration, isDark: boolean): ChartColours {
  const resolve = (colour: string): string => {
    if (!colour.startsWith('--')) return colour
    const text = style.getPropertyValue(colour).trim()
    const inner = /^var\((--[\w-]+)\)$/.exec(text)?.[1]
    if (inner !== undefined) return resolve(inner)
    return text === '' ? fallback : text
  }
  return {
    surface: resolve('--mantine-color-body'),
    text: resolve('--mantine-color-text'),
    quiet: resolve('--mantine-color-dimmed'),
    line: resolve('--pl-line'),
    accent: resolve('--mantine-color-anchor'),
    isDark,
    resolve,
  }
}

let cached: { readonly key: string; readonly colours: ChartColours } | null = null

/** The same object as long as the theme is the same. */
function currentColours(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const scheme = document.documentElement.dataset['mantineColorScheme'] ?? 'light'
  const key = `${scheme} ${style.getPropertyValue('--mantine-color-text')}`
  if (cached?.key !== key) cached = { key, colours: readColours(style, scheme === 'dark') }
  return cached.colours
}

function onSchemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
  return () => observer.disconnect()
}

export function useChartColours(): ChartColours {
  return useSyncExternalStore(onSchemeChange, currentColours)
}

/** `#rrggbb` with an opacity between 0 and 1. */
export function withOpacity(colour: string, opacity: number): string {
  const byte = Math.round(opacity * 255)
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}${byte.toString(16).padStart(2, '0')}` : colour
}

/** The byte of a `#rrggbb` at 1 (red), 3 (green) or 5 (blue). */
const byteOf = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16)

/** A point on the way from one `#rrggbb` to another; `share` between 0 and 1. */
export function mixColours(from: string, to: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => Math.round(byteOf(from, at) * (1 - share) + byteOf(to, at) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance of a `#rrggbb` as WCAG defines it. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = byteOf(colour, at) / 255
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
