/** Rail, header, filters and content: the same on every screen of an open workspace. */
import { ActionIcon, Badge, Kbd, Title, Tooltip, UnstyledButton, useComputedColorScheme } from '@mantine/core'
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { commands } from '../../shared/commands.ts'
import type { CommandId } from '../../shared/commands.ts'
import type { WorkspaceSummary } from '../../shared/model.ts'
import type { Filters } from '../filters.ts'
import { FilterBar } from './filter-bar.tsx'
import { pages } from './pages.ts'
import type { PageId } from './pages.ts'
import { Rail } from './rail.tsx'
import { toKeys } from './shortcuts.ts'
import './page-frame.css'

interface PageFrameProps {
  readonly workspace: WorkspaceSummary
  readonly page: PageId
  readonly filters: Filters
  readonly isMac: boolean
  readonly onPage: (page: PageId) => void
  readonly onFilters: (next: Filters) => void
  readonly onCommand: (id: CommandId) => void
  readonly children: ReactNode
}

export function PageFrame(props: PageFrameProps) {
  const { workspace, page, filters, isMac, onPage, onFilters, onCommand, children } = props
  const scheme = useComputedColorScheme('light')
  const { title, hasFilters } = pages[page]
  return (
    <div className="pl-frame">
      <a className="pl-skip" href="#content">
        Skip to content
      </a>
      <Rail workspaceName={workspace.name} page={page} onPage={onPage} onCommand={onCommand} />
      <div className="pl-frame-page">
        <section className="pl-header" aria-label="Page">
          <div className="pl-header-row">
            <Title order={1}>{title}</Title>
            {workspace.isSample && (
              <Tooltip label="Made up by Plumbline to try it out">
                <Badge variant="default" radius="sm" className="pl-header-badge">
                  Synthetic sample data
                </Badge>
              </Tooltip>
            )}
            <UnstyledButton className="pl-header-search" onClick={() => onCommand('view.palette')}>
              <IconSearch aria-hidden size={16} stroke={1.5} />
              <span>Commands</span>
              <Kbd size="xs">{toKeys(commands['view.palette'].shortcut, isMac).join(' ')}</Kbd>
            </UnstyledButton>
            <Tooltip label={commands['view.theme'].label}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={commands['view.theme'].label}
                onClick={() => onCommand('view.theme')}
              >
                {scheme === 'dark' ? <IconSun aria-hidden size={18} stroke={1.5} /> : null}
                {scheme === 'light' ? <IconMoon aria-hidden size={18} stroke={1.5} /> : null}
              </ActionIcon>
            </Tooltip>
          </div>
          {hasFilters && workspace.lastDay && (
            <FilterBar workspace={workspace} filters={filters} onFilters={onFilters} />
          )}
        </section>
        <main id="content" className="pl-content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}
