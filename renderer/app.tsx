import { Skeleton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCallback, useEffect, useState } from 'react'
import type { CommandId } from '../shared/commands.ts'
import { AppError } from '../shared/errors.ts'
import { call, onDataStopped, useApi } from './api.ts'
import { StartScreen } from './features/start/start-screen.tsx'
import { machinePlace } from './places.ts'
import { CommandPalette, palette } from './shell/command-palette.tsx'
import { FailureScreen } from './shell/failure-screen.tsx'
import { pageOfCommand } from './shell/pages.ts'
import type { PageId } from './shell/pages.ts'
import { ShortcutSheet } from './shell/shortcut-sheet.tsx'
import { useCommands } from './shell/use-commands.ts'
import { useWorkspaceActions } from './use-workspace-actions.ts'
import { WorkspaceView } from './workspace-view.tsx'

/** Where the user is, and a counter that tells the workspace view to open the file dialog of the import. */
interface Place {
  readonly page: PageId
  readonly chooseFiles: number
}
const firstPlace: Place = { page: 'dashboard', chooseFiles: 0 }

export function App() {
  const current = useApi('workspaces.current', undefined)
  const info = useApi('app.info', undefined).value
  const isMac = info?.platform === 'darwin'
  const workspace = current.value ?? null
  const hasWorkspace = workspace !== null

  const [place, setPlace] = useState(firstPlace)
  // Counts opened workspaces: another one starts with fresh filters, an empty queue and the dashboard.
  const [session, setSession] = useState(0)
  const [sheetIsOpen, sheet] = useDisclosure()
  const [isStopped, setStopped] = useState(false)
  const [isRestarting, setRestarting] = useState(false)
  useEffect(() => onDataStopped(() => setStopped(true)), [])

  const scheme = useComputedColorScheme('light')
  const { setColorScheme } = useMantineColorScheme()

  const { reload } = current
  const changed = useCallback(() => {
    setSession((count) => count + 1)
    setPlace(firstPlace)
    reload()
  }, [reload])
  const actions = useWorkspaceActions(changed)

  const runCommand = useCallback(
    (id: CommandId): void => {
      const page = pageOfCommand(id)
      if (page) return setPlace((previous) => ({ ...previous, page }))
      switch (id) {
        case 'workspace.new':
          return actions.run('new')
        case 'workspace.open':
          return actions.run('open')
        case 'workspace.sample':
          return actions.run('sample')
        case 'workspace.close':
          return actions.run('close')
        case 'import.files':
          return setPlace(({ chooseFiles }) => ({ page: 'import', chooseFiles: chooseFiles + 1 }))
        case 'report.export':
          return setPlace((previous) => ({ ...previous, page: 'reports' }))
        case 'view.theme':
          return setColorScheme(scheme === 'dark' ? 'light' : 'dark')
        case 'view.palette':
          return palette.toggle()
        case 'help.shortcuts':
          return sheet.open()
        default:
          // The `go.` commands, which the page above has answered.
          return undefined
      }
    },
    [actions, scheme, setColorScheme, sheet],
  )
  useCommands(hasWorkspace, runCommand)

  useEffect(() => {
    document.title = workspace ? `${workspace.name} – Plumbline` : 'Plumbline'
  }, [workspace])

  async function restart(): Promise<void> {
    setRestarting(true)
    try {
      await call('app.restartData', undefined)
      setStopped(false)
      reload()
    } finally {
      setRestarting(false)
    }
  }

  if (isStopped)
    return (
      <FailureScreen
        error={
          new AppError('data-thread-stopped', 'The part of Plumbline that reads and computes has ended unexpectedly.')
        }
        action="Restart the data engine"
        busy={isRestarting}
        onAction={() => void restart()}
      />
    )
  if (current.status === 'failed' && current.value === undefined)
    return <FailureScreen error={current.error} action="Try again" onAction={reload} />
  if (current.value === undefined) return <Skeleton height="100dvh" radius={0} aria-label="Opening" />

  return (
    <>
      {workspace ? (
        <WorkspaceView
          key={session}
          workspace={workspace}
          page={place.page}
          chooseFiles={place.chooseFiles}
          isMac={isMac}
          error={actions.error}
          onPage={(page) => setPlace((previous) => ({ ...previous, page }))}
          onCommand={runCommand}
        />
      ) : (
        <StartScreen
          busy={actions.busy === 'close' ? null : actions.busy}
          error={actions.error}
          zone={machinePlace().zone}
          onNew={() => actions.run('new')}
          onOpen={() => actions.run('open')}
          onSample={() => actions.run('sample')}
          onRecent={actions.openRecent}
        />
      )}
      <CommandPalette hasWorkspace={hasWorkspace} isMac={isMac} onCommand={runCommand} />
      <ShortcutSheet opened={sheetIsOpen} isMac={isMac} onClose={sheet.close} />
    </>
  )
}
