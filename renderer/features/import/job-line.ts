/**
 * The jobs of the import screen, one at a time, as the data thread does them: that way a cancel always meets the job it
 * is meant for. A job in the background gives way to every other one and is told so.
 */
export interface Job {
  /** A newer job of the same key takes the place of one that still waits. */
  readonly key: string
  /** Lower goes first; equal ones in the order they came. */
  readonly rank: number
  /** Settles its own failures. */
  readonly run: () => Promise<void>
  readonly isBackground?: boolean
}

export interface JobLine {
  readonly add: (job: Job) => void
  /** Forgets jobs that still wait. */
  readonly drop: (isMeant: (key: string) => boolean) => void
  /** Stops the running job if it has this key. */
  readonly interrupt: (key: string) => void
}

/** @param cancel asks the Node side to stop what it does; resolves once it has been told */
export function createJobLine(cancel: () => Promise<unknown>): JobLine {
  let waiting: readonly Job[] = []
  let running: Job | null = null
  let cancelling: Promise<unknown> | null = null

  const stop = (): void => {
    cancelling ??= cancel()
  }
  const next = async (): Promise<void> => {
    if (running) return
    const [job, ...rest] = waiting.toSorted((left, right) => left.rank - right.rank)
    if (!job) return
    waiting = rest
    running = job
    await job.run()
    // A cancel still on its way would hit the next job.
    if (cancelling) await cancelling
    cancelling = null
    running = null
    void next()
  }

  return {
    add: (job) => {
      waiting = [...waiting.filter(({ key }) => key !== job.key), job]
      if (running?.isBackground && !job.isBackground) stop()
      void next()
    },
    drop: (isMeant) => {
      waiting = waiting.filter(({ key }) => !isMeant(key))
    },
    interrupt: (key) => {
      if (running?.key === key) stop()
    },
  }
}
