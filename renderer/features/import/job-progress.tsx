/** What a job has done so far: an import, a first look, or the counting of a large file. */
import { Button, Progress } from '@mantine/core'
import type { ImportProgress } from '../../../shared/model.ts'
import { formatCount, formatDuration } from '../../../shared/units.ts'
import { useProgress } from '../../api.ts'
import { formatBytes } from '../../format.ts'

const phases = {
  reading: 'Reading',
  conversations: 'Sorting into conversations',
  saving: 'Saving',
} as const satisfies Record<ImportProgress['phase'], string>

function describe(progress: ImportProgress): string {
  const { phase, rowsRead, rate, secondsLeft, bytesRead, byteCount } = progress
  return [
    phases[phase],
    `${formatCount(rowsRead)} rows`,
    `${formatBytes(bytesRead)} of ${formatBytes(byteCount)}`,
    `${formatCount(Math.round(rate))} rows per second`,
    ...(secondsLeft === null ? [] : [`about ${formatDuration(Math.ceil(secondsLeft))} left`]),
  ].join(' · ')
}

interface JobProgressProps {
  /** As the Node side calls the file. */
  readonly file: string
  /** What is done, such as `Importing texts.csv`. */
  readonly label: string
  /** Absent where nothing can be stopped yet. */
  readonly onCancel?: (() => void) | undefined
}

/** Progress with rate and time left. Leaving the workspace half way is not possible: cancelling undoes all of it. */
export function JobProgress({ file, label, onCancel }: JobProgressProps) {
  const latest = useProgress()
  const progress = latest?.file === file ? latest : null
  const share = progress && progress.byteCount > 0 ? (progress.bytesRead / progress.byteCount) * 100 : 0
  return (
    <div className="pl-running">
      <Progress.Root size="sm">
        <Progress.Section value={progress ? share : 100} animated={!progress} striped={!progress} aria-label={label} />
      </Progress.Root>
      <div className="pl-running-line">
        <span className="pl-note">{progress ? describe(progress) : `${label}…`}</span>
        {onCancel && (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  )
}
