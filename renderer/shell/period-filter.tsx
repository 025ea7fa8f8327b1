import { Button, Popover, UnstyledButton } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendar, IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Selection } from '../../shared/model.ts'
import { periodOf, periodPresetIds, periodPresets, presetOf, withPeriod } from '../filters.ts'
import { formatDay, formatDayRange } from '../../shared/units.ts'

/** The period of a selection in words, such as `Last 30 days` or `1 Apr – 30 Jun 2026`. */
function periodName(selection: Selection, lastDay: string): string {
  const preset = presetOf(selection, lastDay)
  if (preset) return periodPresets[preset]
  if (selection.from && selection.to) return formatDayRange(selection.from, selection.to)
  if (selection.from) return `From ${formatDay(selection.from)}`
  return selection.to ? `Until ${formatDay(selection.to)}` : periodPresets.all
}

interface PeriodFilterProps {
  readonly selection: Selection
  readonly firstDay: string
  readonly lastDay: string
  readonly onSelection: (next: Selection) => void
}

export function PeriodFilter({ selection, firstDay, lastDay, onSelection }: PeriodFilterProps) {
  const [isOpen, { toggle, close }] = useDisclosure()
  // The first day picked of a new range; the filter changes when both ends are known.
  const [started, setStarted] = useState<string | null>(null)
  const current = presetOf(selection, lastDay)
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className="pl-filter-button"
          onClick={toggle}
          aria-label={`Period: ${periodName(selection, lastDay)}`}
          leftSection={<IconCalendar aria-hidden size={16} stroke={1.5} />}
          rightSection={<IconChevronDown aria-hidden size={14} />}
        >
          {periodName(selection, lastDay)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Period" p="xs">
        <div className="pl-period">
          <div className="pl-period-presets">
            {periodPresetIds.map((preset) => (
              <UnstyledButton
                key={preset}
                className="pl-period-preset"
                aria-pressed={preset === current}
                onClick={() => {
                  onSelection(withPeriod(selection, periodOf(preset, lastDay)))
                  close()
                }}
              >
                {periodPresets[preset]}
                {preset === current && <IconCheck aria-hidden size={14} />}
              </UnstyledButton>
            ))}
          </div>
          <DatePicker
            type="range"
            size="sm"
            allowSingleDateInRange
            hideOutsideDates
            defaultDate={selection.to && selection.to < lastDay ? selection.to : lastDay}
            minDate={firstDay}
            maxDate={selection.to && selection.to > lastDay ? selection.to : lastDay}
            value={started ? [started, null] : [selection.from ?? null, selection.to ?? null]}
            onChange={([from, to]) => {
              setStarted(from && !to ? from : null)
              if (!from || !to) return
              onSelection(withPeriod(selection, { from, to }))
              close()
            }}
            ariaLabels={{
              previousMonth: 'Previous month',
              nextMonth: 'Next month',
              previousYear: 'Previous year',
              nextYear: 'Next year',
              previousDecade: 'Previous decade',
              nextDecade: 'Next decade',
            }}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
