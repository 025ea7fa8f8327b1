/** The application menu as data, from the command list that the palette and the shortcut sheet also read. */
import type { MenuItemConstructorOptions } from 'electron'
import { commandIds, commands } from '../shared/commands.ts'
import type { CommandGroup, CommandId } from '../shared/commands.ts'

/** Electron's accelerators name these keys by their character. */
const keyNames: Readonly<Record<string, string>> = { Comma: ',', Slash: '/' }

function accelerator(shortcut: string): string {
  const keys = shortcut.split('+')
  return keys.map((key) => keyNames[key] ?? key).join('+')
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

export interface MenuChoices {
  readonly isMac: boolean
  readonly devTools: boolean
  readonly onCommand: (commandId: CommandId) => void
}

/** Commands that need a workspace start disabled; `commandsNeedingWorkspace` says which to enable with one. */
export function menuTemplate({ isMac, devTools, onCommand }: MenuChoices): MenuItemConstructorOptions[] {
  function commandItem(id: CommandId): MenuItemConstructorOptions {
    const { label, shortcut, needsWorkspace } = commands[id]
    const item: MenuItemConstructorOptions = { id, label, enabled: !needsWorkspace, click: () => onCommand(id) }
    if (shortcut !== null) item.accelerator = accelerator(shortcut)
    return item
  }

  function commandItems(group: CommandGroup): MenuItemConstructorOptions[] {
    return commandIds.filter((id) => commands[id].group === group).map(commandItem)
  }

  const zoom: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }]
  const inspect: MenuItemConstructorOptions[] = devTools ? [separator, { role: 'toggleDevTools' }] : []
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: [...commandItems('file'), separator, { role: isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [...commandItems('view'), separator, ...zoom, separator, { role: 'togglefullscreen' }, ...inspect],
    },
    { label: 'Go', submenu: commandItems('go') },
    { role: 'windowMenu' },
    { role: 'help', submenu: commandItems('help') },
  ]
}

export const commandsNeedingWorkspace: readonly CommandId[] = commandIds.filter((id) => commands[id].needsWorkspace)
