/** The two sides of a comparison: where they start, and what they are called. */
import type { Channel, Facets, Selection } from '../../shared/model.ts'
import { channelNames, describePeriod, describeSelection } from '../../shared/units.ts'

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

/** Short names for heads and labels: what differs, and only that. */
export function sideNames({ subject, baseline }: Sides): readonly [string, string] {
  const [one, two] = [subject, baseline].map(channelText)
  if (one !== undefined && two !== undefined && one !== two) return [one, two]
  const [first, second] = [subject, baseline].map((side) => describePeriod(side))
  if (first && second && first !== second) return [first, second]
  const [left, right] = [subject, baseline].map((side) => upperFirst(describeSelection(side)))
  if (left !== undefined && right !== undefined && left !== right) return [left, right]
  return ['Subject', 'Baseline']
}

function channelText(side: Selection): string | undefined {
  const names = (side.channels ?? []).map((channel) => channelNames[channel])
  return names.length === 0 ? undefined : names.join(' and ')
}

export const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Whether both sides ask for the same data, whatever the order of their parts. */
export function isSameSelection(a: Selection, b: Selection): boolean {
  const text = (side: Selection): string =>
    JSON.stringify(
      Object.entries(side)
        .map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value])
        .toSorted(),
    )
  return text(a) === text(b)
}
