import { Button, Group, Modal, Skeleton, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { FormatInfo, ImportSummary } from '../../../shared/model.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatCounted } from '../../format.ts'
import { HistoryRow } from './history-row.tsx'
import { entityText } from './rows-summary.tsx'

interface ImportHistoryProps {
  readonly zone: string
  readonly formats: readonly FormatInfo[]
}

export function ImportHistory({ zone, formats }: ImportHistoryProps) {
  const list = useApi('imports.list', undefined)
  const [undoing, setUndoing] = useState<ImportSummary | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  async function attempt(action: () => Promise<void>): Promise<void> {
    setError(null)
    setBusy(true)
    try {
      await action()
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
      setUndoing(null)
    }
  }
  const undo = (summary: ImportSummary): Promise<void> =>
    attempt(async () => {
      await call('imports.undo', { importId: summary.id })
      list.reload()
      notifications.show({ message: `The import of ${summary.file} is undone.` })
    })
  const saveRejected = (summary: ImportSummary): Promise<void> =>
    attempt(async () => {
      const file = await call('files.chooseRejected', undefined)
      if (!file) return
      const { rows } = await call('imports.saveRejected', { importId: summary.id, fileId: file.fileId })
      notifications.show({ message: `${formatCounted(rows, 'rejected row')} saved as ${file.name}.` })
    })

  return (
    <section aria-labelledby="history-title">
      <Title order={2} id="history-title" mb="xs">
        Earlier imports
      </Title>
      {error && <ErrorPanel error={error} />}
      {list.status === 'failed' && <ErrorPanel error={list.error} onRetry={list.reload} />}
      {list.status === 'loading' && !list.value && <Skeleton height={120} />}
      {list.value?.length === 0 && <Text c="dimmed">Nothing was imported into this workspace yet.</Text>}
      {list.value && list.value.length > 0 && (
        <div className="pl-card pl-table-scroll">
          <Table aria-labelledby="history-title" className="pl-history">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <VisuallyHidden>Details</VisuallyHidden>
                </Table.Th>
                <Table.Th>File</Table.Th>
                <Table.Th>Imported</Table.Th>
                <Table.Th className="pl-number">Read</Table.Th>
                <Table.Th className="pl-number">New</Table.Th>
                <Table.Th className="pl-number">Changed</Table.Th>
                <Table.Th className="pl-number">Duplicate</Table.Th>
                <Table.Th className="pl-number">Rejected</Table.Th>
                <Table.Th className="pl-number">Ignored</Table.Th>
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.value.map((summary) => (
                <HistoryRow
                  key={summary.id}
                  summary={summary}
                  zone={zone}
                  formatTitle={formats.find(({ id }) => id === summary.format)?.title ?? summary.format}
                  isBusy={isBusy}
                  onSaveRejected={() => void saveRejected(summary)}
                  onUndo={() => setUndoing(summary)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Modal
        opened={undoing !== null}
        onClose={() => setUndoing(null)}
        title="Undo this import?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {undoing && (
          <>
            <Text>
              What {undoing.file} brought goes out of the workspace again
              {entityText(undoing.entities) === '' ? '' : `: ${entityText(undoing.entities, ', ')}`}. What other imports
              brought as well stays. The file itself is not touched and can be imported again.
            </Text>
            <Group mt="lg" justify="flex-end">
              <Button variant="default" onClick={() => setUndoing(null)}>
                Keep it
              </Button>
              <Button color="red" loading={isBusy} onClick={() => void undo(undoing)}>
                Undo import
              </Button>
            </Group>
          </>
        )}
      </Modal>
    </section>
  )
}
