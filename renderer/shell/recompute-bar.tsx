/** While every number is worked out again after a change, on whichever screen: how far it is, and the way back. */
import { Button, Progress } from '@mantine/core'
import type { RecomputeProgress } from '../../shared/progress.ts'
import { formatDuration } from '../../shared/units.ts'
import { call, useRecomputeProgress } from '../api.ts'
import './recompute-bar.css'

const phases = {
  texts: 'Reading the messages again',
  facts: 'Working out every conversation again',
} as const satisfies Record<RecomputeProgress['phase'], string>

export function RecomputeBar() {
  const progress = useRecomputeProgress()
  if (progress === null) return null
  const { phase, share, secondsLeft } = progress
  const percent = Math.floor(share * 100)
  return (
    <section className="pl-recompute pl-card" aria-label="Change in progress">
      <div className="pl-recompute-line">
        <span>{phases[phase]}</span>
        <Button size="compact-sm" variant="default" onClick={() => void call('imports.cancel', undefined)}>
          Cancel
        </Button>
      </div>
      <Progress.Root size="sm">
        <Progress.Section value={percent} aria-label={phases[phase]} />
      </Progress.Root>
      <span className="pl-note pl-figures">
        {percent} %{secondsLeft !== null && ` · about ${formatDuration(Math.ceil(secondsLeft))} left`} · numbers stay as
        they were until it is done
      </span>
    </section>
  )
}
