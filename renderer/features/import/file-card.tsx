/** One export: recognised, counted, adjusted and imported. */
import { Button, Text } from '@mantine/core'
import type { FormatInfo, ImportPreview, WorkspaceSettings } from '../../../shared/model.ts'
import { formatCounted } from '../../format.ts'
import { FileFailure } from './file-failure.tsx'
import { FileHead } from './file-head.tsx'
import { ChoicesForm } from './import-choices.tsx'
import type { ImportQueue } from './import-queue.ts'
import { JobProgress } from './job-progress.tsx'
import { PreviewFacts } from './preview-facts.tsx'
import { PreviewTables } from './preview-tables.tsx'
import { isBusy, nameOf, nodeNameOf } from './queued-export.ts'
import type { QueuedExport } from './queued-export.ts'
import { entityText, RowsSummary } from './rows-summary.tsx'

interface FileCardProps {
  readonly entry: QueuedExport
  readonly queue: ImportQueue
  readonly formats: readonly FormatInfo[]
  readonly settings: WorkspaceSettings
  readonly isOpen: boolean
  /** The only file that is ready: its button is the primary one of the screen. */
  readonly isPrimary: boolean
  readonly onToggle: () => void
  /** Opens the description of columns. */
  readonly onDescribe: () => void
}

export function FileCard(props: FileCardProps) {
  const { entry, queue, formats, settings, isOpen, isPrimary, onToggle, onDescribe } = props
  const { id, file, choices, state, preview, summary, error } = entry
  const name = nameOf(entry)
  const busy = isBusy(entry)
  const choicesForm = (
    <ChoicesForm
      fileId={file.fileId}
      choices={choices}
      preview={preview}
      formats={formats}
      zone={settings.zone}
      country={settings.country}
      disabled={busy}
      onChoices={(next) => queue.choose(id, next)}
    />
  )
  return (
    <section className="pl-file pl-card" aria-label={name}>
      <FileHead entry={entry} isOpen={isOpen} onToggle={onToggle} onRemove={() => queue.remove(id)} />
      {state === 'importing' && (
        <JobProgress file={nodeNameOf(entry)} label={`Importing ${name}`} onCancel={() => queue.stop(id)} />
      )}
      {isOpen && state === 'previewing' && (
        <JobProgress
          file={nodeNameOf(entry)}
          label={`Reading ${name}`}
          isLate={preview !== null}
          onCancel={() => queue.stop(id)}
        />
      )}
      {isOpen && error && (
        <FileFailure
          entry={entry}
          error={error}
          queue={queue}
          zone={settings.zone}
          onDescribe={onDescribe}
          choicesForm={choicesForm}
        />
      )}
      {isOpen && summary && (
        <>
          <RowsSummary rows={summary.rows} />
          <Text>{entityText(summary.entities)}</Text>
        </>
      )}
      {isOpen && preview && !summary && (
        <>
          <div className="pl-file-lead">
            <Recognised entry={entry} preview={preview} queue={queue} />
            {!busy && (
              <div className="pl-file-actions">
                {preview.headerFingerprint && (
                  <Button variant="subtle" onClick={onDescribe}>
                    Read it in another way…
                  </Button>
                )}
                <ImportButton entry={entry} preview={preview} queue={queue} isPrimary={isPrimary} />
              </div>
            )}
          </div>
          <PreviewFacts entry={entry} preview={preview} queue={queue} />
          {!busy && (
            <>
              {choicesForm}
              <PreviewTables preview={preview} zone={settings.zone} />
            </>
          )}
        </>
      )}
    </section>
  )
}

interface PartProps {
  readonly entry: QueuedExport
  readonly preview: ImportPreview
  readonly queue: ImportQueue
}

function Recognised({ entry, preview, queue }: PartProps) {
  const { formatTitle, recognisedBecause, choices, rows, isComplete } = preview
  return (
    <div className="pl-file-recognised">
      <Text fw={600}>{formatTitle}</Text>
      <Text c="dimmed">{recognisedBecause}</Text>
      {typeof choices.profile === 'string' && (
        <Text className="pl-file-profile">
          Read with the profile <strong>{choices.profile}</strong>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={isBusy(entry)}
            onClick={() => {
              const { mapping: _mapping, ...rest } = entry.choices
              queue.choose(entry.id, { ...rest, profile: null })
            }}
          >
            Do not use
          </Button>
        </Text>
      )}
      {isComplete && rows.new + rows.changed === 0 && (
        <Text>Nothing new: every usable row is in the workspace already.</Text>
      )}
    </div>
  )
}

function ImportButton({ entry, preview, queue, isPrimary }: PartProps & { readonly isPrimary: boolean }) {
  const { rows, isComplete } = preview
  return (
    <Button
      variant={isPrimary ? 'filled' : 'default'}
      disabled={entry.state !== 'ready'}
      onClick={() => queue.importOne(entry.id)}
    >
      {isComplete ? `Import ${formatCounted(rows.new + rows.changed, 'row')}` : 'Import all rows'}
    </Button>
  )
}
