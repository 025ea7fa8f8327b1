/** How far long work is. */
import type { ImportProgress } from './model.ts'

/** While what is stored is worked out again, after the user said something that it depends on. */
export interface RecomputeProgress {
  readonly phase: 'texts' | 'facts'
  /** Of the phase, 0 to 1. */
  readonly share: number
  /** Null until it can be said. */
  readonly secondsLeft: number | null
}

/** What long work says of itself. */
export type JobProgress = ImportProgress | RecomputeProgress
