import { Button, Progress } from '@mantine/core'
import type { ImportProgress } from '../../../shared/model.ts'
import { call, useProgress } from '../../api.ts'
import { formatBytes } from '../../format.ts'
import { formatCount, formatDuration } from '../../../shared/units.ts'

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

interface ImportRunningProps {
  readonly file: string
  readonly isImporting: boolean
}

/** Progress with rate and time left. Leaving the workspace half way is not possible: cancelling undoes all of it. */
export function ImportRunning({ file, isImporting }: ImportRunningProps) {
  const latest = useProgress()
  const progress = latest?.file === file ? latest : null
  const share = progress && progress.byteCount > 0 ? (progress.bytesRead / progress.byteCount) * 100 : 0
  const label = isImporting ? `Importing ${file}` : `Reading ${file}`
  return (
    <div className="pl-running">
      <Progress.Root size="sm">
        <Progress.Section value={progress ? share : 100} animated={!progress} striped={!progress} aria-label={label} />
      </Progress.Root>
      <div className="pl-running-line">
        <span className="pl-note">{progress ? describe(progress) : `${label}…`}</span>
        <Button size="compact-sm" variant="default" onClick={() => void call('imports.cancel', undefined)}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
