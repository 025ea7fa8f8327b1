/** A goal: one sentence on top, then its KPIs with value, target, state, and what the target rests on. */
import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core'
import { IconPencil, IconTarget } from '@tabler/icons-react'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Goal, GoalKpi } from '../../shared/goals.ts'
import { Definition } from './definition.tsx'
import { cellText } from './kpi-text.ts'
import { StateBadge } from './meaning.tsx'
import { targetText } from './target-text.ts'
import './goal-card.css'

interface RowActions {
  readonly onOpen: (row: GoalKpi) => void
  readonly onSetTarget: (row: GoalKpi) => void
  /** Renews the target of a baseline that is out of date. */
  readonly onMeasureAgain: (row: GoalKpi) => void
}

interface GoalCardProps extends RowActions {
  readonly goal: Goal
  /** Whom the goal is about, such as `SMS`. */
  readonly subjectName: string
  readonly onEdit: () => void
}

export function GoalCard({ goal, subjectName, onEdit, ...actions }: GoalCardProps) {
  const edit = `Change the goal ${goal.title}`
  return (
    <section className="pl-card pl-goal" aria-label={goal.title}>
      <header>
        <div className="pl-goal-head">
          <h3 className="pl-goal-title">{goal.title}</h3>
          <span className="pl-note pl-goal-subject">{subjectName}</span>
          <Tooltip label="Name, KPIs and place">
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={edit} onClick={onEdit}>
              <IconPencil size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
        <p className="pl-goal-summary">{goal.summary}</p>
      </header>
      <ul className="pl-goal-rows">
        {goal.kpis.map((row) => (
          <GoalRow key={row.kpi} row={row} {...actions} />
        ))}
      </ul>
    </section>
  )
}

function GoalRow({ row, onOpen, onSetTarget, onMeasureAgain }: RowActions & { readonly row: GoalKpi }) {
  const { title, shortTitle, better } = kpiCatalogue[row.kpi]
  const isMeasured = row.current.status === 'ok'
  const action = row.target ? 'Change the target' : 'Set a target'
  return (
    <li className="pl-goal-row">
      <div className="pl-goal-name">
        <span className="pl-ellipsis" title={title}>
          {shortTitle}
        </span>
        <Definition kpi={row.kpi} />
      </div>
      <div className="pl-goal-value">
        {isMeasured ? (
          <UnstyledButton
            className="pl-goal-number"
            aria-label={`${title}: ${cellText(row.current)}. Show the conversations`}
            onClick={() => onOpen(row)}
          >
            {cellText(row.current)}
          </UnstyledButton>
        ) : (
          <span className="pl-note">{cellText(row.current)}</span>
        )}
      </div>
      <div className="pl-goal-state">
        <StateBadge state={row.state} />
      </div>
      {better === 'neutral' ? (
        <span />
      ) : (
        <Tooltip label={action}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`${action} for ${title}`}
            onClick={() => onSetTarget(row)}
          >
            <IconTarget size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <GoalNotes row={row} onMeasureAgain={onMeasureAgain} />
    </li>
  )
}

function GoalNotes({ row, onMeasureAgain }: Pick<RowActions, 'onMeasureAgain'> & { readonly row: GoalKpi }) {
  const { kpi, target, baseline, baselineName, current } = row
  return (
    <div className="pl-goal-notes pl-note">
      {target && target.value !== null && (
        <p className="pl-goal-fact">
          <span className="pl-goal-term">Target</span>
          <span>
            <strong>{targetText(kpi, target.rule, target.value, target.smallest)}</strong>
            {target.marks.map((mark) => (
              <span key={mark} className="pl-tag pl-goal-mark">
                {mark}
              </span>
            ))}
            {` · ${target.derivation}`}
          </span>
        </p>
      )}
      {target && baseline && baselineName && (
        <p className="pl-goal-fact">
          <span className="pl-goal-term">Baseline</span>
          <span>
            <strong>{cellText(baseline)}</strong>
            {` · ${baselineName}`}
          </span>
        </p>
      )}
      {target && row.state !== 'met' && <p>{row.sentence}</p>}
      {row.state === 'stale' && (
        <Button
          mt={4}
          size="compact-xs"
          variant="default"
          aria-label={`Measure the baseline of ${kpiCatalogue[kpi].title} again`}
          onClick={() => onMeasureAgain(row)}
        >
          Measure again
        </Button>
      )}
      {current.status !== 'ok' && current.status !== 'failed' && !target && <p>{current.message}</p>}
    </div>
  )
}
