/** Where the records of a product's JSON document stand: the document itself, an array, or a list inside an answer. */
import type { ExportSample } from '../export-format.ts'
import { fieldValue } from './json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'

/**
 * Decided by the first value of the file. Where that is an answer with lists, all lists count: the next one may have
 * others, and the beginning of the file may not show any.
 *
 * @param keys the lists that the product's answers have, such as `conversations`; `messages.results` goes one deeper
 * @param isRecord whether an object without an id is a record itself, though it may have lists of its own
 */
export function findRecordPaths(
  { json, shape }: ExportSample,
  keys: readonly string[],
  isRecord: (object: JsonObject) => boolean,
): readonly string[] {
  if (json === null || shape === 'lines') return ['']
  const [root] = json.roots
  const isArray = Array.isArray(root)
  const first: unknown = isArray ? (root as readonly unknown[])[0] : root
  const prefix = isArray ? '*' : ''
  // What has an id is a record, even a damaged one: answers have none.
  if (!isJsonObject(first) || hasFields(first, 'id') || isRecord(first)) return [prefix]
  if (isArray && !keys.some((key) => Array.isArray(valueAt(first, key)))) return [prefix]
  return keys.map((key) => (isArray ? `*.${key}.*` : `${key}.*`))
}

function valueAt(object: JsonObject, path: string): unknown {
  let value: unknown = object
  for (const step of path.split('.')) value = isJsonObject(value) ? fieldValue(value, step) : undefined
  return value
}
