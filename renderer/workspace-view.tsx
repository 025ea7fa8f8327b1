/** An open workspace: its state between screens (filters, import queue, side panel) and the screen of the moment. */
import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import type { ConversationQuery } from '../shared/api.ts'
import type { CommandId } from '../shared/commands.ts'
import type { AppError } from '../shared/errors.ts'
import type { WorkspaceSummary } from '../shared/model.ts'
import { EmptyState } from './components/empty-state.tsx'
import { ErrorPanel } from './components/error-panel.tsx'
import { CompareScreen } from './features/compare/compare-screen.tsx'
import { ConversationsPanel } from './features/conversations/conversations-panel.tsx'
import { ConversationsScreen } from './features/conversations/conversations-screen.tsx'
import { DashboardScreen } from './features/dashboard/dashboard-screen.tsx'
import { ImportScreen } from './features/import/import-screen.tsx'
import type { Imports } from './features/import/use-imports.ts'
import { ReportsScreen } from './features/reports/reports-screen.tsx'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { TeamsScreen } from './features/teams/teams-screen.tsx'
import { noFilters } from './filters.ts'
import { DropTarget } from './shell/drop-target.tsx'
import { PageFrame } from './shell/page-frame.tsx'
import { pages } from './shell/pages.ts'
import type { PageId } from './shell/pages.ts'

interface WorkspaceViewProps {
  readonly workspace: WorkspaceSummary
  readonly page: PageId
  readonly imports: Imports
  readonly isMac: boolean
  /** Why files could not be taken, or another workspace not be opened; this one stays. */
  readonly error: AppError | null
  readonly onPage: (page: PageId) => void
  readonly onDrop: (files: readonly File[]) => void
  readonly onCommand: (id: CommandId) => void
}

interface Panel {
  readonly query: ConversationQuery | null
  readonly title: string
}

export function WorkspaceView(props: WorkspaceViewProps) {
  const { workspace, page, imports, isMac, error, onPage, onDrop, onCommand } = props
  const [filters, setFilters] = useState(noFilters)
  const [panel, setPanel] = useState<Panel>({ query: null, title: '' })

  const openConversations = useCallback((query: ConversationQuery, title: string) => setPanel({ query, title }), [])

  const shared = { workspace, filters, onFilters: setFilters, onOpenConversations: openConversations }
  // Every screen of results begins with an import.
  const isEmpty = workspace.lastDay === null && pages[page].hasFilters
  return (
    <PageFrame
      workspace={workspace}
      page={page}
      filters={filters}
      isMac={isMac}
      onPage={onPage}
      onFilters={setFilters}
      onCommand={onCommand}
    >
      {error && (
        <div className="pl-content-error">
          <ErrorPanel error={error} />
        </div>
      )}
      {isEmpty && (
        <EmptyState
          icon={<IconFileImport aria-hidden size={40} stroke={1.25} />}
          title="No conversations yet"
          action={<Button onClick={() => onCommand('import.files')}>Import files…</Button>}
        >
          Bring in the exports of your texting tool, web chat or mailbox, and surveys if you have them. What they can
          measure shows up here.
        </EmptyState>
      )}
      {page === 'dashboard' && !isEmpty && <DashboardScreen {...shared} onGo={onPage} />}
      {page === 'compare' && !isEmpty && <CompareScreen {...shared} />}
      {page === 'teams' && !isEmpty && <TeamsScreen {...shared} />}
      {page === 'conversations' && !isEmpty && <ConversationsScreen workspace={workspace} filters={filters} />}
      {page === 'reports' && !isEmpty && <ReportsScreen {...shared} />}
      {page === 'import' && (
        <ImportScreen workspace={workspace} imports={imports} onDashboard={() => onPage('dashboard')} />
      )}
      {page === 'settings' && <SettingsScreen workspace={workspace} />}
      <ConversationsPanel
        query={panel.query}
        title={panel.title}
        zone={workspace.settings.zone}
        onClose={() => setPanel((previous) => ({ ...previous, query: null }))}
      />
      <DropTarget onFiles={onDrop} />
    </PageFrame>
  )
}
