/** What a request groups by, and the groups that come of it: names of attributes first, then time. */
import { AppError } from '../../shared/errors.ts'
import type { Facts } from '../../shared/facts.ts'
import { periodGroupings } from '../../shared/kpi.ts'
import type { Group, Grouping, PeriodGrouping } from '../../shared/kpi.ts'
import type { Selection, WorkspaceSettings } from '../../shared/model.ts'
import { dayOf, hourOfWeek, hourOfWeekName, periodFinder, periodsOfDays } from '../../shared/time.ts'
import type { InstantRange, Periods } from '../../shared/time.ts'
import { allConversations } from './column-cache.ts'
import type { CaseColumns, KpiDefinition } from './definition.ts'
import { attributeNames, attributes, groupByAttributes } from './selection.ts'
import type { Attribute, ReadySelection } from './selection.ts'

type TimeGrouping = PeriodGrouping | 'weekday-hour'

function isPeriodGrouping(grouping: Grouping | undefined): grouping is PeriodGrouping {
  return periodGroupings.some((unit) => unit === grouping)
}

/** What a request groups by: attributes of the case, and at most one thing about its time. */
export interface GroupingPlan {
  readonly attributes: readonly Attribute[]
  readonly time: TimeGrouping | null
}

/** Throws `argument-invalid` for more than two groupings, or two of time. */
export function planGrouping(by: readonly Grouping[]): GroupingPlan {
  const times = by.filter(
    (grouping): grouping is TimeGrouping => !attributes.some((attribute) => attribute === grouping),
  )
  if (by.length > 2 || times.length > 1 || new Set(by).size < by.length)
    throw new AppError('argument-invalid', 'Group by at most two things, of which one may be a period.', { by })
  return { attributes: attributes.filter((attribute) => by.includes(attribute)), time: times[0] ?? null }
}

/** Groups of time, with the name of each. */
export interface TimeGroups {
  readonly count: number
  readonly nameOf: (index: number) => string
  /** -1 = in none. */
  readonly indexOf: (at: number) => number
}

export const oneTimeGroup: TimeGroups = { count: 1, nameOf: () => '', indexOf: () => 0 }
const noTimeGroups: TimeGroups = { count: 0, nameOf: () => '', indexOf: () => -1 }

function periodGroups(periods: Periods): TimeGroups {
  return {
    count: periods.firstDays.length,
    nameOf: (index) => periods.firstDays[index] ?? '',
    indexOf: periodFinder(periods),
  }
}

function hourGroups(zone: string, from: number, to: number): TimeGroups {
  return { count: 168, nameOf: hourOfWeekName, indexOf: hourOfWeek(zone, from, to) }
}

/**
 * Narrows groups of attributes to the period of the selection and splits them by time: group × number of time groups +
 * time group. A case without a time stays in an ungrouped selection: the ledger lists it as undated.
 */
export function narrowToTime(
  groups: Int32Array,
  at: Float64Array,
  { from, to }: InstantRange,
  time: TimeGroups,
): Int32Array {
  if (from !== -Infinity || to !== Infinity) {
    for (let row = 0; row < groups.length; row++) {
      const instant = at[row] ?? Number.NaN
      if (instant < from || instant >= to) groups[row] = -1
    }
  }
  if (time === oneTimeGroup) return groups
  const { count, indexOf } = time
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] ?? -1
    if (group < 0) continue
    const index = indexOf(at[row] ?? Number.NaN)
    groups[row] = index < 0 ? -1 : group * count + index
  }
  return groups
}

/** The groups of time, over the whole range of the selection or, where it is open, of the data. */
export function timeOf(
  facts: Facts,
  columns: CaseColumns,
  outer: Int32Array,
  selection: Selection,
  plan: GroupingPlan,
  ready: ReadySelection,
  settings: WorkspaceSettings,
): { time: TimeGroups; periods: Periods | null } {
  if (plan.time === null) return { time: oneTimeGroup, periods: null }
  const ends = ready.channels.flatMap((channel) => [facts.dataStart[channel], facts.dataEnd[channel]])
  let first = Infinity
  let last = -Infinity
  for (const at of ends) {
    if (at < first) first = at
    if (at > last) last = at
  }
  // Surveys and inferred closes may lie outside of the channel's events.
  for (let row = 0; row < columns.count; row++) {
    const at = columns.at[row] ?? Number.NaN
    if (outer[row] === -1) continue
    if (at < first) first = at
    if (at > last) last = at
  }
  const hasData = first <= last
  if (!isPeriodGrouping(plan.time))
    return { time: hasData ? hourGroups(settings.zone, first, last) : noTimeGroups, periods: null }
  const from = selection.from ?? (hasData ? dayOf(first, settings.zone) : selection.to)
  const to = selection.to ?? (hasData ? dayOf(last, settings.zone) : selection.from)
  if (from === undefined || to === undefined) return { time: noTimeGroups, periods: null }
  // A selection that starts after the data, or ends before them, is one period without data.
  const lastDay = selection.to ?? (to < from ? from : to)
  const periods = periodsOfDays(plan.time, from > lastDay ? lastDay : from, lastDay, settings.zone)
  return { time: periodGroups(periods), periods }
}

/**
 * Which groups of attributes hold a conversation of the selection: they get a result of every KPI, also of those for which
 * they have nothing. Agents are left out: whose conversation it was depends on the KPI.
 */
export function groupsWithData(facts: Facts, ready: ReadySelection, plan: GroupingPlan): Uint8Array {
  const outerCount = plan.attributes.reduce((product, name) => product * attributeNames(facts, name).length, 1)
  const found = new Uint8Array(outerCount)
  if (plan.attributes.length === 0 || plan.attributes.includes('agent')) return found
  const all = allConversations(facts)
  const groups = narrowToTime(groupByAttributes(facts, all, ready, plan.attributes), all.at, ready.range, oneTimeGroup)
  for (const group of groups) if (group >= 0) found[group] = 1
  return found
}

/** The sources of the conversations in one group of attributes, at any time. */
export function sourcesOfConversations(
  facts: Facts,
  ready: ReadySelection,
  plan: GroupingPlan,
  outerIndex: number,
): number[] {
  const all = allConversations(facts)
  const found = new Set<number>()
  groupByAttributes(facts, all, ready, plan.attributes).forEach((group, row) => {
    if (group === outerIndex) found.add(all.source[row] ?? -1)
  })
  return [...found].filter((source) => source !== -1)
}

export interface OuterGroup {
  readonly index: number
  readonly names: Group
}

/** Every combination of attribute names: channels in their own order, names by the alphabet, the unknown last. */
export function outerGroups(facts: Facts, plan: GroupingPlan, sizes: readonly number[]): OuterGroup[] {
  return plan.attributes.reduce<OuterGroup[]>(
    (found, attribute, position) => {
      const names = attributeNames(facts, attribute)
      const order = orderOfNames(names, attribute)
      return found.flatMap((group) =>
        order.map((name) => ({
          index: group.index * (sizes[position] ?? 1) + name,
          names: { ...group.names, [attribute]: names[name] ?? '' },
        })),
      )
    },
    [{ index: 0, names: {} }],
  )
}

function orderOfNames(names: readonly string[], attribute: Attribute): number[] {
  const known = names.map((_, position) => position).slice(1)
  // By code unit, so that the order does not depend on the machine's language.
  if (attribute !== 'channel') known.sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
  return [...known, 0]
}

/** The channels that a KPI is about: its own, unless the request names some. */
export function effectiveSelection(definition: KpiDefinition, selection: Selection, byChannel: boolean): Selection {
  const namesChannels = byChannel || (selection.channels !== undefined && selection.channels.length > 0)
  if (definition.defaultChannels === null || namesChannels) return selection
  return { ...selection, channels: definition.defaultChannels }
}
