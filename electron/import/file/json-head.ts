/** The beginning of a JSON file as values, as far as it goes: enough to recognise it. */
import { openJsonCutter } from './json-cutter.ts'
import { isJsonObject } from './json-rows.ts'
import type { JsonObject } from './json-rows.ts'

export interface JsonHead {
  /** One value per line rather than one document. */
  readonly isLines: boolean
  /** The outermost values, the last one possibly cut off in the middle. */
  readonly roots: readonly unknown[]
}

const maxRoots = 2000

/** @param text the beginning of the file, possibly ending inside a value */
export function readJsonHead(text: string): JsonHead {
  const trimmed = text.trimStart()
  const lineEnd = trimmed.indexOf('\n')
  const isAlone = lineEnd === -1 || trimmed.slice(lineEnd).trim() === ''
  if (!isAlone && isWholeObject(trimmed.slice(0, lineEnd))) {
    const lines = trimmed.split('\n', maxRoots).map(parseOrNull)
    return { isLines: true, roots: lines.filter((value) => value !== null) }
  }
  const roots: unknown[] = []
  const cutter = openJsonCutter([''], (_path, value) => {
    if (roots.length < maxRoots) roots.push(value)
  })
  try {
    cutter.write(trimmed)
  } catch {
    // Broken somewhere: what came before is what is known. Reading the rows will name the place.
  }
  const last = cutter.partial()
  if (last !== undefined && roots.at(-1) !== last) roots.push(last)
  return { isLines: false, roots }
}

function isWholeObject(line: string): boolean {
  return isJsonObject(parseOrNull(line))
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The objects at a place of the head (`tickets.*`), also those that are cut off; see `JsonPath`. */
export function objectsAt(head: JsonHead, path: string): readonly JsonObject[] {
  let values: readonly unknown[] = head.roots
  for (const step of path === '' ? [] : path.split('.')) {
    values = values.flatMap((value) => {
      if (step === '*') return Array.isArray(value) ? (value as readonly unknown[]) : []
      return isJsonObject(value) && Object.hasOwn(value, step) ? [value[step]] : []
    })
  }
  return values.filter(isJsonObject)
}

/** Whether an object has all these fields of its own. */
export function hasFields(object: JsonObject | undefined, ...names: readonly string[]): boolean {
  return object !== undefined && names.every((name) => Object.hasOwn(object, name))
}
