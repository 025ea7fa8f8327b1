import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { commands } from '../../shared/commands.ts'
import type { CommandId } from '../../shared/commands.ts'
import { availableCommands, isCommandId, toHotkey } from './shortcuts.ts'

/**
 * Commands by key and from the native menu. A key that is handled here is kept from the menu (`preventDefault`), so that
 * no command runs twice.
 */
export function useCommands(hasWorkspace: boolean, run: (id: CommandId) => void): void {
  const available = availableCommands(hasWorkspace)
  useHotkeys(
    available.flatMap((id) => {
      const shortcut = commands[id].shortcut
      return shortcut === null ? [] : [[toHotkey(shortcut), () => run(id)] as const satisfies [string, () => void]]
    }),
    [],
  )
  useEffect(
    () =>
      window.plumbline.onCommand((id) => {
        if (isCommandId(id) && availableCommands(hasWorkspace).includes(id)) run(id)
      }),
    [hasWorkspace, run],
  )
}
