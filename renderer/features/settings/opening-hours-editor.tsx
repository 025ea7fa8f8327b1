import { ActionIcon, Button, Text } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { IconPlus, IconX } from '@tabler/icons-react'
import { weekdayName, weekdays } from '../../../shared/schedules.ts'
import type { IntervalDraft } from './opening-hours.ts'
import { noteOn, problemOf, withTimes } from './opening-hours.ts'
import './opening-hours.css'

interface OpeningHoursEditorProps {
  readonly drafts: readonly IntervalDraft[]
  readonly onDrafts: (next: readonly IntervalDraft[]) => void
}

export function OpeningHoursEditor({ drafts, onDrafts }: OpeningHoursEditorProps) {
  const newKey = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1
  const add = (weekday: number): void => {
    const isFirst = !drafts.some((draft) => draft.weekday === weekday)
    onDrafts([
      ...drafts,
      { key: newKey, weekday, start: isFirst ? '09:00' : '', end: isFirst ? '17:00' : '', isNextDay: false },
    ])
  }
  const change = (key: number, times: { readonly start?: string; readonly end?: string }): void =>
    onDrafts(drafts.map((draft) => (draft.key === key ? withTimes(draft, times) : draft)))
  const copyMonday = (): void => {
    const monday = drafts.filter((draft) => draft.weekday === 1)
    const copies = [2, 3, 4, 5].flatMap((weekday) => monday.map((draft) => ({ ...draft, weekday })))
    onDrafts([
      ...drafts.filter((draft) => draft.weekday === 1 || draft.weekday > 5),
      ...copies.map((draft, index) => ({ ...draft, key: newKey + index })),
    ])
  }
  return (
    <div className="pl-hours">
      {weekdays.map((weekday) => {
        const day = weekdayName(weekday)
        const intervals = drafts.filter((draft) => draft.weekday === weekday)
        return (
          <fieldset key={weekday} className="pl-hours-day" aria-label={day}>
            <Text className="pl-hours-name">{day}</Text>
            <div className="pl-hours-intervals">
              {intervals.length === 0 && <Text c="dimmed">Closed</Text>}
              {intervals.map((draft) => {
                const problem = problemOf(draft)
                const note = noteOn(draft, drafts)
                const nextDay = draft.isNextDay ? ' next day' : ''
                return (
                  <div key={draft.key}>
                    <div className="pl-hours-interval">
                      <TimeInput
                        size="sm"
                        aria-label={`${day} opens`}
                        error={problem !== null}
                        value={draft.start}
                        onChange={(event) => change(draft.key, { start: event.currentTarget.value })}
                      />
                      <span aria-hidden>–</span>
                      <TimeInput
                        size="sm"
                        aria-label={`${day} closes`}
                        error={problem !== null}
                        value={draft.end}
                        onChange={(event) => change(draft.key, { end: event.currentTarget.value })}
                      />
                      {draft.isNextDay && <span className="pl-note">next day</span>}
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`Remove ${draft.start} to ${draft.end}${nextDay} on ${day}`}
                        onClick={() => onDrafts(drafts.filter((each) => each.key !== draft.key))}
                      >
                        <IconX aria-hidden size={14} />
                      </ActionIcon>
                    </div>
                    {problem && (
                      <Text size="xs" c="var(--mantine-color-error)" role="alert">
                        {problem}
                      </Text>
                    )}
                    {note && (
                      <Text size="xs" c="dimmed">
                        {note}
                      </Text>
                    )}
                  </div>
                )
              })}
            </div>
            <div className="pl-hours-actions">
              {weekday === 1 && intervals.length > 0 && (
                <Button size="compact-xs" variant="subtle" onClick={copyMonday}>
                  Copy to Tuesday–Friday
                </Button>
              )}
              <ActionIcon variant="subtle" color="gray" aria-label={`Add hours on ${day}`} onClick={() => add(weekday)}>
                <IconPlus aria-hidden size={16} stroke={1.5} />
              </ActionIcon>
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
