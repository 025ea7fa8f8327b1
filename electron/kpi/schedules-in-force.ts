/** Which opening hours hold at which time: for one team, and where they change within a selection. */
import type { Day, EpochMs, Schedule, Selection, WorkspaceSettings } from '../../shared/model.ts'
import { compareSchedules } from '../../shared/schedules.ts'
import { dayOf, startOfDay } from '../../shared/time.ts'

/** A schedule and the time in which it holds: from ≤ t < to. */
export interface ScheduleInForce {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly schedule: Schedule
}

/**
 * In order and without gaps, from the first instant at which any holds; none where nothing was ever set. `team`: null or
 * '' = conversations without a team. A team's own schedules hold from the first of them on, the workspace's before.
 */
export function schedulesInForce(schedules: readonly Schedule[], team: string | null): ScheduleInForce[] {
  const common = inOrder(schedules.filter((schedule) => schedule.team === null))
  const own = team === null ? [] : inOrder(schedules.filter((schedule) => schedule.team === team))
  const firstOwn = own[0]?.from ?? Infinity
  return [
    ...common.flatMap(({ from, to, schedule }) =>
      from < firstOwn ? [{ from, to: Math.min(to, firstOwn), schedule }] : [],
    ),
    ...own,
  ]
}

/** Each until the next; one that the next overtakes, because its day begins earlier in its own zone, never holds. */
function inOrder(versions: readonly Schedule[]): ScheduleInForce[] {
  const result: ScheduleInForce[] = []
  let to = Infinity
  for (const schedule of versions.toSorted(compareSchedules).reverse()) {
    const from = schedule.from === null ? -Infinity : startOfDay(schedule.from, schedule.zone)
    if (from >= to) continue
    result.unshift({ from, to, schedule })
    to = from
  }
  return result
}

/**
 * The schedules that business hours of a selection are counted by, each once, in their usual order. `teams` are the names
 * in the data; a selection without teams is about all of them and about conversations without a team.
 */
export function schedulesOfSelection(
  settings: WorkspaceSettings,
  selection: Selection,
  teams: readonly string[],
): Schedule[] {
  const used = inForceFor(settings, selection, teams).map(({ schedule }) => schedule)
  return [...new Set(used)].toSorted(compareSchedules)
}

/**
 * The days, in the workspace zone, on which other opening hours begin to hold for anything in a selection, ascending: in
 * business hours, what was measured before such a day is not comparable with what was measured after it, and no trend is
 * computed across it. `teams` as above.
 */
export function scheduleBreaks(settings: WorkspaceSettings, selection: Selection, teams: readonly string[]): Day[] {
  const starts = inForceFor(settings, selection, teams).map(({ from }) => from)
  return [...new Set(starts.filter(Number.isFinite).map((from) => dayOf(from, settings.zone)))].sort()
}

function inForceFor(settings: WorkspaceSettings, selection: Selection, teams: readonly string[]): ScheduleInForce[] {
  const chosen = selection.teams ?? []
  const concerned = new Set(chosen.length > 0 ? chosen : [...teams, ''])
  return [...concerned].flatMap((team) => schedulesInForce(settings.schedules, team))
}
