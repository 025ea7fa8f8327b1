/** Durations that a product computed itself, in columns whose names carry their unit: kept apart, never compared. */
import { shortText } from '../export-format.ts'

export interface DurationColumn {
  /** As the file spells it. */
  readonly name: string
  readonly column: number
  readonly unitSeconds: number
}

/** The columns called by one of `names`, alone or with a unit behind it: `(in hrs)`, `(in mins)`; hours without one. */
export function durationColumns(header: readonly string[], names: readonly string[]): DurationColumn[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  const seen = new Set<string>()
  return header.flatMap((text, column) => {
    const name = text.trim()
    const [, stem = '', unit = ''] = /^(.*?)(?:\s*\((?:in\s+)?(hrs?|hours?|mins?|minutes?)\))?$/i.exec(name) ?? []
    if (!wanted.has(stem.toLowerCase()) || seen.has(name)) return []
    seen.add(name)
    return [{ name, column, unitSeconds: unit.toLowerCase().startsWith('m') ? 60 : 3600 }]
  })
}

/** `26:05:30`, `26:05` (hours and minutes, also above a day) or a decimal number of units; null = unreadable. */
export function durationSeconds(text: string, unitSeconds: number): number | null {
  const clock = /^(\d{1,6}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(text)
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * unitSeconds) : null
}

/** How many values were left out while reading, with one of them. */
export class Tally {
  private count = 0
  private example = ''

  add(text: string): void {
    if (this.count === 0) this.example = shortText(text)
    this.count++
  }

  /** None where there is nothing to say. */
  sentences(what: string): string[] {
    return this.count === 0 ? [] : [`${what}: ${this.count}, for example “${this.example}”`]
  }
}
