/** Times that are none, as rejections. `time` is what a reader made of a text: negative where it is no time (time-text.ts). */
import type { EpochMs } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { Rejection } from '../export-format.ts'
import { timeAmbiguous, timeDateOnly, timeImplausible, timeMissing } from './time-text.ts'

/** The rejection code of a negative time. */
export function timeProblem(time: number): 'time-missing' | 'time-implausible' | 'time-unreadable' {
  return time === timeMissing ? 'time-missing' : time === timeImplausible ? 'time-implausible' : 'time-unreadable'
}

/** Names the text, with the reason where the text alone does not tell. */
export function rejectTime(time: number, column: string | null, text: string): Rejection {
  return reject(timeProblem(time), column, textWithReason(time, text))
}

function textWithReason(time: number, text: string): string {
  if (time === timeDateOnly) return `${text.trim()} (no time of day)`
  return time === timeAmbiguous ? `${text.trim()} (day or month first?)` : text
}

/** Null where it is missing. */
export function timeOrRejection(time: number, column: string | null, text: string): EpochMs | null | Rejection {
  if (time >= 0) return time
  return time === timeMissing ? null : rejectTime(time, column, text)
}
