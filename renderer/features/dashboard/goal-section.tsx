/** The goals on top of the dashboard, and the dialogs that change them and set their targets. */
import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Goal, GoalKpi } from '../../../shared/goals.ts'
import { describeSelection } from '../../../shared/units.ts'
import { call, toAppError } from '../../api.ts'
import type { ApiState } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { GoalCard } from '../../components/goal-card.tsx'
import { upperFirst } from '../../components/sides.ts'
import type { ScreenProps } from '../../screen-props.ts'
import { GoalDialog } from './goal-dialog.tsx'
import { TargetDialog } from './target-dialog.tsx'

interface GoalSectionProps extends ScreenProps {
  readonly goals: ApiState<readonly Goal[]>
}

type Opened =
  | { readonly dialog: 'target'; readonly goal: Goal; readonly row: GoalKpi }
  | { readonly dialog: 'goal'; readonly goal: Goal | null }

export function GoalSection({ workspace, filters, goals, onOpenConversations }: GoalSectionProps) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const { hours, selection } = filters
  const open = (goal: Goal, row: GoalKpi): void => {
    const { channels } = goal.subject
    onOpenConversations(
      { selection: { ...selection, ...(channels ? { channels } : {}) }, kpi: row.kpi, show: 'counted', hours },
      `${goal.title}: ${kpiCatalogue[row.kpi].title}`,
    )
  }
  const measureAgain = (goal: Goal, { kpi }: GoalKpi): void => {
    setFailure(null)
    call('goals.measureAgain', { goal: goal.id, kpi }).then(goals.reload, (cause: unknown) =>
      setFailure(toAppError(cause)),
    )
  }
  const close = (isSaved: boolean): void => {
    setOpened(null)
    if (isSaved) goals.reload()
  }
  return (
    <section aria-labelledby="goals">
      <div className="pl-section-head">
        <h2 id="goals">Goals</h2>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={goals.value === undefined}
          onClick={() => setOpened({ dialog: 'goal', goal: null })}
        >
          New goal
        </Button>
      </div>
      {goals.status === 'failed' && <ErrorPanel error={goals.error} onRetry={goals.reload} />}
      {failure && <ErrorPanel error={failure} />}
      <div className="pl-goal-grid">
        {goals.value?.map((goal) => (
          <GoalCard
            key={goal.id}
            goal={goal}
            subjectName={upperFirst(describeSelection(goal.subject))}
            onOpen={(row) => open(goal, row)}
            onSetTarget={(row) => setOpened({ dialog: 'target', goal, row })}
            onMeasureAgain={(row) => measureAgain(goal, row)}
            onEdit={() => setOpened({ dialog: 'goal', goal })}
          />
        ))}
        {goals.status === 'loading' &&
          !goals.value &&
          [1, 2, 3, 4].map((place) => <Skeleton key={place} height={260} radius="lg" />)}
      </div>
      {opened?.dialog === 'goal' && goals.value && (
        <GoalDialog key={opened.goal?.id ?? ''} goals={goals.value} goal={opened.goal} onClose={close} />
      )}
      {opened?.dialog === 'target' && (
        <TargetDialog
          key={`${opened.goal.id} ${opened.row.kpi}`}
          workspace={workspace}
          goal={opened.goal}
          row={opened.row}
          hours={hours}
          onClose={close}
        />
      )}
    </section>
  )
}
