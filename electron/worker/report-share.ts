/** Long work on what is stored, as the share of it that is done. */
import type { RecomputeProgress } from '../../shared/progress.ts'
import type { StepsDone } from '../import/store/stored-facts.ts'
import type { Job } from './job.ts'

/** Leaving it early leaves `steps` early, too. */
export function* reportShare(
  phase: RecomputeProgress['phase'],
  steps: Iterable<StepsDone>,
  now: () => number,
): Job<void> {
  const startedAt = now()
  for (const { done, total } of steps) {
    const share = total === 0 ? 1 : done / total
    // Nothing is said before a twentieth is done: it would jump.
    const secondsLeft = share < 0.05 ? null : ((1 - share) / share) * ((now() - startedAt) / 1000)
    yield { phase, share, secondsLeft }
  }
}
