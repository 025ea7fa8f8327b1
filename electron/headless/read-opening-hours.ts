/** Weekly opening hours as the command line spells them. */
import type { OpeningInterval } from '../../shared/model.ts'
import { dayMinutes } from '../../shared/schedules.ts'
import { UsageError } from './usage.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * `mon-fri 09:00-17:00, sat 10:00-14:00`; several intervals a day by naming the day again. An end at or before the start
 * lies on the next day: `fri 22:00-06:00`. `closed` alone is a week that never opens.
 */
export function readOpeningHours(text: string): readonly OpeningInterval[] {
  if (text.trim().toLowerCase() === 'closed') return []
  return text.split(/[,;]/).flatMap((part) => {
    const match = /^\s*([a-z]{3})(?:[-–]([a-z]{3}))?\s+(\d{1,2}):([0-5]\d)[-–](\d{1,2}):([0-5]\d)\s*$/i.exec(part)
    const first = weekdays.indexOf(match?.[1]?.toLowerCase() ?? '')
    const last = match?.[2] === undefined ? first : weekdays.indexOf(match[2].toLowerCase())
    const start = Number(match?.[3]) * 60 + Number(match?.[4])
    const end = Number(match?.[5]) * 60 + Number(match?.[6])
    if (match === null || first < 0 || last < 0 || start >= dayMinutes || end > dayMinutes) {
      throw new UsageError(
        `"${part.trim()}" are no opening hours; write them like "mon-fri 09:00-17:00" or "fri 22:00-06:00".`,
      )
    }
    // From Saturday to Monday goes over Sunday.
    const days = ((last - first + 7) % 7) + 1
    return Array.from({ length: days }, (_, i) => ({
      weekday: ((first + i) % 7) + 1,
      start,
      end: end > start ? end : end + dayMinutes,
    }))
  })
}
