/** One schedule: whose, since when, in which zone, the week and the holidays. */
import { Button, Select, Text, TextInput } from '@mantine/core'
import type { Day } from '../../../shared/model.ts'
import { weekMinutes } from '../../../shared/schedules.ts'
import { formatCount } from '../../../shared/units.ts'
import { zoneOptions } from '../../places.ts'
import { OpeningHoursEditor } from './opening-hours-editor.tsx'
import { OpeningHoursHolidays } from './opening-hours-holidays.tsx'
import type { ScheduleDraft } from './opening-hours.ts'
import { problemOfSchedule, toWeekly } from './opening-hours.ts'

interface OpeningHoursScheduleProps {
  readonly draft: ScheduleDraft
  readonly drafts: readonly ScheduleDraft[]
  /** Names of the teams in the data. */
  readonly teams: readonly string[]
  readonly near: Day | null
  readonly onDraft: (next: ScheduleDraft) => void
  readonly onChangeFromDay: () => void
  readonly onRemove: () => void
}

const everybody = 'everybody'
const teamValue = (team: string): string => `team ${team}`

export function OpeningHoursSchedule(props: OpeningHoursScheduleProps) {
  const { draft, drafts, teams, near, onDraft, onChangeFromDay, onRemove } = props
  const problem = problemOfSchedule(draft, drafts)
  const known = draft.team === null || teams.includes(draft.team) ? teams : [draft.team, ...teams]
  const options = [
    { value: everybody, label: 'Everybody without hours of their own' },
    ...known.map((team) => ({
      value: teamValue(team),
      label: teams.includes(team) ? team : `${team} (not in the data)`,
    })),
  ]
  const chooseTeam = (value: string | null): void => {
    if (value !== null) onDraft({ ...draft, team: known.find((team) => teamValue(team) === value) ?? null })
  }
  const minutes = weekMinutes(toWeekly(draft.intervals))
  return (
    <div className="pl-hours-schedule">
      <div className="pl-settings-pair">
        <Select
          label="Whose hours"
          size="sm"
          searchable
          allowDeselect={false}
          data={options}
          value={draft.team === null ? everybody : teamValue(draft.team)}
          onChange={chooseTeam}
        />
        <TextInput
          type="date"
          label="From day"
          size="sm"
          description="Empty: since the beginning"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={problem}
          value={draft.from ?? ''}
          onChange={(event) => onDraft({ ...draft, from: event.currentTarget.value || null })}
        />
      </div>
      <OpeningHoursEditor drafts={draft.intervals} onDrafts={(intervals) => onDraft({ ...draft, intervals })} />
      <Text size="sm" c="dimmed">
        {minutes === 0
          ? 'Never open: in business hours, no time passes.'
          : `Open ${formatCount(Math.round(minutes / 6) / 10)} hours a week.`}
      </Text>
      <div className="pl-settings-pair">
        <Select
          label="Opening hours are in"
          size="sm"
          searchable
          allowDeselect={false}
          data={zoneOptions(draft.zone)}
          value={draft.zone}
          onChange={(zone) => zone !== null && onDraft({ ...draft, zone })}
        />
      </div>
      <OpeningHoursHolidays
        holidays={draft.holidays}
        near={near}
        onHolidays={(holidays) => onDraft({ ...draft, holidays })}
      />
      <div className="pl-hours-actions">
        <Button size="compact-sm" variant="default" onClick={onChangeFromDay}>
          Other hours from a day on
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={onRemove}>
          Remove these hours
        </Button>
      </div>
    </div>
  )
}
