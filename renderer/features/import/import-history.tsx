import { ActionIcon, Button, Group, Modal, Skeleton, Table, Text, Title, Tooltip, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { ImportSummary } from '../../../shared/model.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatCounted } from '../../format.ts'
import { formatCount, formatInstant } from '../../../shared/units.ts'
import { entityText } from './rows-summary.tsx'

export function ImportHistory({ zone }: { readonly zone: string }) {
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
                <Table.Th>File</Table.Th>
                <Table.Th>Source</Table.Th>
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
                <Table.Tr key={summary.id}>
                  <Table.Td className="pl-history-file">{summary.file}</Table.Td>
                  <Table.Td>{summary.source}</Table.Td>
                  <Table.Td className="pl-nowrap">{formatInstant(summary.importedAt, zone)}</Table.Td>
                  {(['read', 'new', 'changed', 'duplicate', 'rejected', 'ignored'] as const).map((key) => (
                    <Table.Td key={key} className="pl-number">
                      {formatCount(summary.rows[key])}
                    </Table.Td>
                  ))}
                  <Table.Td>
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      {summary.rows.rejected > 0 && (
                        <Tooltip label="Save rejected rows as CSV">
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            disabled={isBusy}
                            aria-label={`Save rejected rows of ${summary.file}`}
                            onClick={() => void saveRejected(summary)}
                          >
                            <IconDownload aria-hidden size={16} stroke={1.5} />
                          </ActionIcon>
                        </Tooltip>
                      )}
                      <Tooltip label="Undo this import">
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          disabled={isBusy}
                          aria-label={`Undo import of ${summary.file}`}
                          onClick={() => setUndoing(summary)}
                        >
                          <IconArrowBackUp aria-hidden size={16} stroke={1.5} />
                        </ActionIcon>
                      </Tooltip>
                    </Group>
                  </Table.Td>
                </Table.Tr>
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
              What {undoing.file} brought goes out of the workspace again: {entityText(undoing.entities, ', ')}. What
              other imports brought as well stays. The file itself is not touched and can be imported again.
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
