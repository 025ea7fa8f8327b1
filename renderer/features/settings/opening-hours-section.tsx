/** All opening hours of a workspace: of everybody and of teams, each from a day on. */
import { Accordion, Button, Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { Day } from '../../../shared/model.ts'
import { hoursText, sinceText } from '../../../shared/schedules.ts'
import { useApi } from '../../api.ts'
import { OpeningHoursSchedule } from './opening-hours-schedule.tsx'
import type { ScheduleDraft } from './opening-hours.ts'
import { hasProblems, toScheduleDrafts, toSchedules, usualHours } from './opening-hours.ts'
import './opening-hours.css'

interface OpeningHoursSectionProps {
  readonly drafts: readonly ScheduleDraft[]
  /** The zone that hours are proposed in. */
  readonly zone: string
  /** The last day of the data. */
  readonly lastDay: Day | null
  readonly onDrafts: (next: readonly ScheduleDraft[]) => void
}

export function OpeningHoursSection({ drafts, zone, lastDay, onDrafts }: OpeningHoursSectionProps) {
  const facets = useApi('workspaces.facets', { selection: {} })
  const teams = (facets.value?.teams ?? []).map(({ name }) => name).filter((name) => name !== '')
  const [opened, setOpened] = useState<string[]>([])

  const add = (schedule: Omit<ScheduleDraft, 'key'>): void => {
    const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1
    onDrafts([...drafts, { ...schedule, key }])
    setOpened((previous) => [...previous, String(key)])
  }
  const change = (next: ScheduleDraft): void => onDrafts(drafts.map((draft) => (draft.key === next.key ? next : draft)))
  const usual = toScheduleDrafts([usualHours(zone)])[0]
  const everybody = drafts.find((draft) => draft.team === null) ?? usual
  const teamsLeft = teams.filter((team) => !drafts.some((draft) => draft.team === team))

  if (drafts.length === 0)
    return (
      <>
        <Text c="dimmed">No opening hours are set: durations can be read in calendar hours only.</Text>
        <div>
          <Button size="sm" variant="default" onClick={() => usual && add(usual)}>
            Set opening hours
          </Button>
        </div>
      </>
    )
  return (
    <>
      <Accordion multiple value={opened} onChange={setOpened} variant="separated" order={3}>
        {drafts.map((draft) => (
          <Accordion.Item key={draft.key} value={String(draft.key)}>
            <Accordion.Control>
              <span className="pl-hours-title">{titleOf(draft)}</span>
              <span className="pl-note">
                {hasProblems([draft]) ? 'Needs a correction.' : toSchedules([draft]).map(hoursText)}
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <OpeningHoursSchedule
                draft={draft}
                drafts={drafts}
                teams={teams}
                near={lastDay}
                onDraft={change}
                onChangeFromDay={() => add({ ...draft, from: lastDay })}
                onRemove={() => onDrafts(drafts.filter((each) => each.key !== draft.key))}
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {!drafts.some((draft) => draft.team === null) && (
        <Text c="dimmed">Conversations of other teams have no opening hours: they are left out of business hours.</Text>
      )}
      <div className="pl-hours-add">
        {teamsLeft.length > 0 && (
          <Select
            size="sm"
            w={260}
            searchable
            aria-label="Add hours for a team"
            placeholder="Add hours for a team"
            data={teamsLeft}
            value={null}
            onChange={(team) => team !== null && everybody && add({ ...everybody, team, from: null })}
          />
        )}
        {!drafts.some((draft) => draft.team === null) && (
          <Button size="sm" variant="default" onClick={() => usual && add(usual)}>
            Add hours for everybody
          </Button>
        )}
      </div>
    </>
  )
}

function titleOf(draft: ScheduleDraft): string {
  const owner = draft.team === null ? 'Everybody' : `Team ${draft.team}`
  return `${owner}, ${sinceText(draft.from)}`
}
