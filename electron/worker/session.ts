/** What the data thread holds between calls: the open workspace, its facts in memory, and the previews shown. */
import type { EngineSettings } from '../kpi/column-cache.ts'
import { loadFacts } from '../kpi/facts.ts'
import { openScanCache } from '../import/file/scan-cache.ts'
import type { ScanCache } from '../import/file/scan-cache.ts'
import { countEntities, eventRange, fingerprintOf, loadSettings } from '../workspace/settings.ts'
import { firstResponseTarget } from '../workspace/targets.ts'
import { openWorkspace } from '../workspace/workspace.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { AppError } from '../../shared/errors.ts'
import type { Facts } from '../../shared/facts.ts'
import type { ImportChoices, RowCounts, WorkspaceSummary } from '../../shared/model.ts'
import { dayOf } from '../../shared/time.ts'

/** What the user saw and may commit. */
export interface ShownPreview {
  readonly path: string
  readonly choices: ImportChoices
  readonly sha256: string
  /** Null where only the beginning of the file was counted. */
  readonly rows: RowCounts | null
  readonly headerFingerprint: string | null
}

export interface Session {
  readonly workspace: () => Workspace
  readonly isOpen: () => boolean
  /** Takes the place of the workspace that was open. */
  readonly use: (workspace: Workspace) => void
  readonly open: (path: string) => void
  readonly close: () => void
  /** Columnar facts of the last committed state. */
  readonly facts: () => Facts
  /** With the target that the workspace has for the first response. */
  readonly settings: () => EngineSettings & { readonly isSample: boolean }
  readonly summary: () => WorkspaceSummary
  /** Call after every commit: facts and settings are read anew. */
  readonly changed: () => void
  /** Enough after a commit that touches goals and targets alone. */
  readonly goalsChanged: () => void
  readonly previews: Map<string, ShownPreview>
  /** What is known of the files that the previews are of. */
  readonly scans: ScanCache
  /** Milliseconds since the epoch; the entry point's clock. */
  readonly now: () => number
}

export function startSession(now: () => number): Session {
  let workspace: Workspace | null = null
  let facts: Facts | null = null
  let settings: ReturnType<Session['settings']> | null = null
  const previews = new Map<string, ShownPreview>()
  const scans = openScanCache()

  const current = (): Workspace => {
    if (workspace === null) throw new AppError('workspace-not-open', 'This needs an open workspace.')
    return workspace
  }
  const forget = (): void => {
    facts = null
    settings = null
  }
  const close = (): void => {
    workspace?.close()
    workspace = null
    previews.clear()
    forget()
  }
  const settingsNow = (): ReturnType<Session['settings']> =>
    (settings ??= {
      ...loadSettings(current().reader),
      firstResponseTargetSeconds: firstResponseTarget(current().reader),
    })
  return {
    workspace: current,
    isOpen: () => workspace !== null,
    use: (next) => {
      close()
      workspace = next
    },
    open: (path) => {
      if (workspace?.path === path) return
      // Opened before the other is closed: a file that cannot be opened takes nothing away.
      const next = openWorkspace(path)
      close()
      workspace = next
    },
    close,
    facts: () => (facts ??= loadFacts(current().reader)),
    settings: settingsNow,
    summary: () => {
      const { reader, name } = current()
      const { isSample, firstResponseTargetSeconds: _, ...rest } = settingsNow()
      const range = eventRange(reader)
      return {
        name,
        settings: rest,
        isSample,
        counts: countEntities(reader),
        fingerprint: fingerprintOf(reader),
        firstDay: range === null ? null : dayOf(range.first, rest.zone),
        lastDay: range === null ? null : dayOf(range.last, rest.zone),
      }
    },
    changed: forget,
    goalsChanged: () => {
      settings = null
    },
    previews,
    scans,
    now,
  }
}
