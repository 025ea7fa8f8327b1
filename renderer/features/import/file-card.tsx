import { ActionIcon, Button, Text, Title, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconX } from '@tabler/icons-react'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { FormatInfo, ImportPreview, WorkspaceSettings } from '../../../shared/model.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatBytes, formatCounted } from '../../format.ts'
import { formatCount, formatDuration } from '../../../shared/units.ts'
import { ChoicesForm } from './import-choices.tsx'
import type { ImportQueue, QueuedFile } from './import-queue.ts'
import { ImportRunning } from './import-running.tsx'
import { PreviewTables } from './preview-tables.tsx'
import { entityText, RowsSummary } from './rows-summary.tsx'

const stateTexts: Readonly<Record<QueuedFile['state'], (entry: QueuedFile) => string>> = {
  previewing: () => 'Reading…',
  ready: ({ preview }) =>
    preview ? `${formatCount(preview.rows.new)} new of ${formatCounted(preview.rows.read, 'row')}` : '',
  waiting: () => 'Waits for the file before it',
  importing: () => 'Importing…',
  done: ({ summary }) => (summary ? `Imported in ${formatDuration(summary.seconds)}` : 'Imported'),
  failed: () => 'Not imported',
}

/** Failures that another choice may mend. */
const choicesHelp: ReadonlySet<ErrorCode> = new Set([
  'choice-needed',
  'format-unknown',
  'encoding-unclear',
  'mapping-invalid',
  'argument-invalid',
])

interface FileCardProps {
  readonly entry: QueuedFile
  readonly queue: ImportQueue
  readonly formats: readonly FormatInfo[]
  readonly settings: WorkspaceSettings
  readonly isOpen: boolean
  /** The only file that is ready: its button is the primary one of the screen. */
  readonly isPrimary: boolean
  readonly onToggle: () => void
}

export function FileCard(props: FileCardProps) {
  const { entry, queue, formats, settings, isOpen, isPrimary, onToggle } = props
  const { file, choices, state, preview, summary, error } = entry
  const { fileId, name } = file
  const isBusy = state === 'importing' || state === 'waiting'
  const choicesForm = (
    <ChoicesForm
      choices={choices}
      preview={preview}
      formats={formats}
      zone={settings.zone}
      country={settings.country}
      disabled={isBusy}
      onChoices={(next) => queue.choose(fileId, next)}
    />
  )
  return (
    <section className="pl-file pl-card" aria-label={name}>
      <header className="pl-file-head">
        <UnstyledButton className="pl-file-toggle" aria-expanded={isOpen} onClick={onToggle}>
          {isOpen ? <IconChevronDown aria-hidden size={16} /> : <IconChevronRight aria-hidden size={16} />}
          <Title order={2} className="pl-ellipsis" title={name}>
            {name}
          </Title>
          <span className="pl-note pl-nowrap">{formatBytes(file.byteCount)}</span>
        </UnstyledButton>
        <output className="pl-file-state" data-failed={state === 'failed' || undefined}>
          {stateTexts[state](entry)}
        </output>
        {!isBusy && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${name} from this list`}
            onClick={() => queue.remove(fileId)}
          >
            <IconX aria-hidden size={16} />
          </ActionIcon>
        )}
      </header>
      {(state === 'importing' || (state === 'previewing' && !preview)) && (
        <ImportRunning file={name} isImporting={state === 'importing'} />
      )}
      {isOpen && error && <ErrorPanel error={error} onRetry={() => queue.choose(fileId, { ...choices })} />}
      {isOpen && summary && (
        <>
          <RowsSummary rows={summary.rows} />
          <Text>{entityText(summary.entities)}</Text>
        </>
      )}
      {isOpen && error && !preview && choicesHelp.has(error.code) && choicesForm}
      {isOpen && preview && !summary && (
        <>
          <PreviewFacts preview={preview} />
          {!isBusy && (
            <>
              {choicesForm}
              <PreviewTables preview={preview} zone={settings.zone} />
              <div className="pl-file-actions">
                <Button
                  variant={isPrimary ? 'filled' : 'default'}
                  disabled={state !== 'ready'}
                  onClick={() => queue.importFile(fileId)}
                >
                  Import {formatCounted(preview.rows.new + preview.rows.changed, 'row')}
                </Button>
                {preview.rows.new + preview.rows.changed === 0 && (
                  <Text c="dimmed">Nothing new: every usable row is in the workspace already.</Text>
                )}
              </div>
            </>
          )}
        </>
      )}
    </section>
  )
}

function PreviewFacts({ preview }: { readonly preview: ImportPreview }) {
  const { formatTitle, recognisedBecause, rows, ignoredKinds, entities, assumptions } = preview
  const ignored = Object.entries(ignoredKinds)
  return (
    <>
      <div>
        <Text fw={600}>{formatTitle}</Text>
        <Text c="dimmed">{recognisedBecause}</Text>
      </div>
      <RowsSummary rows={rows} />
      <div>
        <Text>{entityText(entities)}</Text>
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
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
