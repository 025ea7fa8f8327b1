/** When somebody is at the desk, who that is, and when a message therefore gets its answer. */
import type { EpochMs } from '../../shared/model.ts'
import { hour, minute, type Clock } from './clock.ts'
import type { Random } from './random.ts'
import { agents, hoursOf, type Agent, type SampleChannel, type TeamName } from './staff.ts'

interface Shift {
  readonly team: TeamName
  readonly from: EpochMs
  readonly until: EpochMs
}

/**
 * Outside a team's own hours the emergency crew looks after its texts and chats: at weekends, and on weekdays until
 * late, so that none waits longer than a night.
 */
const weekendCover: readonly [number, number] = [9, 18]
const eveningCoverUntil = 20
const mailHours: readonly [number, number] = [8, 18]

interface Hours {
  readonly team: TeamName
  readonly open: number
  readonly close: number
}

function hoursFor(channel: SampleChannel, team: TeamName, weekday: number): readonly Hours[] {
  const crew = 'Emergency Line'
  if (channel === 'email') return weekday > 5 ? [] : [{ team, open: mailHours[0], close: mailHours[1] }]
  const own = hoursOf(team)[weekday - 1]
  if (!own) return [{ team: crew, open: weekendCover[0], close: weekendCover[1] }]
  const hours = { team, open: own[0], close: own[1] }
  const cover = weekday > 5 ? weekendCover[1] : eveningCoverUntil
  return cover > hours.close ? [hours, { team: crew, open: hours.close, close: cover }] : [hours]
}

/** The shift that is on at that time, or the next one. */
export function shiftAt(clock: Clock, channel: SampleChannel, team: TeamName, at: EpochMs): Shift {
  const wall = clock.wall(at)
  for (let days = 0; days < 8; days++) {
    const shifts = hoursFor(channel, team, ((wall.weekday - 1 + days) % 7) + 1)
    const hours = shifts.find((shift) => days > 0 || wall.hour < shift.close)
    if (hours === undefined) continue
    return { team: hours.team, from: clock.later(at, days, hours.open), until: clock.later(at, days, hours.close) }
  }
  throw new RangeError(`nobody ever works on ${channel} for ${team}`)
}

export function isStaffed(clock: Clock, channel: SampleChannel, team: TeamName, at: EpochMs): boolean {
  return shiftAt(clock, channel, team, at).from <= at
}

function rosterOf(team: TeamName): readonly (readonly Agent[])[] {
  return Array.from({ length: 8 }, (_, weekday) =>
    agents.filter((agent) => agent.team === team && !agent.off.includes(weekday)),
  )
}

const roster: Readonly<Record<TeamName, readonly (readonly Agent[])[]>> = {
  'Repairs Desk': rosterOf('Repairs Desk'),
  'Billing & Warranty': rosterOf('Billing & Warranty'),
  'Emergency Line': rosterOf('Emergency Line'),
}

/** Somebody of the team who works on that weekday. */
export function agentOn(clock: Clock, random: Random, team: TeamName, at: EpochMs): Agent {
  const weekday = clock.wall(at).weekday
  return random.pick(roster[team][weekday] ?? agents)
}

const longestDelay = { sms: 3 * hour, web_chat: hour, email: 12 * hour, phone: minute } as const satisfies Record<
  SampleChannel,
  number
>

/** Median in seconds of a first answer while somebody is at the desk, on the first and on the last day, and its spread. */
const firstDelays = {
  // The team learns to text; the web chat stays where it is.
  sms: { first: 190, last: 68, sigma: 0.85 },
  web_chat: { first: 185, last: 185, sigma: 0.6 },
  email: { first: 5800, last: 5800, sigma: 0.75 },
} as const

/** @param progress 0 on the first day, 1 on the last. */
export function firstDelaySeconds(random: Random, channel: keyof typeof firstDelays, progress: number): number {
  const { first, last, sigma } = firstDelays[channel]
  return random.logNormal(first * Math.pow(last / first, progress), sigma)
}

export const laterDelayFactor = { sms: 0.55, web_chat: 0.35, email: 0.7 } as const

/** Busy around noon and towards the evening. */
function loadFactor(clock: Clock, at: EpochMs): number {
  const { hour } = clock.wall(at)
  return (hour >= 11.5 && hour < 13.5) || (hour >= 16 && hour < 18) ? 1.4 : 1
}

/** When a message of that time is answered, given how long the answer takes while somebody is there. */
export function answerTime(
  clock: Clock,
  random: Random,
  channel: SampleChannel,
  team: TeamName,
  at: EpochMs,
  delaySeconds: number,
): { readonly at: EpochMs; readonly team: TeamName } {
  const delay = Math.min(delaySeconds * loadFactor(clock, at) * 1000, longestDelay[channel])
  // What waited overnight is worked off in the first hour or two.
  const backlog = (): number => Math.min(random.logNormal(18 * minute, 0.8), 2 * hour)
  let shift = shiftAt(clock, channel, team, at)
  if (channel === 'email') {
    let rest = delay
    let from = Math.max(at, shift.from)
    while (from + rest > shift.until) {
      rest -= shift.until - from
      shift = shiftAt(clock, channel, team, shift.until)
      from = shift.from
    }
    return { at: from + rest, team: shift.team }
  }
  if (shift.from > at) return { at: shift.from + backlog(), team: shift.team }
  // Nobody drops a conversation at the stroke of the closing hour.
  if (at + delay <= shift.until + 15 * minute) return { at: at + delay, team: shift.team }
  const next = shiftAt(clock, channel, team, shift.until)
  return { at: next.from + backlog(), team: next.team }
}

/** Customers sleep too: what would be written between one and half past six is written after breakfast. */
export function awake(clock: Clock, random: Random, at: EpochMs): EpochMs {
  const wall = clock.wall(at)
  return wall.hour >= 0.75 && wall.hour < 6.5 ? clock.later(at, 0, 6.5 + random.unit() * 1.5) : at
}
