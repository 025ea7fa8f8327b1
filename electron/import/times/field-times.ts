/** The times of one JSON record, and the first of them that cannot be read. */
import type { Rejection } from '../export-format.ts'
import { isRejection } from '../export-format.ts'
import { optionalTime, requiredTime } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import type { TimeReader } from './time-reader.ts'

export interface FieldTimes {
  /** Null where it is missing, or unreadable: then `problem` says so. `path` leads to the object, for the user. */
  readonly optional: (object: JsonObject, name: string, path?: string) => number | null
  /** As `optional`, but a missing one is a problem too. */
  readonly required: (object: JsonObject, name: string, path?: string) => number | null
  readonly problem: () => Rejection | null
}

export function openFieldTimes(times: TimeReader): FieldTimes {
  let problem: Rejection | null = null
  const keep = (time: number | null | Rejection): number | null => {
    if (!isRejection(time)) return time
    problem ??= time
    return null
  }
  return {
    optional: (object, name, path = '') => keep(optionalTime(object, name, times, `${path}${name}`)),
    required: (object, name, path = '') => keep(requiredTime(object, name, times, `${path}${name}`)),
    problem: () => problem,
  }
}
