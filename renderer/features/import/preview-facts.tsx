/** What a file was recognised as and what its rows are, before anything is written. */
import { Button, Text, Title } from '@mantine/core'
import type { ImportPreview } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { toSentence } from '../../format.ts'
import { JobProgress } from './job-progress.tsx'
import type { ImportQueue } from './import-queue.ts'
import { nameOf, nodeNameOf } from './queued-export.ts'
import type { QueuedExport } from './queued-export.ts'
import { entityText, RowsSummary } from './rows-summary.tsx'

interface PreviewFactsProps {
  readonly entry: QueuedExport
  readonly preview: ImportPreview
  readonly queue: ImportQueue
}

export function PreviewFacts({ entry, preview, queue }: PreviewFactsProps) {
  const { rows, ignoredKinds, entities, assumptions, isComplete } = preview
  const ignored = Object.entries(ignoredKinds)
  return (
    <>
      <div>
        {!isComplete && <Text className="pl-partial">Of the first {formatCount(rows.read)} rows</Text>}
        <RowsSummary rows={rows} />
      </div>
      {!isComplete && <Counting entry={entry} queue={queue} />}
      <div>
        <Text>
          {entityText(entities)}
          {!isComplete && <span className="pl-note"> in these rows</span>}
        </Text>
        {ignored.length > 0 && (
          <Text className="pl-note">
            Ignored: {ignored.map(([kind, count]) => `${formatCount(count)} × ${kind}`).join(', ')}
          </Text>
        )}
      </div>
      {assumptions.length > 0 && (
        <div>
          <Title order={3}>Assumed</Title>
          <ul className="pl-file-assumptions">
            {assumptions.map((assumption) => (
              <li key={assumption}>{toSentence(assumption)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** The rest of a large file: it can be imported uncounted as well. */
function Counting({ entry, queue }: Omit<PreviewFactsProps, 'preview'>) {
  if (entry.count === 'running')
    return (
      <JobProgress file={nodeNameOf(entry)} label={`Counting ${nameOf(entry)}`} onCancel={() => queue.stop(entry.id)} />
    )
  if (entry.count === 'waiting') return <Text className="pl-note">The rest is counted in a moment.</Text>
  if (entry.count === 'stopped' && entry.state === 'ready')
    return (
      <div className="pl-running-line">
        <span className="pl-note">The rest was not counted. It can be imported all the same.</span>
        <Button size="compact-sm" variant="default" onClick={() => queue.countAgain(entry.id)}>
          Count all rows
        </Button>
      </div>
    )
  return null
}
