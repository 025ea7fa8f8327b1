/** What the records of products' own JSON formats have in common. */
import type { EpochMs } from '../../shared/model.ts'
import { reject } from './export-format.ts'
import type { MappedRow, Rejection } from './export-format.ts'
import { fieldText } from './json-fields.ts'
import { isJsonObject } from './json-rows.ts'
import type { JsonObject } from './json-rows.ts'
import type { MessageRecord } from './record.ts'
import { timeProblem, timeProblemText } from './table-plan.ts'
import type { TimeReader } from './time-reader.ts'
import { timeMissing } from './time-text.ts'

/** A message of a conversation of which nothing else is known yet. */
export const plainMessage: Omit<MessageRecord, 'id' | 'conversation' | 'sentAt' | 'direction' | 'authorKind'> = {
  type: 'message',
  channel: null,
  contact: null,
  inbox: null,
  author: null,
  agent: null,
  team: null,
  kind: 'message',
  event: null,
  automatic: false,
  failed: false,
  has21610: false,
  text: null,
  versionAt: null,
  conversationClosedAt: null,
}

/** @param where how a rejection names the field, where that is not `name` */
export function requiredTime(record: JsonObject, name: string, times: TimeReader, where = name): EpochMs | Rejection {
  const text = fieldText(record, name)
  const time = times.read(text)
  return time >= 0 ? time : reject(timeProblem(time), where, timeProblemText(time, text))
}

/** Null where it is missing. */
export function optionalTime(
  record: JsonObject,
  name: string,
  times: TimeReader,
  where = name,
): EpochMs | null | Rejection {
  const text = fieldText(record, name)
  const time = times.read(text)
  if (time === timeMissing) return null
  return time >= 0 ? time : reject(timeProblem(time), where, timeProblemText(time, text))
}

/** For versions: an unreadable one is as good as none. */
export function timeOrNull(record: JsonObject, name: string, times: TimeReader): EpochMs | null {
  const time = times.read(fieldText(record, name))
  return time >= 0 ? time : null
}

export function isRejection(value: object | EpochMs | string | null): value is Rejection {
  return typeof value === 'object' && value !== null && 'code' in value
}

/** All records of several rows, or the first rejection among them. */
export function joinRecords<Row extends Exclude<MappedRow, string | Rejection>[number]>(
  parts: readonly (Row | Rejection | readonly Row[] | null)[],
): readonly Row[] | Rejection {
  const records: Row[] = []
  for (const part of parts) {
    if (part === null) continue
    if ('code' in part) return part
    if (isList(part)) records.push(...part)
    else records.push(part)
  }
  return records
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value)
}

/**
 * Connectors write each API object into an envelope: `{"stream":…,"data":{…}}`, Airbyte's own
 * `{"type":"RECORD","record":{"stream":…,"data":{…}}}`. What is inside; the record itself where it has none.
 */
export function withoutEnvelope(record: JsonObject): JsonObject {
  const inner = Object.hasOwn(record, 'record') ? record['record'] : record
  if (!isJsonObject(inner) || !Object.hasOwn(inner, 'stream') || !Object.hasOwn(inner, 'data')) return record
  return isJsonObject(inner['data']) ? inner['data'] : record
}
