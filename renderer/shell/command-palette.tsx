import { Kbd } from '@mantine/core'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { commandGroups, commands } from '../../shared/commands.ts'
import type { CommandGroup, CommandId } from '../../shared/commands.ts'
import { availableCommands, toKeys } from './shortcuts.ts'
import './command-palette.css'

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
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      nothingFound="No command of this name"
      highlightQuery
      title="Commands"
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
          .map((id) => ({
            id,
            label: commands[id].label,
            rightSection: <Shortcut id={id} isMac={isMac} />,
            onClick: () => onCommand(id),
          })),
      }))}
    />
  )
}

function Shortcut({ id, isMac }: { readonly id: CommandId; readonly isMac: boolean }) {
  const { shortcut } = commands[id]
  return shortcut === null ? null : <Kbd>{toKeys(shortcut, isMac).join(' ')}</Kbd>
}
