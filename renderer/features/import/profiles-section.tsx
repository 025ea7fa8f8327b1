/** Descriptions of columns that are remembered: taken by themselves for every file with the same columns. */
import { ActionIcon, Button, Group, Modal, Table, Text, Title, Tooltip, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { MappingProfile } from '../../../shared/model.ts'
import { formatInstant } from '../../../shared/units.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatCounted } from '../../format.ts'
import { fieldWordsOf, rowKinds } from './table-words.ts'

export function ProfilesSection({ zone }: { readonly zone: string }) {
  const list = useApi('profiles.list', undefined)
  const [removing, setRemoving] = useState<MappingProfile | null>(null)
  const [error, setError] = useState<AppError | null>(null)

  async function attempt(action: () => Promise<string | null>): Promise<void> {
    setError(null)
    try {
      const message = await action()
      if (message === null) return
      list.reload()
      notifications.show({ message })
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setRemoving(null)
    }
  }
  const read = (): Promise<void> =>
    attempt(async () => {
      const file = await call('files.chooseProfile', undefined)
      if (!file) return null
      const { name } = await call('profiles.read', { fileId: file.fileId })
      return `The profile ${name} is in this workspace now.`
    })
  const write = (name: string): Promise<void> =>
    attempt(async () => {
      const file = await call('files.chooseProfileTarget', { name })
      if (!file) return null
      await call('profiles.write', { name, fileId: file.fileId })
      return `The profile ${name} is saved as ${file.name}.`
    })
  const remove = (name: string): Promise<void> =>
    attempt(async () => {
      await call('profiles.remove', { name })
      return `The profile ${name} is removed.`
    })

  return (
    <section aria-labelledby="profiles-title" className="pl-profiles">
      <div className="pl-import-bar">
        <div className="pl-import-title">
          <Title order={2} id="profiles-title">
            Mapping profiles
          </Title>
        </div>
        <Button size="sm" variant="default" onClick={() => void read()}>
          Open a profile from a file…
        </Button>
      </div>
      {error && <ErrorPanel error={error} />}
      {list.status === 'failed' && <ErrorPanel error={list.error} onRetry={list.reload} />}
      {list.value?.length === 0 && (
        <Text c="dimmed">
          None yet. Describe the columns of a table once, and the next file with the same columns is read the same way.
        </Text>
      )}
      {list.value && list.value.length > 0 && (
        <div className="pl-card pl-table-scroll">
          <Table aria-labelledby="profiles-title">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>A row is</Table.Th>
                <Table.Th>Reads</Table.Th>
                <Table.Th>Saved</Table.Th>
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.value.map((profile) => (
                <Table.Tr key={profile.name}>
                  <Table.Td className="pl-history-file">{profile.name}</Table.Td>
                  <Table.Td className="pl-nowrap">
                    {profile.choices.mapping ? rowKinds[profile.choices.mapping.row].title : 'As recognised'}
                  </Table.Td>
                  <Table.Td>
                    <ReadFields profile={profile} />
                  </Table.Td>
                  <Table.Td className="pl-nowrap">{formatInstant(profile.savedAt, zone)}</Table.Td>
                  <Table.Td>
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      <Tooltip label="Save to a file">
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={`Save the profile ${profile.name} to a file`}
                          onClick={() => void write(profile.name)}
                        >
                          <IconDownload aria-hidden size={16} stroke={1.5} />
                        </ActionIcon>
                      </Tooltip>
                      <Tooltip label="Remove">
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={`Remove the profile ${profile.name}`}
                          onClick={() => setRemoving(profile)}
                        >
                          <IconTrash aria-hidden size={16} stroke={1.5} />
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
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title="Remove this profile?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {removing && (
          <>
            <Text>
              Files with these columns are no longer read with {removing.name}. What was imported with it stays as it
              is.
            </Text>
            <Group mt="lg" justify="flex-end">
              <Button variant="default" onClick={() => setRemoving(null)}>
                Keep it
              </Button>
              <Button color="red" onClick={() => void remove(removing.name)}>
                Remove profile
              </Button>
            </Group>
          </>
        )}
      </Modal>
    </section>
  )
}

function ReadFields({ profile }: { readonly profile: MappingProfile }) {
  const columns = Object.entries(profile.choices.mapping?.columns ?? {})
  if (columns.length === 0) return <span className="pl-note">choices only</span>
  const shown = columns.slice(0, 4).map(([field, column]) => `${fieldWordsOf(field).label} from “${column}”`)
  const rest = columns.length - shown.length
  return (
    <span className="pl-note">
      {shown.join(', ')}
      {rest > 0 && ` and ${formatCounted(rest, 'other')}`}
    </span>
  )
}
