/** Electron accelerators of the command list as keys to listen for and as text to show. */
import { commandIds, commands } from '../../shared/commands.ts'
import type { CommandId } from '../../shared/commands.ts'

const keyNames: Readonly<Record<string, string>> = { Comma: ',', Slash: '/' }

/** `CmdOrCtrl+Shift+L` as `mod+shift+L`, the spelling of Mantine's hotkeys. */
export function toHotkey(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => (part === 'CmdOrCtrl' ? 'mod' : part === 'Shift' ? 'shift' : (keyNames[part] ?? part)))
    .join('+')
}

/** The keys of a shortcut as this platform prints them on its keyboards. */
export function toKeys(shortcut: string, isMac: boolean): readonly string[] {
  return shortcut.split('+').map((part) => {
    if (part === 'CmdOrCtrl') return isMac ? '⌘' : 'Ctrl'
    if (part === 'Shift') return isMac ? '⇧' : 'Shift'
    return keyNames[part] ?? part
  })
}

export const isCommandId = (text: string): text is CommandId => Object.hasOwn(commands, text)

/** The commands that can be given now. */
export const availableCommands = (hasWorkspace: boolean): readonly CommandId[] =>
  commandIds.filter((id) => hasWorkspace || !commands[id].needsWorkspace)
