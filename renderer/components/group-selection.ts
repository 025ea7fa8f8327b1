/** From a group of a result to the selection behind it: what opens when the reader clicks on a number. */
import { periodGroupings } from '../../shared/kpi.ts'
import type { Group, KpiResult } from '../../shared/kpi.ts'
import type { Day, Selection } from '../../shared/model.ts'
import { isChannel } from '../../shared/model.ts'

interface Grouped {
  readonly group: Group
  readonly period?: KpiResult['period']
}

/** Weekday-hours are no part of a selection; they are asked for beside it. */
export function narrow(selection: Selection, { group, period }: Grouped): Selection {
  const { channel, team, agent, inbox, source } = group
  return {
    ...selection,
    ...(channel !== undefined && isChannel(channel) ? { channels: [channel] } : {}),
    ...(team === undefined ? {} : { teams: [team] }),
    ...(agent === undefined ? {} : { agents: [agent] }),
    ...(inbox === undefined ? {} : { inboxes: [inbox] }),
    ...(source === undefined ? {} : { sources: [source] }),
    ...(period ? clip(selection, period) : {}),
  }
}

/** A period that the selection cuts off opens only the part inside. */
function clip(selection: Selection, period: { readonly from: Day; readonly to: Day }): { from: Day; to: Day } {
  const { from, to } = selection
  return {
    from: from !== undefined && from > period.from ? from : period.from,
    to: to !== undefined && to < period.to ? to : period.to,
  }
}

/** First day of a result's period, for sorting; empty without one. */
export function periodStart(result: KpiResult): Day {
  for (const grouping of periodGroupings) {
    const from = result.group[grouping]
    if (from !== undefined) return from
  }
  return ''
}
