/** A goal of one's own, or another name, other KPIs or another place of one; ready goals that were removed come back. */
import { Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { readyGoals } from '../../../shared/goals.ts'
import type { Goal } from '../../../shared/goals.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { formatCount } from '../../../shared/units.ts'
import { call, toAppError } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { GoalKpisField } from './goal-kpis-field.tsx'

interface GoalDialogProps {
  readonly goals: readonly Goal[]
  /** Null: a new one. */
  readonly goal: Goal | null
  readonly onClose: (isSaved: boolean) => void
}

const own = 'own'

export function GoalDialog({ goals, goal, onClose }: GoalDialogProps) {
  const [id, setId] = useState<string | null>(goal?.id ?? null)
  const [title, setTitle] = useState(goal?.title ?? '')
  const [kpis, setKpis] = useState<readonly KpiId[]>(goal?.kpis.map(({ kpi }) => kpi) ?? [])
  const [position, setPosition] = useState(goal === null ? goals.length : goals.indexOf(goal))
  const [isRemoving, setIsRemoving] = useState(false)
  const [saving, setSaving] = useState<{ readonly error: AppError | null } | null>(null)
  const isBusy = saving !== null && saving.error === null
  const missing = readyGoals.filter((ready) => !goals.some((each) => each.id === ready.id))
  const lost = (goal?.kpis ?? []).filter(({ kpi, target }) => target !== null && !kpis.includes(kpi)).length
  const targets = (goal?.kpis ?? []).filter(({ target }) => target !== null).length

  const finish = (work: Promise<unknown>): void => {
    setSaving({ error: null })
    work.then(
      () => onClose(true),
      (cause: unknown) => setSaving({ error: toAppError(cause) }),
    )
  }
  const startFrom = (choice: string | null): void => {
    const ready = missing.find((each) => each.id === choice)
    setId(ready?.id ?? null)
    setTitle(ready?.title ?? '')
    setKpis(ready?.kpis ?? [])
  }

  return (
    <Modal opened onClose={() => onClose(false)} title={goal === null ? 'New goal' : `Goal: ${goal.title}`} size={520}>
      <div className="pl-goal-fields">
        {goal === null && missing.length > 0 && (
          <Select
            label="Start from"
            allowDeselect={false}
            data={[
              { value: own, label: 'A goal of my own' },
              ...missing.map((ready) => ({ value: ready.id, label: ready.title })),
            ]}
            value={id ?? own}
            onChange={startFrom}
          />
        )}
        <TextInput
          label="Name"
          placeholder="What you want to be good at"
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <GoalKpisField kpis={kpis} onKpis={setKpis} />
        <Select
          label="Place among the goals"
          allowDeselect={false}
          data={Array.from({ length: goals.length + (goal === null ? 1 : 0) }, (_, place) => ({
            value: String(place),
            label: formatCount(place + 1),
          }))}
          value={String(position)}
          onChange={(next) => next !== null && setPosition(Number(next))}
        />
      </div>
      {lost > 0 && (
        <p className="pl-note">
          {lost === 1 ? 'One target is' : `${formatCount(lost)} targets are`} removed with the KPIs that no longer serve
          this goal.
        </p>
      )}
      {saving?.error && <ErrorPanel error={saving.error} />}
      <Group mt="lg" justify="flex-end">
        {goal !== null && (
          <Button
            variant={isRemoving ? 'filled' : 'subtle'}
            color="red"
            mr="auto"
            disabled={isBusy}
            onClick={() => (isRemoving ? finish(call('goals.remove', { id: goal.id })) : setIsRemoving(true))}
          >
            {isRemoving ? removalText(targets) : 'Remove the goal'}
          </Button>
        )}
        <Button variant="default" onClick={() => onClose(false)}>
          Cancel
        </Button>
        <Button
          disabled={title.trim() === '' || kpis.length === 0}
          loading={isBusy}
          onClick={() => finish(call('goals.save', { id, title: title.trim(), kpis, position }))}
        >
          Save the goal
        </Button>
      </Group>
    </Modal>
  )
}

/** What goes with it, before it goes. */
function removalText(targets: number): string {
  if (targets === 0) return 'Yes, remove it'
  return `Yes, with its ${targets === 1 ? 'target' : `${formatCount(targets)} targets`} and their history`
}
