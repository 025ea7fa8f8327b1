/** Small pieces of SVG that the charts share. Colours come from the style sheet through classes. */
import { channelLooks } from '../../shared/channel-look.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportModel, Side } from './report-model.ts'

export interface SideLook {
  readonly side: Side
  readonly name: string
  readonly dash: string
  readonly point: 'circle' | 'square' | 'triangle' | 'diamond'
}

/** Dash and point of a side; its colour is the class `SIDE` of the style sheet. */
export function sideLook(model: ReportModel, side: Side): SideLook {
  const { look, name } = model[side]
  if (look !== null) return { side, name, dash: channelLooks[look].dash.join(' '), point: channelLooks[look].point }
  return side === 'subject' ? { side, name, dash: '', point: 'circle' } : { side, name, dash: '7 4', point: 'square' }
}

/** Coordinates with one decimal: small files, and equal bytes on every machine. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function pointMark(look: SideLook, x: number, y: number, size: number, isHollow = false): Markup {
  const kind = `mark ${look.side}${isHollow ? ' hollow' : ''}`
  if (look.point === 'circle') return html`<circle class="${kind}" cx="${at(x)}" cy="${at(y)}" r="${at(size)}" />`
  return html`<path class="${kind}" d="${outlines[look.point](x, y, size)}" />`
}

const outlines = {
  square: (x: number, y: number, size: number) =>
    `M${at(x - size * 0.9)} ${at(y - size * 0.9)}h${at(size * 1.8)}v${at(size * 1.8)}h${at(-size * 1.8)}z`,
  triangle: (x: number, y: number, size: number) =>
    `M${at(x)} ${at(y - size * 1.15)}L${at(x + size * 1.1)} ${at(y + size * 0.85)}L${at(x - size * 1.1)} ${at(y + size * 0.85)}z`,
  diamond: (x: number, y: number, size: number) =>
    `M${at(x)} ${at(y - size * 1.25)}L${at(x + size * 1.25)} ${at(y)}L${at(x)} ${at(y + size * 1.25)}L${at(x - size * 1.25)} ${at(y)}z`,
}

export function label(text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end', kind = 'tick'): Markup {
  return html`<text class="${kind}" x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${text}</text>`
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: string): Markup {
  return html`<line class="${kind}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" />`
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** SVG text does not wrap; the whole name stands in the table beside each chart. */
export function shorten(text: string, longest: number): string {
  const parts = Array.from(characters.segment(text), (part) => part.segment)
  if (parts.length <= longest) return text
  return `${parts
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`
}

/** The line and point of a side as they look in the charts, for tables and figures. */
export function keyMark(look: SideLook): Markup {
  return html`<svg class="key" width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
    <line class="series ${look.side}" x1="0" y1="6" x2="26" y2="6" stroke-dasharray="${look.dash}" />
    ${pointMark(look, 13, 6, 3.6)}
  </svg>`
}

export function svgFrame(id: string, width: number, height: number, title: string, content: readonly Markup[]): Markup {
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title">
    <title id="${id}-title">${title}</title>
    ${content.map((part) => html`${part} `)}
  </svg>`
}
