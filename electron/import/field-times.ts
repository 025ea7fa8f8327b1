/** The times of one JSON record, and the first of them that cannot be read. */
import { reject } from './export-format.ts'
import type { Rejection } from './export-format.ts'
import { fieldText } from './json-fields.ts'
import type { JsonObject } from './json-rows.ts'
import { timeProblem, timeProblemText } from './table-plan.ts'
import type { TimeReader } from './time-reader.ts'
import { timeMissing } from './time-text.ts'

export interface FieldTimes {
  /** Null where it is missing, or unreadable: then `problem` says so. `path` leads to the object, for the user. */
  readonly optional: (object: JsonObject, name: string, path?: string) => number | null
  /** As `optional`, but a missing one is a problem too. */
  readonly required: (object: JsonObject, name: string, path?: string) => number | null
  readonly problem: () => Rejection | null
}

export function openFieldTimes(times: TimeReader): FieldTimes {
  let problem: Rejection | null = null
  const read = (object: JsonObject, name: string, path: string, isRequired: boolean): number | null => {
    const text = fieldText(object, name)
    const time = times.read(text)
    if (time >= 0) return time
    if (time !== timeMissing || isRequired) {
      problem ??= reject(timeProblem(time), `${path}${name}`, timeProblemText(time, text))
    }
    return null
  }
  return {
    optional: (object, name, path = '') => read(object, name, path, false),
    required: (object, name, path = '') => read(object, name, path, true),
    problem: () => problem,
  }
}
