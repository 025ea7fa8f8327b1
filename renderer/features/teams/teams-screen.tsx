/** Teams and agents, ranked as far as the data can tell them apart. */
import { useState } from 'react'
import type { KpiId } from '../../../shared/kpi.ts'
import { describeSelection } from '../../../shared/units.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { RankedTable } from './ranked-table.tsx'
import '../../components/section-head.css'
import { KpiSelect } from '../../components/kpi-select.tsx'
import './teams.css'

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
        <KpiSelect label="Rank by" value={kpi} onChange={setKpi} />
      </div>
      <RankedTable grouping="team" kpi={kpi} filters={filters} onOpenConversations={onOpenConversations} />
      <RankedTable grouping="agent" kpi={kpi} filters={filters} onOpenConversations={onOpenConversations} />
    </div>
  )
}
