import { Button, Collapse, Table, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { FormatInfo, WorkspaceSummary } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { formatCounted } from '../../format.ts'
import { FileCard } from './file-card.tsx'
import { ImportHistory } from './import-history.tsx'
import type { ImportQueue } from './import-queue.ts'
import './import-screen.css'

interface ImportScreenProps {
  readonly workspace: WorkspaceSummary
  readonly queue: ImportQueue
  readonly onChooseFiles: () => void
  readonly onDashboard: () => void
}

export function ImportScreen({ workspace, queue, onChooseFiles, onDashboard }: ImportScreenProps) {
  const formats = useApi('imports.formats', undefined).value ?? []
  const { files } = queue
  // Opened or closed by hand; the others are open while they are the only one or need attention.
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({})
  const ready = files.filter((entry) => entry.state === 'ready')
  const hasDone = files.some((entry) => entry.state === 'done')
  const firstOpen = files.find((entry) => entry.state !== 'done') ?? files[0]
  return (
    <div className="pl-import">
      <DropCard isCompact={files.length > 0} formats={formats} onChooseFiles={onChooseFiles} />
      {files.length > 0 && (
        <section className="pl-import-files" aria-labelledby="files-title">
          <div className="pl-import-bar">
            <Title order={2} id="files-title">
              {formatCounted(files.length, 'file')}
            </Title>
            {hasDone && (
              <Button size="xs" variant="subtle" onClick={queue.clearDone}>
                Clear finished
              </Button>
            )}
            {ready.length > 1 && <Button onClick={queue.importAll}>Import all {ready.length} files</Button>}
            {hasDone && ready.length === 0 && <Button onClick={onDashboard}>See the dashboard</Button>}
          </div>
          {files.map((entry) => {
            const { fileId } = entry.file
            const isOpen =
              toggled[fileId] ?? (entry === firstOpen || entry.state === 'failed' || entry.state === 'done')
            return (
              <FileCard
                key={fileId}
                entry={entry}
                queue={queue}
                formats={formats}
                settings={workspace.settings}
                isOpen={isOpen}
                isPrimary={ready.length === 1}
                onToggle={() => setToggled((previous) => ({ ...previous, [fileId]: !isOpen }))}
              />
            )
          })}
        </section>
      )}
      <ImportHistory zone={workspace.settings.zone} />
    </div>
  )
}

interface DropCardProps {
  readonly isCompact: boolean
  readonly formats: readonly FormatInfo[]
  readonly onChooseFiles: () => void
}

/** The invitation. Files can be dropped anywhere in the window; this is where one looks for it. */
function DropCard({ isCompact, formats, onChooseFiles }: DropCardProps) {
  const [showsFormats, { toggle }] = useDisclosure()
  return (
    <section className="pl-dropcard" aria-label="Add files">
      <div className="pl-dropcard-row" data-compact={isCompact || undefined}>
        <IconFileImport aria-hidden size={isCompact ? 20 : 32} stroke={1.25} />
        <div>
          <Text fw={600}>
            {isCompact ? 'Drop more files anywhere' : 'Drop conversation exports anywhere in this window'}
          </Text>
          {!isCompact && (
            <Text c="dimmed">
              Several at once, as they came out of the tool. Each is recognised by what it holds, and nothing is written
              before you have seen it.
            </Text>
          )}
        </div>
        <div className="pl-dropcard-actions">
          <Button variant={isCompact ? 'default' : 'filled'} onClick={onChooseFiles}>
            Choose files…
          </Button>
          <Button variant="subtle" aria-expanded={showsFormats} onClick={toggle}>
            Which exports work?
          </Button>
        </div>
      </div>
      <Collapse expanded={showsFormats}>
        <div className="pl-table-scroll">
          <Table mt="md" aria-label="Known exports">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Export</Table.Th>
                <Table.Th>Files</Table.Th>
                <Table.Th>How to get it</Table.Th>
                <Table.Th>What it can measure</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {formats.map((format) => (
                <Table.Tr key={format.id}>
                  <Table.Td>{format.title}</Table.Td>
                  <Table.Td>{format.files}</Table.Td>
                  <Table.Td>{format.howToGet}</Table.Td>
                  <Table.Td>{format.measures}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </Collapse>
    </section>
  )
}
