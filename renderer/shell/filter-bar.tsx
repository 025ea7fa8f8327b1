/** The filters that hold on every screen of results. Never scrolls away. */
import { Button, SegmentedControl, Tooltip, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Channel, WorkspaceSummary } from '../../shared/model.ts'
import { useApi } from '../api.ts'
import { noFilters, withNames } from '../filters.ts'
import type { Filters } from '../filters.ts'
import { formatName } from '../format.ts'
import { isChannel } from '../../shared/model.ts'
import { NamesFilter } from './names-filter.tsx'
import { PeriodFilter } from './period-filter.tsx'
import './filter-bar.css'

interface FilterBarProps {
  readonly workspace: WorkspaceSummary
  readonly filters: Filters
  readonly onFilters: (next: Filters) => void
}

const noNames = { channels: [], teams: [], agents: [] } as const

export function FilterBar({ workspace, filters, onFilters }: FilterBarProps) {
  const { selection, hours } = filters
  // Counts follow the period only: narrowing one list must not hide the other names of the same list.
  const period = { ...(selection.from ? { from: selection.from } : {}), ...(selection.to ? { to: selection.to } : {}) }
  const facets = useApi('workspaces.facets', { selection: period }).value ?? noNames
  const { channels = [], teams = [], agents = [] } = selection
  const { firstDay, lastDay } = workspace
  const hasSchedule = workspace.settings.schedules.length > 0
  const change = (next: Filters['selection']): void => onFilters({ ...filters, selection: next })
  const setChannels = (names: readonly Channel[]): void => change(withNames(selection, 'channels', names))

  const chips = [
    ...channels.map((name) => ({
      key: `channel ${name}`,
      text: formatName(name),
      remove: () => setChannels(channels.filter((each) => each !== name)),
    })),
    ...(['teams', 'agents'] as const).flatMap((list) =>
      (selection[list] ?? []).map((name) => ({
        key: `${list} ${name}`,
        text: formatName(name),
        remove: () =>
          change(
            withNames(
              selection,
              list,
              (selection[list] ?? []).filter((each) => each !== name),
            ),
          ),
      })),
    ),
  ]

  return (
    <section className="pl-filters" aria-label="Filters">
      <div className="pl-filters-row">
        {firstDay && lastDay && (
          <PeriodFilter selection={selection} firstDay={firstDay} lastDay={lastDay} onSelection={change} />
        )}
        <NamesFilter
          label="Channel"
          options={facets.channels}
          chosen={channels}
          onChosen={(names) => setChannels(names.filter(isChannel))}
        />
        <NamesFilter
          label="Team"
          options={facets.teams}
          chosen={teams}
          onChosen={(names) => change(withNames(selection, 'teams', names))}
        />
        <NamesFilter
          label="Agent"
          options={facets.agents}
          chosen={agents}
          onChosen={(names) => change(withNames(selection, 'agents', names))}
        />
        <Tooltip label="Set opening hours in Settings first" disabled={hasSchedule}>
          <SegmentedControl
            size="sm"
            className="pl-filter-hours"
            aria-label="Hours that durations count"
            value={hours}
            onChange={(value) => onFilters({ ...filters, hours: value })}
            data={[
              { value: 'calendar', label: 'Calendar hours' },
              { value: 'business', label: 'Business hours', disabled: !hasSchedule },
            ]}
          />
        </Tooltip>
      </div>
      {chips.length > 0 && (
        <ul className="pl-filters-chips" aria-label="Active filters">
          {chips.map(({ key, text, remove }) => (
            <li key={key}>
              <UnstyledButton className="pl-chip" aria-label={`Remove filter ${text}`} onClick={remove}>
                <span className="pl-ellipsis">{text}</span>
                <IconX aria-hidden size={12} />
              </UnstyledButton>
            </li>
          ))}
          <li>
            <Button variant="subtle" size="compact-xs" onClick={() => onFilters({ ...noFilters, hours })}>
              Clear all
            </Button>
          </li>
        </ul>
      )}
    </section>
  )
}
