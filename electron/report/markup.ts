/**
 * Markup that cannot carry foreign markup: text enters only through `html`, which escapes every value that is not itself
 * made by `html`. Attribute values must stand in double quotes in the templates.
 */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Markup | string | number | null | readonly Part[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Escapes for element content and for quoted attributes. Control characters and lone surrogates, which HTML forbids,
 * become U+FFFD; bidirectional controls too, since they could turn the numbers beside a name around.
 */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}/gu, '\ufffd')
    .replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? character)
}

function write(part: Part): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return String(part)
  return part.map(write).join('')
}

/** Tagged template; null leaves nothing behind, lists are written one after the other. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + write(parts[index] ?? null)).join(''))
}

/** For constants of the source code only, such as the style sheet. */
export function constantMarkup(text: string): Markup {
  return new Markup(text)
}

/** Keeps a value and its unit on one line: `1 min 34 s` must not break. */
export function keepUnits(text: string): string {
  return text
    .replaceAll(/\bn = (?=\d)/g, 'n\u00a0=\u00a0')
    .replaceAll(/(?<=\d) (?=(?:s|min|h|d|points?|%)(?![\p{L}\d]))/gu, '\u00a0')
    .replaceAll(/(?<=\d\u00a0(?:min|h|d)) (?=\d+\u00a0(?:s|min|h)(?![\p{L}\d]))/gu, '\u00a0')
}
