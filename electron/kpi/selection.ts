/**
 * A selection and a grouping, made ready for columns: which cases of a KPI lie inside, and in which group. Each filter
 * and grouping is one pass over one column.
 */
import type { Facts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import type { Channel, Selection, WorkspaceSettings } from '../../shared/model.ts'
import { rangeOfDays } from '../../shared/time.ts'
import type { InstantRange } from '../../shared/time.ts'
import { unknownChannel } from './definition.ts'
import type { CaseColumns } from './definition.ts'

export const attributes = ['channel', 'team', 'agent', 'inbox', 'source'] as const
export type Attribute = (typeof attributes)[number]

/** By position of the name plus one; 0 stands for nobody known. Null = everything is inside. */
type Allowed = Uint8Array | null

export interface ReadySelection {
  readonly range: InstantRange
  readonly allowed: Readonly<Record<Attribute, Allowed>>
  /** Those that it names, else all. */
  readonly channels: readonly Channel[]
}

function allow(wanted: readonly string[] | undefined, names: readonly string[]): Allowed {
  if (wanted === undefined || wanted.length === 0) return null
  const set = new Set(wanted)
  return Uint8Array.from(['', ...names], (name) => (set.has(name) ? 1 : 0))
}

/** Names that the workspace does not know select nothing; the empty name selects cases whose name is not known. */
export function readySelection(facts: Facts, selection: Selection, settings: WorkspaceSettings): ReadySelection {
  return {
    range: rangeOfDays(selection.from, selection.to, settings.zone),
    allowed: {
      channel: allow(selection.channels, channels),
      team: allow(selection.teams, facts.names.teams),
      agent: allow(selection.agents, facts.names.agents),
      inbox: allow(selection.inboxes, facts.names.inboxes),
      source: allow(selection.sources, facts.names.sources),
    },
    channels: selection.channels === undefined || selection.channels.length === 0 ? channels : selection.channels,
  }
}

export function isTimeBound(selection: ReadySelection): boolean {
  return selection.range.from !== -Infinity || selection.range.to !== Infinity
}

/** The names of an attribute by position plus one; position 0 is the empty name. */
export function attributeNames(facts: Facts, attribute: Attribute): readonly string[] {
  const { teams, agents, inboxes, sources } = facts.names
  return ['', ...{ channel: channels, team: teams, agent: agents, inbox: inboxes, source: sources }[attribute]]
}

/**
 * The group of each case by its attributes, -1 outside of the selection; periods are not looked at yet. With two
 * attributes the group is first × number of names of the second + second.
 */
export function groupByAttributes(
  facts: Facts,
  columns: CaseColumns,
  selection: ReadySelection,
  grouping: readonly Attribute[],
): Int32Array {
  const groups = new Int32Array(columns.count)
  for (const attribute of attributes) {
    const allowed = selection.allowed[attribute]
    if (allowed === null) continue
    if (attribute === 'channel') keepChannels(groups, columns.channel, allowed)
    else keepNames(groups, columns[attribute], allowed)
  }
  for (const attribute of grouping) {
    const size = attributeNames(facts, attribute).length
    if (attribute === 'channel') refineByChannel(groups, columns.channel, size)
    else refineByName(groups, columns[attribute], size)
  }
  return groups
}

function keepChannels(groups: Int32Array, channel: Uint8Array, allowed: Uint8Array): void {
  for (let row = 0; row < groups.length; row++) {
    const own = channel[row] ?? unknownChannel
    if (allowed[own === unknownChannel ? 0 : own + 1] !== 1) groups[row] = -1
  }
}

function keepNames(groups: Int32Array, names: Int32Array, allowed: Uint8Array): void {
  for (let row = 0; row < groups.length; row++) if (allowed[(names[row] ?? -1) + 1] !== 1) groups[row] = -1
}

function refineByChannel(groups: Int32Array, channel: Uint8Array, size: number): void {
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] ?? -1
    const own = channel[row] ?? unknownChannel
    if (group >= 0) groups[row] = group * size + (own === unknownChannel ? 0 : own + 1)
  }
}

function refineByName(groups: Int32Array, names: Int32Array, size: number): void {
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] ?? -1
    if (group >= 0) groups[row] = group * size + (names[row] ?? -1) + 1
  }
}
