/** Every user command, declared once: menu, command palette and shortcut sheet read it. */

export const commandGroups = ['file', 'view', 'go', 'help'] as const
export type CommandGroup = (typeof commandGroups)[number]

interface Command {
  readonly label: string
  readonly group: CommandGroup
  /** Electron accelerator, such as `CmdOrCtrl+I`; null = none. */
  readonly shortcut: string | null
  readonly needsWorkspace: boolean
}

export const commands = {
  'workspace.new': { label: 'New workspace…', group: 'file', shortcut: 'CmdOrCtrl+N', needsWorkspace: false },
  'workspace.open': { label: 'Open workspace…', group: 'file', shortcut: 'CmdOrCtrl+O', needsWorkspace: false },
  'workspace.sample': { label: 'Try with sample data', group: 'file', shortcut: null, needsWorkspace: false },
  'import.files': { label: 'Import files…', group: 'file', shortcut: 'CmdOrCtrl+I', needsWorkspace: true },
  'report.export': { label: 'Export report…', group: 'file', shortcut: 'CmdOrCtrl+E', needsWorkspace: true },
  'workspace.close': { label: 'Close workspace', group: 'file', shortcut: 'CmdOrCtrl+Shift+W', needsWorkspace: true },
  'view.theme': { label: 'Switch light and dark', group: 'view', shortcut: 'CmdOrCtrl+Shift+L', needsWorkspace: false },
  'view.palette': { label: 'Command palette', group: 'view', shortcut: 'CmdOrCtrl+K', needsWorkspace: false },
  'go.dashboard': { label: 'Dashboard', group: 'go', shortcut: 'CmdOrCtrl+1', needsWorkspace: true },
  'go.compare': { label: 'Compare', group: 'go', shortcut: 'CmdOrCtrl+2', needsWorkspace: true },
  'go.teams': { label: 'Teams and agents', group: 'go', shortcut: 'CmdOrCtrl+3', needsWorkspace: true },
  'go.conversations': { label: 'Conversations', group: 'go', shortcut: 'CmdOrCtrl+4', needsWorkspace: true },
  'go.reports': { label: 'Reports', group: 'go', shortcut: 'CmdOrCtrl+5', needsWorkspace: true },
  'go.import': { label: 'Import', group: 'go', shortcut: 'CmdOrCtrl+6', needsWorkspace: true },
  'go.settings': { label: 'Settings', group: 'go', shortcut: 'CmdOrCtrl+Comma', needsWorkspace: true },
  'help.shortcuts': { label: 'Keyboard shortcuts', group: 'help', shortcut: 'CmdOrCtrl+Slash', needsWorkspace: false },
} as const satisfies Record<string, Command>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as readonly CommandId[] // keys of a const object: exactly its ids
