/** The times of products' JSON records. */
import type { EpochMs } from '../../../shared/model.ts'
import type { Rejection } from '../export-format.ts'
import { fieldText } from './json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { rejectTime, timeOrRejection } from '../times/time-problem.ts'
import type { TimeReader } from '../times/time-reader.ts'

export { isRejection } from '../export-format.ts'

/** @param where how a rejection names the field, where that is not `name` */
export function requiredTime(record: JsonObject, name: string, times: TimeReader, where = name): EpochMs | Rejection {
  const text = fieldText(record, name)
  const time = times.read(text)
  return time >= 0 ? time : rejectTime(time, where, text)
}

/** Null where it is missing. */
export function optionalTime(
  record: JsonObject,
  name: string,
  times: TimeReader,
  where = name,
): EpochMs | null | Rejection {
  const text = fieldText(record, name)
  return timeOrRejection(times.read(text), where, text)
}

/** For what a record can do without, such as its version: an unreadable time is as good as none. */
export function timeOrNull(record: JsonObject, name: string, times: TimeReader): EpochMs | null {
  const time = times.read(fieldText(record, name))
  return time >= 0 ? time : null
}
