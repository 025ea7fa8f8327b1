/** Subject and baseline beside each other. The filters of the window fill them anew; the channels chosen here stay. */
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { Facets, Selection } from '../../shared/model.ts'
import { SelectionPicker } from './selection-picker.tsx'
import type { PeriodOption } from './selection-picker.tsx'
import { defaultSides, underFilters } from './sides.ts'
import type { Sides } from './sides.ts'
import './side-pickers.css'

export function useSides(selection: Selection, facets: Facets): readonly [Sides, (next: Sides) => void] {
  const filterKey = JSON.stringify(selection)
  const [chosen, setChosen] = useState<{ readonly filterKey: string; readonly sides: Sides } | null>(null)
  const sides =
    chosen === null
      ? defaultSides(selection, facets)
      : chosen.filterKey === filterKey
        ? chosen.sides
        : {
            subject: underFilters(chosen.sides.subject, selection),
            baseline: underFilters(chosen.sides.baseline, selection),
          }
  return [sides, (next) => setChosen({ filterKey, sides: next })]
}

interface SidePickersProps {
  readonly sides: Sides
  readonly facets: Facets
  readonly periods: readonly PeriodOption[]
  readonly onSides: (next: Sides) => void
}

export function SidePickers({ sides, facets, periods, onSides }: SidePickersProps) {
  const { subject, baseline } = sides
  return (
    <div className="pl-sides">
      <SelectionPicker
        legend="Subject"
        hint="What is being judged."
        value={subject}
        facets={facets}
        periods={periods}
        onChange={(next) => onSides({ subject: next, baseline })}
      />
      <Tooltip label="Swap the sides">
        <ActionIcon
          variant="default"
          size={32}
          radius="xl"
          className="pl-sides-swap"
          aria-label="Swap subject and baseline"
          onClick={() => onSides({ subject: baseline, baseline: subject })}
        >
          <IconArrowsLeftRight size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <SelectionPicker
        legend="Baseline"
        hint="What it replaces or helps: the measured yardstick."
        value={baseline}
        facets={facets}
        periods={periods}
        onChange={(next) => onSides({ subject, baseline: next })}
      />
    </div>
  )
}
