/** What every screen stands in: theme, notifications and the net below all screens. Tests render the same frame. */
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { cssVariables, theme } from './theme.ts'

interface AppFrameProps {
  readonly styleNonce: () => string
  /** Tests switch off transitions and portals. */
  readonly env?: 'default' | 'test'
  readonly children: ReactNode
}

export function AppFrame({ styleNonce, env = 'default', children }: AppFrameProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      env={env}
    >
      <Notifications position="bottom-right" limit={3} />
      <ErrorBoundary>{children}</ErrorBoundary>
    </MantineProvider>
  )
}
