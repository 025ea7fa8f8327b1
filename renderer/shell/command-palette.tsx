import { Kbd } from '@mantine/core'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { commandGroups, commands } from '../../shared/commands.ts'
import type { CommandGroup, CommandId } from '../../shared/commands.ts'
import { availableCommands, toKeys } from './shortcuts.ts'

export const [paletteStore, palette] = createSpotlight()

const groupTitles = { file: 'File', view: 'View', go: 'Go to', help: 'Help' } as const satisfies Record<
  CommandGroup,
  string
>

interface CommandPaletteProps {
  readonly hasWorkspace: boolean
  readonly isMac: boolean
  readonly onCommand: (id: CommandId) => void
}

export function CommandPalette({ hasWorkspace, isMac, onCommand }: CommandPaletteProps) {
  const available = availableCommands(hasWorkspace).filter((id) => id !== 'view.palette')
  return (
    <Spotlight
      store={paletteStore}
      shortcut={null}
      nothingFound="No command of this name"
      highlightQuery
      scrollable
      maxHeight={400}
      searchProps={{
        leftSection: <IconSearch aria-hidden size={18} stroke={1.5} />,
        placeholder: 'Type a command',
        'aria-label': 'Command',
      }}
      actions={commandGroups.map((group) => ({
        group: groupTitles[group],
        actions: available
          .filter((id) => commands[id].group === group)
          .map((id) => {
            const { label, shortcut } = commands[id]
            return {
              id,
              label,
              onClick: () => onCommand(id),
              ...(shortcut ? { rightSection: <Kbd>{toKeys(shortcut, isMac).join(' ')}</Kbd> } : {}),
            }
          }),
      }))}
    />
  )
}
