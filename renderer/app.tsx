import { Skeleton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCallback, useEffect, useState } from 'react'
import type { CommandId } from '../shared/commands.ts'
import { AppError } from '../shared/errors.ts'
import { call, onDataStopped, useApi } from './api.ts'
import { useImports } from './features/import/use-imports.ts'
import { StartScreen } from './features/start/start-screen.tsx'
import { machinePlace } from './places.ts'
import { CommandPalette, palette } from './shell/command-palette.tsx'
import { FailureScreen } from './shell/failure-screen.tsx'
import { pageOfCommand } from './shell/pages.ts'
import type { GoCommand, PageId } from './shell/pages.ts'
import { RecomputeBar } from './shell/recompute-bar.tsx'
import { ShortcutSheet } from './shell/shortcut-sheet.tsx'
import { useCommands } from './shell/use-commands.ts'
import { useWorkspaceActions } from './use-workspace-actions.ts'
import { WorkspaceView } from './workspace-view.tsx'

const isOther = (id: CommandId): id is Exclude<CommandId, GoCommand> => !id.startsWith('go.')

export function App() {
  const current = useApi('workspaces.current', undefined)
  const info = useApi('app.info', undefined).value
  const isMac = info?.platform === 'darwin'
  const workspace = current.value ?? null
  const hasWorkspace = workspace !== null

  const [page, setPage] = useState<PageId>('dashboard')
  // Counts opened workspaces: another one starts with fresh filters.
  const [session, setSession] = useState(0)
  const [sheetIsOpen, sheet] = useDisclosure()
  const [isStopped, setStopped] = useState(false)
  const [isRestarting, setRestarting] = useState(false)
  useEffect(() => onDataStopped(() => setStopped(true)), [])

  const scheme = useComputedColorScheme('light')
  const { setColorScheme } = useMantineColorScheme()

  const goTo = useCallback((next: PageId) => {
    setPage(next)
    window.scrollTo(0, 0)
  }, [])
  const imports = useImports()
  const { chooseFiles, dropFiles, reset } = imports

  const { reload } = current
  const changed = useCallback(() => {
    setSession((count) => count + 1)
    setPage('dashboard')
    reset()
    reload()
  }, [reload, reset])
  const actions = useWorkspaceActions(changed)

  const runCommand = (id: CommandId): void => {
    const target = pageOfCommand(id)
    if (target) return goTo(target)
    const others: Readonly<Record<Exclude<CommandId, GoCommand>, () => void>> = {
      'workspace.new': () => actions.run('new'),
      'workspace.open': () => actions.run('open'),
      'workspace.sample': () => actions.run('sample'),
      'workspace.close': () => actions.run('close'),
      'import.files': () => {
        goTo('import')
        chooseFiles()
      },
      'report.export': () => goTo('reports'),
      'view.theme': () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
      'view.palette': palette.toggle,
      'help.shortcuts': sheet.open,
    }
    if (isOther(id)) others[id]()
  }
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
          page={page}
          imports={imports}
          isMac={isMac}
          error={imports.error ?? actions.error}
          onPage={goTo}
          onDrop={(files) => {
            goTo('import')
            dropFiles(files)
          }}
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
      <RecomputeBar />
      <CommandPalette hasWorkspace={hasWorkspace} isMac={isMac} onCommand={runCommand} />
      <ShortcutSheet opened={sheetIsOpen} isMac={isMac} onClose={sheet.close} />
    </>
  )
}
