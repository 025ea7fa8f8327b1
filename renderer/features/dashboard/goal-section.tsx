/** The goals on top of the dashboard, and the dialog that sets their targets. */
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Goal, GoalKpi } from '../../../shared/goals.ts'
import { describeSelection } from '../../../shared/units.ts'
import type { ApiState } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { GoalCard } from '../../components/goal-card.tsx'
import { upperFirst } from '../../components/sides.ts'
import type { ScreenProps } from '../../screen-props.ts'
import { TargetDialog } from './target-dialog.tsx'

interface GoalSectionProps extends ScreenProps {
  readonly goals: ApiState<readonly Goal[]>
}

export function GoalSection({ workspace, filters, goals, onOpenConversations }: GoalSectionProps) {
  const [edited, setEdited] = useState<{ readonly goal: Goal; readonly row: GoalKpi } | null>(null)
  const { hours, selection } = filters
  const open = (goal: Goal, row: GoalKpi): void => {
    const { channels } = goal.subject
    onOpenConversations(
      { selection: { ...selection, ...(channels ? { channels } : {}) }, kpi: row.kpi, show: 'counted', hours },
      `${goal.title}: ${kpiCatalogue[row.kpi].title}`,
    )
  }
  return (
    <section aria-labelledby="goals">
      <div className="pl-section-head">
        <h2 id="goals">Goals</h2>
      </div>
      {goals.status === 'failed' && <ErrorPanel error={goals.error} onRetry={goals.reload} />}
      <div className="pl-goal-grid">
        {goals.value?.map((goal) => (
          <GoalCard
            key={goal.id}
            goal={goal}
            subjectName={upperFirst(describeSelection(goal.subject))}
            onOpen={(row) => open(goal, row)}
            onSetTarget={(row) => setEdited({ goal, row })}
          />
        ))}
        {goals.status === 'loading' &&
          !goals.value &&
          [1, 2, 3, 4].map((place) => <Skeleton key={place} height={260} radius="lg" />)}
      </div>
      {edited && (
        <TargetDialog
          key={`${edited.goal.id} ${edited.row.kpi}`}
          workspace={workspace}
          goal={edited.goal}
          row={edited.row}
          hours={hours}
          onClose={(isSaved) => {
            setEdited(null)
            if (isSaved) goals.reload()
          }}
        />
      )}
    </section>
  )
}
