/** The two sides of a comparison: where they start, and what they are called. */
import type { Channel, Facets, Selection } from '../../shared/model.ts'
import { channelNames, channelNamesInText, describePeriod, describeSelection } from '../../shared/units.ts'

export interface Sides {
  readonly subject: Selection
  readonly baseline: Selection
}

/**
 * SMS (or the only channel of the filters) against the largest other channel, both within the filters. Null without two
 * channels to choose from.
 */
export function defaultSides(selection: Selection, facets: Facets): Sides {
  const known = facets.channels.filter((each) => each.conversations > 0).map((each) => each.name)
  const [only, ...more] = selection.channels ?? []
  const subject = only !== undefined && more.length === 0 ? only : known.includes('sms') ? 'sms' : known[0]
  const baseline = more[0] ?? known.find((name) => name !== subject) ?? subject
  return { subject: onChannel(selection, subject), baseline: onChannel(selection, baseline) }
}

function onChannel(selection: Selection, channel: Channel | undefined): Selection {
  const { channels: _channels, ...rest } = selection
  return channel === undefined ? rest : { ...rest, channels: [channel] }
}

/** The same channels under other filters. */
export function underFilters(side: Selection, filters: Selection): Selection {
  const { channels: _channels, ...rest } = filters
  return side.channels ? { ...rest, channels: side.channels } : rest
}

/** Short names: what differs, and only that. `where`: heads and labels, or the middle of a sentence. */
export function sideNames(
  { subject, baseline }: Sides,
  where: 'label' | 'sentence' = 'label',
): readonly [string, string] {
  const names = where === 'label' ? channelNames : channelNamesInText
  const [one, two] = [subject, baseline].map((side) => channelText(side, names))
  if (one !== undefined && two !== undefined && one !== two) return [one, two]
  const [first, second] = [subject, baseline].map((side) => describePeriod(side))
  if (first && second && first !== second) return [first, second]
  const [left, right] = [subject, baseline].map((side) => upperFirst(describeSelection(side)))
  if (left !== undefined && right !== undefined && left !== right) return [left, right]
  return where === 'label' ? ['Subject', 'Baseline'] : ['the subject', 'the baseline']
}

function channelText(side: Selection, names: Readonly<Record<Channel, string>>): string | undefined {
  const own = (side.channels ?? []).map((channel) => names[channel])
  return own.length === 0 ? undefined : own.join(' and ')
}

export const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The selection in one spelling, whatever the order of its parts. */
function canonical(side: Selection): string {
  const { channels = [], teams = [], agents = [], inboxes = [], sources = [], from, to } = side
  return JSON.stringify([[channels, teams, agents, inboxes, sources].map((names) => names.toSorted(byText)), from, to])
}

/** Whether both sides ask for the same data. */
export const isSameSelection = (a: Selection, b: Selection): boolean => canonical(a) === canonical(b)
