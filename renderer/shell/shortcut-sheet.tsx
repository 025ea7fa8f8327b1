import { Kbd, Modal, Table } from '@mantine/core'
import { commandIds, commands } from '../../shared/commands.ts'
import { toKeys } from './shortcuts.ts'

interface ShortcutSheetProps {
  readonly opened: boolean
  readonly isMac: boolean
  readonly onClose: () => void
}

export function ShortcutSheet({ opened, isMac, onClose }: ShortcutSheetProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
      size="md"
    >
      <Table>
        <Table.Tbody>
          {commandIds.map((id) => {
            const { label, shortcut } = commands[id]
            if (shortcut === null) return null
            return (
              <Table.Tr key={id}>
                <Table.Td>{label}</Table.Td>
                <Table.Td className="pl-number">
                  {toKeys(shortcut, isMac).map((key) => (
                    <Kbd key={key} ml={4}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
