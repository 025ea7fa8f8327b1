import { Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown, IconRuler2 } from '@tabler/icons-react'
import { commands } from '../../shared/commands.ts'
import type { CommandId } from '../../shared/commands.ts'
import { pageIds, pages } from './pages.ts'
import type { PageId } from './pages.ts'
import './rail.css'

const workspaceCommands = ['workspace.new', 'workspace.open', 'workspace.close'] as const satisfies readonly CommandId[]

interface RailProps {
  readonly workspaceName: string
  readonly page: PageId
  readonly onPage: (page: PageId) => void
  readonly onCommand: (id: CommandId) => void
}

export function Rail({ workspaceName, page, onPage, onCommand }: RailProps) {
  // The same width at which rail.css folds the labels away.
  const isFolded = useMediaQuery('(max-width: 1100px)')
  return (
    <nav className="pl-rail" aria-label="Main">
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <UnstyledButton className="pl-rail-workspace" aria-label={`Workspace ${workspaceName}`} title={workspaceName}>
            <IconRuler2 aria-hidden size={20} stroke={1.75} className="pl-rail-mark" />
            <span className="pl-rail-label pl-ellipsis">{workspaceName}</span>
            <IconChevronDown aria-hidden size={14} className="pl-rail-label pl-rail-chevron" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {workspaceCommands.map((id) => (
            <Menu.Item key={id} onClick={() => onCommand(id)}>
              {commands[id].label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {pageIds.map((id) => {
        const { title, icon: Icon } = pages[id]
        return (
          <Tooltip key={id} label={title} position="right" disabled={!isFolded}>
            <UnstyledButton
              className="pl-rail-item"
              aria-current={id === page ? 'page' : undefined}
              aria-label={title}
              onClick={() => onPage(id)}
            >
              <Icon aria-hidden size={20} stroke={1.5} />
              <span className="pl-rail-label pl-ellipsis">{title}</span>
            </UnstyledButton>
          </Tooltip>
        )
      })}
    </nav>
  )
}
