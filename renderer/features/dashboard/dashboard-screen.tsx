/** Goals, key figures and patterns of what the filters leave; every number opens its conversations. */
import { Button } from '@mantine/core'
import { IconFileImport, IconFilterOff } from '@tabler/icons-react'
import { useApi } from '../../api.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { noFilters } from '../../filters.ts'
import type { ScreenProps } from '../../screen-props.ts'
import { ChartSection } from './chart-section.tsx'
import { FocusSection } from './focus-section.tsx'
import { GoalSection } from './goal-section.tsx'
import { KpiSection } from './kpi-section.tsx'
import { ReturnsSection } from './returns-section.tsx'
import '../../components/section-head.css'
import './dashboard.css'

export function DashboardScreen(props: ScreenProps) {
  const { workspace, filters, onFilters, onGo } = props
  const { selection, hours } = filters
  const isEmpty = workspace.lastDay === null
  const totals = useApi('kpis.compute', isEmpty ? null : { selection, hours })
  const goals = useApi('goals.list', isEmpty ? null : { selection, hours })

  if (isEmpty)
    return (
      <EmptyState
        icon={<IconFileImport size={40} stroke={1.25} />}
        title="Nothing imported yet"
        action={onGo && <Button onClick={() => onGo('import')}>Import files</Button>}
      >
        Drop in an export of conversations or a survey. Everything stays on this computer.
      </EmptyState>
    )
  if (totals.status === 'failed') return <ErrorPanel error={totals.error} onRetry={totals.reload} />
  const conversations = totals.value?.find((result) => result.id === 'conversations')
  const hasNothing = totals.status === 'ok' && (conversations?.status !== 'ok' || conversations.value === 0)
  const hasAnything = totals.value?.some((result) => result.status === 'ok' && result.n > 0) ?? true
  if (hasNothing && !hasAnything)
    return (
      <EmptyState
        icon={<IconFilterOff size={40} stroke={1.25} />}
        title="Nothing matches these filters"
        action={
          <Button variant="default" onClick={() => onFilters({ ...noFilters, hours })}>
            Clear the filters
          </Button>
        }
      >
        The workspace has data, but none for this period, channel, team and agent together.
      </EmptyState>
    )

  return (
    <div className="pl-dashboard">
      <GoalSection {...props} goals={goals} />
      <FocusSection {...props} />
      <KpiSection {...props} totals={totals} goals={goals.value} />
      <ChartSection {...props} totals={totals.value} goals={goals.value} />
      <ReturnsSection {...props} />
    </div>
  )
}
