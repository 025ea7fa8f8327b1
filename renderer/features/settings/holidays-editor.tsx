import { Text, UnstyledButton } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendarPlus, IconX } from '@tabler/icons-react'
import type { Day } from '../../../shared/model.ts'
import { formatDay } from '../../../shared/units.ts'

interface HolidaysEditorProps {
  readonly holidays: readonly Day[]
  /** The month to open the calendar at. */
  readonly near: Day | null
  readonly onHolidays: (next: readonly Day[]) => void
}

export function HolidaysEditor({ holidays, near, onHolidays }: HolidaysEditorProps) {
  return (
    <div>
      <DatePickerInput
        type="multiple"
        size="sm"
        w={240}
        label="Closed on these days"
        description="Public holidays and other days on which nobody answers"
        placeholder="Choose days"
        leftSection={<IconCalendarPlus aria-hidden size={16} stroke={1.5} />}
        leftSectionPointerEvents="none"
        valueFormatter={() => 'Choose days'}
        {...(near ? { defaultDate: near } : {})}
        value={[...holidays]}
        onChange={(days) => onHolidays([...days].sort())}
      />
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
