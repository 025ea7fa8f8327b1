/** What a job has done so far: an import, a first look, or the counting of a large file. */
import { Button, Progress } from '@mantine/core'
import type { ImportProgress } from '../../../shared/model.ts'
import { formatCount, formatDuration } from '../../../shared/units.ts'
import { useProgress } from '../../api.ts'
import { formatBytes } from '../../format.ts'

const phases = {
  looking: 'Looking through the file',
  checking: 'Checking all rows',
  reading: 'Reading',
  conversations: 'Sorting into conversations',
  saving: 'Saving',
} as const satisfies Record<ImportProgress['phase'], string>

function describe(progress: ImportProgress): string {
  const { phase, rowsRead, rate, secondsLeft, bytesRead, byteCount } = progress
  const hasRows = phase !== 'looking' && phase !== 'checking'
  const share = byteCount === 0 ? 100 : Math.floor((bytesRead / byteCount) * 100)
  return [
    phases[phase],
    hasRows ? `${formatCount(rowsRead)} rows` : `${share} %`,
    `${formatBytes(bytesRead)} of ${formatBytes(byteCount)}`,
    ...(hasRows ? [`${formatCount(Math.round(rate))} rows per second`] : []),
    ...(secondsLeft === null ? [] : [`about ${formatDuration(Math.ceil(secondsLeft))} left`]),
  ].join(' · ')
}

interface JobProgressProps {
  /** As the Node side calls the file. */
  readonly file: string
  /** What is done, such as `Importing texts.csv`. */
  readonly label: string
  /** Mostly too quick to be seen: nothing is shown before there is progress. */
  readonly isLate?: boolean
  readonly onCancel: () => void
}

/** Progress with rate and time left. Leaving the workspace half way is not possible: cancelling undoes all of it. */
export function JobProgress({ file, label, isLate = false, onCancel }: JobProgressProps) {
  const latest = useProgress()
  const progress = latest?.file === file ? latest : null
  const share = progress && progress.byteCount > 0 ? (progress.bytesRead / progress.byteCount) * 100 : 0
  if (isLate && !progress) return null
  return (
    <div className="pl-running">
      <Progress.Root size="sm">
        <Progress.Section value={progress ? share : 100} animated={!progress} striped={!progress} aria-label={label} />
      </Progress.Root>
      <div className="pl-running-line">
        <span className="pl-note">{progress ? describe(progress) : `${label}…`}</span>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
