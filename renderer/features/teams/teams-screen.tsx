/** Teams and agents, ranked as far as the data can tell them apart. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { describeSelection } from '../../../shared/units.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { RankedTable } from './ranked-table.tsx'
import '../../components/section-head.css'
import './teams.css'

const isKpiId = (text: string | null): text is KpiId => kpiIds.some((id) => id === text)

export function TeamsScreen({ workspace, filters, onOpenConversations }: ScreenProps) {
  const [kpi, setKpi] = useState<KpiId>('first-response-time')
  if (workspace.lastDay === null)
    return <EmptyState title="No teams and agents yet">Import conversations that name who replied.</EmptyState>
  return (
    <div className="pl-teams">
      <div className="pl-section-head">
        <p className="pl-note">
          {describeSelection(filters.selection)} · a rank such as 1–3 is a tie: the 95 % intervals overlap
        </p>
        <Select
          aria-label="Rank by"
          size="xs"
          w={240}
          allowDeselect={false}
          data={kpiIds.map((id) => ({ value: id, label: kpiCatalogue[id].title }))}
          value={kpi}
          onChange={(next) => isKpiId(next) && setKpi(next)}
        />
      </div>
      <RankedTable grouping="team" kpi={kpi} filters={filters} onOpenConversations={onOpenConversations} />
      <RankedTable grouping="agent" kpi={kpi} filters={filters} onOpenConversations={onOpenConversations} />
    </div>
  )
}
