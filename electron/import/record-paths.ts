/** Where the records of a product's JSON document stand: the document itself, an array, or a list inside an answer. */
import type { JsonHead } from './json-head.ts'
import { isJsonObject } from './json-rows.ts'
import type { JsonObject } from './json-rows.ts'

/**
 * @param keys the lists that the product's answers have, such as `conversations`; `messages.results` goes one deeper
 * @param isRecord whether an object is a record itself, though it may have lists of its own
 */
export function findRecordPaths(
  head: JsonHead,
  keys: readonly string[],
  isRecord: (object: JsonObject) => boolean,
): readonly string[] {
  const [root] = head.roots
  const isArray = Array.isArray(root)
  const first: unknown = isArray ? (root as readonly unknown[])[0] : root
  const prefix = isArray ? '*' : ''
  if (!isJsonObject(first) || isRecord(first)) return [prefix]
  const lists = keys.filter((key) => Array.isArray(valueAt(first, key)))
  if (lists.length === 0 && isArray) return [prefix]
  // A list that the beginning of the file does not show is looked for under all its names.
  return (lists.length === 0 ? keys : lists).map((key) => (isArray ? `*.${key}.*` : `${key}.*`))
}

function valueAt(object: JsonObject, path: string): unknown {
  let value: unknown = object
  for (const step of path.split('.'))
    value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return value
}
