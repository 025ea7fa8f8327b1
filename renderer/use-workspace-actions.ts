/** The ways into and out of a workspace. One at a time; a failure is kept for the screen to show in its place. */
import { useCallback, useState } from 'react'
import type { AppError } from '../shared/errors.ts'
import { call, toAppError } from './api.ts'
import { machinePlace } from './places.ts'

export type WorkspaceAction = 'new' | 'open' | 'sample' | 'recent' | 'close'

export interface WorkspaceActions {
  readonly busy: WorkspaceAction | null
  readonly error: AppError | null
  readonly run: (action: Exclude<WorkspaceAction, 'recent'>) => void
  readonly openRecent: (fileId: string) => void
}

/** Resolves to false where the user left the dialog without choosing. */
async function perform(action: WorkspaceAction, recentId: string): Promise<boolean> {
  switch (action) {
    case 'new': {
      const file = await call('files.chooseNewWorkspace', undefined)
      if (file) await call('workspaces.create', { fileId: file.fileId, ...machinePlace() })
      return file !== null
    }
    case 'open': {
      const file = await call('files.chooseWorkspace', undefined)
      if (file) await call('workspaces.open', { fileId: file.fileId })
      return file !== null
    }
    case 'sample':
      await call('workspaces.openSample', undefined)
      return true
    case 'recent':
      await call('workspaces.open', { fileId: recentId })
      return true
    case 'close':
      await call('workspaces.close', undefined)
      return true
  }
}

export function useWorkspaceActions(onChanged: () => void): WorkspaceActions {
  const [busy, setBusy] = useState<WorkspaceAction | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const start = useCallback(
    async (action: WorkspaceAction, recentId = '') => {
      setBusy(action)
      setError(null)
      try {
        if (await perform(action, recentId)) onChanged()
      } catch (cause) {
        setError(toAppError(cause))
      } finally {
        setBusy(null)
      }
    },
    [onChanged],
  )
  return {
    busy,
    error,
    run: useCallback((action) => void start(action), [start]),
    openRecent: useCallback((fileId) => void start('recent', fileId), [start]),
  }
}
