/** Which names the filters can choose from in a period, with the number of service conversations behind each. */
import type { Facts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import type { Facets, Selection, WorkspaceSettings } from '../../shared/model.ts'
import { rangeOfDays } from '../../shared/time.ts'

export function facetsOf(facts: Facts, days: Pick<Selection, 'from' | 'to'>, settings: WorkspaceSettings): Facets {
  const { conversations, names } = facts
  const range = rangeOfDays(days.from, days.to, settings.zone)
  const perChannel = new Float64Array(channels.length)
  const perTeam = new Float64Array(names.teams.length)
  const perAgent = new Float64Array(names.agents.length)
  const perInbox = new Float64Array(names.inboxes.length)
  const perSource = new Float64Array(names.sources.length)
  const count = (counts: Float64Array, position: number | undefined): void => {
    if (position !== undefined && position >= 0) counts[position] = (counts[position] ?? 0) + 1
  }
  for (let i = 0; i < conversations.count; i++) {
    const openedAt = conversations.openedAt[i] ?? Number.NaN
    if (conversations.isService[i] !== 1 || openedAt < range.from || openedAt >= range.to) continue
    count(perChannel, conversations.channel[i])
    count(perTeam, conversations.team[i])
    count(perAgent, conversations.lastAgent[i])
    count(perInbox, conversations.inbox[i])
    count(perSource, conversations.source[i])
  }
  return {
    channels: list(channels, perChannel).filter((facet) => facet.conversations > 0),
    teams: list(names.teams, perTeam),
    agents: list(names.agents, perAgent),
    inboxes: list(names.inboxes, perInbox),
    sources: list(names.sources, perSource),
  }
}

/** Most conversations first. */
function list<Name extends string>(
  all: readonly Name[],
  counts: Float64Array,
): { readonly name: Name; readonly conversations: number }[] {
  return all
    .map((name, i) => ({ name, conversations: counts[i] ?? 0 }))
    .sort((a, b) => b.conversations - a.conversations || a.name.localeCompare(b.name, 'en'))
}
