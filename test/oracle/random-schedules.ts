/** Opening hours of a company that never was: of everybody and of teams, from days on, past midnight, with holidays. */
import { createRandom } from '../../electron/sample/random.ts'
import type { Random } from '../../electron/sample/random.ts'
import type { Day, OpeningInterval, Schedule } from '../../shared/model.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
]

function randomWeek(random: Random): OpeningInterval[] {
  return Array.from({ length: random.between(0, 9) }, () => {
    const start = random.between(0, 1439)
    return { weekday: random.between(1, 7), start, end: Math.min(2880, start + random.between(1, 900)) }
  })
}

/** @param days days around which schedules begin and holidays lie */
export function randomSchedules(seed: number, teams: readonly string[], days: readonly Day[]): Schedule[] {
  const random = createRandom(seed + 2_000_000)
  const holidays = (): Day[] => Array.from({ length: random.between(0, 3) }, () => random.pick(days))
  const schedules: Schedule[] = []
  for (const team of [null, null, null, ...teams, ...teams]) {
    const from = random.chance(0.4) ? null : random.pick(days)
    const isTaken = schedules.some((other) => other.team === team && other.from === from)
    if (isTaken || team === '' || random.chance(0.4)) continue
    schedules.push({ team, from, zone: random.pick(zones), weekly: randomWeek(random), holidays: holidays() })
  }
  return schedules
}
