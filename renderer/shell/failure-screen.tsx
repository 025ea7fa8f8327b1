/** A failure that leaves nothing else to show: what happened, what was kept, what to do. */
import { Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { AppError } from '../../shared/errors.ts'
import { errorCatalogue } from '../../shared/errors.ts'
import './failure-screen.css'

interface FailureScreenProps {
  readonly error: AppError
  readonly action: string
  readonly onAction: () => void
  readonly busy?: boolean
}

export function FailureScreen({ error, action, onAction, busy = false }: FailureScreenProps) {
  const { title, kept, next } = errorCatalogue[error.code]
  return (
    <main className="pl-failure">
      <div className="pl-failure-box pl-card" role="alert">
        <IconAlertTriangle aria-hidden size={28} stroke={1.5} className="pl-failure-icon" />
        <Title order={1}>{title}</Title>
        <Text>{error.message}</Text>
        <Text>{kept}</Text>
        <Text c="dimmed">{next}</Text>
        <Button onClick={onAction} loading={busy}>
          {action}
        </Button>
      </div>
    </main>
  )
}
