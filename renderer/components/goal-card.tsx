/** A goal: one sentence on top, then its KPIs with value, target, state, and what the target rests on. */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconTarget } from '@tabler/icons-react'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Goal, GoalKpi } from '../../shared/goals.ts'
import { Definition } from './definition.tsx'
import { cellText } from './kpi-text.ts'
import { StateBadge } from './meaning.tsx'
import { targetText } from './target-text.ts'
import './goal-card.css'

interface GoalCardProps {
  readonly goal: Goal
  /** Whom the goal is about, such as `SMS`. */
  readonly subjectName: string
  readonly onOpen: (row: GoalKpi) => void
  readonly onSetTarget: (row: GoalKpi) => void
}

export function GoalCard({ goal, subjectName, onOpen, onSetTarget }: GoalCardProps) {
  return (
    <section className="pl-card pl-goal" aria-label={goal.title}>
      <header>
        <div className="pl-goal-head">
          <h3 className="pl-goal-title">{goal.title}</h3>
          <span className="pl-note">{subjectName}</span>
        </div>
        <p className="pl-goal-summary">{goal.summary}</p>
      </header>
      <ul className="pl-goal-rows">
        {goal.kpis.map((row) => (
          <GoalRow key={row.kpi} row={row} onOpen={onOpen} onSetTarget={onSetTarget} />
        ))}
      </ul>
    </section>
  )
}

interface GoalRowProps {
  readonly row: GoalKpi
  readonly onOpen: (row: GoalKpi) => void
  readonly onSetTarget: (row: GoalKpi) => void
}

function GoalRow({ row, onOpen, onSetTarget }: GoalRowProps) {
  const { title, shortTitle, better } = kpiCatalogue[row.kpi]
  const target = row.target?.value ?? null
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
      <div className="pl-goal-notes pl-note">
        {row.target && target !== null && (
          <p className="pl-goal-fact">
            <span className="pl-goal-term">Target</span>
            <span>
              <strong>{targetText(row.kpi, row.target.rule, target)}</strong>
              {` · ${row.target.derivation}`}
            </span>
          </p>
        )}
        {row.target && row.baseline && row.baselineName && (
          <p className="pl-goal-fact">
            <span className="pl-goal-term">Baseline</span>
            <span>
              <strong>{cellText(row.baseline)}</strong>
              {` · ${row.baselineName}`}
            </span>
          </p>
        )}
        {row.target && row.state !== 'met' && <p>{row.sentence}</p>}
        {row.current.status !== 'ok' && row.current.status !== 'failed' && !row.target && <p>{row.current.message}</p>}
      </div>
    </li>
  )
}
