/**
 * The envelopes that connectors put around the objects of an API: `{"stream":…,"data":{…}}`, the same inside
 * `{"type":"RECORD","record":{…}}` (Airbyte), `{"type":"RECORD","stream":…,"record":{…}}` (Singer).
 */
import { fieldText, fieldValue } from './json-fields.ts'
import { hasFields } from '../file/json-head.ts'
import { isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'

export interface Enveloped {
  readonly object: JsonObject
  /** Of what the object is one, such as `tickets`; null = it has no envelope. */
  readonly stream: string | null
}

/** What is inside; the object itself where it has no envelope. */
export function openEnvelope(object: JsonObject): Enveloped {
  const record = fieldValue(object, 'record')
  const inner = isJsonObject(record) ? record : object
  const data = fieldValue(inner, 'data')
  if (hasFields(inner, 'stream') && isJsonObject(data)) return { object: data, stream: fieldText(inner, 'stream') }
  const isSinger = hasFields(object, 'stream') && isJsonObject(record)
  return isSinger ? { object: record, stream: fieldText(object, 'stream') } : { object, stream: null }
}
