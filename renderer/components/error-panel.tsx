/** A failure in its place on the screen: what happened, what was kept, what to do. */
import { Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { errorCatalogue } from '../../shared/errors.ts'
import type { AppError } from '../../shared/errors.ts'
import './error-panel.css'

interface ErrorPanelProps {
  readonly error: AppError
  readonly onRetry?: (() => void) | undefined
  /** Buttons beside or instead of "Try again". */
  readonly actions?: ReactNode
}

export function ErrorPanel({ error, onRetry, actions }: ErrorPanelProps) {
  const { title, kept, next } = errorCatalogue[error.code]
  return (
    <div className="pl-error" role="alert">
      <IconAlertTriangle aria-hidden size={20} stroke={1.5} className="pl-error-icon" />
      <div className="pl-error-body">
        <Text fw={600}>{title}</Text>
        <Text className="pl-error-cause">{error.message}</Text>
        <Text c="dimmed">
          {kept} {next}
        </Text>
        {(onRetry || actions) && (
          <div className="pl-error-actions">
            {onRetry && (
              <Button size="xs" variant="default" onClick={onRetry}>
                Try again
              </Button>
            )}
            {actions}
          </div>
        )}
      </div>
    </div>
  )
}
