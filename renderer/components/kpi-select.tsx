/** Chooses one KPI of the catalogue. */
import { Select } from '@mantine/core'
import { kpiCatalogue, kpiIds } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'

interface KpiSelectProps {
  /** Accessible name. */
  readonly label: string
  readonly value: KpiId
  readonly onChange: (next: KpiId) => void
}

const options = kpiIds.map((id) => ({ value: id, label: kpiCatalogue[id].title }))
const isKpiId = (text: string | null): text is KpiId => kpiIds.some((id) => id === text)

export function KpiSelect({ label, value, onChange }: KpiSelectProps) {
  return (
    <Select
      aria-label={label}
      size="xs"
      w={240}
      allowDeselect={false}
      data={options}
      value={value}
      onChange={(next) => isKpiId(next) && onChange(next)}
    />
  )
}
