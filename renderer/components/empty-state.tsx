/** Nothing to show yet, and the step that changes it. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import './empty-state.css'

interface EmptyStateProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="pl-empty">
      {icon && <div className="pl-empty-icon">{icon}</div>}
      <Text fw={600} size="lg">
        {title}
      </Text>
      {children && (
        <Text c="dimmed" className="pl-empty-text">
          {children}
        </Text>
      )}
      {action && <div className="pl-empty-action">{action}</div>}
    </div>
  )
}
