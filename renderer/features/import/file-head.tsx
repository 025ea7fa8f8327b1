/** The line of a card that is always there: what it is, and how far it is. */
import { ActionIcon, Title, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconX } from '@tabler/icons-react'
import { formatCount, formatDuration } from '../../../shared/units.ts'
import { formatBytes, formatCounted } from '../../format.ts'
import { isBusy, isStopped, nameOf, needsChoice } from './queued-export.ts'
import type { QueuedExport } from './queued-export.ts'

function readyText({ preview, count }: QueuedExport): string {
  if (!preview) return ''
  const { rows, isComplete } = preview
  const rejected = rows.rejected > 0 ? ` · ${formatCount(rows.rejected)} rejected` : ''
  if (isComplete) return `${formatCount(rows.new)} new of ${formatCounted(rows.read, 'row')}${rejected}`
  return count === 'running' ? 'Ready, counting…' : `Ready, ${formatCounted(rows.read, 'row')} looked at`
}

const stateTexts: Readonly<Record<QueuedExport['state'], (entry: QueuedExport) => string>> = {
  previewing: () => 'Reading…',
  ready: readyText,
  waiting: () => 'Waits for the file before it',
  importing: () => 'Importing…',
  done: ({ summary }) => (summary ? `Imported in ${formatDuration(summary.seconds)}` : 'Imported'),
  failed: (entry) => (needsChoice(entry) ? 'Needs your choice' : isStopped(entry) ? 'Stopped' : 'Not imported'),
}

const toneOf = (entry: QueuedExport): 'failed' | 'question' | 'done' | undefined => {
  if (isStopped(entry)) return undefined
  if (entry.state === 'failed') return needsChoice(entry) ? 'question' : 'failed'
  return entry.state === 'done' ? 'done' : undefined
}

interface FileHeadProps {
  readonly entry: QueuedExport
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onRemove: () => void
}

export function FileHead({ entry, isOpen, onToggle, onRemove }: FileHeadProps) {
  const name = nameOf(entry)
  return (
    <header className="pl-file-head">
      <UnstyledButton className="pl-file-toggle" aria-expanded={isOpen} onClick={onToggle}>
        {isOpen ? <IconChevronDown aria-hidden size={16} /> : <IconChevronRight aria-hidden size={16} />}
        <Title order={3} className="pl-file-name pl-ellipsis" title={name}>
          {name}
        </Title>
        <span className="pl-note pl-nowrap">{formatBytes(entry.byteCount)}</span>
        {!isOpen && entry.preview && (
          <span className="pl-file-format pl-note pl-ellipsis">{entry.preview.formatTitle}</span>
        )}
      </UnstyledButton>
      <output className="pl-file-state" data-tone={toneOf(entry)}>
        {stateTexts[entry.state](entry)}
      </output>
      {!isBusy(entry) && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name} from this list`} onClick={onRemove}>
          <IconX aria-hidden size={16} />
        </ActionIcon>
      )}
    </header>
  )
}
