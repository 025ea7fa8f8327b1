/** The files that were chosen, archives and folders with the exports inside, and what can be done with all at once. */
import { Button, Text, Title } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useState } from 'react'
import type { FormatInfo, WorkspaceSettings } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { formatCounted } from '../../format.ts'
import { CardList } from './card-list.tsx'
import { FileCard } from './file-card.tsx'
import type { ImportQueue } from './import-queue.ts'
import { needsChoice } from './queued-export.ts'
import type { QueuedContainer, QueuedExport, QueueState } from './queued-export.ts'

/** More cards than this stay closed, but for the first that asks for something. */
const readable = 6

interface FilesSectionProps {
  readonly state: QueueState
  readonly queue: ImportQueue
  readonly formats: readonly FormatInfo[]
  readonly settings: WorkspaceSettings
  readonly onDescribe: (id: string) => void
  readonly onDashboard: () => void
}

export function FilesSection({ state, queue, formats, settings, onDescribe, onDashboard }: FilesSectionProps) {
  const { exports, containers } = state
  // Opened or closed by hand.
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({})
  const ready = exports.filter((entry) => entry.state === 'ready')
  const hasDone = exports.some((entry) => entry.state === 'done')
  const isOpen = (entry: QueuedExport): boolean => toggled[entry.id] ?? opensByItself(entry, exports)
  const card = (entry: QueuedExport) => (
    <FileCard
      key={entry.id}
      entry={entry}
      queue={queue}
      formats={formats}
      settings={settings}
      isOpen={isOpen(entry)}
      isPrimary={ready.length === 1}
      onToggle={() => setToggled((previous) => ({ ...previous, [entry.id]: !isOpen(entry) }))}
      onDescribe={() => onDescribe(entry.id)}
    />
  )
  return (
    <section className="pl-import-files" aria-labelledby="files-title">
      <div className="pl-import-bar">
        <div className="pl-import-title">
          <Title order={2} id="files-title">
            {formatCounted(exports.length, 'file')}
          </Title>
          {exports.length > 1 && <Text className="pl-note">{stateText(exports)}</Text>}
        </div>
        {hasDone && (
          <Button size="sm" variant="subtle" onClick={queue.clearDone}>
            Clear finished
          </Button>
        )}
        {ready.length > 1 && <Button onClick={queue.importAll}>Import all {formatCount(ready.length)} files</Button>}
        {/* A file by itself has its button where it is shown; among others it may be folded away. */}
        {ready.length === 1 && exports.length > 1 && <Button onClick={queue.importAll}>Import 1 file</Button>}
        {hasDone && ready.length === 0 && <Button onClick={onDashboard}>See the dashboard</Button>}
      </div>
      {inGroups(exports, containers).map(({ container, entries }) =>
        container === null ? (
          <CardList key={entries[0]?.id} entries={entries} card={card} />
        ) : (
          <section key={container.file.fileId} className="pl-container" aria-label={container.file.name}>
            <ContainerHead container={container} exports={entries.length} />
            <CardList entries={entries} card={card} />
          </section>
        ),
      )}
    </section>
  )
}

function opensByItself(entry: QueuedExport, exports: readonly QueuedExport[]): boolean {
  if (exports.length === 1) return true
  const asks = (each: QueuedExport): boolean => each.state === 'failed'
  if (exports.length <= readable)
    return asks(entry) || entry === (exports.find(({ state }) => state !== 'done') ?? exports[0])
  return entry === exports.find(asks)
}

/** `36 ready · 2 need your choice · 1 not readable`, without what there is none of. */
function stateText(exports: readonly QueuedExport[]): string {
  const count = (isMeant: (entry: QueuedExport) => boolean): number => exports.filter(isMeant).length
  const asking = count(needsChoice)
  const parts: readonly (readonly [number, string])[] = [
    [count(({ state }) => state === 'previewing'), 'being read'],
    [count(({ state }) => state === 'ready'), 'ready'],
    [count(({ state }) => state === 'waiting' || state === 'importing'), 'being imported'],
    [asking, asking === 1 ? 'needs your choice' : 'need your choice'],
    [count((entry) => entry.state === 'failed' && !needsChoice(entry)), 'not imported'],
    [count(({ state }) => state === 'done'), 'imported'],
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, text]) => `${formatCount(number)} ${text}`)
    .join(' · ')
}

interface Group {
  readonly container: QueuedContainer | null
  readonly entries: readonly QueuedExport[]
}

/** In the order of the list; the exports of one archive stand together, and so do files between archives. */
function inGroups(exports: readonly QueuedExport[], containers: readonly QueuedContainer[]): readonly Group[] {
  const groups: { readonly container: QueuedContainer | null; readonly entries: QueuedExport[] }[] = []
  const byFile = new Map(containers.map((container) => [container.file.fileId, container]))
  for (const entry of exports) {
    const container = byFile.get(entry.file.fileId) ?? null
    const last = groups.at(-1)
    if (last && last.container === container) last.entries.push(entry)
    else groups.push({ container, entries: [entry] })
  }
  return groups
}

function ContainerHead({ container, exports }: { readonly container: QueuedContainer; readonly exports: number }) {
  const { file, leftOut } = container
  const head = `${formatCounted(exports, 'export')} inside`
  return (
    <header className="pl-container-head">
      <IconArchive aria-hidden size={16} stroke={1.5} />
      <Title order={3} className="pl-ellipsis" title={file.name}>
        {file.name}
      </Title>
      <span className="pl-note pl-nowrap">{head}</span>
      {leftOut.length > 0 && (
        <details className="pl-container-rest">
          <summary className="pl-note">{formatCounted(leftOut.length, 'other file')} left out</summary>
          <ul>
            {leftOut.map(({ entry, leftOut: reason }) => (
              <li key={entry}>
                {entry} <span className="pl-note">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </header>
  )
}
