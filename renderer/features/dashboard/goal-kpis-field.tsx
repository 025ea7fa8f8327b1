/** The KPIs that serve a goal, in order: the first one is what the goal is judged by. */
import { ActionIcon, Select } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'

interface GoalKpisFieldProps {
  readonly kpis: readonly KpiId[]
  readonly onKpis: (next: readonly KpiId[]) => void
}

const isKpi = (text: string | null): text is KpiId => kpiIds.some((id) => id === text)

export function GoalKpisField({ kpis, onKpis }: GoalKpisFieldProps) {
  const move = (index: number, by: number): void => {
    const kpi = kpis[index]
    if (kpi !== undefined) onKpis(kpis.toSpliced(index, 1).toSpliced(index + by, 0, kpi))
  }
  return (
    <fieldset className="pl-goal-kpis">
      <legend>KPIs that serve it</legend>
      <ol aria-label="KPIs in order, the primary one first">
        {kpis.map((kpi, index) => (
          <li key={kpi}>
            <span className="pl-ellipsis">
              {kpiCatalogue[kpi].title}
              {index === 0 && <span className="pl-tag pl-goal-mark">primary</span>}
            </span>
            <Step label={`Move ${kpiCatalogue[kpi].title} up`} isOff={index === 0} onClick={() => move(index, -1)}>
              <IconArrowUp size={14} />
            </Step>
            <Step
              label={`Move ${kpiCatalogue[kpi].title} down`}
              isOff={index === kpis.length - 1}
              onClick={() => move(index, 1)}
            >
              <IconArrowDown size={14} />
            </Step>
            <Step label={`Remove ${kpiCatalogue[kpi].title}`} onClick={() => onKpis(kpis.toSpliced(index, 1))}>
              <IconX size={14} />
            </Step>
          </li>
        ))}
      </ol>
      <Select
        label="Add a KPI"
        placeholder="Choose one"
        searchable
        nothingFoundMessage="No such KPI"
        data={kpiIds.filter((id) => !kpis.includes(id)).map((id) => ({ value: id, label: kpiCatalogue[id].title }))}
        value={null}
        onChange={(next) => isKpi(next) && onKpis([...kpis, next])}
      />
      <p className="pl-note">
        The first one is the primary KPI: it is decided beforehand, and so not adjusted for looking at many at once.
      </p>
    </fieldset>
  )
}

interface StepProps {
  readonly label: string
  readonly isOff?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Step({ label, isOff = false, onClick, children }: StepProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}
