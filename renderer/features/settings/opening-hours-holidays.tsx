/** The closed days of a schedule: picked in a calendar or pasted as a list. */
import { Button, Text, Textarea, UnstyledButton } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendarPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Day } from '../../../shared/model.ts'
import { formatDay } from '../../../shared/units.ts'
import { formatCounted } from '../../format.ts'
import { readDays } from './opening-hours.ts'

interface OpeningHoursHolidaysProps {
  readonly holidays: readonly Day[]
  /** The month to open the calendar at. */
  readonly near: Day | null
  readonly onHolidays: (next: readonly Day[]) => void
}

export function OpeningHoursHolidays({ holidays, near, onHolidays }: OpeningHoursHolidaysProps) {
  return (
    <div>
      <div className="pl-hours-holidays">
        <DatePickerInput
          type="multiple"
          size="sm"
          classNames={{ input: 'pl-hours-days' }}
          label="Closed on these days"
          description="Hours that begin on one of them are closed, to their end. What began the evening before stays open."
          placeholder="Choose days"
          leftSection={<IconCalendarPlus aria-hidden size={16} stroke={1.5} />}
          leftSectionPointerEvents="none"
          valueFormatter={() => 'Choose days'}
          {...(near ? { defaultDate: near } : {})}
          value={[...holidays]}
          onChange={(days) => onHolidays([...days].sort())}
        />
        <PastedDays onDays={(days) => onHolidays([...new Set([...holidays, ...days])].sort())} />
      </div>
      {holidays.length === 0 && (
        <Text c="dimmed" size="sm" mt="xs">
          No holidays yet.
        </Text>
      )}
      <ul className="pl-settings-chips" aria-label="Holidays">
        {holidays.map((day) => (
          <li key={day}>
            <UnstyledButton
              className="pl-settings-chip"
              aria-label={`Remove holiday ${formatDay(day)}`}
              onClick={() => onHolidays(holidays.filter((each) => each !== day))}
            >
              {formatDay(day)}
              <IconX aria-hidden size={12} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  )
}

function PastedDays({ onDays }: { readonly onDays: (days: readonly Day[]) => void }) {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<string | null>(null)

  function add(): void {
    const { days, unread } = readDays(text)
    onDays(days)
    // What was not read stays to be corrected.
    setText(unread.join('\n'))
    setOutcome(
      unread.length === 0
        ? `${formatCounted(days.length, 'day')} added.`
        : `${formatCounted(days.length, 'day')} added; what is left was not read. Write days like 2026-12-25.`,
    )
  }

  if (!isOpen)
    return (
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        Paste a list of days
      </Button>
    )
  return (
    <div className="pl-hours-pasted">
      <Textarea
        size="sm"
        label="List of days"
        description="One or more a line, such as 2026-12-25 or 25.12.2026; other words are skipped"
        rows={5}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="pl-hours-actions">
        <Button size="compact-sm" variant="default" disabled={text.trim() === ''} onClick={add}>
          Add days
        </Button>
        {outcome && (
          <Text component="output" size="sm" c="dimmed">
            {outcome}
          </Text>
        )}
      </div>
    </div>
  )
}
