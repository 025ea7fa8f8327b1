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

/** Each resolves to false where the user left the dialog without choosing. */
const steps: Readonly<Record<WorkspaceAction, (recentId: string) => Promise<boolean>>> = {
  new: async () => {
    const file = await call('files.chooseNewWorkspace', undefined)
    if (file) await call('workspaces.create', { fileId: file.fileId, ...machinePlace() })
    return file !== null
  },
  open: async () => {
    const file = await call('files.chooseWorkspace', undefined)
    if (file) await call('workspaces.open', { fileId: file.fileId })
    return file !== null
  },
  sample: async () => {
    await call('workspaces.openSample', undefined)
    return true
  },
  recent: async (recentId) => {
    await call('workspaces.open', { fileId: recentId })
    return true
  },
  close: async () => {
    await call('workspaces.close', undefined)
    return true
  },
}

export function useWorkspaceActions(onChanged: () => void): WorkspaceActions {
  const [busy, setBusy] = useState<WorkspaceAction | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const start = useCallback(
    async (action: WorkspaceAction, recentId = '') => {
      setBusy(action)
      setError(null)
      try {
        if (await steps[action](recentId)) onChanged()
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
